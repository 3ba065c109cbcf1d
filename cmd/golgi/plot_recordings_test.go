package main

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"golgi/figure"
	"golgi/trajectory"
)

// A group that only some of the runs have is compared all the same.
func TestComparedGroups(t *testing.T) {
	traj, err := trajectory.New("two")
	if err != nil {
		t.Fatal(err)
	}
	spiking := &recordings{run: "run 1", trains: [][]float64{{0.1, 0.5}}, groups: []figure.Group{{Name: "exc", N: 1}}, stop: 1}
	f, err := compared(&opened{traj: traj}, []*recordings{{run: "run 0"}, spiking})
	if err != nil {
		t.Fatal(err)
	}
	if text, err := f.Bytes(".svg"); err != nil || !bytes.Contains(text, []byte(">rates of exc")) {
		t.Errorf("%v\n%s", err, text)
	}
	if _, err := compared(&opened{traj: traj, path: "x.hdf5"}, []*recordings{{run: "run 0"}, {run: "run 1"}}); err == nil || err.Error() != "golgi: the runs of x.hdf5 have no spikes to compare; run 0 gave nothing" {
		t.Error(err)
	}
	spiking.window.bin = 1e-9
	if _, err := compared(&opened{traj: traj}, []*recordings{spiking}); err == nil || !strings.Contains(err.Error(), "1e+09 bins of 1e-09 s; figures have up to 1e+06; give a longer --bin") {
		t.Error(err)
	}
}

// No spike is left out without a word.
func TestOddSpikes(t *testing.T) {
	for want, c := range map[string]struct{ times, neurons []float64 }{
		"golgi: spikes.exc has a spike of neuron 1.5, and there is none": {[]float64{0.1}, []float64{1.5}},
		"golgi: spikes.exc has a spike of neuron NaN, and there is none": {[]float64{0.1}, []float64{math.NaN()}},
		"golgi: spikes.exc has a spike of neuron -1, and there is none":  {[]float64{0.1}, []float64{-1}},
		"golgi: spikes.exc has a spike of neuron 2 without a time":       {[]float64{math.NaN()}, []float64{2}},
		"golgi: spikes.exc has 2 times of spikes, and 1 neurons":         {[]float64{0, 1}, []float64{0}},
	} {
		r := &recordings{window: timeWindow{start: math.Inf(-1), stop: math.Inf(1)}}
		if err := r.addSpikes(trajectory.Result{Path: "spikes.exc"}, c.times, c.neurons); err == nil || err.Error() != want {
			t.Errorf("%v\nwant %s", err, want)
		}
	}
}
