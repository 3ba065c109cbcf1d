package main

import (
	"bytes"
	"fmt"
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

// A rate that was recorded is not drawn from spikes as well, and spikes are only drawn where they were recorded.
func TestPanelsOfRecordings(t *testing.T) {
	spikes := trajectory.Result{Path: "spikes.exc", Items: []trajectory.Item{{Name: "t", Value: []float64{0.9}}, {Name: "i", Value: []int32{0}}},
		Annotations: trajectory.Annotations{"neurons": int64(1), "start": 0.8, "stop": 1.0}}
	rates := func(group string) trajectory.Result {
		return trajectory.Result{Path: "rates." + group, Items: []trajectory.Item{{Name: "t", Value: []float64{0, 0.5, 0.9}}, {Name: "rate", Value: []float64{1, 2, 3}, Unit: "Hz"}}}
	}
	for _, c := range []struct {
		what    string
		until   float64
		results []trajectory.Result
		wanted  string
	}{
		{"spikes", 1, []trajectory.Result{spikes}, "figure.Raster figure.Rate"},
		{"spikes and their rate", 1, []trajectory.Result{spikes, rates("exc")}, "figure.Raster figure.Trace"},
		{"spikes and another rate", 1, []trajectory.Result{spikes, rates("inh")}, "figure.Raster figure.Rate figure.Trace"},
		{"the time before spikes were recorded", 0.8, []trajectory.Result{spikes, rates("exc")}, "figure.Trace"},
	} {
		r := &recordings{window: timeWindow{stop: c.until}, start: math.Inf(1), stop: math.Inf(-1)}
		for _, res := range c.results {
			if err := r.add(res); err != nil {
				t.Fatal(err)
			}
		}
		var got []string
		for _, panel := range r.panels() {
			got = append(got, fmt.Sprintf("%T", panel))
		}
		if text := strings.Join(got, " "); text != c.wanted {
			t.Errorf("%s: %s, wanted %s", c.what, text, c.wanted)
		}
	}
}

// What was recorded before or after the time that is drawn has no panel.
func TestRecordedAtAnotherTime(t *testing.T) {
	for _, c := range []struct {
		from, until float64
		panels      int
	}{{0, 0.1, 1}, {0.1, 2, 3}, {0.1, 0.2, 3}, {0.5, 1.5, 2}, {2, 3, 0}, {math.Inf(-1), math.Inf(1), 3}} {
		r := &recordings{window: timeWindow{start: c.from, stop: c.until}, start: math.Inf(1), stop: math.Inf(-1)}
		spikes := trajectory.Result{Path: "spikes.exc", Annotations: trajectory.Annotations{"start": 0.1, "stop": 2.0}}
		if err := r.addSpikes(spikes, []float64{0.15, 1}, []float64{0, 0}); err != nil {
			t.Fatal(err)
		}
		r.addStates(trajectory.Result{Path: "states.exc", Items: []trajectory.Item{{Name: "v", Value: []float64{1, 2}, Unit: "mV"}}}, []float64{0.05, 0.1})
		if got := len(r.panels()); got != c.panels {
			t.Errorf("from %v until %v: %d panels, wanted %d", c.from, c.until, got, c.panels)
		}
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
