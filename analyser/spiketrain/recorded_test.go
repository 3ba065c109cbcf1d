package spiketrain_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"golgi/analyser/spiketrain"
	"golgi/units"
)

// The statistics of five trains are those that numpy and scipy give.
//
// Source: testdata/statistics.py, where the definitions are those of Elephant.
func TestStatisticsOfScipy(t *testing.T) {
	text, err := os.ReadFile("testdata/statistics.json")
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Trains                      [][]float64
		CV, CV2, LV, Fano           []float64
		Correlation, Distance, F1F0 []float64
		Kappa, Peak                 float64
		Power, Odd                  []float64
	}
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	const tolerance, ofGrid = 1e-10, 2e-4 // of sums; of the SPIKE distance, which is recorded from a grid
	equal := func(what string, got, wanted, tolerance float64) {
		t.Helper()
		if !(math.Abs(got-wanted) <= tolerance*math.Max(1, math.Abs(wanted))) {
			t.Errorf("%s is %v, wanted %v", what, got, wanted)
		}
	}
	set := spiketrain.Set{Times: want.Trains, Start: 0.5, Stop: 4.5}
	window, bin := units.Millisecond.Of(100), units.Millisecond.Of(5)
	edges, err := spiketrain.Windows(set.Start, set.Stop, window.SI())
	if err != nil {
		t.Fatal(err)
	}
	pair, mean, distance := 0, 0.0, 0.0
	for i, train := range want.Trains {
		equal("CV", spiketrain.CV(train), want.CV[i], tolerance)
		equal("CV2", spiketrain.CV2(train), want.CV2[i], tolerance)
		equal("LV", spiketrain.LV(train), want.LV[i], tolerance)
		equal("F1/F0", spiketrain.F1F0(train, set.Start, set.Stop, 4), want.F1F0[i], tolerance)
		fano, err := spiketrain.FanoFactor(train, edges)
		if err != nil {
			t.Fatal(err)
		}
		equal("Fano factor", fano, want.Fano[i], tolerance)
		for _, other := range want.Trains[:i] {
			r, err := spiketrain.Correlation(train, other, edges)
			d, err2 := spiketrain.SpikeDistance(train, other, set.Start, set.Stop)
			if err != nil || err2 != nil {
				t.Fatal(err, err2)
			}
			equal("correlation", r, want.Correlation[pair], tolerance)
			equal("SPIKE distance", d, want.Distance[pair], ofGrid)
			mean += want.Correlation[pair] / 10
			distance += d / 10
			pair++
		}
	}
	number := func(x float64, err error) float64 {
		t.Helper()
		if err != nil {
			t.Error(err)
		}
		return x
	}
	equal("mean correlation", number(set.Correlation(window)), mean, tolerance)
	equal("mean SPIKE distance", number(set.SpikeDistance()), distance, tolerance)
	equal("kappa", number(set.Kappa(bin)), want.Kappa, tolerance)
	second := units.Second.Of(1)
	equal("peak", number(set.Peak(bin, second, units.Hertz.Of(0), units.Hertz.Of(100))), want.Peak, tolerance)
	for length, power := range map[int][]float64{200: want.Power, 175: want.Odd} {
		frequencies, got, err := set.Spectrum(bin, units.Millisecond.Of(5*float64(length)))
		if err != nil || len(got) != len(power) || frequencies[1] != 1/(float64(length)*0.005) {
			t.Fatal(len(got), len(power), frequencies[1], err)
		}
		for k := range got {
			equal("power", got[k], power[k], 1e-8)
		}
	}
}

// What can be counted by hand.
func TestStatisticsByHand(t *testing.T) {
	edges := []float64{0, 1, 2, 3}
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"CV2 of a clock", spiketrain.CV2([]float64{0, 1, 2, 3}), 0},
		{"CV2 of 1 and 3", spiketrain.CV2([]float64{0, 1, 4}), 1},  // 2·2/4
		{"LV of 1 and 3", spiketrain.LV([]float64{0, 1, 4}), 0.75}, // 3·4/16
		{"CV2 of two spikes", spiketrain.CV2([]float64{0, 1}), math.NaN()},
		{"LV of spikes at one time", spiketrain.LV([]float64{1, 1, 1}), math.NaN()},
		{"correlation with itself", value(spiketrain.Correlation([]float64{0.5, 2.1, 2.2}, []float64{0.5, 2.1, 2.2}, edges)), 1},
		{"correlation of 1 0 2 with 1 2 0", value(spiketrain.Correlation([]float64{0.5, 2.1, 2.2}, []float64{0.1, 1.1, 1.2}, edges)), -1},
		{"correlation with a train that does not vary", value(spiketrain.Correlation([]float64{0.5, 2.1}, []float64{0.5, 1.5, 2.5}, edges)), math.NaN()},
		{"kappa of bins 0 1 and 1 2", value(spiketrain.Kappa([][]float64{{0.5, 1.5}, {1.2, 1.3, 2.5}}, 0, 3, 1)), 0.5}, // 1/sqrt(2·2)
		{"population CV of counts 1, 3 and 2", value(spiketrain.PopulationCV([][]float64{{0.5, 1.5}, {1.2, 1.3, 2.5, 2.6}}, 0, 3, 1)), math.Sqrt(2.0/3) / 2},
		{"population CV of silence", value(spiketrain.PopulationCV([][]float64{nil, nil}, 0, 3, 1)), math.NaN()},
		{"kappa of one train", value(spiketrain.Kappa([][]float64{{0.5}, nil}, 0, 3, 1)), math.NaN()},
		{"SPIKE distance of a train from itself", value(spiketrain.SpikeDistance([]float64{0.5, 1.5}, []float64{0.5, 1.5}, 0, 3)), 0},
		// Spikes at 0, 1, 2 and at 0, 2: the spike at 1 is 1 from the other train. S1 = t on [0, 1], x1 = 1, x2 = 2, S2 = 0:
		// t·2/(2·1.5²), whose integral over [0, 1] is 2/9, and so on [1, 2]; over T = 2 the mean is 2/9.
		{"SPIKE distance of a spike from none", value(spiketrain.SpikeDistance([]float64{1}, nil, 0, 2)), 2.0 / 9},
		{"bursts", spiketrain.BurstFraction([][]float64{{0, 0.1, 0.2, 1, 2, 2.1}, {5}}, 0.15, 3), 3.0 / 7},
		{"F1/F0 of spikes at one phase", spiketrain.F1F0([]float64{0.1, 1.1, 2.1}, 0, 3, 1), 2},
		{"F1/F0 of spikes at opposite phases", spiketrain.F1F0([]float64{0.1, 0.6}, 0, 1, 1), 0},
		{"F1/F0 of silence", spiketrain.F1F0([]float64{5}, 0, 1, 1), math.NaN()},
	} {
		if !near(c.got, c.want) {
			t.Errorf("%s is %v, wanted %v", c.name, c.got, c.want)
		}
	}
	if bursts := spiketrain.Bursts([]float64{0, 0.1, 0.2, 1, 2, 2.1}, 0.15, 2); len(bursts) != 2 || bursts[0] != (spiketrain.Burst{Start: 0, Stop: 0.2, Spikes: 3}) {
		t.Errorf("bursts %v", bursts)
	}
	if d := spiketrain.Weights([]float64{0, 0.05, 0.5, 1, math.NaN()}, 0, 1); !near(d.Mean, 0.3875) || d.Low != 0.5 || d.Middle != 0.25 || d.High != 0.25 || d.Min != 0 || d.Max != 1 ||
		!near(d.SD*d.SD, (0.3875*0.3875+0.3375*0.3375+0.1125*0.1125+0.6125*0.6125)/3) {
		t.Errorf("weights %+v", d)
	}
	if d := spiketrain.Weights(nil, 0, 1); !math.IsNaN(d.Mean) || !math.IsNaN(d.Min) || !math.IsNaN(d.SD) {
		t.Errorf("no weights %+v", d)
	}
	// A sine of amplitude 3 at 10 Hz has the power 3²/2 at 10 Hz: in a density over 1 s, 4.5.
	signal := make([]float64, 1000)
	for k := range signal {
		signal[k] = 7 + 3*math.Sin(2*math.Pi*10*float64(k)/1000)
	}
	frequencies, power, err := spiketrain.Spectrum(signal, 1e-3, 1000)
	if f, height := spiketrain.Peak(frequencies, power, 1, 500); err != nil || f != 10 || math.Abs(height-4.5) > 1e-9 || power[0] > 1e-20 {
		t.Errorf("a sine has its peak of %v at %v Hz, %v", height, f, err)
	}
}

func value(x float64, err error) float64 {
	if err != nil {
		return math.Inf(1)
	}
	return x
}

// What cannot be computed is an error, and no panic.
func TestStatisticsRefuse(t *testing.T) {
	for name, err := range map[string]error{
		"spiketrain: no SPIKE distance between 1 s and 1 s": failure(spiketrain.SpikeDistance(nil, nil, 1, 1)),
		"spiketrain: windows of -1 s between 0 s and 1 s":   failure(spiketrain.Kappa(nil, 0, 1, -1)),
		"spiketrain: 1 windows, but at least 2 are needed":  failure(spiketrain.MeanCorrelation(nil, []float64{0, 1})),
		"spiketrain: no rate of 0 neurons":                  failure(spiketrain.PopulationRate(nil, 0, 1, 0.1)),
		"spiketrain: no spectrum of 3 values every 1 s in stretches of 4; wanted a positive time between values, and a stretch, of 2 values or more, that fits: measure for longer, or in shorter stretches": third(spiketrain.Spectrum([]float64{1, 2, 3}, 1, 4)),
		"spiketrain: no spectrum of 3 values every 0 s in stretches of 2; wanted a positive time between values, and a stretch, of 2 values or more, that fits: measure for longer, or in shorter stretches": third(spiketrain.Spectrum([]float64{1, 2, 3}, 0, 2)),
	} {
		if err == nil || err.Error() != name {
			t.Errorf("got  %v\nwant %s", err, name)
		}
	}
}

func failure[T any](_ T, err error) error { return err }

func third[T, U any](_ T, _ U, err error) error { return err }
