package sim_test

import (
	"math"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// The intervals between spikes of leaky integrate-and-fire neurons are known exactly, in steps of 0.1 ms.
func TestIntervalsOfLIFNeurons(t *testing.T) {
	for _, c := range []struct {
		name   string
		spec   sim.Neurons
		steps  int // between spikes
		source string
	}{
		{"no refractory period", sim.Neurons{
			Equations: "dV/dt = (El - V)/tau : volt", Method: "exact",
			Threshold: "V > Vt", Reset: "V = Vr", Initial: []sim.Set{{Variable: "V", Value: "Vr"}},
			Namespace: sim.Namespace{"El": units.MustParse("-54 mV"), "Vt": units.MustParse("-55 mV"),
				"Vr": units.MustParse("-70 mV"), "tau": units.MustParse("10 ms")},
		}, 278, "Brian 1 slides: 10 ln 16 = 27.726 ms"},
		{"clamped during 5 ms", sim.Neurons{
			Equations: "dv/dt = (v0 - v)/tau : volt (unless refractory)", Method: "exact",
			Threshold: "v > 10*mV", Reset: "v = 0*mV", Refractory: "5 ms",
			Namespace: sim.Namespace{"v0": units.MustParse("20 mV"), "tau": units.MustParse("10 ms")},
		}, 119, "Brian 2 IF f-I example: 70 integrations, period 50-1+70 steps"},
		{"Euler, 0.6 V", tutorialNeuron("0.6 V"), 16, "Brian2GeNN tutorial: 1.6 ms"},
		{"Euler, 0.2 V", tutorialNeuron("0.2 V"), 31, "Brian2GeNN tutorial: 3.1 ms"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.spec.Name, c.spec.Size = "G", 1
			group := neurons(t, c.spec)
			monitor := spikeMonitor(t, "S", group)
			net := network(t, sim.Options{}, group, monitor)
			run(t, net, "1 s")
			times := spikes(t, net, monitor).T
			if len(times) < 3 {
				t.Fatalf("%d spikes", len(times))
			}
			for k := 1; k < len(times); k++ {
				if got := int(math.Round((times[k] - times[k-1]) / 1e-4)); got != c.steps {
					t.Fatalf("interval %d is %d steps, want %d (%s)", k, got, c.steps, c.source)
				}
			}
		})
	}
}

func tutorialNeuron(current string) sim.Neurons {
	return sim.Neurons{
		Equations: "dv/dt = (vr - v + I)/tau : volt (unless refractory)", Method: "euler",
		Threshold: "v > vt", Reset: "v = vr", Refractory: "1 ms",
		Initial: []sim.Set{{Variable: "v", Value: "vr"}},
		Namespace: sim.Namespace{"vr": units.MustParse("-70 mV"), "vt": units.MustParse("-50 mV"),
			"tau": units.MustParse("20 ms"), "I": units.MustParse(current)},
	}
}

// A single linear equation with a time constant for each neuron follows its exponential (analytic).
func TestExactDecayWithOwnTimeConstants(t *testing.T) {
	group := neurons(t, sim.Neurons{Name: "G", Size: 3, Equations: "dv/dt = (b - v)/tau : 1\ntau : second\nb : 1",
		Initial: []sim.Set{{Variable: "tau", Value: "(5 + 5*i)*ms"}, {Variable: "b", Value: "0.5*i"}, {Variable: "v", Value: 2.0}}})
	net := network(t, sim.Options{}, group)
	if got := group.Method(); got != "exact" {
		t.Fatalf("method %q", got)
	}
	run(t, net, "12 ms")
	for i, v := range get(t, net, group, "v") {
		tau, b := 0.005+0.005*float64(i), 0.5*float64(i)
		want := b + (2-b)*math.Exp(-0.012/tau)
		if math.Abs(v-want) > 1e-13 {
			t.Errorf("neuron %d: %v, want %v", i, v, want)
		}
	}
}
