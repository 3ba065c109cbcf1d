package analyser_test

import (
	"context"
	"slices"
	"testing"

	"golgi/analyser"
	"golgi/component"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// board returns a subrun with a recorded group and its monitors, after 1 ms of simulation.
func board(t *testing.T, index int) *component.Subrun {
	t.Helper()
	traj, err := trajectory.New("test")
	check(t, err)
	run, err := traj.Run(index)
	check(t, err)
	network, err := sim.NewNetwork(sim.Options{})
	check(t, err)
	t.Cleanup(func() { check(t, network.Close()) })
	objects := component.NewObjects(nil, func() (*sim.Network, error) { return network, nil })
	group, err := sim.NewNeuronGroup(sim.Neurons{Name: "exc", Size: 2, Equations: "dv/dt = 2/ms : 1",
		Threshold: "v > 1", Reset: "v = 0"})
	check(t, err)
	spikes, err := sim.NewSpikeMonitor(sim.Recording{Name: "spikes", Of: group})
	check(t, err)
	rates, err := sim.NewPopulationRateMonitor(sim.Recording{Name: "rates", Of: group})
	check(t, err)
	traces, err := sim.NewStateMonitor(sim.Recording{Name: "traces", Of: group, Variables: []string{"v"}})
	check(t, err)
	check(t, objects.Share("note", "no monitor"))
	for name, object := range map[string]sim.Object{"exc": group, "s": spikes, "r": rates, "v": traces} {
		check(t, objects.Add(name, object))
	}
	check(t, network.Run(context.Background(), units.Millisecond.Of(1)))
	return &component.Subrun{Run: run, Network: network, Objects: objects, Remaining: &component.Spans{}}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func paths(run *trajectory.Run) (list []string) {
	for _, res := range run.Results() {
		list = append(list, res.Path)
	}
	return list
}

func TestMonitors(t *testing.T) {
	s := board(t, 0)
	s.Remaining.Append(component.Span{Name: "more"})
	check(t, analyser.Monitors{}.Analyse(s))
	if got := paths(s.Run); got != nil {
		t.Errorf("results %v are there before the last subrun", got)
	}
	s.Remaining.Clear()
	check(t, analyser.Monitors{}.Analyse(s))
	check(t, analyser.Monitors{Group: "raw"}.Analyse(s))
	want := []string{"monitors.r", "monitors.s", "monitors.v", "raw.r", "raw.s", "raw.v"}
	if got := paths(s.Run); !slices.Equal(got, want) {
		t.Errorf("results %v, wanted %v", got, want)
	}
	res, err := s.Run.Result("monitors.s")
	check(t, err)
	item, err := res.Item("i")
	check(t, err)
	if got := item.Value.([]int32); !slices.Equal(got, []int32{0, 1}) {
		t.Errorf("spikes of neurons %v, wanted one of each: v passes 1 once in 1 ms", got)
	}
}

func TestMonitorsOfThePreRun(t *testing.T) {
	s := board(t, trajectory.PreRun)
	check(t, analyser.Monitors{}.Analyse(s))
	if got := paths(s.Run); got != nil {
		t.Errorf("the pre-run has results %v", got)
	}
}

func TestMonitorsErrors(t *testing.T) {
	s := board(t, 0)
	group, err := component.Get[sim.Group](s.Objects, "exc")
	check(t, err)
	idle, err := sim.NewSpikeMonitor(sim.Recording{Name: "idle", Of: group})
	check(t, err)
	check(t, s.Objects.Share("idle", idle))
	err = analyser.Monitors{}.Analyse(s)
	if want := `sim: spike monitor "idle" was never added to this ` +
		`network`; err == nil || err.Error() != want {
		t.Errorf("the error is %v, wanted %s", err, want)
	}
}
