package components

import (
	"math"
	"testing"

	"golgi/component"
	"golgi/sim"
)

// A step of exponential Euler as BrainState takes it: of 0.1 ms, by the derivative and its slope, in 1/ms.
func exponentialEuler(x, derivative, slope float64) float64 {
	if slope == 0 {
		return x + 0.1*derivative
	}
	return x + math.Expm1(0.1*slope)/slope*derivative
}

// Neurons step as BrainState's do, with soft resets: units are mV, ms, mA, ohm and siemens.
//
// Source: brainpy.state, _lif.py, update of IF, AdQuaIF, AdQuaIFRef and GifRef.
func TestNeuronsOfBrainState(t *testing.T) {
	type state struct{ v, w, second, threshold float64 }
	quadratic := func(n *state, spiked, held bool) {
		if spiked {
			n.v, n.w = n.v-(-30+68), n.w+0.1
		}
		if !held {
			n.v = exponentialEuler(n.v, (0.07*(n.v+65)*(n.v+50)-n.w+20)/10, 0.07*(2*n.v+65+50)/10)
			n.w = exponentialEuler(n.w, (n.v+65-n.w)/10, -0.1)
		}
	}
	generalized := func(n *state, spiked, held bool) {
		if spiked {
			n.v, n.w, n.second, n.threshold = n.v-(n.threshold+70), 0.2*n.w+0.3, n.second-0.1, math.Max(-49, n.threshold)
		}
		if !held {
			old := *n
			n.v = exponentialEuler(old.v, (-(old.v+70)+20*(old.w+old.second+3))/20, -1.0/20)
			n.w, n.second = exponentialEuler(old.w, -0.2*old.w, -0.2), exponentialEuler(old.second, -0.02*old.second, -0.02)
			n.threshold = exponentialEuler(old.threshold, 0.005*(old.v+70)-0.01*(old.threshold+50), -0.01)
		}
	}
	moved := Values{"A_1": "0.3 mA", "A_2": "-0.1 mA", "R_1": "0.2", "a": "0.005 /ms", "V_min": "-49 mV"}
	for _, c := range []struct {
		theirs, bias string
		model        Model
		set          Values
		wait         float64
		begin        state
		update       func(n *state, spiked, held bool)
	}{
		{"IF", "1.5 mA", IF, nil, 0, state{threshold: 1}, func(n *state, spiked, _ bool) {
			if spiked {
				n.v--
			}
			n.v = exponentialEuler(n.v, (-n.v+1.5)/5, -1.0/5)
		}},
		{"AdQuaIF", "20 mA", AdaptiveQIF, Values{"t_ref": "0 ms"}, 0, state{v: -65, threshold: -30}, quadratic},
		{"AdQuaIFRef", "20 mA", AdaptiveQIF, nil, 1.7, state{v: -65, threshold: -30}, quadratic},
		{"GifRef", "3 mA", GIF, moved, 1.7, state{v: -70, threshold: -50}, generalized},
		{"GifRef, without a refractory period", "1.5 mA", GIF, Values{"t_ref": "0 ms"}, 0, state{v: -70, threshold: -50}, func(n *state, spiked, held bool) {
			if spiked {
				n.v -= n.threshold + 70
			}
			n.v = exponentialEuler(n.v, (-(n.v+70)+20*1.5)/20, -1.0/20)
		}},
	} {
		set := Values{"bias_A": c.bias}
		for name, value := range c.set {
			set[name] = value
		}
		s := staged(t, sim.Options{}, Neurons{Name: "n", Size: 1, Model: c.model, Currents: Currents{"bias": Constant}, Set: set})
		m := s.watch("n")
		of, err := component.Get[sim.Object](s.objects, "n")
		check(t, err)
		trace, err := sim.NewStateMonitor(sim.Recording{Name: "v", Of: of, Variables: []string{"v"}})
		check(t, err)
		check(t, s.net.Add(trace))
		n, last, count := c.begin, -1e7, 0
		var want []float64
		for step := range 1000 {
			now := float64(step) * 0.1
			c.update(&n, n.v >= n.threshold, now-last < c.wait-1e-9)
			want = append(want, n.v)
			if n.v >= n.threshold { // which BrainState shows for a step, and Brian resets at once
				want[step] = math.NaN()
				last = now
				count++
			}
		}
		s.run(100)
		got, err := s.net.Traces(trace)
		check(t, err)
		for step, v := range got.Variables[0].Values[1:] { // recorded when the next one begins
			if math.Abs(1e3*v-want[step]) > 1e-9 {
				t.Errorf("%s: v = %.12g mV behind step %d, wanted %.12g", c.theirs, 1e3*v, step, want[step])
				break
			}
		}
		if spikes := len(s.spikes(m).T); spikes != count || count < 3 {
			t.Errorf("%s: %d spikes, wanted %d", c.theirs, spikes, count)
		}
	}
}
