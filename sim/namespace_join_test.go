package sim_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"golgi/sim"
)

func TestNamespaces(t *testing.T) {
	own, general := sim.Namespace{"a": 1.0, "b": 2}, sim.Namespace{"a": 10.0, "c": true}
	g := neurons(t, sim.Neurons{Name: "g", Size: 1, Equations: "x = a + b : 1\ny = c : boolean", Namespace: sim.Namespaces(own, nil, general)})
	net := network(t, sim.Options{}, g)
	if x, y := get(t, net, g, "x")[0], get(t, net, g, "y")[0]; x != 3 || y != 1 {
		t.Errorf("x is %v, y %v", x, y)
	}
	if len(own) != 2 || len(general) != 2 || len(sim.Namespaces()) != 0 {
		t.Error("what is joined changes")
	}
}

// Short texts of huge numbers cost nothing: floats become infinite, and integers are refused.
func TestHugePowers(t *testing.T) {
	began := time.Now()
	g := neurons(t, sim.Neurons{Name: "g", Size: 1, Equations: "x = 2**2**2**2**9 : 1\ny = 9.0**9**9**9 + i : 1"})
	net := network(t, sim.Options{}, g)
	if x, y := get(t, net, g, "x")[0], get(t, net, g, "y")[0]; !math.IsInf(x, 1) || !math.IsInf(y, 1) {
		t.Errorf("x is %v, y %v", x, y)
	}
	for _, text := range []string{"2**99999999", "int(2**2**2**2**9)", "10**18*10**18", "(((10**9)**9)**9)**9"} {
		_, err := sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: "k : integer", Initial: []sim.Set{{Variable: "k", Value: text}}})
		if err == nil || !strings.Contains(err.Error(), text) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
}
