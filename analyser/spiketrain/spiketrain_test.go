package spiketrain_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"golgi/analyser/spiketrain"
)

// rounding is how far a statistic may be from its analytic value.
const rounding = 1e-12

func near(a, b float64) bool {
	return a == b || math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= rounding*math.Max(1, math.Abs(b))
}

func TestFanoFactorsByHand(t *testing.T) {
	edges := []float64{0, 1, 2, 3, 4}
	for _, c := range []struct {
		name            string
		times           []float64
		unbiased, pypet float64 // by hand from the counts
	}{
		{"one spike in each window", []float64{0.5, 1.5, 2.5, 3.5}, 0, 0},
		{"counts 4, 0, 0, 0: mean 1, squares 12", []float64{0, 0.1, 0.2, 0.3}, 4, 3},
		{"counts 1, 2, 3, 2: mean 2, squares 2", []float64{0.5, 1, 1.5, 2, 2.1, 2.2, 3, 3.9}, 1.0 / 3, 0.25},
		{"silent", nil, math.NaN(), 0},
		{"spikes outside the windows", []float64{-1, 4, 5}, math.NaN(), 0},
	} {
		unbiased, err := spiketrain.FanoFactor(c.times, edges)
		pypet, err2 := spiketrain.FanoPypet(c.times, edges)
		if err != nil || err2 != nil || !near(unbiased, c.unbiased) || !near(pypet, c.pypet) {
			t.Errorf("%s: %v, %v (%v, %v); want %v, %v", c.name, unbiased, pypet, err, err2, c.unbiased, c.pypet)
		}
	}
}

func TestMeanFanoCountsSilentNeuronsOnlyForPypet(t *testing.T) {
	trains := [][]float64{{0, 0.1}, nil} // counts 2, 0: F = 2 and 1
	edges := []float64{0, 1, 2}
	if f, err := spiketrain.MeanFano(trains, edges); err != nil || f != 2 {
		t.Errorf("unbiased: %v, %v; want 2", f, err)
	}
	if f, err := spiketrain.MeanFanoPypet(trains, edges); err != nil || f != 0.5 {
		t.Errorf("pypet: %v, %v; want 0.5", f, err)
	}
}

func TestRatesAndIntervals(t *testing.T) {
	trains := [][]float64{{0.1, 0.2, 0.3, 0.4}, {0.5, 1.0}}
	if r, err := spiketrain.MeanRate(trains, 0, 1); err != nil || r != 2.5 { // 5 spikes of 2 neurons in 1 s
		t.Errorf("rate %v, %v; want 2.5", r, err)
	}
	if cv := spiketrain.CV([]float64{0, 1, 2, 3}); cv != 0 {
		t.Errorf("CV of a clock is %v, want 0", cv)
	}
	if cv := spiketrain.CV([]float64{0, 1, 4}); !near(cv, math.Sqrt2/2) { // intervals 1, 3: variance 2, mean 2
		t.Errorf("CV %v, want %v", cv, math.Sqrt2/2)
	}
	if cv := spiketrain.CV([]float64{0, 1}); !math.IsNaN(cv) {
		t.Errorf("CV of one interval is %v, want NaN", cv)
	}
	if cv := spiketrain.MeanCV([][]float64{{0, 1, 4}, {1}}); !near(cv, math.Sqrt2/2) {
		t.Errorf("mean CV %v, want %v", cv, math.Sqrt2/2)
	}
}

func TestWindows(t *testing.T) {
	edges, err := spiketrain.Windows(0.5, 2.5, 0.1)
	if err != nil || len(edges) != 21 || edges[0] != 0.5 || edges[20] != 2.5 {
		t.Errorf("%v, %v", edges, err)
	}
	if edges, err := spiketrain.Windows(0, 0.35, 0.1); err != nil || len(edges) != 4 {
		t.Errorf("a part of a window counts: %v, %v", edges, err)
	}
	for _, bad := range [][3]float64{{0, 1, 0}, {0, 1, -1}, {0, 1, 2}, {1, 0, 0.1}, {0, math.Inf(1), 1}, {0, 1, math.NaN()}, {0, 1, 1e-300}} {
		if edges, err := spiketrain.Windows(bad[0], bad[1], bad[2]); err == nil {
			t.Errorf("Windows(%v) = %v, want an error", bad, edges)
		}
	}
}

func TestFaultsOfArguments(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{second(spiketrain.FanoFactor(nil, []float64{0, 1})), "spiketrain: 1 windows, but at least 2 are needed"},
		{second(spiketrain.FanoFactor(nil, []float64{0, 1, 1})), "spiketrain: edges of windows must be strictly increasing"},
		{second(spiketrain.MeanRate(nil, 0, 1)), "spiketrain: no rate of 0 neurons between 0 s and 1 s"},
		{second(spiketrain.Trains([]int32{2}, []float64{0}, 2)), "spiketrain: spike 0 is of neuron 2, but there are 2"},
		{second(spiketrain.Trains([]int32{2}, nil, 3)), "spiketrain: 1 neuron numbers for 0 times"},
	} {
		if c.err == nil || c.err.Error() != c.want {
			t.Errorf("got %v\nwant %s", c.err, c.want)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// A Poisson process has a Fano factor of 1 and a CV of 1 (analytic). Band: 4 standard errors of 400 trains with 100
// windows each, sd(F) = sqrt(2/99).
func TestPoissonHasFanoAndCVNearOne(t *testing.T) {
	state := uint64(1)
	uniform := func() float64 { // an LCG with Knuth's constants is random enough here
		state = state*6364136223846793005 + 1442695040888963407
		return (float64(state>>11) + 0.5) / (1 << 53)
	}
	trains := make([][]float64, 400)
	for n := range trains {
		for at := -math.Log(uniform()) / 50; at < 10; at -= math.Log(uniform()) / 50 {
			trains[n] = append(trains[n], at)
		}
	}
	edges, _ := spiketrain.Windows(0, 10, 0.1)
	f, err := spiketrain.MeanFano(trains, edges)
	if err != nil || math.Abs(f-1) > 4*math.Sqrt(2.0/99)/20 {
		t.Errorf("Fano factor %v, %v", f, err)
	}
	if cv := spiketrain.MeanCV(trains); math.Abs(cv-1) > 0.02 {
		t.Errorf("CV %v", cv)
	}
}

func TestTrainsAndCountsKeepEverySpike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		times := rapid.SliceOf(rapid.Float64Range(0, 0.999)).Draw(t, "times")
		n := rapid.IntRange(1, 5).Draw(t, "n")
		neurons := make([]int32, len(times))
		for k := range times {
			neurons[k] = int32(rapid.IntRange(0, n-1).Draw(t, "i"))
			if k > 0 {
				times[k] = max(times[k-1], times[k])
			}
		}
		trains, err := spiketrain.Trains(neurons, times, n)
		if err != nil {
			t.Fatal(err)
		}
		total := 0
		for _, train := range trains {
			for _, count := range spiketrain.Counts(train, []float64{0, 0.25, 0.5, 1}) {
				total += count
			}
		}
		if total != len(times) {
			t.Fatalf("%d of %d spikes", total, len(times))
		}
	})
}
