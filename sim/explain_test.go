package sim_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

var update = flag.Bool("update", false, "rewrite golden files")

// Explain says all that a network does; its text is for people, and pinned so that changes are seen.
func TestExplain(t *testing.T) {
	p := newPair(t)
	net := network(t, sim.Options{Seed: 1}, p.objects()...)
	got := net.Explain()
	const golden = "testdata/explain.golden"
	if *update {
		check(t, os.WriteFile(golden, []byte(got), 0o644))
	}
	want, err := os.ReadFile(golden)
	check(t, err)
	if got != string(want) {
		t.Errorf("Explain differs from %s; see it with go test ./sim -run Explain -update\n%s", golden, got)
	}
}

// What objects do on events, in pathways and by functions in Go is told with them.
func TestExplainSaysWhatHappens(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 2, Equations: "v : 1", Refractory: "rand()*ms",
		ThresholdFunc: func(sim.NeuronState) ([]int, error) { return nil, nil }, ResetFunc: func(sim.NeuronState, []int) error { return nil },
		Events: []sim.Event{{Name: "half", Condition: "v > 0.5"}}, RunOnEvent: []sim.RunOnEvent{{Event: "half", Code: "v = 0; v += 1"}}})
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, OnPre: "v_post += 1", PreEvent: "half", Delay: "2 ms", Connect: []sim.Connect{{}},
		MultisynapticIndex: "n", Pathways: []sim.Pathway{{Name: "more", OnPost: "v_pre = n", Delay: "(1 + i)*ms"}}})
	none := synapses(t, sim.Synapse{Name: "none", Source: g, Target: g, OnPre: "v_post += 1", Delay: "i*ms", Connect: []sim.Connect{{N: "0"}}})
	in := drive(t, sim.Drive{Name: "in", Of: g, Variable: "v", N: 10, Rate: units.Hertz.Of(5), Weight: "0.1*i"})
	for _, engine := range sim.Engines() {
		text, _, _ := strings.Cut(network(t, sim.Options{Engine: engine}, s, none, in).Explain(), "\nschedule")
		_, text, _ = strings.Cut(text, "\n\n")
		if want := `neuron group "G": 2 neurons, dt = 0.1 ms
  v : 1
  refractory: rand()*ms
  spike when a function in Go says so
  half when v > 0.5
  on spike: a function in Go
  on half:
    v = 0
    v += 1

synapses "S": 4 synapses from neuron group "G" to neuron group "G"
  n: number among the synapses of a pair
  on_pre, 2 ms after half of neuron group "G":
    v_post += 1
  pathway "more", 1 ms to 2 ms after spike of neuron group "G":
    v_pre = n

synapses "none": 0 synapses from neuron group "G" to neuron group "G"
  on_pre, the delay of each after spike of neuron group "G":
    v_post += 1

Poisson input "in" to v of neuron group "G": 10 trains of 5 Hz, each event adds 0.1*i
`; text != want {
			t.Errorf("%s: got\n%s\nwant\n%s", engine, text, want)
		}
	}
}

// The engine that interprets has no code to show; the other has a function in C for each kernel.
func TestGeneratedCode(t *testing.T) {
	for _, engine := range sim.Engines() {
		net, err := sim.NewNetwork(sim.Options{Engine: engine})
		if err != nil {
			t.Skip(err)
		}
		defer net.Close()
		group, err := sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 3, Equations: "dv/dt = -v/(10*ms) : 1"})
		if err == nil {
			err = net.Add(group)
		}
		if err != nil {
			t.Fatal(err)
		}
		code, err := net.GeneratedCode()
		switch {
		case engine == sim.Reference && (err == nil || err.Error() != "sim: network: the engine reference interprets kernels, and generates no code; choose cc"):
			t.Errorf("%s: %v", engine, err)
		case engine == sim.CC && (err != nil || strings.Count(code, "int golgi_") != 1):
			t.Errorf("%v\n%s", err, code)
		}
	}
}
