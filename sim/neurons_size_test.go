package sim_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"golgi/internal/memory"
	"golgi/sim"
)

// Neurons for which there is no memory are refused before any is taken: here 3.1 TiB.
func TestNeuronsLargerThanMemory(t *testing.T) {
	var equations strings.Builder
	for k := range 200 {
		fmt.Fprintf(&equations, "x%d : 1\n", k)
	}
	group, err := sim.NewNeuronGroup(sim.Neurons{Name: "exc", Size: 1 << 30, Equations: equations.String()})
	if err != nil {
		t.Fatal(err)
	}
	net, err := sim.NewNetwork(sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer net.Close()
	const want = `^sim: neuron group "exc": 1073741824 neurons take 3.13 TiB at least, and .* of memory are available; make fewer, or divide the work$`
	if err := net.Add(group); err == nil || !regexp.MustCompile(want).MatchString(err.Error()) {
		t.Errorf("got %v", err)
	}
}

// So are neurons that fit with their variables, of which each is there twice, and 8 bytes of the list of those that spike, but not with the 16 that
// the check of an integer's initial values takes besides.
func TestNeuronsWhoseChecksAreLargerThanMemory(t *testing.T) {
	equations, bytes, there := "k : integer", int64(2*4+8), memory.Available()
	for n := 0; n < 4 || there/bytes > 1<<29; n++ {
		equations, bytes = fmt.Sprintf("%s\nx%d : 1", equations, n), bytes+2*8
	}
	group := neurons(t, sim.Neurons{Name: "exc", Size: int(there / (bytes + 1)), Equations: equations, Initial: []sim.Set{{Variable: "k", Value: "i % 7"}}})
	net := must[*sim.Network](t)(sim.NewNetwork(sim.Options{}))
	defer net.Close()
	const want = `^sim: neuron group "exc": \d+ neurons take .* at least, and .* of memory are available; make fewer, or divide the work$`
	if err := net.Add(group); err == nil || !regexp.MustCompile(want).MatchString(err.Error()) {
		t.Errorf("got %v", err)
	}
}

// So are spikes that are to be drawn.
func TestPacketLargerThanMemory(t *testing.T) {
	net := must[*sim.Network](t)(sim.NewNetwork(sim.Options{}))
	defer net.Close()
	const want = `^sim: pulse packet "P": 1073741824 neurons take 96 GiB at least, and .* of memory are available; make fewer, or divide the work$`
	if err := net.Add(packet(t, sim.Packet{Name: "P", Size: 1 << 30, Time: millisecondsOf(5), Sigma: millisecondsOf(1)})); err == nil || !regexp.MustCompile(want).MatchString(err.Error()) {
		t.Errorf("got %v", err)
	}
}
