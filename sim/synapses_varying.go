package sim

import (
	"fmt"

	"golgi/sim/internal/interval"
	"golgi/sim/internal/rng"
	"golgi/sim/internal/topology"
)

// Here pairs are drawn with a probability that differs between them: a row skips with its largest, and keeps candidates with theirs. So
// most of a row need not be computed: where the largest can be, by bounds, and what is skipped to.

// varying goes through rows. Where what is drawn for a probability hangs on which are computed together, all of a row are.
func (d *drawing) varying() error {
	if d.connect.random() {
		return d.wholeRows(0, d.source.size)
	}
	test, rows, columns, err := d.bounds(d.connect.row)
	if err != nil {
		return err
	}
	t := &thinning{drawing: d}
	return test.Highest(rows, columns, d.memory.Stopped, t.group)
}

// wholeRows draws rows of which all probabilities are computed.
func (d *drawing) wholeRows(from, to int) error {
	var js []int32
	for i := int32(from); i < int32(to); i++ {
		if err := d.memory.Stopped(); err != nil {
			return err
		}
		p, err := d.row(i, d.target.size)
		if err != nil {
			return err
		}
		for j, x := range p {
			if p[j] = min(x, 1); !(x >= 0) {
				return d.noProbability(i, int32(j), x)
			}
		}
		stream := rng.NewStream(d.site.Key(), uint32(i), 0)
		js = topology.RowVarying(js[:0], p, &stream)
		for _, j := range js {
			d.take(i, j)
		}
		if err := d.full(); err != nil {
			return err
		}
	}
	return nil
}

func (d *drawing) noProbability(i, j int32, x float64) error {
	return fmt.Errorf("sim: %s: connect: probability %v of the pair i=%d, j=%d is not a number of 0 or more", d.synapses, x, i, j)
}

// fewPairs is up to how many pairs are computed for the largest probabilities of a group of rows.
const fewPairs = 1 << 16

// thinning is a drawing of rows of which some pairs are computed. Its lists are used again.
type thinning struct {
	*drawing
	columns    []int32 // in which the largest probabilities of some rows are
	peaks      pairs   // of these rows and columns
	candidates pairs
	whole      pairs     // either, counted in whole groups
	above      []float64 // each candidate is taken if its probability is above
	row        []topology.Candidate
}

// pairs are pairs of rows and columns, in order of rows.
type pairs struct{ rows, columns []int32 }

// group draws rows whose largest probabilities lie in spans.
func (d *thinning) group(from, to int, spans []interval.Span) error {
	width := 0
	for _, s := range spans {
		width += s.To - s.From
	}
	if 2*width > d.target.size || width*(to-from) > fewPairs {
		return d.wholeRows(from, to)
	}
	d.columns, d.peaks, d.candidates, d.above = d.columns[:0], d.peaks.none(), d.candidates.none(), d.above[:0]
	for _, s := range spans {
		for j := s.From; j < s.To; j++ {
			d.columns = append(d.columns, int32(j))
		}
	}
	for i := from; i < to; i++ {
		for _, j := range d.columns {
			d.peaks.add(int32(i), j)
		}
	}
	p, err := d.probabilities(d.peaks)
	if err != nil {
		return err
	}
	for i := from; i < to; i++ {
		d.candidatesOf(int32(i), p[(i-from)*width:(i-from+1)*width])
	}
	return d.choose()
}

func (p *pairs) none() pairs { return pairs{p.rows[:0], p.columns[:0]} }

func (p *pairs) add(i, j int32) { p.rows, p.columns = append(p.rows, i), append(p.columns, j) }

// probabilities computes those of some pairs.
func (d *thinning) probabilities(of pairs) ([]float64, error) {
	d.whole = d.whole.none()
	for k := range of.rows {
		d.whole.add(d.source.at(int(of.rows[k])), d.target.at(int(of.columns[k])))
	}
	p, err := d.probe(d.connect.probability, d.whole.rows, d.whole.columns)
	for k, x := range p {
		if p[k] = min(x, 1); !(x >= 0) {
			return nil, d.noProbability(of.rows[k], of.columns[k], x)
		}
	}
	return p, err
}

// candidatesOf adds the candidates of a row, of which the probabilities in the columns are given.
func (d *thinning) candidatesOf(i int32, p []float64) {
	largest, at := 0.0, 0
	for _, x := range p {
		largest = max(largest, x)
	}
	certain := func(j int32) bool { // members ascend
		for at < len(p) && d.columns[at] < j {
			at++
		}
		return at < len(p) && d.columns[at] == j && p[at] >= largest
	}
	stream := rng.NewStream(d.site.Key(), uint32(i), 0)
	d.row = topology.Candidates(d.row[:0], d.target.size, largest, certain, &stream)
	for _, c := range d.row {
		d.candidates.add(i, c.Member)
		d.above = append(d.above, c.Above)
	}
}

// choose takes the candidates whose probabilities are large enough.
func (d *thinning) choose() error {
	p, err := d.probabilities(d.candidates)
	if err != nil {
		return err
	}
	for k, x := range p {
		if d.above[k] < x {
			d.take(d.candidates.rows[k], d.candidates.columns[k])
		}
	}
	return d.full()
}

// row computes the probabilities of a row. Where nothing is drawn but pairs, nobody can tell how.
func (d *drawing) row(i int32, targets int) ([]float64, error) {
	if d.target.list == nil && !d.connect.random() {
		d.at(i, 0)
		return d.site.Probe(d.connect.row, targets, 0)
	}
	pre, post := make([]int32, targets), make([]int32, targets)
	for j := range targets {
		pre[j], post[j] = d.source.at(int(i)), d.target.at(j)
	}
	return d.probe(d.connect.probability, pre, post)
}
