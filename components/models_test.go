package components

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// Under a constant current, each model spikes at the intervals that its paper's equations give.
//
// Source: testdata/models.py, which integrates them as the papers write them, with Euler's method and steps of 1 us.
func TestModelsSpikeAsTheirPapersSay(t *testing.T) {
	text, err := os.ReadFile("testdata/models.json")
	check(t, err)
	var cases []struct {
		Model    string
		Picoamp  float64
		Interval float64
	}
	check(t, json.Unmarshal(text, &cases))
	byName := map[string]Model{}
	for _, m := range models {
		byName[m.Name] = m
	}
	const step, tolerance = 0.01, 0.004 // ms; relative
	for _, c := range cases {
		settles := map[string]float64{"AdaptiveThreshold": 6, "AdaptiveLIF": 60, "AdEx": 30, "Izhikevich": 8, "MorrisLecar": 3}[c.Model]
		if settles > 8 && os.Getenv("GOLGI_SLOW") == "" {
			continue // it adapts over many spikes
		}
		model := byName[c.Model]
		if model.Method == "exponential_euler" { // of which the steps would have to be shorter
			model.Method = "rk4"
		}
		s := staged(t, sim.Options{DT: units.Millisecond.Of(step)}, Neurons{Name: "n", Size: 1, Model: model,
			Currents: Currents{"bias": Constant}, Set: Values{"bias_A": fmt.Sprint(c.Picoamp, " pA")}})
		m := s.watch("n")
		s.run((max(settles, 4) + 1.5) * c.Interval)
		spikes := s.spikes(m).T
		if len(spikes) < 2 {
			t.Errorf("%s: %d spikes", c.Model, len(spikes))
			continue
		}
		got := 1e3 * (spikes[len(spikes)-1] - spikes[len(spikes)-2])
		if math.Abs(got/c.Interval-1) > tolerance {
			t.Errorf("%s: the last interval is %.3f ms, wanted %.3f", c.Model, got, c.Interval)
		}
	}
}
