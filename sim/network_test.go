package sim_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"testing"

	"golgi/sim"
	"golgi/units"
)

func millisecondsOf(x float64) units.Quantity { return units.Millisecond.Of(x) }

// pair is a small network on two clocks: a group that drives another, with spikes and a trace recorded.
type pair struct {
	a, b   *sim.NeuronGroup
	syn    *sim.Synapses
	spikes *sim.SpikeMonitor
	trace  *sim.StateMonitor
	rate   *sim.PopulationRateMonitor
}

func newPair(t testing.TB) pair {
	p := pair{}
	p.a = neurons(t, sim.Neurons{Name: "A", Size: 20, Equations: "dv/dt = (1.5 - v)/(10*ms) : 1", Threshold: "v > 1", Reset: "v = 0",
		Initial: []sim.Set{{Variable: "v", Value: "rand()"}}})
	p.b = neurons(t, sim.Neurons{Name: "B", Size: 10, Equations: "dv/dt = -v/(5*ms) : 1 (unless refractory)", Threshold: "v > 0.9",
		Reset: "v = 0", Refractory: "1 ms", DT: units.Millisecond.Of(0.25)})
	p.syn = synapses(t, sim.Synapse{Name: "S", Source: p.a, Target: p.b, Model: "w : 1", OnPre: "v_post += w", Delay: "1.5 ms",
		Connect: []sim.Connect{{Condition: "i != j", Probability: "0.5"}}, Initial: []sim.Set{{Variable: "w", Value: "0.4*rand()"}}})
	p.spikes = spikeMonitor(t, "spikes", p.b)
	p.trace = stateMonitor(t, sim.Recording{Name: "trace", Of: p.b, Variables: []string{"v"}, Record: []int{3, 1}, Every: units.Millisecond.Of(0.7)})
	rate, err := sim.NewPopulationRateMonitor(sim.Recording{Name: "rate", Of: p.a})
	p.rate = must[*sim.PopulationRateMonitor](t)(rate, err)
	return p
}

func (p pair) objects() []sim.Object {
	return []sim.Object{p.a, p.b, p.syn, p.spikes, p.trace, p.rate}
}

// everything is all that a network of a pair has computed.
type everything struct {
	Va, Vb []float64
	Spikes sim.Spikes
	Traces sim.Traces
	Rates  sim.Rates
}

func (p pair) everything(t testing.TB, net *sim.Network) everything {
	t.Helper()
	return everything{get(t, net, p.a, "v"), get(t, net, p.b, "v"), spikes(t, net, p.spikes),
		must[sim.Traces](t)(net.Traces(p.trace)), must[sim.Rates](t)(net.Rates(p.rate))}
}

func (e everything) equal(f everything) bool {
	return slices.Equal(e.Va, f.Va) && slices.Equal(e.Vb, f.Vb) && slices.Equal(e.Spikes.T, f.Spikes.T) &&
		slices.Equal(e.Spikes.I, f.Spikes.I) && slices.Equal(e.Rates.Rate, f.Rates.Rate) && slices.Equal(e.Traces.T, f.Traces.T) &&
		slices.Equal(e.Traces.Variables[0].Values, f.Traces.Variables[0].Values)
}

func TestPiecesOfARunAddUp(t *testing.T) {
	p := newPair(t)
	whole, pieces := network(t, sim.Options{Seed: 1}, p.objects()...), network(t, sim.Options{Seed: 1}, p.objects()...)
	run(t, whole, "100 ms")
	for range 8 {
		run(t, pieces, "12.5 ms")
	}
	want := p.everything(t, whole)
	if !want.equal(p.everything(t, pieces)) {
		t.Error("8 runs of 12.5 ms differ from one of 100 ms")
	}
	if len(want.Spikes.T) < 10 || len(want.Traces.T) != 143 || len(want.Rates.T) != 1000 {
		t.Errorf("recorded %d spikes, %d rows, %d rates", len(want.Spikes.T), len(want.Traces.T), len(want.Rates.T))
	}
}

func TestClonesGoTheirOwnWay(t *testing.T) {
	p := newPair(t)
	base := network(t, sim.Options{Seed: 1}, p.objects()...)
	run(t, base, "30 ms")
	before := p.everything(t, base)
	clones := make([]*sim.Network, 4)
	var wait sync.WaitGroup
	for k := range clones {
		wait.Go(func() {
			c, err := base.Clone()
			if err == nil {
				err = errors.Join(c.Set(p.a, sim.Set{Variable: "v", Value: 0.1 * float64(k)}),
					c.Run(context.Background(), millisecondsOf(30)))
			}
			if clones[k] = c; err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if !before.equal(p.everything(t, base)) {
		t.Error("the clones changed the network they came from")
	}
	check(t, base.Set(p.a, sim.Set{Variable: "v", Value: 0.1 * 2.0}))
	run(t, base, "30 ms")
	if !p.everything(t, base).equal(p.everything(t, clones[2])) {
		t.Error("a clone differs from the network it came from, treated alike")
	}
	if p.everything(t, clones[1]).equal(p.everything(t, clones[2])) {
		t.Error("clones treated differently are equal")
	}
	for _, c := range clones {
		check(t, c.Close())
	}
}

func TestRestoreGoesBack(t *testing.T) {
	p := newPair(t)
	net := network(t, sim.Options{Seed: 1}, p.objects()...)
	run(t, net, "20 ms")
	snapshot := must[*sim.Snapshot](t)(net.Snapshot())
	defer func() { check(t, snapshot.Close()) }()
	run(t, net, "40 ms")
	first := p.everything(t, net)
	check(t, net.Restore(snapshot))
	if net.Time().String() != "20 ms" {
		t.Errorf("time is %s", net.Time())
	}
	run(t, net, "40 ms")
	if !first.equal(p.everything(t, net)) {
		t.Error("the second time differs")
	}
}

func TestObjectsComeAndGo(t *testing.T) {
	p := newPair(t)
	net := network(t, sim.Options{Seed: 1}, p.a, p.b, p.syn)
	run(t, net, "20 ms")
	check(t, net.Add(p.spikes))
	run(t, net, "20 ms")
	check(t, net.Remove(p.spikes))
	run(t, net, "20 ms")
	got := spikes(t, net, p.spikes)
	check(t, net.Add(p.spikes))
	run(t, net, "20 ms")
	all := spikes(t, net, p.spikes)
	if len(got.T) == 0 || got.T[0] < 0.02 || got.T[len(got.T)-1] >= 0.04 {
		t.Errorf("first stay recorded %v", got.T)
	}
	later := all.T[len(got.T):]
	if len(later) == 0 || later[0] < 0.06 {
		t.Errorf("second stay recorded %v", later)
	}
	reference := network(t, sim.Options{Seed: 1}, p.objects()...)
	run(t, reference, "80 ms")
	if !slices.Equal(get(t, reference, p.b, "v"), get(t, net, p.b, "v")) {
		t.Error("monitors change what is simulated")
	}
}

func TestCancelStopsARun(t *testing.T) {
	p := newPair(t)
	net := network(t, sim.Options{}, p.objects()...)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := net.Run(ctx, units.Second.Of(1e6)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// The steps of a run are those before its end (Brian 2): a spike in every step counts them.
func TestStepsOfARun(t *testing.T) {
	group := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: "n : integer", Threshold: "True", Reset: "n += 1"})
	net := network(t, sim.Options{}, group)
	for k, c := range []struct {
		duration string
		steps    float64 // in all
	}{{"1 ms", 10}, {"0.05 ms", 11}, {"0.05 ms", 11}, {"0 s", 11}, {"0.01 ms", 12}, {"1e-9 s", 12}} {
		run(t, net, c.duration)
		if n := get(t, net, group, "n")[0]; n != c.steps {
			t.Errorf("after run %d of %s: %v steps, want %v", k, c.duration, n, c.steps)
		}
	}
}

// What fails while synapses are made fails again the next time: no network goes on with half of them.
func TestSynapsesThatCannotBeMade(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 3, Equations: "v : 1", Threshold: "v > 1"})
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Model: "w : 1", OnPre: "v_post += w",
		Connect: []sim.Connect{{}}, Initial: []sim.Set{{Variable: "w", Value: []float64{1, 2}}}})
	net := network(t, sim.Options{}, s)
	for range 2 {
		expectError(t, "a run", net.Run(t.Context(), millisecondsOf(1)), `sim: synapses "S": set "w": 2 values for 9 elements`)
	}
	_, err := net.Get(s, "w")
	expectError(t, "reading", err, `sim: synapses "S": set "w": 2 values for 9 elements`)
}

// To look at a network changes nothing: synapses are connected by what is set later, too.
func TestExplainChangesNothing(t *testing.T) {
	count := func(look bool) int {
		g := neurons(t, sim.Neurons{Name: "G", Size: 20, Equations: "p : 1", Threshold: "p > 2"})
		s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, OnPre: "p_post += 0", Connect: []sim.Connect{{Probability: "p_pre"}}})
		net := network(t, sim.Options{Seed: 3}, s)
		if look {
			net.Explain()
		}
		check(t, net.Set(g, sim.Set{Variable: "p", Value: 0.5}))
		run(t, net, "1 ms")
		return len(get(t, net, s, "i"))
	}
	if a, b := count(false), count(true); a != b || a < 100 {
		t.Errorf("%d synapses, and %d after a look", a, b)
	}
}

// A Set that is refused leaves the random numbers of the next one as they are.
func TestRefusedSetsDrawNothing(t *testing.T) {
	value := func(mistake bool) []float64 {
		g := neurons(t, sim.Neurons{Name: "G", Size: 3, Equations: "v : 1"})
		net := network(t, sim.Options{Seed: 1}, g)
		if mistake {
			if err := net.Set(g, sim.Set{Variable: "v", Value: "rand()", Index: []int{5}}); err == nil {
				t.Error("there is no neuron 5")
			}
		}
		check(t, net.Set(g, sim.Set{Variable: "v", Value: "rand()"}))
		return get(t, net, g, "v")
	}
	if a, b := value(false), value(true); !slices.Equal(a, b) {
		t.Errorf("%v and %v", a, b)
	}
}

// Synapses that cannot be made take no memory, however often they are tried.
func TestSynapsesThatCannotBeMadeTakeNoMemory(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 300, Equations: "d : second", Threshold: "d > 1*second"})
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Model: "w : 1", OnPre: "w += 1", Delay: "d_pre",
		Connect: []sim.Connect{{}}})
	net := network(t, sim.Options{Engine: sim.Reference}, s)
	check(t, net.Set(g, sim.Set{Variable: "d", Value: "-1*ms"}))
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	fail := func() {
		if err := net.Run(t.Context(), millisecondsOf(1)); err == nil {
			t.Fatal("a negative delay is accepted")
		}
	}
	fail()
	before := heap()
	for range 10 {
		fail()
	}
	if grown := int64(heap()) - int64(before); grown > 1<<20 { // 90,000 synapses take 2 MB
		t.Errorf("ten failures take %d bytes", grown)
	}
	check(t, net.Set(g, sim.Set{Variable: "d", Value: "1*ms"}))
	run(t, net, "1 ms")
	if n := len(get(t, net, s, "w")); n != 90000 {
		t.Errorf("there are %d synapses", n)
	}
}
