package components_test

import (
	"slices"
	"testing"

	"golgi/input"
	"golgi/sim"
	"golgi/units"
)

// What is read from files goes into descriptions as it is: spikes come again, and an image, shown after its negative, drives neurons.
func TestStimuliFromFiles(t *testing.T) {
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	indices, times, err := input.SpikesNPZ("../input/testdata/spikes.npz", input.Table{})
	check(err)
	given, err := sim.NewSpikeGeneratorGroup(sim.SpikeGenerator{Name: "given", Size: 4, Indices: indices, Times: times})
	check(err)
	monitor, err := sim.NewSpikeMonitor(sim.Recording{Name: "M", Of: given})
	check(err)

	image, err := input.PNG("../input/testdata/grey.png")
	check(err)
	light, err := image.Between(units.Nanoamp.Of(0), units.Nanoamp.Of(2))
	check(err)
	dark, err := image.Between(units.Nanoamp.Of(2), units.Nanoamp.Of(0))
	check(err)
	shown, err := sim.NewTimedArray(sim.Timed{Values: units.ArrayFromSI(slices.Concat(dark.SI(), light.SI()), light.Dimension()),
		Columns: image.Pixels(), DT: units.Second.Of(1)})
	check(err)
	retina, err := sim.NewNeuronGroup(sim.Neurons{Name: "retina", Size: image.Pixels(), Equations: "I = shown(t, i) : amp",
		Namespace: sim.Namespace{"shown": shown}})
	check(err)

	net, err := sim.NewNetwork(sim.Options{DT: units.Millisecond.Of(1)})
	check(err)
	defer net.Close()
	check(net.Add(monitor, retina))
	for _, want := range [][]float64{{2e-9, 1.6e-9, 1.2e-9, 0.8e-9, 0.4e-9, 0}, {0, 0.4e-9, 0.8e-9, 1.2e-9, 1.6e-9, 2e-9}} {
		got, err := net.Get(retina, "I")
		check(err)
		if !slices.EqualFunc(got, want, func(x, y float64) bool { return x-y < 1e-18 && y-x < 1e-18 }) {
			t.Errorf("at %s the currents are %v, want %v", net.Time(), got, want)
		}
		check(net.Run(t.Context(), units.Second.Of(1)))
	}
	spikes, err := net.Spikes(monitor)
	check(err)
	if !slices.Equal(spikes.I, []int32{0, 3, 2, 3}) || !slices.Equal(spikes.T, []float64{0.1, 0.1, 0.25, 1.5}) {
		t.Errorf("spikes of %v at %v", spikes.I, spikes.T)
	}
}
