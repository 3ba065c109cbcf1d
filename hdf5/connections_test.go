package hdf5_test

import (
	"slices"
	"testing"

	"golgi/hdf5"
	"golgi/units"
)

// Connections of a file that h5py has written. Source: testdata/foreign/write_spikes.py.
func TestReadConnections(t *testing.T) {
	unpacked(t, "spikes.hdf5")
	for _, c := range []struct {
		weight, want string
		unit         units.Unit
	}{
		{"odd/voltage", "[0.1, 0.1, 0.25, 1.5] mV", units.Unit{}}, {"odd/voltage", "[0.1, 0.1, 0.25, 1.5] nS", units.Nanosiemens}, {"plain/i", "[0, 3, 2, 3]", units.Unit{}}, {"", "[]", units.Unit{}},
	} {
		i, j, weights, err := hdf5.ReadConnections("spikes.hdf5", "plain/i", "packed/i", c.weight, c.unit)
		if neurons := []int{0, 3, 2, 3}; err != nil || !slices.Equal(i, neurons) || !slices.Equal(j, neurons) || weights.String() != c.want {
			t.Errorf("%q: from %v to %v of %v (%v), want %s", c.weight, i, j, weights, err, c.want)
		}
	}
	for _, c := range []struct{ i, j, weight, want string }{
		{"plain/i", "plain/t", "", "hdf5: spikes.hdf5: connection 0: 0.1 is no number of a neuron; they are whole, from 0 on"},
		{"plain/i", "plain/i", "odd/table", "hdf5: spikes.hdf5: odd/table has 2 dimensions; wanted is a list"},
		{"plain/i", "plain/i", "odd/short", "hdf5: spikes.hdf5: there are 4 numbers in plain/i and 3 in odd/short; they list connections"},
		{"plain/i", "plain/i", "odd/unknown", `hdf5: spikes.hdf5: the unit of odd/unknown is "jiffies": units: unknown unit "jiffies"; units are written like ` +
			`"mV", "nS", "msecond" or "uF/cm**2"` + "\n  | jiffies\n  | ^"},
	} {
		_, _, _, err := hdf5.ReadConnections("spikes.hdf5", c.i, c.j, c.weight, units.Unit{})
		wantError(t, err, c.want)
	}
}
