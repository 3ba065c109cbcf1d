package components

import (
	"fmt"
	"strings"
	"testing"

	"golgi/component"
	"golgi/sim"
	"golgi/testing/componenttest"
	"golgi/trajectory"
	"golgi/units"
)

// clocks are three neurons that spike every ms, the second 0.5 ms later, the third never; there is a pre-run.
var clocks = component.Bound[struct{ N int }]{Group: "clocks", Default: struct{ N int }{3}, Make: func(b *component.Build, p struct{ N int }) error {
	_, err := component.Add(b, sim.SpikeGenerator{Name: "clocks", Size: p.N, Period: units.Millisecond.Of(1),
		Indices: []int{0, 1}, Times: units.Millisecond.OfAll(0, 0.5)})
	if err == nil {
		_, err = component.Add(b, sim.Neurons{Name: "ramp", Size: 2, Equations: "dv/dt = 1/ms : 1"})
	}
	return err
}}

type times struct{ component.Base }

func (times) AddParameters(traj *trajectory.Trajectory) error {
	span := func(path string, ms float64, order int) trajectory.Parameter {
		return trajectory.Parameter{Path: "simulation." + path, Value: units.Millisecond.Of(ms), Annotations: trajectory.Annotations{"order": order}}
	}
	return traj.Add(span("pre_durations.settle", 1, 0), span("durations.before", 2, 0), span("durations.measure", 3, 1), span("durations.again", 4, 2))
}

// watching notes what an analyser sees of the recordings.
type watching struct {
	component.Base
	t    *testing.T
	want map[string]string
}

func (w watching) Analyse(s *component.Subrun) error {
	trains, err := s.Trains("clocks")
	got := fmt.Sprint(err)
	if err == nil {
		start, stop := s.Window()
		got = fmt.Sprintf("%d neurons, %.3g to %.3g s: %.4g Hz, %d and %d spikes, %v", trains.N(), start, stop, trains.Rate(),
			len(trains.Times[0]), len(trains.Times[1]), s.Run.Contents())
	}
	if want := w.want[s.Current.Name]; got != want {
		w.t.Errorf("%s:\ngot  %s\nwant %s", s.Current.Name, got, want)
	}
	return nil
}

// What is recorded in two subruns comes by subrun to analysers, and is stored after the second. Rates: two of three neurons spike
// once each ms.
func TestRecord(t *testing.T) {
	componenttest.Suite{Parts: []component.Component{clocks, times{}, Record{
		Spikes: []string{"clocks"}, Counts: []string{"clocks"}, Rates: []string{"clocks"}, States: map[string][]string{"ramp": {"v"}},
		Every: units.Millisecond.Of(1), Elements: []int{1}, During: []string{"measure", "again"},
	}, watching{t: t, want: map[string]string{
		"settle":  `component: no spikes of "clocks" are recorded; list components.Record{Spikes: []string{"clocks"}} among the parts`,
		"before":  `component: the spikes of "clocks" are not recorded in subrun "before"`,
		"measure": "3 neurons, 0.003 to 0.006 s: 666.7 Hz, 3 and 3 spikes, []",
		"again": "3 neurons, 0.006 to 0.01 s: 666.7 Hz, 4 and 4 spikes, [counts.clocks counts.clocks.count rates.clocks rates.clocks.rate " +
			"rates.clocks.t spikes.clocks spikes.clocks.i spikes.clocks.t states.ramp states.ramp.record states.ramp.t states.ramp.v]",
	}}}, Idle: []string{"N"}}.Run(t) // for another N the wanted texts are others
}

// saw is a neuron whose v grows by 1 in each ms, and is reset in the first step of 0.1 ms in which it is above 0.95.
var saw = component.Bound[struct{ N int }]{Group: "saw", Default: struct{ N int }{2}, Make: func(b *component.Build, p struct{ N int }) error {
	_, err := component.Add(b, sim.Neurons{Name: "saw", Size: p.N, Equations: "dv/dt = 1/ms : 1", Threshold: "v > 0.95", Reset: "v = 0"})
	return err
}}

// crossing looks at what is stored with spikes.
type crossing struct {
	component.Base
	t *testing.T
}

func (c crossing) Analyse(s *component.Subrun) error {
	if s.Current.Name != "again" {
		return nil
	}
	spikes, err := s.Run.Result("spikes.saw")
	if got := fmt.Sprintf("%.4g", valueOf(spikes, "v")); got != "[1 1 1 1 1 1]" {
		c.t.Errorf("%s, want 1 at each of 3 spikes of 2 neurons", got)
	}
	return err
}

// Variables are stored with each spike, as they are before the reset.
func TestRecordVariables(t *testing.T) {
	componenttest.Suite{Parts: []component.Component{saw, times{}, Record{Spikes: []string{"saw"}, Variables: map[string][]string{"saw": {"v"}}, During: []string{"measure"}},
		crossing{t: t}}, Idle: []string{"N"}}.Run(t)
}

// summing looks at sums that are recorded.
type summing struct {
	component.Base
	t *testing.T
}

func (c summing) Analyse(s *component.Subrun) error {
	if s.Current.Name != "again" {
		return nil
	}
	count, err := s.Run.Result("intervals.clocks")
	if err != nil {
		return err
	}
	means, err := s.Run.Result("means.ramp")
	if got, want := fmt.Sprintf("%v %.4g", valueOf(count, "count"), valueOf(means, "mean_v")), "[0 12] [5]"; got != want {
		c.t.Errorf("%s, want %s", got, want)
	}
	return err
}

// Means over time and intervals between spikes are stored without times: of each of two neurons that spike each ms in 7 steps of 1 ms there are 6 intervals of
// 1 ms, and the mean of 2, 3, … 8 is 5: v grows by 1 in each ms, from 0 on after the pre-run of 1 ms.
func TestRecordSums(t *testing.T) {
	componenttest.Suite{Parts: []component.Component{clocks, times{}, Record{Means: map[string][]string{"ramp": {"v"}}, Intervals: []string{"clocks"},
		Bins: units.Millisecond.OfAll(0, 0.9), Every: units.Millisecond.Of(1), Elements: []int{1}, During: []string{"measure", "again"}}, summing{t: t}},
		Idle: []string{"N"}}.Run(t)
}

func valueOf(r trajectory.Result, name string) any {
	for _, item := range r.Items {
		if item.Name == name {
			return item.Value
		}
	}
	return nil
}

// Where a network operation has stopped a subrun, the window ends there: the rate is that of the time that was simulated, also if the
// subrun is not the first one. Two of three neurons spike once each ms.
func TestWindowOfAStoppedSubrun(t *testing.T) {
	stopper := component.Bound[struct{}]{Group: "stopper", Make: func(b *component.Build, _ struct{}) error {
		_, err := component.Add(b, sim.Operation{Name: "stop", Do: func(n *sim.Network) error {
			if n.Time().SI() > 4.85e-3 {
				n.Stop()
			}
			return nil
		}})
		return err
	}}
	parts := []component.Component{clocks, stopper, times{}, Record{Spikes: []string{"clocks"}, During: []string{"before", "measure"}},
		watching{t: t, want: map[string]string{
			"settle":  `component: no spikes of "clocks" are recorded; list components.Record{Spikes: []string{"clocks"}} among the parts`,
			"before":  "3 neurons, 0.001 to 0.003 s: 666.7 Hz, 2 and 2 spikes, []",
			"measure": "3 neurons, 0.003 to 0.005 s: 666.7 Hz, 2 and 2 spikes, [spikes.clocks spikes.clocks.i spikes.clocks.t]",
			"again":   `component: the spikes of "clocks" are not recorded in subrun "again"`,
		}}}
	componenttest.Suite{Parts: parts, Idle: []string{"N"}}.Run(t)
}

func TestMisuseOfRecord(t *testing.T) {
	objects := component.NewObjects(nil, func() (*sim.Network, error) { return nil, nil })
	group, err := sim.NewNeuronGroup(sim.Neurons{Name: "quiet", Size: 1, Equations: "v : 1"})
	if err == nil {
		err = objects.Share("quiet", group)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		record Record
		want   string
	}{
		{Record{Spikes: []string{"none"}}, `component: there is no "none" (there are: quiet)`},
		{Record{Variables: map[string][]string{"quiet": {"v"}}}, `components: Record: Variables of "quiet", whose spikes are not recorded; list it in Spikes, too`},
		{Record{Spikes: []string{"quiet"}}, `sim: spike monitor "spikes_quiet": `},
		{Record{States: map[string][]string{"quiet": {"w"}}}, `sim: state monitor "states_quiet": `},
	} {
		if err := c.record.Build(&component.Build{Objects: objects}); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}
