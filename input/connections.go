package input

import (
	"bufio"
	"cmp"
	"fmt"
	"io"

	"golgi/internal/spikes"
	"golgi/units"
)

// Pairs says where in a file connections stand. The zero Pairs is ready for use.
type Pairs struct {
	I, J    string     // columns of the numbers of neurons, or arrays of an NPZ file; empty: the first and the second column, "i" and "j" in NPZ
	Weight  string     // likewise of the weights; empty: the third column, "w" in NPZ
	Missing bool       // there are no weights, or nobody wants them
	Unit    units.Unit // of the weights; zero: they are plain numbers
	Comma   rune       // as in Table
}

// ConnectionsCSV reads connections from a table of text as SpikesCSV reads it, with a line for each: the numbers of two neurons, counted
// from 0, and a weight. Without a third column in the first line, weights are empty. There is a synapse from i[k] to j[k] of weights[k].
func ConnectionsCSV(path string, spec Pairs) (i, j []int, weights units.Array, err error) {
	file, err := open(path)
	if err != nil {
		return nil, nil, units.Array{}, err
	}
	defer file.Close()
	return connectionsCSV(path, file, spec)
}

func connectionsCSV(name string, r io.Reader, spec Pairs) (i, j []int, weights units.Array, err error) {
	t := table{name: name, lines: bufio.NewScanner(r), comma: spec.Comma, want: []string{spec.I, spec.J, spec.Weight}, needed: 2}
	if spec.Missing {
		t.want = t.want[:2]
	}
	p := pairs{name: name}
	if err := t.read(func(place string, numbers []float64) error {
		return p.add(place, numbers[0], numbers[1], numbers[2:]...)
	}); err != nil {
		return nil, nil, units.Array{}, err
	}
	i, j, weights = p.result(spec.Unit)
	return i, j, weights, nil
}

// ConnectionsNPZ reads connections from a file of numpy's, as
//
//	numpy.savez("connections.npz", i=S.i, j=S.j, w=S.w/mV)
//
// writes it: arrays of one dimension and one length. There is a synapse from i[k] to j[k] of weights[k].
func ConnectionsNPZ(path string, spec Pairs) (i, j []int, weights units.Array, err error) {
	names := []string{cmp.Or(spec.I, "i"), cmp.Or(spec.J, "j")}
	if !spec.Missing {
		names = append(names, cmp.Or(spec.Weight, "w"))
	}
	arrays, err := lists(path, names...)
	if err != nil {
		return nil, nil, units.Array{}, err
	}
	p := pairs{name: path}
	for k, list := range arrays {
		if len(list) != len(arrays[0]) {
			return nil, nil, units.Array{}, faultf(path, "there are %d numbers in %q and %d in %q; they list connections", len(arrays[0]), names[0], len(list), names[k])
		}
	}
	for k := range arrays[0] {
		var weight []float64
		if !spec.Missing {
			weight = arrays[2][k : k+1]
		}
		if err := p.add(fmt.Sprintf("connection %d", k), arrays[0][k], arrays[1][k], weight...); err != nil {
			return nil, nil, units.Array{}, err
		}
	}
	i, j, weights = p.result(spec.Unit)
	return i, j, weights, nil
}

// pairs are connections of a file.
type pairs struct {
	name    string
	i, j    []int
	weights []float64
}

// add adds a connection that stands at a place in the file, with its weight if it has one.
func (p *pairs) add(place string, i, j float64, weight ...float64) error {
	w := 0.0
	for _, w = range weight {
		p.weights = append(p.weights, w)
	}
	if fault := spikes.PairFault(i, j, w); fault != "" {
		return faultf(p.name, "%s: %s", place, fault)
	}
	p.i, p.j = append(p.i, int(i)), append(p.j, int(j))
	if len(p.i)%(1<<20) == 0 {
		return afford(p.name, 3*int64(len(p.i)), 24)
	}
	return nil
}

// result returns the connections in the order of the file.
func (p *pairs) result(unit units.Unit) (i, j []int, weights units.Array) {
	if unit == (units.Unit{}) {
		return p.i, p.j, units.ArrayFromSI(p.weights, units.Dimension{})
	}
	return p.i, p.j, unit.OfAll(p.weights...)
}
