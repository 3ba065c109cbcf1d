package sim_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// recordedByBrian returns what real Brian 2 2.5.1 gave for a model of testdata/groups.py.
func recordedByBrian(t testing.TB, model string) map[string][]float64 {
	t.Helper()
	text, err := os.ReadFile("testdata/groups.json")
	check(t, err)
	var all map[string]map[string][]float64
	check(t, json.Unmarshal(text, &all))
	if all[model] == nil {
		t.Fatalf("testdata/groups.json has no model %q", model)
	}
	return all[model]
}

// expectRecorded compares with what Brian 2 gave, to 1e-12.
func expectRecorded(t testing.TB, what string, got, want []float64) {
	t.Helper()
	if !equalWithin(got, want, 1e-12) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func regularly(t testing.TB, spec sim.Regularly) *sim.RunRegularly {
	t.Helper()
	return must[*sim.RunRegularly](t)(sim.NewRunRegularly(spec))
}

// traced runs objects with a monitor of variables of the first, at the end of each step, and compares.
func traced(t *testing.T, model, duration string, spec sim.Recording, objects ...sim.Object) {
	t.Helper()
	spec.Name = "M"
	monitor := stateMonitor(t, spec)
	net := network(t, sim.Options{}, append(objects, monitor)...)
	run(t, net, duration)
	traces := must[sim.Traces](t)(net.Traces(monitor))
	for _, v := range traces.Variables {
		expectRecorded(t, model+": "+v.Name, v.Values, recordedByBrian(t, model)[v.Name])
	}
}

// Numbers: real Brian 2, testdata/groups.py.
func TestRunRegularly(t *testing.T) {
	t.Run("a clock that is faster than the group's", func(t *testing.T) {
		g := neurons(t, sim.Neurons{Name: "G", Size: 3, Equations: "y : second\nk : integer"})
		r := regularly(t, sim.Regularly{Name: "r", Of: g, Code: "y = t\nk = t_in_timesteps", Every: units.Millisecond.Of(0.05)})
		traced(t, "smaller_clock", "0.5 ms", sim.Recording{Of: g, Variables: []string{"y", "k"}, Record: []int{0},
			Every: units.Millisecond.Of(0.05), When: "end"}, g, r)
	})
	t.Run("refractory neurons", func(t *testing.T) {
		g := neurons(t, sim.Neurons{Name: "G", Size: 2, Equations: "dv/dt = 0/ms : 1 (unless refractory)\nw : 1",
			Threshold: "v > 1", Reset: "v = 0", Refractory: "0.3 ms", Method: "euler"})
		r := regularly(t, sim.Regularly{Name: "r", Of: g, Code: "v += 0.3\nw += 1"})
		traced(t, "while_refractory", "1.5 ms", sim.Recording{Of: g, Variables: []string{"v", "w"}, Record: []int{0}, When: "end"}, g, r)
	})
	t.Run("slots, orders and names", func(t *testing.T) {
		g := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: "x : 1"})
		objects := []sim.Object{g}
		for _, r := range []sim.Regularly{
			{Name: "b", Code: "x = 2*x + 1"}, {Name: "a", Code: "x = 3*x + 2"}, {Name: "first", Code: "x = 5*x + 3", Order: -1},
			{Name: "last", Code: "x = 7*x + 4", When: "after_end"}, {Name: "before", Code: "x = x % 1001", When: "before_start"},
		} {
			r.Of = g
			objects = append(objects, regularly(t, r))
		}
		want := recordedByBrian(t, "orders_and_names")
		monitor := stateMonitor(t, sim.Recording{Name: "M", Of: g, Variables: []string{"x"}, When: "groups"})
		net := network(t, sim.Options{}, append(objects, monitor)...)
		run(t, net, "1 ms")
		expectRecorded(t, "x", get(t, net, g, "x"), want["x"])
		expectRecorded(t, "seen", must[sim.Traces](t)(net.Traces(monitor)).Variables[0].Values, want["seen"])
	})
}

// What is shared is written once, before the rest, also through temporary variables; both engines agree.
func TestRunRegularlyWritesShared(t *testing.T) {
	for _, engine := range sim.Engines() {
		g := neurons(t, sim.Neurons{Name: "G", Size: 3, Equations: "x : 1\nq : 1 (shared)\np : 1 (shared)",
			Initial: []sim.Set{{Variable: "q", Value: 1.0}}})
		r := regularly(t, sim.Regularly{Name: "r", Of: g, Code: "a = q + 1\nq = a*2\np = q + a\nx = x + a + q + i"})
		net := network(t, sim.Options{Engine: engine}, r)
		run(t, net, "0.3 ms")
		for name, want := range recordedByBrian(t, "shared_first") {
			expectRecorded(t, engine+": "+name, get(t, net, g, name), want)
		}
	}
}

func TestRunRegularlyOnASubgroup(t *testing.T) {
	for _, engine := range sim.Engines() {
		g := neurons(t, sim.Neurons{Name: "G", Size: 5, Equations: "x : 1\nq : 1 (shared)"})
		h := must[*sim.Subgroup](t)(g.Subgroup("H", 1, 4))
		part := regularly(t, sim.Regularly{Name: "part", Of: h, Code: "q = 3*q + N\nx = x + i + 10*N + q"})
		all := regularly(t, sim.Regularly{Name: "all", Of: g, Code: "x *= 2", Every: units.Millisecond.Of(0.2), When: "end"})
		net := network(t, sim.Options{Engine: engine}, part, all)
		run(t, net, "0.4 ms")
		for name, want := range recordedByBrian(t, "on_a_subgroup") {
			expectRecorded(t, engine+": "+name, get(t, net, g, name), want)
		}
	}
}

func TestRunRegularlyOnSynapses(t *testing.T) {
	for _, engine := range sim.Engines() {
		g := neurons(t, sim.Neurons{Name: "G", Size: 3, Equations: "x : 1\nu : 1"})
		s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Model: "w : 1\ng : 1 (shared)",
			Connect: []sim.Connect{{Condition: "i != j"}}, Initial: []sim.Set{{Variable: "w", Value: "i + 10*j"}}})
		net := network(t, sim.Options{Engine: engine},
			regularly(t, sim.Regularly{Name: "r1", Of: s, Code: "g += 1\nw += g + x_post", Every: units.Millisecond.Of(0.2)}),
			regularly(t, sim.Regularly{Name: "r2", Of: s, Code: "x_post += w", Order: 1}),
			regularly(t, sim.Regularly{Name: "r3", Of: s, Code: "u_post = w", Order: 2}))
		run(t, net, "0.4 ms")
		want := recordedByBrian(t, "on_synapses")
		for name, of := range map[string]sim.Object{"x": g, "u": g, "w": s, "g": s} {
			expectRecorded(t, engine+": "+name, get(t, net, of, name), want[name])
		}
	}
}

// Random numbers hang on the object's name alone, a shared one is one number, and the namespace is the object's own.
func TestRunRegularlyDraws(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 4, Equations: "x : 1\ny : 1\nq : 1 (shared)", Namespace: sim.Namespace{"a": 2.0}})
	r := regularly(t, sim.Regularly{Name: "r", Of: g, Code: "q = rand()\nx = b*a*rand()\ny = q", Namespace: sim.Namespace{"b": 3.0}})
	other := regularly(t, sim.Regularly{Name: "other", Of: g, Code: "y += rand()", Order: -1})
	alone, both := network(t, sim.Options{Seed: 1}, r), network(t, sim.Options{Seed: 1}, other, r)
	run(t, alone, "1 ms")
	run(t, both, "1 ms")
	for _, name := range []string{"x", "y", "q"} {
		if got, want := get(t, both, g, name), get(t, alone, g, name); !slices.Equal(got, want) {
			t.Errorf("%s: %v beside another, %v alone", name, got, want)
		}
	}
	q, x := get(t, alone, g, "q"), get(t, alone, g, "x")
	if !(q[0] > 0 && q[0] < 1) || q[0] == x[0]/6 || slices.Max(x) > 6 || x[0] == x[1] {
		t.Errorf("q = %v, x = %v", q, x)
	}
}

func TestMistakesInRunRegularly(t *testing.T) {
	exc := neurons(t, membrane(nil))
	spikes := spikeMonitor(t, "spikes", exc)
	fault := func(spec sim.Regularly) error {
		spec.Name = "R"
		return errorOf(sim.NewRunRegularly(spec))
	}
	expectErrors(t, []mistake{
		{"no name", errorOf(sim.NewRunRegularly(sim.Regularly{Of: exc, Code: "v = El"})), `
sim: run_regularly "": a name begins with a letter and has letters, digits and underscores`},
		{"nothing", fault(sim.Regularly{Code: "v = El"}), `sim: run_regularly "R": Of must say for which object the code runs`},
		{"a monitor", fault(sim.Regularly{Of: spikes, Code: "v = El"}), `
sim: run_regularly "R": spike monitor "spikes" has no variables; Of is a NeuronGroup, a Subgroup or Synapses`},
		{"no code, no slot and no interval", fault(sim.Regularly{Of: exc, When: "begin", Every: mV(1)}), `
sim: run_regularly "R": interval 1 mV is not a positive time
sim: run_regularly "R": unknown slot "begin"; before_ and after_ may stand before a slot; there are start, groups, thresholds, synapses, resets, end
sim: run_regularly "R": Code must say what to do, such as "v = 0"`},
		{"units", fault(sim.Regularly{Of: exc, Code: "v = 3\nc = 2"}), `
sim: run_regularly "R": code, line 1: v has unit V, but the expression has none
  | v = 3
  |     ^ write 3*mV
sim: run_regularly "R": code, line 2: "c" cannot be assigned to
  | c = 2
  | ^ it is flagged (constant)`},
		{"what cannot be read, and the rest", fault(sim.Regularly{Of: exc, Code: "k = 2*(n\nv = k + 3\nc = 2\nv = 3 +"}), `
sim: run_regularly "R": code, line 1: "(" is never closed
  | k = 2*(n
  |       ^
sim: run_regularly "R": code, line 3: "c" cannot be assigned to
  | c = 2
  | ^ it is flagged (constant)
sim: run_regularly "R": code, line 4: a value is missing after "+"
  | v = 3 +
  |        ^`},
		{"a shared variable from others", fault(sim.Regularly{Of: exc, Code: "s = n"}), `
sim: run_regularly "R": code: "s" is shared, but the expression is not the same for all elements
  | s = n
  |     ^`},
		{"a shared variable too late", fault(sim.Regularly{Of: exc, Code: "n = 1\ns = 2*s"}), `
sim: run_regularly "R": code, line 2: "s" is shared, and is written before what each element has, as "n"
  | s = 2*s
  | ^ move it up`},
		{"constants", fault(sim.Regularly{Of: exc, Code: "v = El", Namespace: sim.Namespace{"R": 1.0, "v": 2.0, "mV": 1.0}}), `
sim: run_regularly "R": namespace: a constant cannot be named "mV": it is a unit
sim: run_regularly "R": namespace: a constant cannot be named "v": it is a variable of the equations
sim: run_regularly "R": namespace: a constant cannot be named "R", which neuron group "exc" knows already`},
	})
}
