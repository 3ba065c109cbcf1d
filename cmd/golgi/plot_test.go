package main

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"golgi/cli"
	"golgi/figure"
	"golgi/hdf5"
	"golgi/trajectory"
	"golgi/units"
)

// drawable makes a file of eight runs with spikes, a rate, states, numbers and a stored figure.
func drawable(path string) error {
	traj, err := trajectory.New("drawable")
	if err != nil {
		return err
	}
	store, err := hdf5.Create(path)
	if err != nil {
		return err
	}
	err = errors.Join(traj.Add(trajectory.Parameter{Path: "connections.R_ee", Value: 1.0}, trajectory.Parameter{Path: "neurons.tau", Value: units.Millisecond.Of(5)},
		trajectory.Parameter{Path: "simulation.trial", Value: 0}, trajectory.Parameter{Path: "neurons.model", Value: "lif"}),
		traj.Explore(trajectory.Product{trajectory.Axis{Path: "R_ee", Values: []float64{1, 2.5}}, trajectory.Axis{Path: "tau", Values: units.Millisecond.OfAll(5, 20)},
			trajectory.Axis{Path: "trial", Values: []int{0, 1}}}),
		store.SaveTrajectory(traj))
	picture, fault := figure.New("", figure.Raster{Stop: 1}).Bytes(".png")
	for i := 0; err == nil && fault == nil && i < traj.Len(); i++ {
		err = saveDrawable(store, traj, i, picture)
	}
	return errors.Join(err, fault, store.Close())
}

func saveDrawable(store *hdf5.Store, traj *trajectory.Trajectory, i int, picture []byte) error {
	run, err := traj.Run(i)
	if err != nil {
		return err
	}
	const n = 200
	var t, rate, v []float64
	var neurons []int32
	for k := range n {
		t, rate, neurons = append(t, float64(k)*1e-3), append(rate, float64(k%7)), append(neurons, int32(k*k%10))
		for range 7 {
			v = append(v, -0.07+0.01*math.Sin(float64(k)/20))
		}
	}
	monitor := func(kind string) trajectory.Annotations {
		return trajectory.Annotations{"monitor": kind, "source": "exc", "neurons": 10, "start": 0.0, "stop": 0.2}
	}
	item := func(name string, value any, unit string) trajectory.Item {
		return trajectory.Item{Name: name, Value: value, Unit: unit}
	}
	for _, res := range []trajectory.Result{
		{Path: "spikes.exc", Items: []trajectory.Item{item("t", t, "s"), item("i", neurons, "")}, Annotations: monitor("SpikeMonitor")},
		{Path: "spikes.inh", Items: []trajectory.Item{item("t", t[:20], "s"), item("i", neurons[:20], "")}},
		{Path: "rates.exc", Items: []trajectory.Item{item("t", t, "s"), item("rate", rate, "Hz")}},
		{Path: "states.exc", Items: []trajectory.Item{item("t", t, "s"), item("record", []int32{0, 1, 2, 3, 4, 5, 8}, ""),
			item("v", trajectory.NDArray{Shape: []int{n, 7}, Data: v}, "V")}},
		{Path: "statistics", Items: []trajectory.Item{item("rate", 5+float64(i), "Hz"), item("fano", 1+0.1*float64(i), "")}},
		{Path: "figures.raster", Items: []trajectory.Item{item("png", picture, "")}},
	} {
		if err := run.AddResult(res); err != nil {
			return err
		}
	}
	return trajectory.SaveRun(store, run)
}

// What is drawn, by what is written into the figure.
func TestPlot(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := drawable("x.hdf5"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ words, texts string }{
		{"fano", "drawable|R_ee|fano|tau = 5 ms|tau = 20 ms"},
		{"fano rate --x tau", "tau (ms)|rate (Hz)|R_ee = 1|R_ee = 2.5"},
		{"fano --by R_ee", "tau (ms)|R_ee = 1"},
		{"statistics.rate --x R_ee --y tau --title A/map", "A/map|R_ee|tau (ms)|statistics.rate (Hz)|20"},
		{"fano --x R_ee --by tau --where trial==0", "fano|tau = 20 ms"},
		{"7", "drawable run 7: R_ee = 2.5, tau = 20 ms, trial = 1|neuron|exc|inh|rate (Hz)|time (ms)|v (mV)|exc, the first 5 of 7"},
		{"run_00000003 --from 50ms --until 0.15s --bin 10ms", "drawable run 3|60|140"},
		{"0 7 --page", "run 0: R_ee = 1, tau = 5 ms, trial = 0|run 7: R_ee = 2.5|rates of exc|rates of inh"},
	} {
		code, out, errs := call(append([]string{"plot", "x.hdf5", "--out", "x.svg"}, strings.Fields(c.words)...)...)
		if code != cli.Success || out != "figure in x.svg\n" || errs != "" {
			t.Errorf("%s: code %d\n%s%s", c.words, code, out, errs)
			continue
		}
		text, err := os.ReadFile("x.svg")
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range strings.Split(c.texts, "|") {
			if !bytes.Contains(text, []byte(">"+want)) {
				t.Errorf("%s: the figure does not say %q", c.words, want)
			}
		}
	}
	if code, _, errs := call("plot", "x.hdf5", "2", "--stored", "raster", "--out", "r.png"); code != cli.Success {
		t.Error(code, errs)
	}
	if data, err := os.ReadFile("r.png"); err != nil || !bytes.HasPrefix(data, []byte("\x89PNG")) {
		t.Errorf("the stored figure: %v", err)
	}
}

// Mistakes get an error that says what was wanted.
func TestPlotMistakes(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := drawable("x.hdf5"); err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]string{
		"x.hdf5":                    "golgi: name a file, and results or runs of it",
		"x.hdf5 fano":               "golgi: where to? Add --out x.png, or another name; its end is the format: .pdf, .png, .svg",
		"x.hdf5 nix":                `trajectory: run_00000000: there is no item "nix"`,
		"x.hdf5 2 --stored raster":  "golgi: where to? Add --out x.png, or another name; its end is the format: .pdf, .png, .svg",
		"x.hdf5 fano --out x.jpg":   "golgi: cannot draw \"x.jpg\": its end names no format; there are .pdf, .png, .svg",
		"x.hdf5 fano 3 --out x.png": "golgi: fano, 3 are runs and results; draw them apart",
		"x.hdf5 9 --out x.png":      "golgi: there is no run 9 in x.hdf5; it has 8, from 0 to 7",
		"x.hdf5 0 1 2 3 4 5 6 7 0 1 2 3 4 --out x.png": "golgi: 13 runs are too many for one figure, which has up to 12",
		"x.hdf5 3 --x R_ee --out x.png":                "golgi: --x does not go with runs",
		"x.hdf5 fano --bin 1ms --out x.png":            "golgi: --bin does not go with results, but with runs",
		"x.hdf5 3 --bin 1mV --out x.png":               "golgi: --bin is no time: units: cannot express 1 mV in s: V and s differ",
		"x.hdf5 3 --from 2s --until 1s --out x.png":    "golgi: from 2s until 1s there is no time",
		"x.hdf5 fano --by R_ee --y tau --out x.png":    "golgi: --by has a line for each value, and --y a map; choose one",
		"x.hdf5 fano --x R_ee --y R_ee --out x.png":    "golgi: connections.R_ee is named twice",
		"x.hdf5 fano --x model --out x.png":            "golgi: --x neurons.model is no number, and has no place on an axis; use --by for it",
		"x.hdf5 nix --out x.png":                       `trajectory: run_00000000: there is no item "nix"`,
		"x.hdf5 fano --where R_ee>7 --out x.png":       "golgi: there is nothing to draw: no run of x.hdf5 has finished for which R_ee>7",
		"x.hdf5 3 --stored nix --out x.png":            `golgi: run 3 has no figure "nix", or several; it has figures.raster.png`,
		"x.hdf5 3 --stored raster --out x.pdf":         "golgi: figures.raster.png is a PNG; name the file so: --out x.png",
		"x.hdf5 pre_run --out x.png":                   "",
	} {
		code, out, errs := call(append([]string{"plot"}, strings.Fields(words)...)...)
		if code == cli.Success || out != "" || !strings.HasPrefix(errs, want) {
			t.Errorf("%s: code %d\n%s%s\nwant %s", words, code, out, errs, want)
		}
	}
	if names, err := os.ReadDir("."); err != nil || len(names) != 1 {
		t.Error("something was drawn:", fmt.Sprint(names), err)
	}
}
