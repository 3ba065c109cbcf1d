package sim_test

import (
	"fmt"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// Before the test of the threshold, a rate is that of the step before.
func TestSlotsOfRates(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 3, Equations: "dv/dt = 1/ms : 1", Method: "euler", Threshold: "v > 0.5 + 0.1*i", Reset: "v = 0"})
	rates := func(name, when string, order int) *sim.PopulationRateMonitor {
		return must[*sim.PopulationRateMonitor](t)(sim.NewPopulationRateMonitor(sim.Recording{Name: name, Of: g, When: when, Order: order}))
	}
	early, late, end := rates("early", "thresholds", -1), rates("late", "thresholds", 1), rates("end", "", 3)
	net := network(t, sim.Options{}, early, late, end)
	run(t, net, "5 ms")
	rate := func(m *sim.PopulationRateMonitor) []float64 { return must[sim.Rates](t)(net.Rates(m)).Rate }
	if a, b, c := rate(early), rate(late), rate(end); !slices.Equal(b, c) || !slices.Equal(a[1:], b[:len(b)-1]) || slices.Max(b) == 0 {
		t.Errorf("early: %v\nlate: %v\nend: %v", a, b, c)
	}
}

// Source: real Brian 2, testdata/groups.py.
func TestSmoothRates(t *testing.T) {
	want := recordedByBrian(t, "smooth_rates")
	p := must[*sim.NeuronGroup](t)(sim.NewSpikeGeneratorGroup(sim.SpikeGenerator{Name: "P", Size: 4, Indices: []int{0, 1, 2, 0, 3, 1, 2},
		Times: units.Millisecond.OfAll(0.1, 0.3, 0.3, 1.2, 1.2, 2.5, 3.9)}))
	m := must[*sim.PopulationRateMonitor](t)(sim.NewPopulationRateMonitor(sim.Recording{Name: "R", Of: p}))
	net := network(t, sim.Options{}, m)
	run(t, net, "4 ms")
	rates := must[sim.Rates](t)(net.Rates(m))
	expectRecorded(t, "rate", rates.Rate, want["rate"])
	for _, c := range []struct {
		name, window string
		width        float64
	}{{"gaussian", "gaussian", 0.33}, {"broad", "gaussian", 0.9}, {"flat", "flat", 0.55}, {"narrow", "flat", 0.1}} {
		expectRecorded(t, c.name, must[[]float64](t)(rates.Smooth(c.window, millisecondsOf(c.width))), want[c.name])
	}
	smooth := func(window string, width units.Quantity) error { return errorOf(rates.Smooth(window, width)) }
	expectErrors(t, []mistake{
		{"a window", smooth("hann", millisecondsOf(1)), `sim: smoothing rates: unknown window "hann"; there are gaussian, flat`},
		{"no width", smooth("flat", units.Quantity{}), `sim: smoothing rates: width 0 is not a positive time`},
		{"a width", smooth("flat", mV(1)), `sim: smoothing rates: width 1 mV is not a positive time`},
		{"a wide one", smooth("gaussian", units.Second.Of(1e9)), `
sim: smoothing rates: a gaussian window of 1e+09 s has 40000000000001 steps, but there are only 40 rates; take a smaller width`},
	})
	check(t, net.SetDT(millisecondsOf(0.2)))
	run(t, net, "1 ms")
	rates = must[sim.Rates](t)(net.Rates(m))
	expectErrors(t, []mistake{{"several step sizes", smooth("flat", millisecondsOf(1)), `
sim: smoothing rates: they have no single step size DT; smooth those of each`}})
}

// A recording says when it was made, whatever a monitor missed.
func TestWindowsOfRecordings(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: "v : 1", Threshold: "v > 1"})
	m := stateMonitor(t, sim.Recording{Name: "M", Of: g, Variables: []string{"v"}, Every: millisecondsOf(0.5)})
	r := must[*sim.PopulationRateMonitor](t)(sim.NewPopulationRateMonitor(sim.Recording{Name: "R", Of: g}))
	net := network(t, sim.Options{}, m, r)
	expect := func(what string, of sim.Monitor, attributes, windows string) {
		t.Helper()
		got := must[sim.Recorded](t)(net.Recorded(of))
		series := ""
		for _, s := range got.Series[2:] {
			if s.Name == "windows" || s.Name == "window_dt" {
				series += fmt.Sprint(s.Name, s.Shape, s.Values)
			}
		}
		a := got.Attributes
		if got := fmt.Sprint(a["dt"], a["start"], a["stop"]); got != attributes || series != windows {
			t.Errorf("%s: %s %s, want %s %s", what, got, series, attributes, windows)
		}
	}
	expect("before a run", m, "0.0005 <nil> <nil>", "")
	run(t, net, "1 ms")
	run(t, net, "1 ms")
	expect("of two runs", m, "0.0005 0 0.002", "")
	check(t, net.Deactivate(m))
	run(t, net, "1 ms")
	check(t, net.SetDT(millisecondsOf(0.25)))
	check(t, net.Activate(m))
	c := clone(t, net)
	run(t, net, "1 ms")
	expect("interrupted", m, "0.0005 0 0.004", "windows[2 2] [0 0.002 0.003 0.004]window_dt[] [0.0005 0.0005]")
	expect("of two step sizes", r, "0.00025 0 0.004", "windows[2 2] [0 0.003 0.003 0.004]window_dt[] [0.0001 0.00025]")
	check(t, net.Remove(m))
	run(t, net, "1 ms")
	expect("removed", m, "0.0005 0 0.004", "windows[2 2] [0 0.002 0.003 0.004]window_dt[] [0.0005 0.0005]")
	if got := must[[]sim.Window](t)(c.Windows(m)); len(got) != 1 {
		t.Errorf("a clone has %v", got)
	}
}
