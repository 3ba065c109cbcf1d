package input

import (
	"fmt"

	"golgi/internal/spikes"
	"golgi/units"
)

// gathered are spikes of a file.
type gathered struct {
	name    string
	unit    units.Unit
	indices []int
	times   []float64 // in unit
}

// newGathered checks the unit of times; the zero one is the second.
func newGathered(name string, unit units.Unit) (*gathered, error) {
	if unit == (units.Unit{}) {
		unit = units.Second
	}
	if unit.Dim != units.Second.Dim {
		return nil, fmt.Errorf("input: %s: Unit is %s, which is no unit of time", name, unit)
	}
	return &gathered{name: name, unit: unit}, nil
}

// add adds a spike that stands at a place in the file.
func (s *gathered) add(place string, index, time float64) error {
	if fault := spikes.Fault(index, time); fault != "" {
		return faultf(s.name, "%s: %s", place, fault)
	}
	s.indices, s.times = append(s.indices, int(index)), append(s.times, time)
	if len(s.times)%(1<<20) == 0 {
		return afford(s.name, 3*int64(len(s.times)), 16)
	}
	return nil
}

// result returns the spikes in the order of the file.
func (s *gathered) result() ([]int, units.Array) { return s.indices, s.unit.OfAll(s.times...) }
