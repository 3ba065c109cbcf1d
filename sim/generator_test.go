package sim_test

import (
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

func generator(t testing.TB, spec sim.SpikeGenerator) *sim.NeuronGroup {
	t.Helper()
	return must[*sim.NeuronGroup](t)(sim.NewSpikeGeneratorGroup(spec))
}

// spikeSteps returns a monitor's spikes as pairs of step and neuron.
func spikeSteps(t testing.TB, net *sim.Network, m *sim.SpikeMonitor) [][2]int {
	t.Helper()
	var pairs [][2]int
	recorded := spikes(t, net, m)
	for k, at := range recorded.T {
		pairs = append(pairs, [2]int{int(at/1e-4 + 0.5), int(recorded.I[k])})
	}
	return pairs
}

// What a generator has recorded comes out again, spike by spike; a period in one piece or in many.
func TestSpikesComeAgain(t *testing.T) {
	group := poisson(t, sim.Poisson{Name: "P", Size: 50, Rates: units.Hertz.Of(200)})
	monitor := spikeMonitor(t, "M", group)
	net := network(t, sim.Options{Seed: 4}, group, monitor)
	run(t, net, "20 ms")
	want := spikeSteps(t, net, monitor)
	if len(want) < 100 {
		t.Fatalf("%d spikes", len(want))
	}
	recorded := spikes(t, net, monitor)
	spec := sim.SpikeGenerator{Name: "again", Size: 50, Period: millisecondsOf(20),
		Times: units.Second.OfAll(reversed(recorded.T)...)}
	for _, i := range reversed(recorded.I) {
		spec.Indices = append(spec.Indices, int(i))
	}
	for _, pair := range slices.Clone(want) {
		want = append(want, [2]int{pair[0] + 200, pair[1]})
	}
	again := generator(t, spec)
	for _, engine := range sim.Engines() {
		for _, pieces := range []int{1, 7} {
			monitor := spikeMonitor(t, "M", again)
			net := network(t, sim.Options{Engine: engine}, again, monitor)
			for range pieces {
				check(t, net.Run(t.Context(), millisecondsOf(40/float64(pieces))))
			}
			if got := spikeSteps(t, net, monitor); !slices.Equal(got, want) {
				t.Errorf("engine %s, %d runs: %v, want %v", engine, pieces, got, want)
			}
		}
	}
}

func reversed[T any](list []T) []T {
	out := slices.Clone(list)
	slices.Reverse(out)
	return out
}

// A generator that joins late or pauses leaves out the spikes before, and goes on with those of the present; a
// restored network repeats them.
func TestGeneratorsThatJoinLate(t *testing.T) {
	for _, c := range []struct {
		name   string
		period float64 // ms
		want   [][2]int
	}{
		{"once", 0, [][2]int{{12, 0}, {19, 1}, {31, 1}, {31, 1}}},
		{"with a period", 3.2, [][2]int{{12, 0}, {19, 1}, {31, 1}, {32, 0}, {35, 1}, {31, 1}, {32, 0}, {35, 1}}},
	} {
		group := generator(t, sim.SpikeGenerator{Name: "P", Size: 2, Period: millisecondsOf(c.period),
			Indices: []int{0, 1, 0, 1, 1, 0, 1}, Times: units.Millisecond.OfAll(0, 0.3, 1.2, 1.9, 2, 2.5, 3.1)})
		monitor := spikeMonitor(t, "M", group)
		net := network(t, sim.Options{})
		run(t, net, "1 ms")
		check(t, net.Add(group, monitor))
		run(t, net, "1 ms")
		check(t, net.Remove(monitor, group))
		run(t, net, "0.6 ms")
		check(t, net.Add(group, monitor))
		snapshot := must[*sim.Snapshot](t)(net.Snapshot())
		run(t, net, "1 ms")
		before := spikeSteps(t, net, monitor)
		check(t, net.Restore(snapshot))
		run(t, net, "1 ms")
		again := spikeSteps(t, net, monitor)
		check(t, snapshot.Close())
		if got := append(before, again[2:]...); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestMistakesInSpikeGeneratorGroups(t *testing.T) {
	for _, c := range []struct {
		what     string
		mistaken func(*sim.SpikeGenerator)
		want     string
	}{
		{"no name", func(s *sim.SpikeGenerator) { s.Name = "" }, `
sim: spike generator group "": a name begins with a letter and has letters, digits and underscores`},
		{"no size", func(s *sim.SpikeGenerator) { s.Size = 0 }, `
sim: spike generator group "P": size 0 is not between 1 and 1073741824`},
		{"a step size", func(s *sim.SpikeGenerator) { s.DT = mV(1) }, `
sim: spike generator group "P": step size 1 mV is not a positive time`},
		{"no times", func(s *sim.SpikeGenerator) { s.Times = units.Array{} }, `
sim: spike generator group "P": 3 indices and 0 times; they list spikes`},
		{"times with another unit", func(s *sim.SpikeGenerator) { s.Times = units.Millivolt.OfAll(1, 2, 3) }, `
sim: spike generator group "P": Times[0] = 1 mV is not a time of 0 or more`},
		{"no such neuron", func(s *sim.SpikeGenerator) { s.Indices = []int{0, 2, 3} }, `
sim: spike generator group "P": Indices[2] = 3, but there are neurons 0 to 2`},
		{"a neuron below all", func(s *sim.SpikeGenerator) { s.Indices = []int{0, 2, -1} }, `
sim: spike generator group "P": Indices[2] = -1, but there are neurons 0 to 2`},
		{"a negative time", func(s *sim.SpikeGenerator) { s.Times = units.Millisecond.OfAll(1, 2, -3) }, `
sim: spike generator group "P": Times[2] = -3 ms is not a time of 0 or more`},
		{"a negative period", func(s *sim.SpikeGenerator) { s.Period = millisecondsOf(-3) }, `
sim: spike generator group "P": period -3 ms is not a time of 0 or more`},
		{"two spikes in a step", func(s *sim.SpikeGenerator) {
			s.Indices = []int{2, 1, 2}
			s.Times = units.Millisecond.OfAll(1.26, 1.2, 1.21)
		}, `
sim: spike generator group "P": neuron 2 spikes twice in a step of 0.1 ms, the second time at 1.26 ms; take a smaller DT`},
		{"a period that is no multiple", func(s *sim.SpikeGenerator) { s.Period = millisecondsOf(3.25) }, `
sim: spike generator group "P": the period of 3.25 ms is not a multiple of the step size, 0.1 ms`},
		{"a period of less than a step", func(s *sim.SpikeGenerator) { s.Period = millisecondsOf(0.001) }, `
sim: spike generator group "P": the period of 1 us is not a multiple of the step size, 0.1 ms`},
		{"a period that is too short", func(s *sim.SpikeGenerator) { s.Period = millisecondsOf(3) }, `
sim: spike generator group "P": neuron 2 spikes at 3 ms, which is not within the period of 3 ms`},
		{"none", func(*sim.SpikeGenerator) {}, `
no error`},
		{"spikes that never come", func(s *sim.SpikeGenerator) { s.Times = units.Second.OfAll(1e18, 1e19, 1e300) }, `
no error`},
	} {
		spec := sim.SpikeGenerator{Name: "P", Size: 3, Indices: []int{0, 1, 2}, Times: units.Millisecond.OfAll(1, 2, 3)}
		c.mistaken(&spec)
		group, err := sim.NewSpikeGeneratorGroup(spec)
		if err == nil {
			err = network(t, sim.Options{}).Add(group)
		}
		expectError(t, c.what, err, c.want)
	}
}

// Spikes neuron by neuron are those by neuron and time.
func TestTrains(t *testing.T) {
	group := generator(t, sim.SpikeGenerator{Name: "P", Period: millisecondsOf(2),
		Trains: []units.Array{units.Millisecond.OfAll(1.2, 0), {}, units.Millisecond.OfAll(1.2)}})
	if group.Size() != 3 {
		t.Errorf("%d neurons, want 3", group.Size())
	}
	monitor := spikeMonitor(t, "M", group)
	net := network(t, sim.Options{}, monitor)
	run(t, net, "4 ms")
	if got, want := spikeSteps(t, net, monitor), [][2]int{{0, 0}, {12, 0}, {12, 2}, {20, 0}, {32, 0}, {32, 2}}; !slices.Equal(got, want) {
		t.Errorf("spikes %v, want %v", got, want)
	}
	for _, c := range []struct {
		what     string
		mistaken func(*sim.SpikeGenerator)
		want     string
	}{
		{"both", func(s *sim.SpikeGenerator) { s.Indices = []int{0} }, `
sim: spike generator group "P": give Trains, or Indices and Times, not both`},
		{"another size", func(s *sim.SpikeGenerator) { s.Size = 3 }, `
sim: spike generator group "P": 2 Trains for 3 neurons`},
		{"another unit", func(s *sim.SpikeGenerator) { s.Trains[1] = units.Millivolt.OfAll(1) }, `
sim: spike generator group "P": Trains[1][0] = 1 mV is not a time of 0 or more`},
		{"a negative time", func(s *sim.SpikeGenerator) { s.Trains[1] = units.Millisecond.OfAll(-1) }, `
sim: spike generator group "P": Trains[1][0] = -1 ms is not a time of 0 or more`},
	} {
		spec := sim.SpikeGenerator{Name: "P", Trains: []units.Array{units.Millisecond.OfAll(1), units.Millisecond.OfAll(1)}}
		c.mistaken(&spec)
		expectError(t, c.what, errorOf(sim.NewSpikeGeneratorGroup(spec)), c.want)
	}
}

// Other spikes belong to the network that was given them: not to its clones, and not to others with the same group. What Brian 2 does with
// times and periods is in testing/conformance.
func TestSpikesSetAgain(t *testing.T) {
	group := generator(t, sim.SpikeGenerator{Name: "P", Size: 2, Indices: []int{0}, Times: units.Millisecond.OfAll(1.5)})
	monitor := spikeMonitor(t, "M", group)
	for _, engine := range sim.Engines() {
		net := network(t, sim.Options{Engine: engine}, monitor)
		run(t, net, "1 ms")
		before := clone(t, net)
		check(t, net.SetSpikes(group, []int{1, 0, 1}, units.Millisecond.OfAll(1.9, 1.1, 0.2), units.Quantity{}))
		after := clone(t, net)
		for _, c := range []struct {
			net  *sim.Network
			want [][2]int
		}{{net, [][2]int{{11, 0}, {19, 1}}}, {before, [][2]int{{15, 0}}}, {after, [][2]int{{11, 0}, {19, 1}}}} {
			run(t, c.net, "1 ms")
			if got := spikeSteps(t, c.net, monitor); !slices.Equal(got, c.want) {
				t.Errorf("%s: spikes %v, want %v", engine, got, c.want)
			}
		}
	}
	net := network(t, sim.Options{}, monitor)
	none, ms := units.Quantity{}, units.Millisecond.OfAll
	expectErrors(t, []mistake{
		{"of another group", net.SetSpikes(neurons(t, sim.Neurons{Name: "G", Size: 1}), nil, ms(), none), `
sim: neuron group "G" was never added to this network`},
		{"a group without given spikes", func() error {
			g := neurons(t, sim.Neurons{Name: "G", Size: 1})
			check(t, net.Add(g))
			return net.SetSpikes(g, nil, ms(), none)
		}(), `
sim: neuron group "G": only spike generator groups and pulse packets can be given spikes`},
		{"twice in a step", net.SetSpikes(group, []int{1, 1}, ms(1.31, 1.32), none), `
sim: spike generator group "P": neuron 1 spikes twice in a step of 0.1 ms, the second time at 1.32 ms; take a smaller DT`},
		{"beyond the period", net.SetSpikes(group, []int{1}, ms(2), millisecondsOf(2)), `
sim: spike generator group "P": neuron 1 spikes at 2 ms, which is not within the period of 2 ms`},
		{"no such neuron", net.SetSpikes(group, []int{2}, ms(2), none), `
sim: spike generator group "P": Indices[0] = 2, but there are neurons 0 to 1`},
	})
	run(t, net, "2 ms")
	if got := spikeSteps(t, net, monitor); !slices.Equal(got, [][2]int{{15, 0}}) {
		t.Errorf("spikes %v after refused ones", got)
	}
}
