package sim_test

import (
	"math"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

func packet(t testing.TB, spec sim.Packet) *sim.NeuronGroup {
	t.Helper()
	return must[*sim.NeuronGroup](t)(sim.NewPulsePacket(spec))
}

// Each neuron spikes once, at normally distributed times. Bands: 5 standard errors; a step is 0.1 ms wide.
func TestPulsePacket(t *testing.T) {
	const size = 4000
	group := packet(t, sim.Packet{Name: "P", Size: size, Time: millisecondsOf(50), Sigma: millisecondsOf(3)})
	monitor := spikeMonitor(t, "M", group)
	var seeds [2]sim.Spikes
	for seed := range seeds {
		for _, engine := range sim.Engines() {
			net := network(t, sim.Options{Seed: int64(seed), Engine: engine}, monitor)
			if !net.Drew() {
				t.Error("it has drawn no random numbers")
			}
			run(t, net, "100 ms")
			got := spikes(t, net, monitor)
			if seeds[seed].I != nil && (!slices.Equal(got.I, seeds[seed].I) || !slices.Equal(got.T, seeds[seed].T)) {
				t.Errorf("other spikes on engine %s", engine)
			}
			seeds[seed] = got
		}
		got := seeds[seed]
		mean, variance := meanAndVariance(got.T)
		if math.Abs(mean+0.5e-4-0.05) > 5*0.003/math.Sqrt(size) || math.Abs(variance/9e-6-1) > 5*math.Sqrt(2.0/size) {
			t.Errorf("mean %v s and variance %v", mean, variance)
		}
		if n := len(slices.Compact(slices.Sorted(slices.Values(got.I)))); n != size || len(got.I) != size {
			t.Errorf("%d spikes of %d neurons", len(got.I), n)
		}
	}
	if slices.Equal(seeds[0].I, seeds[1].I) {
		t.Error("two seeds have the same packet")
	}
}

// A packet of no width is one volley, and what would be before the beginning does not come.
func TestPacketsAtTheEdge(t *testing.T) {
	volley, early := packet(t, sim.Packet{Name: "V", Size: 3, Time: millisecondsOf(1)}), packet(t, sim.Packet{Name: "E", Size: 1000, Sigma: millisecondsOf(1)})
	m, n := spikeMonitor(t, "M", volley), spikeMonitor(t, "N", early)
	net := network(t, sim.Options{}, m, n)
	run(t, net, "10 ms")
	if got := spikeSteps(t, net, m); !slices.Equal(got, [][2]int{{10, 0}, {10, 1}, {10, 2}}) {
		t.Errorf("a volley of %v", got)
	}
	if k := len(spikes(t, net, n).I); math.Abs(float64(k-500)) > 5*math.Sqrt(250) {
		t.Errorf("%d of 1000 spikes are after the middle of a packet at 0", k)
	}
	check(t, net.SetSpikes(volley, []int{2}, units.Millisecond.OfAll(12), units.Quantity{}))
	run(t, net, "10 ms")
	if got := spikeSteps(t, net, m); !slices.Equal(got[3:], [][2]int{{120, 2}}) {
		t.Errorf("spikes %v of a packet that was set again", got)
	}
}

func TestMistakesInPulsePackets(t *testing.T) {
	for _, c := range []struct {
		what     string
		mistaken func(*sim.Packet)
		want     string
	}{
		{"no size", func(s *sim.Packet) { s.Size = 0 }, `sim: pulse packet "P": size 0 is not between 1 and 1073741824`},
		{"no time", func(s *sim.Packet) { s.Time = mV(1) }, `sim: pulse packet "P": Time 1 mV is not a time of 0 or more`},
		{"a negative width", func(s *sim.Packet) { s.Sigma = millisecondsOf(-1) }, `sim: pulse packet "P": Sigma -1 ms is not a time of 0 or more`},
	} {
		spec := sim.Packet{Name: "P", Size: 3, Time: millisecondsOf(5), Sigma: millisecondsOf(1)}
		c.mistaken(&spec)
		expectError(t, c.what, errorOf(sim.NewPulsePacket(spec)), c.want)
	}
}
