package hdf5

import (
	"fmt"

	"golgi/hdf5/internal/view"
	"golgi/internal/spikes"
	"golgi/units"
)

// ReadConnections reads connections from any HDF5 file, Golgi's own among them: i and j are the paths of the numbers of neurons, counted from
// 0, and weight that of the weights, three lists of one length; empty: there are no weights. The zero unit stands for what the attribute "units"
// of the weights says, and for plain numbers where they have none. There is a synapse from pre[k] to post[k] of weights[k], as sim.Connect and
// sim.Set take them.
//
//	pre, post, weights, err := hdf5.ReadConnections("connectome.hdf5", "edges/source", "edges/target", "edges/weight", units.Nanosiemens)
func ReadConnections(path, i, j, weight string, unit units.Unit) (pre, post []int, weights units.Array, err error) {
	names := []string{i, j}
	if weight != "" {
		names = append(names, weight)
	}
	arrays, err := view.ReadNumbers(path, names...)
	if err != nil {
		return nil, nil, units.Array{}, err
	}
	for k, name := range names {
		if rank := len(arrays[k].Shape); rank != 1 {
			return nil, nil, units.Array{}, fmt.Errorf("hdf5: %s: %s has %d dimensions; wanted is a list", path, name, rank)
		}
		if n, first := len(arrays[k].Values), len(arrays[0].Values); n != first {
			return nil, nil, units.Array{}, fmt.Errorf("hdf5: %s: there are %d numbers in %s and %d in %s; they list connections", path, first, i, n, name)
		}
	}
	pre, post = make([]int, len(arrays[0].Values)), make([]int, len(arrays[0].Values))
	for k, from := range arrays[0].Values {
		to, w := arrays[1].Values[k], 0.0
		if weight != "" {
			w = arrays[2].Values[k]
		}
		if fault := spikes.PairFault(from, to, w); fault != "" {
			return nil, nil, units.Array{}, fmt.Errorf("hdf5: %s: connection %d: %s", path, k, fault)
		}
		pre[k], post[k] = int(from), int(to)
	}
	if weight == "" {
		return pre, post, units.Array{}, nil
	}
	weights, err = weightsOf(path, weight, arrays[2], unit)
	return pre, post, weights, err
}

// weightsOf returns weights in the unit that was given, or else in the one that stands in the file.
func weightsOf(path, name string, a view.Numbers, unit units.Unit) (units.Array, error) {
	if unit == (units.Unit{}) {
		if a.Unit == "" {
			return units.ArrayFromSI(a.Values, units.Dimension{}), nil
		}
		var err error
		if unit, err = units.ParseUnit(a.Unit); err != nil {
			return units.Array{}, fmt.Errorf("hdf5: %s: the unit of %s is %.40q: %w", path, name, a.Unit, err)
		}
	}
	return unit.OfAll(a.Values...), nil
}
