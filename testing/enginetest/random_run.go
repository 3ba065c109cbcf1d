package enginetest

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"

	"golgi/sim"

	"pgregory.net/rapid"
)

// mostModels is how many models a random network has at most; on average they are six.
const mostModels = 20

// enoughNetworks are enough for their models to use every operation.
const enoughNetworks = 32

// randomNetworks returns how many networks an engine is compared for: in tests that may take minutes, 10,000 models.
func randomNetworks() int {
	if os.Getenv("GOLGI_SLOW") != "" {
		return 1800
	}
	return enoughNetworks / 6
}

// EachRandom calls prop with random networks, the same ones in every run of a test: rapid's flags -rapid.seed
// and -rapid.checks choose others. One that fails is simplified, and then printed as Go.
func EachRandom(t *testing.T, prop func(t *rapid.T, d Description)) {
	t.Helper()
	eachRandom(t, max(enoughNetworks, randomNetworks()), prop)
}

func eachRandom(t *testing.T, n int, prop func(t *rapid.T, d Description)) {
	t.Helper()
	choose(t, "rapid.seed", "5")
	choose(t, "rapid.checks", strconv.Itoa(n))
	choose(t, "rapid.nofailfile", "true")
	rapid.Check(t, func(t *rapid.T) { prop(t, Random(mostModels).Draw(t, "network")) })
}

// choose gives a flag a value for the length of a test, unless the user gave one.
func choose(t *testing.T, name, value string) {
	f := flag.Lookup(name)
	if f.Value.String() != f.DefValue {
		return
	}
	t.Cleanup(func() { must(t, f.Value.Set(f.DefValue)) })
	must(t, f.Value.Set(value))
}

// must ends a test that cannot go on.
func must(t interface {
	Helper()
	Fatal(args ...any)
}, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// runRandom compares an engine with the reference engine for random networks. Models that do nothing show
// nothing: four of five must spike and pass events to synapses.
func runRandom(t *testing.T, engine string) {
	models, active := 0, 0
	eachRandom(t, randomNetworks(), func(t *rapid.T, d Description) {
		objects, err := d.Objects()
		must(t, err)
		var nets [2]*sim.Network
		for k, name := range []string{sim.Reference, engine} {
			nets[k], err = d.networkOf(name, objects)
			must(t, err)
			t.Cleanup(func() { must(t, nets[k].Close()) })
		}
		diff, err := NoDiff(t.Context(), nets[0], nets[1], d.Duration)
		must(t, err)
		if diff != nil {
			t.Fatal(diff)
		}
		n, err := d.active(nets[1])
		must(t, err)
		models, active = models+len(d.Neurons), active+n
	})
	t.Logf("%d models, of which %d spike and pass events", models, active)
	if 10*active < 8*models {
		t.Errorf("only %d of %d random models spike and pass events to synapses; want four of five", active, models)
	}
}

// active returns how many models of a random network have neurons that spiked and a pathway that had events.
func (d Description) active(net *sim.Network) (int, error) {
	made := map[string]sim.Object{}
	for _, o := range net.Objects() {
		made[o.Name()] = o
	}
	n := 0
	for k := range d.Neurons {
		spikes, err := net.Spikes(made[fmt.Sprintf("G%d_spikes", k)].(*sim.SpikeMonitor))
		if err != nil {
			return 0, err
		}
		senders, err := net.Spikes(made[fmt.Sprintf("S%d_source", k)].(*sim.SpikeMonitor))
		if err != nil {
			return 0, err
		}
		connected, err := net.Get(made[fmt.Sprintf("S%d", k)], "i")
		if err != nil {
			return 0, err
		}
		sends := func(i int32) bool { return slices.Contains(connected, float64(i)) }
		if len(spikes.I) > 0 && slices.ContainsFunc(senders.I, sends) {
			n++
		}
	}
	return n, nil
}
