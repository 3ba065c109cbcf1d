package sim_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// What was made apart is used together here: whatever objects a network has, its numbers hang neither on the engine, nor on where a run
// is divided, nor on who runs: the network, a clone, or one that was brought back.

// together is a model, and what is looked at of it.
type together struct {
	name    string
	objects []sim.Object
	looks   map[sim.Object][]string // names of variables; nil: a monitor
}

var root = sim.GoFunction{Units: []string{"1"}, Result: "1", Value: func(x ...float64) float64 { return math.Sqrt(math.Abs(x[0])) }}

// spiking are neurons that spike at their own paces, and have another event.
func spiking(t *testing.T, size int) *sim.NeuronGroup {
	return neurons(t, sim.Neurons{Name: "G", Size: size, Equations: "dv/dt = (1 + 0.3*i)/ms : 1 (unless refractory)\nx : 1\ny : 1\nk : integer",
		Method: "euler", Threshold: "v > 0.95", Reset: "v = 0", Refractory: "0.3 ms", Events: []sim.Event{{Name: "half", Condition: "v > 0.45 and v < 0.65"}}})
}

// picked has picked neurons at both ends of generated connections, with sums, events, delays, input and regular statements.
func picked(t *testing.T) together {
	g := spiking(t, 9)
	p, q := pick(t, "p", g, 1, 3, 4, 8), pick(t, "q", g, 0, 2, 3, 7)
	s := synapses(t, sim.Synapse{Name: "S", Source: p, Target: q, Model: "w : 1\nx_pre = w*v_post : 1 (summed)\ny_post = w*v_pre : 1 (summed)",
		OnPre: "v_post += 0.01*w*N_pre", OnPost: "w += 0.1*j", PreEvent: "half", Delay: "(i + j)*0.1*ms", MultisynapticIndex: "n",
		Connect:  []sim.Connect{{JOf: "int(N_post*rand()) for _k in range(2)"}, {IOf: "k for k in sample(0, N_pre, p=0.5) if k != j", N: "1 + i % 2"}},
		Pathways: []sim.Pathway{{Name: "third", OnPost: "w -= delay/ms + n", Delay: "rand()*ms", Event: "half"}}})
	in := drive(t, sim.Drive{Name: "in", Of: p, Variable: "v", N: 100, Rate: units.Hertz.Of(100), Weight: "0.01*i + 0.001*f(t)",
		Namespace: sim.Namespace{"f": ramp(t, 8, 1)}})
	rr := regularly(t, sim.Regularly{Name: "R", Of: q, Code: "k += i + N\nv = v*0.99 + 0.01*rand()", Every: units.Millisecond.Of(0.7)})
	m := stateMonitor(t, sim.Recording{Name: "M", Of: q, Variables: []string{"v", "k", "x"}, Record: []int{2, 0}})
	return together{"picked neurons", []sim.Object{g, p, q, s, in, rr, m, spikeMonitor(t, "spikes", p)},
		map[sim.Object][]string{g: {"v", "x", "y", "k"}, s: {"w", "i", "j", "n", "delay", "third.delay"}, m: nil}}
}

// clocked has links and sums between groups with clocks of their own, functions of time, and functions in Go where they can be.
func clocked(t *testing.T) together {
	names, fs := sim.Namespace{"f": ramp(t, 8, 1)}, sim.Functions{"root(x)": root}
	g := neurons(t, sim.Neurons{Name: "G", Size: 3, DT: units.Millisecond.Of(0.3), Equations: "dv/dt = root(f(t))*(1 + i)/ms : 1\ns = f(t)*v : 1",
		Threshold: "v > 0.9", Reset: "v = 0", Method: "rk4", Namespace: names, Functions: fs,
		Events: []sim.Event{{Name: "e1", Condition: "f(t) > 1 and v > 0.5"}}, RunOnEvent: []sim.RunOnEvent{{Event: "e1", Code: "v += 0.01*f(t - 1*ms)"}}})
	l := neurons(t, sim.Neurons{Name: "L", Size: 4, DT: units.Millisecond.Of(0.3), Equations: "v : 1 (linked)\ns : 1 (linked)\ndw/dt = (v + s)/ms : 1\nI : 1",
		Linked:    map[string]sim.Link{"v": {Of: g, Index: []int{0, 2, 1, 1}}, "s": {Of: g, Index: []int{2, 2, 1, 0}}},
		Threshold: "w > 2", Reset: "w = v", Refractory: "s > 3"})
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: l, DT: units.Millisecond.Of(0.5), PreEvent: "e1", Namespace: names, Functions: fs,
		Model:   "dz/dt = -z/(2*ms) + f(t)/ms : 1 (clock-driven)\ndq/dt = -q*root(u)/(5*ms) : 1 (event-driven)\nu : 1\nI_post = z + v_pre*s_post : 1 (summed)",
		OnPre:   "z += w_post\nq += root(u)*f(t)",
		OnPost:  "z -= v_post*0.1\nq += 1",
		Delay:   "root(u)*f(t + 2*ms)*0.1*ms",
		Connect: []sim.Connect{{Condition: "root(i) < root(j + 1)", Probability: "root(f(t + 1*ms))*0.9", N: "1 + int(root(i)*f(t + 1*ms))"}},
		Initial: []sim.Set{{Variable: "u", Value: "1 + i + rand()"}}})
	rr := regularly(t, sim.Regularly{Name: "R", Of: s, Code: "u = 0.9*u + 0.1*root(u)*h(t) + t/second", Every: units.Millisecond.Of(0.7), Namespace: sim.Namespace{"h": ramp(t, 9, 1)}})
	m := stateMonitor(t, sim.Recording{Name: "M", Of: s, Variables: []string{"z", "v_post"}, Every: units.Millisecond.Of(1)})
	return together{"clocks, links and functions", []sim.Object{g, l, s, rr, m, spikeMonitor(t, "spikes", l)},
		map[sim.Object][]string{g: {"v", "s"}, l: {"v", "s", "w", "I"}, s: {"z", "q", "u", "delay"}, m: nil}}
}

// operatedOn has thresholds and resets in Go, and operations that select and set.
func operatedOn(t *testing.T) together {
	g := neurons(t, sim.Neurons{Name: "G", Size: 4, DT: units.Millisecond.Of(0.2), Equations: "dv/dt = f(t)*(1 + i)/ms : 1 (unless refractory)\nx : 1\nI : 1",
		Namespace: sim.Namespace{"f": ramp(t, 8, 1)}, Refractory: "0.5 ms", EventSchedule: []sim.EventSchedule{{Event: "spike", When: "before_resets"}},
		ThresholdFunc: func(now sim.NeuronState) (over []int, err error) {
			v, err := now.Get("v")
			for i, x := range v {
				if x > 0.9 {
					over = append(over, i, i)
				}
			}
			return over, err
		},
		ResetFunc: func(now sim.NeuronState, spiked []int) error {
			return now.Set(sim.Set{Variable: "v", Value: "-0.1*rand()", Index: spiked})
		},
		Events: []sim.Event{{Name: "e1", Condition: "v > 0.5"}}, RunOnEvent: []sim.RunOnEvent{{Event: "e1", Code: "x += 1"}}})
	p := pick(t, "p", g, 0, 2, 3)
	s := synapses(t, sim.Synapse{Name: "S", Source: p, Target: g, Model: "w : 1\nI_post = w : 1 (summed)", OnPre: "v_post += 0.05*rand()", Delay: "0.3 ms",
		Connect: []sim.Connect{{Probability: "0.5"}}, Initial: []sim.Set{{Variable: "w", Value: "1 + rand()"}}})
	op := operation(t, sim.Operation{Name: "op", Every: units.Millisecond.Of(0.5), Do: func(net *sim.Network) error {
		return net.Set(p, sim.Set{Variable: "x", Value: "x + rand()", Where: "i > 0 and f(t) > 0.3"})
	}})
	return together{"functions in Go", []sim.Object{g, p, s, op, spikeMonitor(t, "spikes", p)}, map[sim.Object][]string{g: {"v", "x", "I"}, s: {"w"}}}
}

// state is all that is looked at.
func (m together) state(t *testing.T, net *sim.Network) string {
	var b strings.Builder
	for _, o := range m.objects {
		for _, name := range m.looks[o] {
			fmt.Fprintln(&b, o, name, get(t, net, o, name))
		}
		if monitor, is := o.(sim.Monitor); is {
			fmt.Fprintln(&b, o, must[sim.Recorded](t)(net.Recorded(monitor)).Series)
		}
	}
	return b.String()
}

func TestFeaturesTogether(t *testing.T) {
	const first, second, whole = "3.7 ms", "4.4 ms", "8.1 ms"
	for _, describe := range []func(*testing.T) together{picked, clocked, operatedOn} {
		m := describe(t)
		made := func(engine string) *sim.Network {
			return network(t, sim.Options{Engine: engine, Seed: 5}, m.objects...)
		}
		want := ""
		same := func(what string, net *sim.Network) {
			if got := m.state(t, net); got != want {
				t.Errorf("%s: %s: got\n%s\nwant\n%s", m.name, what, got, want)
			}
		}
		for _, engine := range sim.Engines() {
			net := made(engine)
			run(t, net, whole)
			if want == "" {
				want = m.state(t, net)
			}
			same(engine, net)
		}
		net := made(sim.Reference)
		early := clone(t, net)
		run(t, early, whole)
		same("a clone from the beginning", early)

		run(t, net, first)
		late, snapshot := clone(t, net), must[*sim.Snapshot](t)(net.Snapshot())
		if text := net.Explain(); strings.Contains(text, "cannot be run") {
			t.Errorf("%s: %s", m.name, text)
		}
		run(t, net, second)
		same("two runs", net)
		run(t, late, second)
		same("a clone between them", late)
		check(t, net.Restore(snapshot))
		run(t, net, second)
		same("brought back", net)
		check(t, snapshot.Close())
	}
}

// Each object may be inactive for a while, on every engine alike.
func TestInactiveAmongOthers(t *testing.T) {
	for _, describe := range []func(*testing.T) together{picked, clocked, operatedOn} {
		m := describe(t)
		for _, o := range m.objects {
			want := ""
			for _, engine := range sim.Engines() {
				net := network(t, sim.Options{Engine: engine, Seed: 5}, m.objects...)
				run(t, net, "2.3 ms")
				check(t, net.Deactivate(o))
				run(t, net, "2 ms")
				check(t, net.Activate(o))
				run(t, net, "2 ms")
				if got := m.state(t, net); want == "" {
					want = got
				} else if got != want {
					t.Errorf("%s without %v: engines give\n%s\nand\n%s", m.name, o, want, got)
				}
			}
		}
	}
}
