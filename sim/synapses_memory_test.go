package sim_test

import (
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"golgi/sim"
)

// The presynaptic neurons of synapses that come sorted by them are not kept; whatever asks for them has them all the same.
func TestPresynapticNeuronsAreMadeAgain(t *testing.T) {
	for name, c := range map[string]struct {
		connect []sim.Connect
		want    []float64
	}{
		"sorted":   {[]sim.Connect{{Condition: "j < i"}}, []float64{1, 2, 2, 3, 3, 3}},
		"unsorted": {[]sim.Connect{{Condition: "i == 2 and j < 2"}, {I: []int{1}, J: []int{3}}}, []float64{2, 2, 1}},
		"none":     {[]sim.Connect{{Condition: "False"}}, []float64{}},
	} {
		for _, asked := range []bool{false, true} {
			g := neurons(t, sim.Neurons{Name: "g", Size: 4, Equations: "v : 1", Threshold: "True"})
			s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Model: "w : 1\nu : 1", OnPre: "w = 10*i", Connect: c.connect,
				Initial: []sim.Set{{Variable: "u", Value: "i"}}})
			base := network(t, sim.Options{}, s)
			check(t, base.Connect())
			if asked {
				get(t, base, s, "i")
			}
			for _, net := range []*sim.Network{clone(t, base), base, clone(t, base)} {
				run(t, net, "1 ms")
				for variable, factor := range map[string]float64{"i": 1, "u": 1, "w": 10} {
					want := slices.Clone(c.want)
					for k := range want {
						want[k] *= factor
					}
					if got := get(t, net, s, variable); !slices.Equal(got, want) {
						t.Errorf("%s, asked before %v: %s = %v, want %v", name, asked, variable, got, want)
					}
				}
			}
		}
	}
}

// resident returns how many bytes of memory the process has in use, after garbage was collected.
func resident(t *testing.T) float64 {
	debug.FreeOSMemory()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip(err)
	}
	var kib float64
	_, text, _ := strings.Cut(string(status), "VmRSS:")
	if _, err := fmt.Sscan(text, &kib); err != nil {
		t.Skip(err)
	}
	return 1024 * kib
}

// What a synapse takes while a network runs: its target, what its variables hold, its delay in seconds and in steps, and its place in the
// index of the other side.
func TestMemoryPerSynapse(t *testing.T) {
	if os.Getenv("GOLGI_SLOW") == "" {
		t.Skip("takes 10 s; GOLGI_SLOW=1 runs it")
	}
	for _, c := range []struct {
		name string
		sim.Synapse
		most float64
	}{
		{"one weight", sim.Synapse{Model: "w : 1 (shared)", OnPre: "v_post += w"}, 6},
		{"weights", sim.Synapse{Model: "w : 1", OnPre: "v_post += w", Initial: []sim.Set{{Variable: "w", Value: "exp(-abs(i - j)/100.0)"}}}, 14},
		{"delays", sim.Synapse{OnPre: "v_post += 0.1", Delay: "rand()*3*ms"}, 6 + 12},
		{"on_post", sim.Synapse{Model: "w : 1", OnPre: "v_post += w", OnPost: "w += 0.1"}, 14 + 8},
	} {
		for _, engine := range sim.Engines() {
			before := resident(t)
			g := neurons(t, sim.Neurons{Name: "g", Size: 10000, Equations: "dv/dt = 1/second : 1", Threshold: "v > 0.5", Reset: "v = 0"})
			c.Name, c.Source, c.Target, c.Connect = "S", g, g, []sim.Connect{{Probability: "0.05"}}
			s := synapses(t, c.Synapse)
			net := network(t, sim.Options{Engine: engine}, s)
			run(t, net, "1 ms")
			each := (resident(t) - before) / 5e6
			t.Logf("%s, engine %s: %.1f bytes", c.name, engine, each)
			if each > c.most {
				t.Errorf("%s, engine %s: %.1f bytes for a synapse, want at most %v", c.name, engine, each, c.most)
			}
			_ = net.Close()
		}
	}
}
