package sim_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"golgi/sim"
	"golgi/units"
)

// draft returns a draft with objects in it.
func draft(t testing.TB, engine string, objects ...sim.Object) *sim.Network {
	t.Helper()
	net := network(t, sim.Options{Engine: engine})
	net.MakeDraft()
	check(t, net.Add(objects...))
	return net
}

// wiring is a group with all that synapses can have: what depends on how many there are, and lists of a length that no draft
// can check.
func wiring(t testing.TB, probability sim.Probability, delay sim.Delay) (*sim.Synapses, []sim.Object) {
	t.Helper()
	g := neurons(t, sim.Neurons{Name: "g", Size: 50, Equations: "dv/dt = (1.5 - v)/(2*ms) : 1", Threshold: "v > 1", Reset: "v = 0"})
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Model: "w : 1", OnPre: "v_post += w", OnPost: "w += 0.01", Delay: delay,
		Connect: []sim.Connect{{Condition: "i != j", Probability: probability}},
		Initial: []sim.Set{{Variable: "w", Value: "rand()"}, {Variable: "w", Value: 0.2, Index: []int{3}}}})
	return s, []sim.Object{s, spikeMonitor(t, "spikes", g), stateMonitor(t, sim.Recording{Name: "w", Of: s, Variables: []string{"w"}, Record: []int{7}})}
}

// A draft finds all that is wrong before the first step, and neither connects nor simulates.
func TestDrafts(t *testing.T) {
	for _, engine := range sim.Engines() {
		for _, c := range []struct {
			name        string
			probability sim.Probability
			delay       sim.Delay
			want        string
		}{
			{"right", "0.2", "1 ms", sim.ErrDraft.Error()},
			{"delays of each synapse", "0.2", "1*ms + rand()*ms", sim.ErrDraft.Error()},
			{"never connected", "2.0 + 0*i", "", sim.ErrDraft.Error()}, // which pairs alone can tell
			{"too long a delay", "0.2", "200 s", `sim: synapses "S": delay 200 s is more than 1048576 steps of 0.0001 s`},
		} {
			s, objects := wiring(t, c.probability, c.delay)
			net := draft(t, engine, objects...)
			check(t, net.Set(s, sim.Set{Variable: "w", Value: []float64{1, 2, 3}}))
			if net.Asked() {
				t.Errorf("%s, %s: it was asked for nothing yet", engine, c.name)
			}
			err := net.Run(context.Background(), units.Second.Of(1))
			expectError(t, engine+", "+c.name, err, c.want)
			if wanted := c.want == sim.ErrDraft.Error(); errors.Is(err, sim.ErrDraft) != wanted || net.Asked() != wanted || net.Time().SI() != 0 {
				t.Errorf("%s, %s: asked %v, at %v: %v", engine, c.name, net.Asked(), net.Time(), err)
			}
		}
	}
	expectError(t, "too many", hugeDraft(t),
		`sim: synapses "S": about 3.6e+09 synapses are expected, and one object has at most 2147483647; divide it`)
}

func hugeDraft(t *testing.T) error {
	g := neurons(t, sim.Neurons{Name: "g", Size: 60000, Equations: "v : 1"})
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Connect: []sim.Connect{{}}})
	return draft(t, "", s).Run(context.Background(), units.Second.Of(1))
}

// Whatever needs synapses that are not connected asks a draft for what it does not have; a wrong name is wrong in a draft, too.
func TestDraftsAreAsked(t *testing.T) {
	for name, ask := range map[string]func(*sim.Network, *sim.Synapses, *sim.StateMonitor) error{
		"Get":      func(n *sim.Network, s *sim.Synapses, _ *sim.StateMonitor) error { _, err := n.Get(s, "i"); return err },
		"Traces":   func(n *sim.Network, _ *sim.Synapses, m *sim.StateMonitor) error { _, err := n.Traces(m); return err },
		"Recorded": func(n *sim.Network, _ *sim.Synapses, m *sim.StateMonitor) error { _, err := n.Recorded(m); return err },
	} {
		s, objects := wiring(t, "0.2", "")
		net := draft(t, "", objects...)
		again := clone(t, net)
		if err := ask(again, s, objects[2].(*sim.StateMonitor)); !errors.Is(err, sim.ErrDraft) || !net.Asked() {
			t.Errorf("%s: %v, asked %v", name, err, net.Asked())
		}
	}
	s, objects := wiring(t, "0.2", "")
	net := draft(t, "", objects...)
	if _, err := net.Get(s, "u"); err == nil || errors.Is(err, sim.ErrDraft) || net.Asked() {
		t.Errorf("an unknown variable: %v", err)
	}
}

// A network whose context ends while it connects stops at once. (This condition on 2.5 billion pairs takes half a minute.)
func TestConnectingIsStopped(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "g", Size: 50_000, Equations: "v : 1"})
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Connect: []sim.Connect{{Condition: "cos(i*j) > 0.9999999"}}})
	net := network(t, sim.Options{}, s)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	began := time.Now()
	if err := net.Run(ctx, units.Second.Of(1)); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) > 10*time.Second {
		t.Errorf("after %v: %v", time.Since(began), err)
	}
}

// What was connected before is there in a draft, and a draft leaves no trace in the network from which it was cloned.
func TestDraftsChangeNothing(t *testing.T) {
	s, objects := wiring(t, "0.2", "1 ms")
	base := network(t, sim.Options{Seed: 3}, objects...)
	want := get(t, base, s, "w")
	tried := clone(t, base)
	tried.MakeDraft()
	if got := get(t, tried, s, "w"); !slices.Equal(got, want) {
		t.Errorf("the draft has %v, not %v", got, want)
	}
	check(t, tried.Set(s, sim.Set{Variable: "w", Value: 7.0}))
	if err := tried.Run(context.Background(), units.Second.Of(1)); !errors.Is(err, sim.ErrDraft) {
		t.Fatal(err)
	}
	other := network(t, sim.Options{Seed: 3}, objects...)
	run(t, base, "20 ms")
	run(t, other, "20 ms")
	if got, want := get(t, base, s, "w"), get(t, other, s, "w"); base.Asked() || !slices.Equal(got, want) {
		t.Errorf("after a draft: %v, not %v", got, want)
	}
}
