package conformance

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golgi/sim"
)

// TestStatistics compares models with random numbers, over 20 seeds, with what Brian 2 gave over as many, and with theory: with
// every engine where that may take minutes, and else those that are tagged as quick.
func TestStatistics(t *testing.T) {
	files, err := filepath.Glob("testdata/statistics/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no models: ", err)
	}
	for _, file := range files {
		t.Run(nameOf(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			m, err := read(nameOf(file), text)
			if err != nil {
				t.Fatal(err)
			}
			engine := sim.Reference
			if slow {
				engine = sim.CC
			} else if !slices.Contains(m.Tags, "quick") {
				t.Skip("takes seconds; GOLGI_SLOW=1 runs it")
			}
			for name, fault := range m.compareMeasures(t.Context(), engine) {
				t.Errorf("%s: %v", name, fault)
			}
		})
	}
}

// A mean that is off by more than the band is told, as is a number that is none.
func TestMeasuresDiffer(t *testing.T) {
	var m measure
	text := `{"of":"K","what":"rate","brian":{"mean":10,"error":0.3},"exact":10.5,"band":{"from":9,"to":11,"source":"a paper"}}`
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		t.Fatal(err)
	}
	nan := sampleOf([]float64{1})
	for _, c := range []struct {
		got  sampled
		want string
	}{
		{sampled{Mean: 10.4, Error: 0.4}, ""},
		{sampled{Mean: 11.1, Error: 0.4}, "11.1 ± 0.4, which is not from 9 to 11 (a paper)"},
		{sampled{Mean: 12.1, Error: 0.4}, "12.1 ± 0.4, and Brian 2 has 10 ± 0.3: 4.2 standard errors between them"},
		{sampled{Mean: 10.1, Error: 0.05}, "10.1 ± 0.05, and exact is 10.5: 8.0 standard errors between them"},
		{nan, "1 ± NaN, and Brian 2 has 10 ± 0.3: NaN standard errors between them"},
	} {
		if got := textOf(m.differs(c.got)); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// Spikes before a time do not count, one at that time does.
func TestLater(t *testing.T) {
	got := later(sim.Spikes{N: 2, I: []int32{0, 1, 1}, T: []float64{1, 2, 3}}, 2)
	if !slices.Equal(got.I, []int32{1, 1}) || !slices.Equal(got.T, []float64{2, 3}) {
		t.Errorf("got %v", got)
	}
}

// Intervals are counted within neurons.
func TestIntervals(t *testing.T) {
	got := intervals(sim.Spikes{N: 2, I: []int32{0, 1, 0, 1, 0}, T: []float64{1, 2, 4, 3, 9}})
	if want := []float64{3, 1, 5}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
