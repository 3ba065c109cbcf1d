package sim_test

import (
	"math"
	"testing"

	"golgi/sim"
	"golgi/units"
)

func TestMistakesInTimedArrays(t *testing.T) {
	ms := millisecondsOf(1)
	for _, c := range []struct {
		what string
		spec sim.Timed
		want string
	}{
		{"no values", sim.Timed{DT: ms}, `
sim: timed array: Values of type <nil>; give a units.Array, []float64, []int or []bool`},
		{"an empty list", sim.Timed{Values: []float64{}, DT: ms}, `
sim: timed array: 0 values; there are 1 to 2147483647`},
		{"rows", sim.Timed{Values: [][]float64{{1}}, DT: ms}, `
sim: timed array: Values of type [][]float64; give the rows one after another in one list, and Columns`},
		{"a text", sim.Timed{Values: "1", DT: ms}, `
sim: timed array: Values of type string; give a units.Array, []float64, []int or []bool`},
		{"no DT", sim.Timed{Values: []int{1}}, `
sim: timed array: DT 0 is not a time between rows; give one above 0`},
		{"a length", sim.Timed{Values: []int{1}, DT: mV(1)}, `
sim: timed array: DT 1 mV is not a time between rows; give one above 0`},
		{"negative columns", sim.Timed{Values: []int{1}, DT: ms, Columns: -1}, `
sim: timed array: -1 columns; 0 makes a function of time alone`},
		{"half a row", sim.Timed{Values: []int{1, 2, 3}, DT: ms, Columns: 2}, `
sim: timed array: 3 values are no rows of 2 columns`},
		{"NaN", sim.Timed{Values: []float64{1, math.NaN()}, DT: ms}, `
sim: timed array: Values[1] is NaN, which is no number`},
		{"a huge integer", sim.Timed{Values: []int{1, 1 << 40}, DT: ms}, `
sim: timed array: Values[1] = 1099511627776 is no integer of 32 bits; give floats`},
	} {
		expectError(t, c.what, errorOf(sim.NewTimedArray(c.spec)), c.want)
	}
}

func TestMistakesInUsesOfTimedArrays(t *testing.T) {
	for _, c := range []struct{ what, equations, want string }{
		{"a voltage", "dv/dt = f(v)/(10*ms) : volt", `
sim: neuron group "G": equations: f is a function of time
  | dv/dt = f(v)/(10*ms) : volt
  |           ^ v has unit V`},
		{"no argument", "dv/dt = f()/(10*ms) : volt", `
sim: neuron group "G": equations: f takes 1 argument, not 0
  | dv/dt = f()/(10*ms) : volt
  |         ^~~ write f(t)`},
		{"a column too many", "dv/dt = f(t, i)/(10*ms) : volt", `
sim: neuron group "G": equations: f takes 1 argument, not 2
  | dv/dt = f(t, i)/(10*ms) : volt
  |         ^~~~~~~ write f(t)`},
		{"no column", "v = g(t) : volt", `
sim: neuron group "G": equations: g takes 2 arguments, not 1
  | v = g(t) : volt
  |     ^~~~ write g(t, i)`},
		{"a column that is a float", "v = g(t, 0.5*i) : volt", `
sim: neuron group "G": equations: g takes the number of a column, an integer
  | v = g(t, 0.5*i) : volt
  |          ^~~~~ write g(t, int(...))`},
		{"no call", "dv/dt = f/(10*ms) : volt", `
sim: neuron group "G": equations: "f" is a function
  | dv/dt = f/(10*ms) : volt
  |         ^ write f(t)`},
		{"the unit", "dv/dt = f(t) : volt", `
sim: neuron group "G": equations: dv/dt has unit V/s, but the expression has V
  | dv/dt = f(t) : volt
  |         ^~~~ divide it by a time constant`},
		{"a misspelt name", "dv/dt = stimulu(t)/(10*ms) : volt", `
sim: neuron group "G": equations: unknown function "stimulu"
  | dv/dt = stimulu(t)/(10*ms) : volt
  |         ^~~~~~~ did you mean "stimulus"?`},
		{"a variable of its name", "f : 1", `
sim: neuron group "G": namespace: a constant cannot be named "f": it is a variable of the equations`},
	} {
		ns := sim.Namespace{}
		for name, columns := range map[string]int{"f": 0, "g": 2, "stimulus": 0} {
			ns[name] = timed(t, sim.Timed{Values: units.Millivolt.OfAll(1, 2), Columns: columns, DT: millisecondsOf(1)})
		}
		_, err := sim.NewNeuronGroup(sim.Neurons{Name: "G", Size: 2, Equations: c.equations, Namespace: ns})
		expectError(t, c.what, err, c.want)
	}
	var none *sim.TimedArray
	_, err := sim.NewNeuronGroup(sim.Neurons{Name: "G", Size: 2, Namespace: sim.Namespace{"f": none}})
	expectError(t, "no timed array", err, `sim: neuron group "G": namespace: "f" is a timed array that NewTimedArray has not made`)
	group := neurons(t, sim.Neurons{Name: "G", Size: 2, Equations: "v : 1", Namespace: sim.Namespace{"f": ramp(t, 2, 1)}})
	net := network(t, sim.Options{}, group)
	expectErrors(t, []mistake{
		{"Get", errorOf(net.Get(group, "f")), `sim: neuron group "G" has no variable "f"; there are: v`},
		{"Set", net.Set(group, sim.Set{Variable: "f", Value: 1.0}), `sim: neuron group "G": "f" cannot be set: it is no variable of the equations`},
		{"as a value", net.Set(group, sim.Set{Variable: "v", Value: ramp(t, 2, 1)}), `
sim: neuron group "G": set "v": value of type *sim.TimedArray; give a string (an expression), a units.Quantity, a number, a bool, or an array of them`},
	})
}

// A column that is not there ends the run, on all engines in the same words.
func TestColumnThatIsNotThere(t *testing.T) {
	for _, engine := range sim.Engines() {
		for text, index := range map[string]string{"f(t, i)": "3", "f(t, i - 1)": "-1"} {
			group := neurons(t, sim.Neurons{Name: "G", Size: 4, Equations: "dv/dt = " + text + "/(10*ms) : 1", Method: "euler",
				Namespace: sim.Namespace{"f": timed(t, sim.Timed{Values: []float64{1, 2, 3, 4, 5, 6}, Columns: 3, DT: millisecondsOf(1)})}})
			err := network(t, sim.Options{Engine: engine}, group).Run(t.Context(), millisecondsOf(1))
			expectError(t, engine+" "+text, err, "sim: network: "+engine+": step G_stateupdater at t = 0 s: index "+index+
				" is outside G.f (its second argument, a column), whose elements are 0 to 2")
		}
	}
}
