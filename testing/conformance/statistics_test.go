package conformance

import (
	"encoding/json"
	"math"
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
	sum, n := 0.0, 0.0
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
			list, err := m.compareMeasures(t.Context(), engine)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range list {
				t.Log(c)
				if c.err != nil {
					t.Errorf("%s: %v", c.name, c.err)
				}
				if c.Brian != nil {
					sum, n = sum+math.Pow(c.sigmas(), 2), n+1
				}
			}
		})
	}
	checkWhole(t, sum, n)
}

// checkWhole looks at all measures as a whole: the squares of their distances from Brian 2 have the mean 1 and the variance 2, were all
// independent and normal; those of a model are not, so that a few of them say nothing.
func checkWhole(t *testing.T, sum, n float64) {
	t.Helper()
	t.Logf("mean square of the distances of %v numbers from those of Brian 2, in standard errors: %.2f", n, sum/n)
	const enough = 30
	if band := 5 * math.Sqrt(2/n); n >= enough && math.Abs(sum/n-1) > band {
		t.Errorf("%.2f is not 1 within %.2f: too far from Brian 2, or too near", sum/n, band)
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
