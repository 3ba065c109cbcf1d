package lower

import (
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
)

// Template is a kernel whose parameters are still names.
type Template struct {
	Kernel *ir.Kernel
	Arrays []Ref         // one per Kernel.Arrays
	Consts []Number      // one per Kernel.Consts
	Calls  []ir.Function // one per Kernel.Calls
}

// Ref names an array: a variable of one of the sides, or, with a leading underscore, an array of the
// object's own that no user can name, such as PreIndex and PostIndex.
type Ref struct {
	Side equations.Side
	Name string
}

// Arrays that belong to an object without being variables of its model; all but Output, Sums and SpikeSteps are Int32.
var (
	PreIndex  = Ref{equations.Own, "_pre"}      // presynaptic neuron of each synapse, counted in the whole group
	PostIndex = Ref{equations.Own, "_post"}     // postsynaptic neuron of each synapse
	Selected  = Ref{equations.Own, "_selected"} // elements that a monitor records or an assignment reaches
	Rank      = Ref{equations.Own, "_rank"}     // number of each element among some, -1 where it is none of them
	Output    = Ref{equations.Own, "_output"}   // what a probe or a monitor writes, at its own index
	Sums      = Ref{equations.Own, "_sums"}     // of the synapses of each neuron, counted in its whole group; of the type of a variable

	SpikeSteps = Ref{equations.Own, "_spike_steps"} // of each neuron, and then one that never comes
	FirstSpike = Ref{equations.Own, "_first_spike"} // where those of each neuron begin
	NextSpike  = Ref{equations.Own, "_next_spike"}  // which of them is the next
)

// SpikePeriod is the Number of steps after which given spikes come again.
const SpikePeriod = "_period"

// Row and First are the Numbers of the neurons of a row of pairs, counted in their whole groups: the presynaptic one, and the first of
// the postsynaptic ones.
const (
	Row   = "_row"
	First = "_first"
)

// Number is a constant parameter: a value known from the description, or one named by Name which the network
// knows: dt, N, N_pre, N_post, _start_pre, _start_post, SpikePeriod, Row, First, or a propagator of the update.
type Number struct {
	Side  equations.Side // whose namespace it is from
	Name  string
	Type  ir.Type
	Known bool
	Value float64
	// OfStep is the value at a step size in seconds, of a number that hangs on nothing else of the network; nil of others.
	OfStep func(dt float64) float64
	// Doubt says what is hardly meant at a step size in seconds; empty: nothing. Nil: never.
	Doubt func(dt float64) string
}

// ElemOf returns the element type of a variable's array.
func ElemOf(t equations.Type) ir.Elem {
	switch t {
	case equations.Integer:
		return ir.Int32
	case equations.Boolean:
		return ir.Bool8
	}
	return ir.Float64
}

func typeOf(t equations.Type) ir.Type { return ElemOf(t).Type() }
