package conformance

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golgi/input"
	"golgi/sim"
	"golgi/units"
)

// Images from a file drive neurons as Brian 2 has it: the pixels of example_genn_images, 0 to 255, are written as IDX, read,
// and put between 0 and 100 mV.
func TestImagesFromAFile(t *testing.T) {
	text, err := os.ReadFile(kept + "/example_genn_images.json")
	if err != nil {
		t.Fatal(err)
	}
	m := mustReadAs(t, "example_genn_images", string(text))
	var described struct {
		TimedArrays map[string]struct{ Values [][]float64 } `json:"timed_arrays"`
		Objects     []struct{ Name, Model, Threshold, Reset, Method string }
	}
	if err := json.Unmarshal([]byte(text), &described); err != nil {
		t.Fatal(err)
	}
	want := described.TimedArrays["images"].Values
	file := []byte{0, 0, 8, 3, 0, 0, 0, byte(len(want)), 0, 0, 0, 8, 0, 0, 0, 8}
	for _, x := range slices.Concat(want...) {
		file = append(file, byte(math.Round(x/0.1*255)))
	}
	path := filepath.Join(t.TempDir(), "digits")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	images, err := input.IDX(path)
	if err != nil {
		t.Fatal(err)
	}
	currents, err := images.Between(units.Volt.Of(0), units.Millivolt.Of(100))
	if err != nil {
		t.Fatal(err)
	}
	stimulus, err := sim.NewTimedArray(sim.Timed{Values: currents, Columns: images.Pixels(), DT: units.Millisecond.Of(12.5)})
	if err != nil {
		t.Fatal(err)
	}
	o := described.Objects[0]
	spec := sim.Neurons{Name: o.Name, Size: images.Pixels(), Equations: o.Model, Threshold: o.Threshold, Reset: o.Reset,
		Refractory: "1 ms", Method: o.Method, Initial: []sim.Set{{Variable: "v", Value: units.Millivolt.Of(-70)}},
		Namespace: sim.Namespace{"images": stimulus}}
	got := spikesOf(t, spec, 0.04)
	expected := m.Expect.monitors["K"]
	if i := floats(got.I); len(i) < 100 || !slices.Equal(i, expected["i"].Values) {
		t.Errorf("%d spikes, want %d of the same neurons", len(i), len(expected["i"].Values))
	}
	if err := expected["t"].equals(vector(got.T), *m.Tolerance); err != nil {
		t.Error(err)
	}
}

func floats(list []int32) []float64 {
	out := make([]float64, len(list))
	for k, x := range list {
		out[k] = float64(x)
	}
	return out
}

// spikesOf runs neurons for some seconds.
func spikesOf(t *testing.T, spec sim.Neurons, duration float64) sim.Spikes {
	t.Helper()
	group, err := sim.NewNeuronGroup(spec)
	if err != nil {
		t.Fatal(err)
	}
	monitor, err := sim.NewSpikeMonitor(sim.Recording{Name: "K", Of: group})
	if err != nil {
		t.Fatal(err)
	}
	net, err := sim.NewNetwork(sim.Options{Engine: sim.Reference})
	if err != nil {
		t.Fatal(err)
	}
	defer net.Close()
	if err := net.Add(monitor); err != nil {
		t.Fatal(err)
	}
	if err := net.Run(t.Context(), units.Second.Of(duration)); err != nil {
		t.Fatal(err)
	}
	got, err := net.Spikes(monitor)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
