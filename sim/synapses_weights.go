package sim

import (
	"cmp"
	"fmt"
	"math"
	"reflect"

	"golgi/sim/internal/equations"
	"golgi/units"
)

// Weights is a matrix of weights, with a row for each neuron of the source and a column for each of the target. The zero Weights is none.
type Weights struct {
	Matrix units.Array // row by row: that of the pair (i, j) is number i*N_post + j; where it is 0 or NaN, there is no synapse
	To     string      // variable of the synapses that they are given to, before Initial is; empty: "w"
}

func (w Weights) given() bool { return w.To != "" || w.Matrix.Len() > 0 }

// to returns the name of the variable that gets the weights.
func (w Weights) to() string { return cmp.Or(w.To, "w") }

// readWeights reads the pairs of a matrix, and their weights.
func (c *connect) readWeights(s *Synapses, spec Connect) error {
	matrix, to, rest := spec.W.Matrix.SI(), spec.W.to(), spec
	rest.W = Weights{}
	sources, targets := s.source.size, s.target.size
	switch v := s.model.Variable(to); {
	case !reflect.ValueOf(rest).IsZero():
		return fmt.Errorf("sim: %s: connect: W says which pairs are connected; leave all else out", s)
	case !s.source.known() || !s.target.known():
		return fmt.Errorf("sim: %s: connect: W is a matrix between neurons; between synapses list pairs, in I and J", s)
	case len(matrix) != sources*targets:
		return fmt.Errorf("sim: %s: connect: W has %d weights, but from %d neurons to %d there are %d pairs", s, len(matrix), sources, targets, sources*targets)
	case v == nil:
		return fmt.Errorf("sim: %s: connect: W: the synapses have no variable %q; To names that which gets the weights", s, to)
	case v.Has("shared"):
		return fmt.Errorf("sim: %s: connect: W: %q is shared, and has one value for all synapses", s, to)
	case v.Type != equations.Float:
		return fmt.Errorf("sim: %s: connect: W: %q is %s, and weights are numbers", s, to, v.Type)
	}
	c.pairs = true
	var weights []float64
	for k, w := range matrix {
		if w != 0 && !math.IsNaN(w) {
			c.i, c.j, weights = append(c.i, int32(k/targets)), append(c.j, int32(k%targets)), append(weights, w)
		}
	}
	var err error
	c.weights, err = newAssignment(s, s.elements(), Set{Variable: to, Value: units.ArrayFromSI(weights, spec.W.Matrix.Dimension())})
	return err
}

// from returns the assignment of values to as many elements that follow each other.
func (a *assignment) from(first int) *assignment {
	b := *a
	b.index = make([]int32, len(a.values))
	for k := range b.index {
		b.index[k] = int32(first + k)
	}
	return &b
}
