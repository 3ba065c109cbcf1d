package component_test

import (
	"errors"
	"reflect"
	"testing"

	"golgi/component"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// The expected numbers follow from the equations: v grows by (i+1)/10 in a step, and neuron 2 exceeds 1
// first, in the fourth.
func TestAddMonitor(t *testing.T) {
	network, run := newNetwork(t), newRun(t)
	s := &component.Subrun{Network: network, Run: run}
	group := newGroup(t, "exc")
	recording := sim.Recording{Name: "m", Of: group}
	spikes := must[*sim.SpikeMonitor](t)(sim.NewSpikeMonitor(sim.Recording{Name: "spikes", Of: group}))
	rate := must[*sim.PopulationRateMonitor](t)(sim.NewPopulationRateMonitor(sim.Recording{Name: "rate", Of: group}))
	recording.Variables, recording.Record, recording.Every = []string{"u", "v"}, []int{2, 0}, units.Millisecond.Of(.2)
	traces := must[*sim.StateMonitor](t)(sim.NewStateMonitor(recording))
	if err := network.Add(spikes, rate, traces); err != nil {
		t.Fatal(err)
	}
	runFor(t, network, .4)
	if err := network.Remove(spikes); err != nil {
		t.Fatal(err)
	}
	for path, monitor := range map[string]sim.Monitor{"spikes": spikes, "rates": rate, "traces": traces} {
		if err := s.AddMonitor("all."+path, monitor); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range wantedResults() {
		if got := must[trajectory.Result](t)(run.Result(want.Path)); !reflect.DeepEqual(got, want) {
			t.Errorf("the result is\n  %+v\nwanted\n  %+v", got, want)
		}
	}
}

// What is streamed to the run is completed by AddMonitor, and is the same as what is kept; it goes nowhere else.
func TestStreamMonitor(t *testing.T) {
	network, run := newNetwork(t), newRun(t)
	s := &component.Subrun{Network: network, Run: run}
	group := newGroup(t, "exc")
	spikes := must[*sim.SpikeMonitor](t)(sim.NewSpikeMonitor(sim.Recording{Name: "spikes", Of: group}))
	rate := must[*sim.PopulationRateMonitor](t)(sim.NewPopulationRateMonitor(sim.Recording{Name: "rate", Of: group}))
	traces := must[*sim.StateMonitor](t)(sim.NewStateMonitor(sim.Recording{Name: "m", Of: group, Variables: []string{"u", "v"}, Record: []int{2, 0}, Every: units.Millisecond.Of(.2)}))
	monitors := map[string]sim.Monitor{"all.spikes": spikes, "all.rates": rate, "all.traces": traces}
	for path, monitor := range monitors {
		if err := errors.Join(network.Add(monitor), s.StreamMonitor(path, monitor)); err != nil {
			t.Fatal(err)
		}
	}
	runFor(t, network, .2)
	runFor(t, network, .2)
	if err := s.AddMonitor("elsewhere", rate); err == nil || err.Error() != `component: what population rate monitor "rate" records goes to all.rates, and cannot be stored at elsewhere` {
		t.Error(err)
	}
	for path, monitor := range monitors {
		if err := s.AddMonitor(path, monitor); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range wantedResults() {
		if got := must[trajectory.Result](t)(run.Result(want.Path)); !reflect.DeepEqual(got, want) {
			t.Errorf("the result is\n  %+v\nwanted\n  %+v", got, want)
		}
	}
	if err := network.Stream(rate, sim.SinkFunc(func([]sim.Series) error { return nil })); err != nil {
		t.Fatal(err)
	}
	if err := s.AddMonitor("elsewhere", rate); err == nil || err.Error() != `component: what population rate monitor "rate" records goes to a sink, and cannot be stored at elsewhere` {
		t.Error(err)
	}
}

func wantedResults() []trajectory.Result {
	dt := .0001 // a variable, since constants multiply exactly
	perTime := []string{"time"}
	both := []string{"time", "element"}
	v := func(values ...float64) trajectory.NDArray {
		return trajectory.NDArray{Shape: []int{2, 2}, Data: values}
	}
	return []trajectory.Result{{
		Path: "all.spikes",
		Items: []trajectory.Item{
			{Name: "i", Value: []int32{2}, Dims: []string{"spike"}, Comment: "neurons that spiked"},
			{Name: "t", Value: []float64{3 * dt}, Unit: "s", Dims: []string{"spike"}, Comment: "times of spikes"},
		},
		Annotations: trajectory.Annotations{"monitor": "SpikeMonitor", "source": "exc", "neurons": int64(3), "dt": dt, "start": 0.0, "stop": 4 * dt},
	}, {
		Path: "all.rates",
		Items: []trajectory.Item{
			{Name: "rate", Value: []float64{0, 0, 0, 1. / 3 / dt}, Unit: "Hz", Dims: perTime, Comment: "spikes per neuron and s"},
			{Name: "t", Value: []float64{0, dt, 2 * dt, 3 * dt}, Unit: "s", Dims: perTime, Comment: "times of steps"},
		},
		Annotations: trajectory.Annotations{"monitor": "PopulationRateMonitor", "source": "exc", "dt": dt, "start": 0.0, "stop": 4 * dt},
	}, {
		Path: "all.traces",
		Items: []trajectory.Item{
			{Name: "record", Value: []int32{2, 0}, Dims: []string{"element"}, Comment: "elements recorded"},
			{Name: "t", Value: []float64{0, 2 * dt}, Unit: "s", Dims: perTime, Comment: "times of recording"},
			{Name: "u", Value: v(.005, .005, .005, .005), Unit: "V", Dims: both},
			{Name: "v", Value: v(0, 0, .6, .2), Dims: both},
		},
		Annotations: trajectory.Annotations{"monitor": "StateMonitor", "source": "exc", "dt": 2 * dt, "start": 0.0, "stop": 4 * dt},
	}}
}

func TestAddMonitorErrors(t *testing.T) {
	network := newNetwork(t)
	s := &component.Subrun{Network: network, Run: newRun(t)}
	group := newGroup(t, "exc")
	spikes := must[*sim.SpikeMonitor](t)(sim.NewSpikeMonitor(sim.Recording{Name: "spikes", Of: group}))
	wantText(t, s.AddMonitor("a", spikes), `sim: spike monitor "spikes" was never added to this network`)
	if err := network.Add(spikes); err != nil {
		t.Fatal(err)
	}
	if err := s.AddMonitor("a", spikes); err != nil {
		t.Fatal(err)
	}
	wantText(t, s.AddMonitor("a", spikes), `trajectory: run_00000000: cannot add result "a": `+
		`there is a result of that path already`)
}
