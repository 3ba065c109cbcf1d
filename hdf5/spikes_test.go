package hdf5_test

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
	"golgi/units"
)

// wantSpikes compares spikes with those of testdata/foreign/write_spikes.py.
func wantSpikes(t *testing.T, what string, indices []int, times units.Array, err error) {
	t.Helper()
	near := func(x, y float64) bool { return x-y < 1e-8 && y-x < 1e-8 }
	if err != nil || !slices.Equal(indices, []int{0, 3, 2, 3}) || !slices.EqualFunc(times.SI(), []float64{0.1, 0.1, 0.25, 1.5}, near) ||
		times.Dimension() != units.Second.Dim {
		t.Errorf("%s: neurons %v at %v (%v)", what, indices, times, err)
	}
}

// Spikes of a file that h5py has written; of integers and floats of all sizes, compressed or not.
func TestReadSpikesOfH5py(t *testing.T) {
	unpacked(t, "spikes.hdf5")
	var none units.Unit
	for _, c := range []struct {
		index, time string
		unit        units.Unit
	}{{"plain/i", "plain/t", none}, {"/packed/i", "packed/t", none}, {"packed/i", "packed/t", units.Millisecond}, {"plain/i", "odd/voltage", units.Second}} {
		indices, times, err := hdf5.ReadSpikes("spikes.hdf5", c.index, c.time, c.unit)
		wantSpikes(t, c.time, indices, times, err)
	}
	if indices, times, err := hdf5.ReadSpikes("spikes.hdf5", "odd/nothing", "odd/nothing", none); err != nil || len(indices) != 0 || times.Len() != 0 {
		t.Errorf("no spikes: %v at %v (%v)", indices, times, err)
	}
	for _, c := range []struct{ index, time, want string }{
		{"plain/i", "odd/voltage", "hdf5: spikes.hdf5: the unit of odd/voltage is mV, which is no unit of time"},
		{"plain/i", "odd/unknown", `hdf5: spikes.hdf5: the unit of odd/unknown is "jiffies": units: unknown unit "jiffies"; units are written like ` +
			`"mV", "nS", "msecond" or "uF/cm**2"` + "\n  | jiffies\n  | ^"},
		{"plain/i", "odd/table", "hdf5: spikes.hdf5: odd/table has 2 dimensions; wanted is a list"},
		{"plain/i", "odd/scalar", "hdf5: spikes.hdf5: odd/scalar has 0 dimensions; wanted is a list"},
		{"plain/i", "odd/text", "hdf5: spikes.hdf5: odd/text has no numbers, but string"},
		{"plain/i", "odd/negative", "hdf5: spikes.hdf5: spike 0: -0.1 is no time of a spike; they are 0 or more"},
		{"plain/t", "plain/t", "hdf5: spikes.hdf5: spike 0: 0.1 is no number of a neuron; they are whole, from 0 on"},
		{"plain/i", "odd/short", "hdf5: spikes.hdf5: there are 4 numbers in plain/i and 3 times in odd/short; they list spikes"},
	} {
		_, _, err := hdf5.ReadSpikes("spikes.hdf5", c.index, c.time, none)
		wantError(t, err, c.want)
	}
	for _, name := range []string{"plain/j", "plain", "", "none/i"} {
		if _, _, err := hdf5.ReadSpikes("spikes.hdf5", name, "plain/t", none); err == nil || !strings.HasPrefix(err.Error(), "hdf5: spikes.hdf5: ") {
			t.Errorf("no dataset %q: %v", name, err)
		}
	}
	_, _, err := hdf5.ReadSpikes("none.hdf5", "i", "t", none)
	if err == nil {
		t.Error("there is no file, and no error")
	}
}

// Spikes of a file of Golgi's own.
func TestReadSpikesOfGolgi(t *testing.T) {
	inFolder(t)
	traj := products(t, 1)
	s := create(t, "x.hdf5")
	must(t, s.SaveTrajectory(traj))
	run, err := traj.Run(0)
	must(t, err)
	must(t, run.AddResult(trajectory.Result{Path: "spikes", Items: []trajectory.Item{
		{Name: "i", Value: []int32{0, 3, 2, 3}}, {Name: "t", Value: []float64{100, 100, 250, 1500}, Unit: "ms"},
	}}))
	must(t, trajectory.SaveRun(s, run))
	must(t, s.Close())
	const where = "products/results/runs/run_00000000/spikes/"
	indices, times, err := hdf5.ReadSpikes("x.hdf5", where+"i", where+"t", units.Unit{})
	wantSpikes(t, "a finished file", indices, times, err)
}

// What is damaged gives an error or the spikes, and ends nothing.
func TestReadSpikesOfDamagedFiles(t *testing.T) {
	unpacked(t, "spikes.hdf5")
	content, err := os.ReadFile("spikes.hdf5")
	must(t, err)
	read := func(damaged []byte) error {
		write(t, "damaged.hdf5", string(damaged))
		_, _, err := hdf5.ReadSpikes("damaged.hdf5", "packed/i", "packed/t", units.Unit{})
		return err
	}
	for _, n := range []int{0, 7, 100, len(content) / 2, len(content) - 1} {
		if read(content[:n]) == nil {
			t.Errorf("the first %d of %d bytes give no error", n, len(content))
		}
	}
	for at := 11; at < len(content); at += len(content) / 17 {
		damaged := bytes.Clone(content)
		damaged[at] ^= 0xff
		_ = read(damaged)
	}
}
