package sim_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// a tape joins the blocks that a sink gets.
type tape struct {
	series []sim.Series
	blocks int
}

func (s *tape) Take(rows []sim.Series) error {
	s.blocks++
	if s.series == nil {
		s.series = rows
		return nil
	}
	for k, more := range rows {
		has := &s.series[k]
		switch values := more.Values.(type) {
		case []float64:
			has.Values = append(has.Values.([]float64), values...)
		case []int32:
			has.Values = append(has.Values.([]int32), values...)
		}
		if has.Shape != nil {
			has.Shape[0] += more.Shape[0]
		}
	}
	return nil
}

// busy is a network in which much happens, with monitors of all kinds that keep rows.
func busy(t testing.TB, o sim.Options) (*sim.Network, []sim.Monitor) {
	t.Helper()
	g := neurons(t, sim.Neurons{Name: "G", Size: 40, Method: "euler", Equations: "dv/dt = (1.5 - v)/(5*ms) + 0.2*xi/ms**0.5 : 1",
		Threshold: "v > 1", Reset: "v = 0", Events: []sim.Event{{Name: "low", Condition: "v < 0.1"}}})
	picked := must[*sim.Subgroup](t)(g.Pick("picked", []int{1, 5, 39}))
	list := []sim.Monitor{
		must[*sim.SpikeMonitor](t)(sim.NewSpikeMonitor(sim.Recording{Name: "spikes", Of: g, Variables: []string{"v"}})),
		spikeMonitor(t, "few", picked),
		must[*sim.EventMonitor](t)(sim.NewEventMonitor(sim.Recording{Name: "events", Of: g, Event: "low"})),
		stateMonitor(t, sim.Recording{Name: "states", Of: g, Variables: []string{"v", "i"}}),
		stateMonitor(t, sim.Recording{Name: "slow", Of: g, Variables: []string{"v"}, Record: []int{7, 3}, Every: millisecondsOf(0.7)}),
		must[*sim.PopulationRateMonitor](t)(sim.NewPopulationRateMonitor(sim.Recording{Name: "rates", Of: g})),
	}
	net := network(t, o)
	for _, m := range list {
		check(t, net.Add(m))
	}
	return net, list
}

// What is streamed is what is kept, on every engine, over several runs and blocks; attributes and windows are the same.
func TestStreamsAreWhatIsKept(t *testing.T) {
	for _, engine := range sim.Engines() {
		kept, monitors := busy(t, sim.Options{Seed: 1, Engine: engine})
		net, streamed := busy(t, sim.Options{Seed: 1, Engine: engine})
		tapes := map[string]*tape{}
		for _, m := range streamed {
			tapes[m.Name()] = &tape{}
			check(t, net.Stream(m, tapes[m.Name()]))
		}
		for _, net := range []*sim.Network{kept, net} {
			run(t, net, "210 ms")
			run(t, net, "0.1 ms")
			check(t, net.Deactivate(net.Objects()[2]))
			run(t, net, "2 ms")
			check(t, net.Activate(net.Objects()[2]))
			run(t, net, "30 ms")
		}
		for k, m := range monitors {
			want, got := must[sim.Recorded](t)(kept.Recorded(m)), must[sim.Recorded](t)(net.Recorded(streamed[k]))
			if !reflect.DeepEqual(got.Attributes, want.Attributes) || len(got.Series) != len(want.Series) {
				t.Errorf("%s, %s: %v, want %v", engine, m, got.Attributes, want.Attributes)
			}
			tape := tapes[m.Name()]
			for _, series := range got.Series {
				if series.Grows {
					series = tape.series[slices.IndexFunc(tape.series, func(s sim.Series) bool { return s.Name == series.Name })]
				}
				at := slices.IndexFunc(want.Series, func(s sim.Series) bool { return s.Name == series.Name })
				if !reflect.DeepEqual(series, want.Series[at]) {
					t.Errorf("%s, %s: %s differs", engine, m, series.Name)
				}
			}
		}
		if n := tapes["states"].blocks; n < 4 {
			t.Errorf("%s: states come in %d blocks", engine, n)
		}
	}
}

// A restored network hands rows on again, one whose stream has ended keeps them, and a clone does.
func TestStreamsAndSnapshots(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: "dx/dt = 1/ms : 1"})
	m := stateMonitor(t, sim.Recording{Name: "M", Of: g, Variables: []string{"x"}})
	net, got := network(t, sim.Options{}, m), &tape{}
	run(t, net, "0.1 ms")
	check(t, net.Stream(m, got))
	run(t, net, "0.1 ms")
	snapshot := must[*sim.Snapshot](t)(net.Snapshot())
	other := clone(t, net)
	run(t, net, "0.2 ms")
	check(t, net.Restore(snapshot))
	check(t, snapshot.Close())
	run(t, net, "0.2 ms")
	if times := fmt.Sprintf("%.4f", got.series[0].Values); times != "[0.0000 0.0001 0.0002 0.0003 0.0002 0.0003]" {
		t.Errorf("the sink got %s", times)
	}
	check(t, net.Stream(m, nil))
	for _, net := range []*sim.Network{net, other} {
		run(t, net, "0.1 ms")
		if kept := must[sim.Traces](t)(net.Traces(m)).T; len(kept) != 1 {
			t.Errorf("kept is %v", kept)
		}
	}
}

// A cancelled run has handed on what it recorded. An error of a sink, or a panic, ends the run, and its block is not lost; other sinks get theirs.
func TestStreamsEnd(t *testing.T) {
	net, monitors := busy(t, sim.Options{Seed: 1})
	states, got := monitors[3], &tape{}
	check(t, net.Stream(states, got))
	ctx, cancel := context.WithCancel(context.Background())
	stop := must[*sim.NetworkOperation](t)(sim.NewNetworkOperation(sim.Operation{Name: "stop", Do: func(net *sim.Network) error {
		if net.Time().SI() > 0.95e-3 {
			cancel()
		}
		return nil
	}}))
	check(t, net.Add(stop))
	if err := net.Run(ctx, units.Second.Of(1)); !errors.Is(err, context.Canceled) || got.blocks != 1 || len(got.series[0].Values.([]float64)) != 11 {
		t.Errorf("%v after %d blocks", err, got.blocks)
	}
	full := errors.New("the disk is full")
	for _, c := range []struct {
		sink sim.SinkFunc
		want string
	}{
		{func([]sim.Series) error { return full }, `sim: state monitor "states": its sink: the disk is full`},
		{func([]sim.Series) error { panic("no") }, `sim: state monitor "states": its sink panics: no`},
	} {
		net, monitors := busy(t, sim.Options{Seed: 1})
		rates, calls := &tape{}, 0
		check(t, net.Stream(monitors[3], sim.SinkFunc(func(rows []sim.Series) error { calls++; return c.sink(rows) })))
		check(t, net.Stream(monitors[5], rates))
		err := net.Run(context.Background(), units.Second.Of(1))
		expectError(t, "a sink that fails", err, c.want)
		if calls != 1 || rates.blocks != 1 || net.Time().SI() != 0 {
			t.Errorf("%d calls, %d blocks of rates, at %v", calls, rates.blocks, net.Time())
		}
		check(t, net.Stream(monitors[3], nil))
		if kept := must[sim.Traces](t)(net.Traces(monitors[3].(*sim.StateMonitor))); len(kept.T) != len(rates.series[0].Values.([]float64)) {
			t.Errorf("%d rows are kept, %d rates were recorded", len(kept.T), len(rates.series[0].Values.([]float64)))
		}
	}
}

// A sink that fails at a single time step gets its block at the next one, or in the next run.
func TestSinksThatFailOnce(t *testing.T) {
	net, monitors := busy(t, sim.Options{Seed: 1})
	states, got, fault := monitors[3].(*sim.StateMonitor), &tape{}, error(nil)
	check(t, net.Stream(states, sim.SinkFunc(func(rows []sim.Series) error {
		if fault != nil {
			return fault
		}
		return got.Take(rows)
	})))
	run(t, net, "1 ms")
	fault = errors.New("the disk is full")
	for range 2 {
		expectError(t, "a single time step", net.RecordSingleTimestep(states), `sim: state monitor "states": its sink: the disk is full`)
	}
	fault = nil
	run(t, net, "1 ms")
	if rows := len(got.series[0].Values.([]float64)); rows != 22 {
		t.Errorf("%d rows, want 10 of each run and 2 between", rows)
	}
}

func TestMistakesWithStreams(t *testing.T) {
	net, monitors := busy(t, sim.Options{Seed: 1})
	counter := spikeCounter(t, "counter", monitors[0].Of())
	check(t, net.Add(counter))
	var inside []error
	for _, m := range monitors {
		check(t, net.Stream(m, sim.SinkFunc(func([]sim.Series) error {
			inside = append(inside, net.Run(context.Background(), units.Second.Of(1)), errorOf(net.Get(monitors[0].Of(), "v")))
			return nil
		})))
	}
	run(t, net, "1 ms")
	expectErrors(t, []mistake{
		{"a counter", net.Stream(counter, &tape{}), `sim: spike counter "counter": it keeps no rows, and has nothing to stream`},
		{"spikes", errorOf(net.Spikes(monitors[0].(*sim.SpikeMonitor))), `sim: spike monitor "spikes": what it records goes to a sink, and is not kept`},
		{"events", errorOf(net.Events(monitors[2].(*sim.EventMonitor))), `sim: event monitor "events": what it records goes to a sink, and is not kept`},
		{"traces", errorOf(net.Traces(monitors[3].(*sim.StateMonitor))), `sim: state monitor "states": what it records goes to a sink, and is not kept`},
		{"rates", errorOf(net.Rates(monitors[5].(*sim.PopulationRateMonitor))), `
sim: population rate monitor "rates": what it records goes to a sink, and is not kept`},
		{"a run within a sink", inside[0], `sim: network: it is running, and a sink cannot use it`},
		{"a value within a sink", inside[1], `sim: network: it is running, and a sink cannot use it`},
		{"a stranger", net.Stream(spikeMonitor(t, "S", monitors[0].Of()), &tape{}), `sim: spike monitor "S" was never added to this network`},
	})
}
