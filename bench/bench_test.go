package main

import (
	"bytes"
	"math"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// TestWorkloads runs the smaller workloads for a moment: their neurons spike, and their synapses carry spikes.
func TestWorkloads(t *testing.T) {
	for _, w := range workloads {
		if os.Getenv("GOLGI_SLOW") == "" && w.name != "A" && w.name != "D" && w.name != "F" {
			if _, err := w.describe(); err != nil {
				t.Errorf("%s: %v", w.name, err)
			}
			continue
		}
		w.seconds = 0.02
		r, _, err := perform(t.Context(), w, sim.Options{Seed: 1})
		if err != nil {
			t.Fatalf("%s: %v", w.name, err)
		}
		if r.Spikes == 0 || r.Events == 0 || r.Synapses == 0 || len(r.Rates) != 2 {
			t.Errorf("%s gave %+v", w.name, r)
		}
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"fly", `there is no word "fly"; there are run, profile and peers`},
		{"run Z", `there is no workload "Z"; there are A, A20, B, C, D, D100, E, F, Fm`},
		{"peers -rounds 0 A", "rounds is at least 1"},
		{"run -engine fast A", `"fast"`},
	} {
		err := command(t.Context(), &bytes.Buffer{}, strings.Fields(c.args))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("bench %s: %v, want %s", c.args, err, c.want)
		}
	}
}

// TestPeers looks whether Brian 2 does the same work: about as many synapses and spikes. Networks are drawn anew, so that they differ somewhat.
func TestPeers(t *testing.T) {
	if os.Getenv("GOLGI_SLOW") == "" {
		t.Skip("it takes a while: GOLGI_SLOW=1 runs it")
	}
	c := contest{python: "/usr/bin/python3", rounds: 1, folder: t.TempDir()}
	if err := exec.Command(c.python, "-c", "import brian2").Run(); err != nil {
		t.Skipf("%s has no Brian 2: %v", c.python, err)
	}
	if err := c.writeScript(); err != nil {
		t.Fatal(err)
	}
	for _, w := range workloads {
		w.seconds = 0.2
		ours, _, err := perform(t.Context(), w, sim.Options{Engine: "cc", Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := ask(c.brian(w, "numpy", "").command(t.Context(), w))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %+v and %+v", w.name, ours, theirs)
		alike := func(what string, a, b, tolerance float64) {
			if math.Abs(a-b) > tolerance*b {
				t.Errorf("%s: %g %s here, %g in Brian 2", w.name, a, what, b)
			}
		}
		alike("synapses", float64(ours.Synapses), float64(theirs.Synapses), 0.01)
		alike("spikes", float64(ours.Spikes), float64(theirs.Spikes), 0.2)
		if w.name == "D" { // most events are those of its one neuron, which spikes a few times
			continue
		}
		alike("synaptic events", float64(ours.Events), float64(theirs.Events), 0.2)
	}
}

// BenchmarkWorkloads is what a tenth of a second of each workload takes, once it runs.
func BenchmarkWorkloads(b *testing.B) {
	for _, w := range workloads {
		b.Run(w.name, func(b *testing.B) {
			net, _, err := build(b.Context(), w, sim.Options{Engine: "cc", Seed: 1})
			if err != nil {
				b.Fatal(err)
			}
			defer net.Close()
			for b.Loop() {
				if err := net.Run(b.Context(), units.Second.Of(0.1)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
