package sim_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

func timed(t testing.TB, spec sim.Timed) *sim.TimedArray {
	t.Helper()
	return must[*sim.TimedArray](t)(sim.NewTimedArray(spec))
}

// ramp is a timed array whose values are the numbers of its rows.
func ramp(t testing.TB, rows int, dt float64) *sim.TimedArray {
	t.Helper()
	values := make([]float64, rows)
	for k := range values {
		values[k] = float64(k)
	}
	return timed(t, sim.Timed{Values: values, DT: millisecondsOf(dt)})
}

// Between, before and behind its rows, and whatever rounding makes of times, a timed array has the row that Brian takes. Source
// of all numbers: Brian 2 2.5.1, testdata/timed_array.py.
func TestRowsOfATimedArray(t *testing.T) {
	var cases []struct {
		DT      float64 `json:"dt"`
		Spacing float64 `json:"DT"`
		Rows    map[string][]float64
	}
	check(t, json.Unmarshal(must[[]byte](t)(os.ReadFile("testdata/timed_array.json")), &cases))
	const rows = 40
	for _, c := range cases {
		var lines, names, arguments []string
		for argument := range c.Rows {
			names = append(names, fmt.Sprintf("x%d", len(names)))
			arguments = append(arguments, argument)
			lines = append(lines, fmt.Sprintf("%s = f(%s) : 1", names[len(names)-1], argument))
		}
		group := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: strings.Join(lines, "\n"),
			Namespace: sim.Namespace{"f": ramp(t, rows, c.Spacing)}})
		monitor := stateMonitor(t, sim.Recording{Name: "M", Of: group, Variables: names})
		net := network(t, sim.Options{DT: millisecondsOf(c.DT)}, monitor)
		check(t, net.Run(t.Context(), millisecondsOf(12*c.DT)))
		for k, trace := range must[sim.Traces](t)(net.Traces(monitor)).Variables {
			if want := c.Rows[arguments[k]]; len(want) != 12 || !slices.Equal(trace.Values, want) {
				t.Errorf("dt %v ms, DT %v ms, f(%s): rows %v, want %v", c.DT, c.Spacing, arguments[k], trace.Values, want)
			}
		}
	}
}

// The type of the values is that of the function. Values of several columns stand row by row.
func TestTypesOfTimedArrays(t *testing.T) {
	ms := millisecondsOf(0.1)
	group := neurons(t, sim.Neurons{
		Name: "G", Size: 2, Equations: "n = counts(t, i) : integer\nb = gate(t) : boolean\nx = level(t)*int(gate(t)) : volt\nk : integer",
		Initial: []sim.Set{{Variable: "k", Value: "counts(t + 0.1*ms, 1 - i) // 2", Where: "gate(t)"}},
		Namespace: sim.Namespace{
			"counts": timed(t, sim.Timed{Values: []int{1, 2, -3, 4, 5, 6}, Columns: 2, DT: ms}),
			"gate":   timed(t, sim.Timed{Values: []bool{true, false, true}, DT: ms}),
			"level":  timed(t, sim.Timed{Values: units.Millivolt.OfAll(10, 20, 30), DT: ms}),
		},
	})
	monitor := stateMonitor(t, sim.Recording{Name: "M", Of: group, Variables: []string{"n", "b", "x"}})
	net := network(t, sim.Options{}, monitor)
	run(t, net, "0.3 ms")
	for k, want := range [][]float64{{1, 2, -3, 4, 5, 6}, {1, 1, 0, 0, 1, 1}, {0.01, 0.01, 0, 0, 0.03, 0.03}} {
		trace := must[sim.Traces](t)(net.Traces(monitor)).Variables[k]
		if !slices.Equal(trace.Values, want) {
			t.Errorf("%s is %v, want %v", trace.Name, trace.Values, want)
		}
	}
	if got := get(t, net, group, "k"); !slices.Equal(got, []float64{2, -2}) {
		t.Errorf("k is %v, want 4//2 and -3//2", got)
	}
}

// Where DT is a multiple of the step size, f(t) is constant over a step. Which method Brian takes then, and which otherwise, are
// its choices. Source: Brian 2 2.5.1, the same equations without a method; its rounding of 0.3 ms/0.1 ms as well.
func TestMethodsWithATimedArray(t *testing.T) {
	for _, c := range []struct {
		equations string
		dt        float64 // of the array, ms; the step size is 0.1 ms
		want      string
	}{
		{"dv/dt = (f(t) - v)/(4*ms) : 1", 1, "exact"},
		{"dv/dt = (f(t) - v)/(4*ms) : 1", 0.1, "exact"},
		{"dv/dt = (f(t) - v)/(4*ms) : 1", 0.73, "euler"},
		{"dv/dt = (f(t) - v)/(4*ms) : 1", 0.05, "euler"},
		{"dv/dt = (f(t) - v)/(4*ms) : 1", 0.3, "euler"},
		{"dv/dt = (f(t - 1*ms) - v)/(4*ms) : 1", 1, "euler"},
		{"dv/dt = (I - v)/(4*ms) : 1\nI = 2*f(t) : 1", 1, "exact"},
		{"dv/dt = (f(t) - v)/(4*ms) + t/ms/ms : 1", 1, "euler"},
		{"dv/dt = -f(t)*v/(4*ms) : 1", 1, "exact"},
		{"dv/dt = -v/(4*ms) + f(t)*xi*ms**-0.5 : 1", 1, "euler"},
		{"dv/dt = -v/(4*ms) + f(t)*xi*ms**-0.5 : 1", 0.73, "heun"},
		{"dv/dt = f(t)*t/ms/ms - v/(4*ms) + f(t)*xi*ms**-0.5 : 1", 1, "euler"},
		{"dv/dt = -v/(4*ms) + f(t)*v*xi*ms**-0.5 : 1", 1, "heun"},
	} {
		group := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: c.equations,
			Namespace: sim.Namespace{"f": ramp(t, 3, c.dt)}})
		if group.Method() != c.want {
			t.Errorf("%s with DT %v ms: method %q, want %q", c.equations, c.dt, group.Method(), c.want)
		}
	}
}

// A group without a step size of its own is integrated as that of the network demands, in several networks at once.
func TestMethodHangsOnTheNetwork(t *testing.T) {
	group := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: "dv/dt = (f(t) - v)/(4*ms) : 1",
		Namespace: sim.Namespace{"f": ramp(t, 3, 1)}})
	nets := []*sim.Network{network(t, sim.Options{DT: millisecondsOf(0.3)}, group), network(t, sim.Options{}, group)}
	for k, want := range []string{"euler", "exact"} {
		run(t, nets[k], "0.6 ms")
		if got := must[string](t)(nets[k].Method(group)); got != want {
			t.Errorf("method %q, want %q", got, want)
		}
	}
	if got := sim.Remarks(group); !slices.Equal(got, []string{
		`no method of integration is named: it is "exact", as in Brian 2, at a step size of 0.1 ms`}) {
		t.Errorf("remarks %q", got)
	}
	spec := sim.Neurons{Name: "G", Size: 1, Equations: "dv/dt = (f(t) - v)/(4*ms) : 1", Method: "exact",
		Namespace: sim.Namespace{"f": ramp(t, 3, 1)}}
	err := must[*sim.Network](t)(sim.NewNetwork(sim.Options{DT: millisecondsOf(0.3)})).Add(neurons(t, spec))
	expectError(t, "exact in a network of another step size", err, `
sim: neuron group "G": equations: method "exact" cannot solve dv/dt
  | dv/dt = (f(t) - v)/(4*ms) : 1
  |         ^~~~~~~~~~~~~~~~~ it changes within a step, since the DT of its timed array is no multiple of the step size; use euler, rk2, rk4 or exponential_euler`)
	check(t, network(t, sim.Options{}, neurons(t, spec)).Run(t.Context(), millisecondsOf(1)))
}

// Values are data: whatever they are, and however many, there is one kernel.
func TestTimedArraysShareKernels(t *testing.T) {
	net := network(t, sim.Options{})
	for k := range 5 {
		check(t, net.Add(neurons(t, sim.Neurons{Name: fmt.Sprintf("G%d", k), Size: 3, Method: "euler",
			Equations: "dv/dt = (f(t) - v)/(4*ms) : 1", Namespace: sim.Namespace{"f": ramp(t, 1+k, 1.5)}})))
	}
	run(t, net, "1 ms")
	if n := strings.Count(net.Explain(), "\n  kernel "); n != 1 {
		t.Errorf("%d kernels, want 1", n)
	}
}

// A function of time may stand in a namespace of its own, beside that of the neurons, and in the texts of users' functions.
func TestTimedArraysOfFurtherNamespaces(t *testing.T) {
	for _, engine := range sim.Engines() {
		group := neurons(t, sim.Neurons{Name: "G", Size: 3, Equations: "x : 1\ny : 1\ns : 1 (shared)", Namespace: sim.Namespace{"f": ramp(t, 3, 1)}})
		part := must[*sim.Subgroup](t)(group.Subgroup("part", 1, 3))
		own := sim.Namespace{"g": timed(t, sim.Timed{Values: []float64{1, 2, 3, 4, 5, 6}, Columns: 2, DT: millisecondsOf(1)})}
		net := network(t, sim.Options{Engine: engine}, group)
		for k, of := range []sim.Object{group, part} {
			regular := must[*sim.RunRegularly](t)(sim.NewRunRegularly(sim.Regularly{Name: []string{"R", "Q"}[k], Of: of, Every: millisecondsOf(1),
				Code: []string{"s = 2*g(t, 1)\nx += f(t) + g(t, i % 2)", "y += g(t, i)"}[k], Namespace: own}))
			check(t, net.Add(regular))
		}
		check(t, net.Add(drive(t, sim.Drive{Name: "P", Of: part, Variable: "y", N: 1, Rate: units.Kilohertz.Of(10), Weight: "100*g(t, i)", Namespace: own})))
		run(t, net, "2 ms") // rows 0 and 1
		for name, want := range map[string][]float64{"x": {0 + 1 + 1 + 3, 0 + 2 + 1 + 4, 0 + 1 + 1 + 3}, "s": {8}, "y": {0, 4 + 1000*4, 6 + 1000*6}} {
			if got := get(t, net, group, name); !slices.Equal(got, want) {
				t.Errorf("%s: %s is %v, want %v", engine, name, got, want)
			}
		}
	}
}

// A link may lead to a subexpression with a function of time and number, over several groups.
func TestTimedArraysBehindLinks(t *testing.T) {
	table := timed(t, sim.Timed{Values: []float64{1, 2, 3, 4, 5, 6}, Columns: 2, DT: millisecondsOf(1)})
	g := neurons(t, sim.Neurons{Name: "G", Size: 3, Equations: "x = f(t, i % 2) : 1", Namespace: sim.Namespace{"f": table}})
	l := neurons(t, sim.Neurons{Name: "L", Size: 3, Equations: "x : 1 (linked)\ny = x + f(t, 1) : 1", Namespace: sim.Namespace{"f": table},
		Linked: map[string]sim.Link{"x": {Of: g, Index: []int{1, 1, 2}}}})
	m := neurons(t, sim.Neurons{Name: "M", Size: 1, Equations: "y : 1 (linked)\ndz/dt = y/ms : 1", Linked: map[string]sim.Link{"y": {Of: l, Index: []int{2}}}})
	for _, engine := range sim.Engines() {
		net := network(t, sim.Options{Engine: engine}, m)
		run(t, net, "1 ms")
		if x, y := get(t, net, l, "x"), get(t, net, l, "y"); !slices.Equal(x, []float64{4, 4, 3}) || !slices.Equal(y, []float64{8, 8, 7}) {
			t.Errorf("%s: x = %v, y = %v", engine, x, y)
		}
		if z := get(t, net, m, "z"); math.Abs(z[0]-(1+2)) > 1e-12 {
			t.Errorf("%s: z = %v, want 3 after 1 ms", engine, z)
		}
	}
}

// Rows that begin within steps are warned of, once for each object and step size, where a text uses the array: as by Brian 2.5.1, which takes
// 0.3 ms for no multiple of 0.1 ms, too.
func TestRowsThatBeginWithinSteps(t *testing.T) {
	for _, c := range []struct {
		what    string
		spacing float64
		text    string
		want    []string
	}{
		{"2.5 steps", 0.25, "f(t)", []string{`neuron group "G": the timed array f has a row every 0.25 ms, which are 2.5 steps of 0.1 ms: ` +
			`rows begin within steps; give it a DT that is a multiple of the step size`}},
		{"two calls", 0.15, "f(t) + f(t - 1*ms)", []string{`neuron group "G": the timed array f has a row every 0.15 ms, which are 1.5 steps of 0.1 ms: ` +
			`rows begin within steps; give it a DT that is a multiple of the step size`}},
		{"a multiple", 0.3, "f(t)", nil},
		{"one step", 0.1, "f(t)", nil},
		{"shorter than a step", 0.04, "f(t)", nil},
		{"not used", 0.25, "1", nil},
	} {
		var told []string
		group := neurons(t, sim.Neurons{Name: "G", Size: 2, Equations: "dv/dt = (" + c.text + " - v)/ms : 1", Namespace: sim.Namespace{"f": ramp(t, 3, c.spacing)}})
		net := network(t, sim.Options{Warn: func(text string) { told = append(told, text) }}, group)
		net.Explain()
		run(t, net, "1 ms")
		run(t, net, "1 ms")
		if !slices.Equal(told, c.want) || !slices.Equal(net.Warnings(), c.want) {
			t.Errorf("%s: warnings %q, want %q", c.what, told, c.want)
		}
	}
}

// Another step size may need another warning. A monitor rounds times to its own interval, and is warned of by that.
func TestRowsWithinOtherSteps(t *testing.T) {
	group := neurons(t, sim.Neurons{Name: "G", Size: 2, Equations: "x = f(t) : 1", Namespace: sim.Namespace{"f": ramp(t, 3, 3)}})
	monitor := stateMonitor(t, sim.Recording{Name: "M", Of: group, Variables: []string{"x"}, Every: millisecondsOf(2)})
	net := network(t, sim.Options{Warn: func(string) {}}, group, monitor)
	run(t, net, "6 ms")
	check(t, net.SetDT(millisecondsOf(0.5)))
	check(t, net.Deactivate(monitor))
	other := neurons(t, sim.Neurons{Name: "H", Size: 2, Equations: "dx/dt = f(t)/ms : 1", Namespace: sim.Namespace{"f": ramp(t, 3, 1.25)}})
	check(t, net.Add(other))
	run(t, net, "6 ms")
	check(t, net.SetDT(millisecondsOf(0.4)))
	run(t, net, "6 ms")
	var got []string
	for _, text := range net.Warnings() {
		text, _, _ = strings.Cut(text, ": rows")
		got = append(got, text)
	}
	want := []string{
		`neuron group "G": the timed array f has a row every 3 ms, which are 1.5 steps of 2 ms`,
		`neuron group "H": the timed array f has a row every 1.25 ms, which are 2.5 steps of 0.5 ms`,
		`neuron group "H": the timed array f has a row every 1.25 ms, which are 3.125 steps of 0.4 ms`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("warnings %q, want %q", got, want)
	}
}
