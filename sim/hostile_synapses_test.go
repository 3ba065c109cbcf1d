package sim_test

import (
	"context"
	"testing"
	"time"

	"golgi/sim"
	"golgi/units"
)

// FuzzSynapses: no text makes the making of synapses panic or hang, and those that were made can be put into a network and run.
func FuzzSynapses(f *testing.F) {
	f.Add("w : 1", "v_post += w*mV", "w += 1", "(1 + i)*ms", "k for k in range(i - 2, i + 3) if k != i", "1 + i % 2", "w", "rand()")
	f.Add("w : 1\ndp/dt = (q - p)/ms : 1 (event-driven)\ndq/dt = -q/(2*ms) : 1 (event-driven)", "p += 1; w -= q", "q += w; lastupdate = t",
		"1 ms", "(2*i + 1) % N_post if i > 0", "2", "p", "0.1*i")
	f.Add("w : 1\ndg/dt = (h - g)/ms : 1 (clock-driven)\ndh/dt = -h*w/ms : 1\ns_post = g*mV + v_pre : volt (summed)", "h += 1", "", "",
		"l for l in sample(N_post, -1, -2, size=2) if v_post > 0*mV", "int(rand()*3)", "h", "1 + j")
	f.Add("w : 1 (shared)\nu = 2*w : 1\ndx/dt = (u*y - x)/(3*ms) : 1 (event-driven)\ndy/dt = (x - w*y)/ms : 1 (event-driven)", "x = k*w", "", "k*ms",
		"l + k for l in sample(3, p=0.5*i)", "", "w", "2")
	f.Fuzz(func(t *testing.T, model, onPre, onPost, delay, generator, count, variable, value string) {
		g := neurons(t, sim.Neurons{Name: "G", Size: 4, Equations: "dv/dt = 1*volt/second : volt\ns : volt", Method: "euler",
			Threshold: "v > 0.3*mV", Reset: "v = 0*mV", Initial: []sim.Set{{Variable: "v", Value: "0.1*mV*i"}}})
		s, err := sim.NewSynapses(sim.Synapse{Name: "S", Source: g, Target: g, Model: model, OnPre: onPre, Delay: sim.Delay(delay),
			Pathways: []sim.Pathway{{Name: "more", OnPre: "v += 0*mV", Delay: sim.Delay(delay)}, {Name: "back", OnPost: onPost}},
			Connect:  []sim.Connect{{JOf: sim.Generator(generator), SkipIfInvalid: true, N: sim.Count(count)}, {I: []int{1}, J: []int{2}}},
			Initial:  []sim.Set{{Variable: variable, Value: value}}, MultisynapticIndex: "k"})
		if err != nil {
			if s != nil || err.Error() == "" {
				t.Errorf("%v beside %v", s, err)
			}
			return
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		net := network(t, sim.Options{}, s)
		if err := net.Run(ctx, units.MustParse("0.8 ms")); err != nil {
			return // a value that is none, or too many synapses
		}
		if err := net.Set(s, sim.Set{Variable: "more.delay", Value: value + "*ms"}); err == nil {
			_ = net.Run(ctx, units.MustParse("0.8 ms"))
		}
	})
}
