package hdf5

import (
	"fmt"

	"golgi/hdf5/internal/view"
	"golgi/internal/spikes"
	"golgi/units"
)

// ReadSpikes reads spikes from any HDF5 file, Golgi's own among them: index is the path of the numbers of neurons, counted from
// 0, and time that of the times, two lists of numbers. The zero unit stands for what the attribute "units" of the times says, and for seconds where
// they have none. indices[k] has spiked at times[k], as a sim.SpikeGenerator takes them.
//
//	indices, times, err := hdf5.ReadSpikes("out/lif.hdf5", "lif/results/runs/run_00000000/spikes/i", "lif/results/runs/run_00000000/spikes/t", units.Unit{})
func ReadSpikes(path, index, time string, unit units.Unit) (indices []int, times units.Array, err error) {
	arrays, err := view.ReadNumbers(path, index, time)
	if err != nil {
		return nil, units.Array{}, err
	}
	for k, name := range []string{index, time} {
		if rank := len(arrays[k].Shape); rank != 1 {
			return nil, units.Array{}, fmt.Errorf("hdf5: %s: %s has %d dimensions; wanted is a list", path, name, rank)
		}
	}
	numbers, seconds := arrays[0].Values, arrays[1].Values
	if len(numbers) != len(seconds) {
		return nil, units.Array{}, fmt.Errorf("hdf5: %s: there are %d numbers in %s and %d times in %s; they list spikes",
			path, len(numbers), index, len(seconds), time)
	}
	if unit, err = unitOfTimes(path, time, unit, arrays[1].Unit); err != nil {
		return nil, units.Array{}, err
	}
	indices = make([]int, len(numbers))
	for k, number := range numbers {
		if fault := spikes.Fault(number, seconds[k]); fault != "" {
			return nil, units.Array{}, fmt.Errorf("hdf5: %s: spike %d: %s", path, k, fault)
		}
		indices[k] = int(number)
	}
	return indices, unit.OfAll(seconds...), nil
}

// unitOfTimes returns the unit that was given, or else the one that stands in the file.
func unitOfTimes(path, time string, given units.Unit, stored string) (units.Unit, error) {
	unit := given
	if given == (units.Unit{}) {
		unit = units.Second
		if stored != "" {
			var err error
			if unit, err = units.ParseUnit(stored); err != nil {
				return unit, fmt.Errorf("hdf5: %s: the unit of %s is %.40q: %w", path, time, stored, err)
			}
		}
	}
	if unit.Dim != units.Second.Dim {
		return unit, fmt.Errorf("hdf5: %s: the unit of %s is %s, which is no unit of time", path, time, unit)
	}
	return unit, nil
}
