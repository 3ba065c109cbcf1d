package enginetest

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"golgi/sim"
)

var update = flag.Bool("update", false, "rewrite golden files")

// What the models of the table give is pinned to the last bit: the same on every machine.
func TestGolden(t *testing.T) {
	var b strings.Builder
	for _, m := range Models() {
		net := run(t, m.Description(), sim.Reference)
		digest, err := Digest(net)
		must(t, err)
		spikes := spikesIn(t, net)
		fmt.Fprintf(&b, "%-26s %5d spikes  %s\n", m.Name, spikes, digest[:32])
		if spikes == 0 {
			t.Errorf("model %s: there is no spike", m.Name)
		}
	}
	const golden = "testdata/models.golden"
	if *update {
		must(t, os.WriteFile(golden, []byte(b.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	must(t, err)
	if b.String() != string(want) {
		t.Errorf("the models give\n%swant\n%srewrite it with go test ./testing/enginetest -run Golden -update",
			b.String(), want)
	}
}

// run returns a network that has run to its end.
func run(t testing.TB, d Description, engine string) *sim.Network {
	t.Helper()
	net := network(t, d, engine)
	must(t, net.Run(t.Context(), d.Duration))
	return net
}

// network returns a network of a description.
func network(t testing.TB, d Description, engine string) *sim.Network {
	t.Helper()
	net, err := d.Network(engine)
	must(t, err)
	t.Cleanup(func() { must(t, net.Close()) })
	return net
}

// spikesIn counts the spikes of all monitors.
func spikesIn(t testing.TB, net *sim.Network) int {
	t.Helper()
	n := 0
	for _, o := range net.Objects() {
		if m, ok := o.(*sim.SpikeMonitor); ok {
			spikes, err := net.Spikes(m)
			must(t, err)
			n += len(spikes.T)
		}
	}
	return n
}
