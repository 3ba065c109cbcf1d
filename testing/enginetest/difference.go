package enginetest

import (
	"fmt"
	"math"
	"strconv"

	"golgi/sim"
	"golgi/units"
)

// Difference is the first thing in which two networks differ.
type Difference struct {
	Object   string         // in words: neuron group "exc"
	Variable string         // or time, neuron and rate of what a monitor has recorded
	Index    int            // element of the object, or entry of what was recorded of spikes and rates
	Step     int            // that made it or recorded it; the last one, where networks were only compared
	Time     units.Quantity // of the step
	Engines  [2]string
	Values   [2]string // "nothing" where one has fewer elements
}

// String says what differs, in one line.
func (d *Difference) String() string {
	return fmt.Sprintf("%s: %s[%d] is %s on %s and %s on %s, in step %d, t = %.9g s",
		d.Object, d.Variable, d.Index, d.Values[0], d.Engines[0], d.Values[1], d.Engines[1], d.Step, d.Time.SI())
}

// Compare returns the first difference between two networks as they stand, or nil. Their objects must have
// the same names in the same order; floats are equal if their bits are.
func Compare(a, b *sim.Network) (*Difference, error) {
	p, err := newPair(a, b)
	if err != nil {
		return nil, err
	}
	return p.compare(content.columns)
}

// pair is two networks with what is compared of them.
type pair struct {
	nets     [2]*sim.Network
	contents [2][]content
}

func newPair(a, b *sim.Network) (*pair, error) {
	p := &pair{[2]*sim.Network{a, b}, [2][]content{contentsOf(a), contentsOf(b)}}
	if len(p.contents[0]) != len(p.contents[1]) {
		return nil, fmt.Errorf("enginetest: networks of %d and %d objects cannot be compared",
			len(p.contents[0]), len(p.contents[1]))
	}
	for k, c := range p.contents[0] {
		if name := c.object.String(); name != p.contents[1][k].object.String() {
			return nil, fmt.Errorf("enginetest: %s cannot be compared with %s", name, p.contents[1][k].object)
		}
	}
	return p, nil
}

// compare returns the difference of the earliest step; of several, the first in the order of the objects.
func (p *pair) compare(columns func(content, *sim.Network) ([]column, error)) (*Difference, error) {
	if a, b := p.step(0), p.step(1); a != b {
		return nil, fmt.Errorf("enginetest: a network in step %d cannot be compared with one in step %d", a, b)
	}
	var first *Difference
	for k, c := range p.contents[0] {
		a, err := columns(c, p.nets[0])
		if err != nil {
			return nil, err
		}
		b, err := columns(p.contents[1][k], p.nets[1])
		if err != nil {
			return nil, err
		}
		if d := p.differ(c.object.String(), a, b); d != nil && (first == nil || d.Step < first.Step) {
			first = d
		}
	}
	return first, nil
}

// step returns how many steps of the first one's clock a network has done.
func (p *pair) step(k int) int { return p.stepAt(p.nets[k].Time().SI()) }

func (p *pair) stepAt(time float64) int { return int(math.Round(time / p.nets[0].DT().SI())) }

// differ returns the first difference between two objects.
func (p *pair) differ(object string, a, b []column) *Difference {
	if len(a) != len(b) {
		return p.difference(object, "number of variables", 0, [2]string{strconv.Itoa(len(a)), strconv.Itoa(len(b))})
	}
	var first *Difference
	for k := range a {
		if d := p.differIn(object, a[k], b[k]); d != nil && (first == nil || d.Step < first.Step) {
			first = d
		}
	}
	return first
}

func (p *pair) differIn(object string, a, b column) *Difference {
	i := firstUnequal(a.values, b.values)
	if i < 0 {
		return nil
	}
	d := p.difference(object, a.name, i, [2]string{textAt(a.values, i), textAt(b.values, i)})
	if a.times == nil {
		return d
	}
	entry := i
	if a.width > 0 {
		entry, d.Index = i/a.width, i%a.width
	}
	d.blame(p, min(p.recordedIn(a.times, entry), p.recordedIn(b.times, entry)))
	return d
}

// recordedIn returns the step in which an entry was recorded; the last one where there is no such entry.
func (p *pair) recordedIn(times []float64, entry int) int {
	if entry < len(times) {
		return p.stepAt(times[entry])
	}
	return p.step(0)
}

// difference is one that the last step made.
func (p *pair) difference(object, variable string, i int, values [2]string) *Difference {
	d := &Difference{Object: object, Variable: variable, Index: i, Values: values,
		Engines: [2]string{p.nets[0].Engine(), p.nets[1].Engine()}}
	d.blame(p, max(p.step(0)-1, 0))
	return d
}

func (d *Difference) blame(p *pair, step int) {
	d.Step, d.Time = step, units.FromSI(float64(step)*p.nets[0].DT().SI(), units.Second.Dim)
}

// firstUnequal returns the first index at which two lists have different bits, or -1.
func firstUnequal(a, b []float64) int {
	for i := range min(len(a), len(b)) {
		if math.Float64bits(a[i]) != math.Float64bits(b[i]) {
			return i
		}
	}
	if len(a) != len(b) {
		return min(len(a), len(b))
	}
	return -1
}

// textAt returns an element to the last bit.
func textAt(values []float64, i int) string {
	if i >= len(values) {
		return "nothing"
	}
	return strconv.FormatFloat(values[i], 'g', -1, 64)
}
