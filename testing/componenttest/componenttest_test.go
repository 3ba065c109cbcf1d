package componenttest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golgi/analyser"
	"golgi/component"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// good is a component that keeps the laws.
type good struct{ component.Base }

func (good) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(trajectory.Parameter{Path: "good.N", Value: 500})
}

func (good) Build(b *component.Build) error {
	n, err := trajectory.Value[int](b.Params, "good.N")
	if err != nil {
		return err
	}
	return addGroup(b, n)
}

// addGroup adds neurons of which each spikes once, at a random time within the first 10 ms, and a quiet
// group.
func addGroup(b *component.Build, n int) error {
	group, err := sim.NewNeuronGroup(sim.Neurons{Name: "good", Size: n, Equations: "dv/dt = 1/(10*ms) : 1",
		Threshold: "v > 1", Reset: "v = -1000", Initial: []sim.Set{{Variable: "v", Value: "rand()"}}})
	if err != nil {
		return err
	}
	quiet, err := sim.NewNeuronGroup(sim.Neurons{Name: "a_quiet", Size: 1, Equations: "v : 1"})
	if err != nil {
		return err
	}
	if err := b.Objects.Add("quiet", quiet); err != nil {
		return err
	}
	return b.Objects.Add("good", group)
}

func (good) AddToNetwork(s *component.Subrun) error      { return toggle(s, s.Network.Add) }
func (good) RemoveFromNetwork(s *component.Subrun) error { return toggle(s, s.Network.Remove) }

// toggle does something with a monitor, of which there is a new one in each subrun.
func toggle(s *component.Subrun, do func(...sim.Object) error) error {
	name := "spikes_" + s.Current.Name
	monitor, err := component.Get[*sim.SpikeMonitor](s.Objects, name)
	if err == nil {
		return do(monitor)
	}
	group, err := component.Get[sim.Group](s.Objects, "good")
	if err != nil {
		return err
	}
	if monitor, err = sim.NewSpikeMonitor(sim.Recording{Name: name, Of: group}); err != nil {
		return err
	}
	if err := s.Objects.Share(name, monitor); err != nil {
		return err
	}
	return do(monitor)
}

func TestGood(t *testing.T) { Run(t, good{}) }

func TestSuite(t *testing.T) {
	Suite{
		Parts: []component.Component{good{}, analyser.Monitors{}},
		Set:   map[string]any{"good.N": 30},
	}.Run(t)
}

// changing adds another parameter each time.
type changing struct {
	component.Base
	calls *int
}

func (c changing) AddParameters(traj *trajectory.Trajectory) error {
	*c.calls++
	return traj.Add(trajectory.Parameter{Path: fmt.Sprintf("x.p%d", *c.calls), Value: 1})
}

// keeper counts its runs, and makes its group depend on that.
type keeper struct {
	component.Base
	runs int
}

func (k *keeper) Build(b *component.Build) error {
	k.runs++
	return addGroup(b, 10+k.runs)
}

// counter counts its runs, for nothing.
type counter struct {
	component.Base
	runs int
}

func (c *counter) Build(b *component.Build) error {
	c.runs++
	return nil
}

// leftover does not take its monitor out again.
type leftover struct{ good }

func (leftover) RemoveFromNetwork(*component.Subrun) error { return nil }

// leftoverAnalyser does not take out what it has put in, and is an analyser.
type leftoverAnalyser struct{ leftover }

func (leftoverAnalyser) Analyse(*component.Subrun) error { return nil }

// useless uses the first of its parameters.
var useless = component.Bound[struct {
	N     int
	Beta  float64 `unit:"ms" max:"1"`
	On    bool
	Words string
}]{Group: "useless", Make: func(b *component.Build, p struct {
	N     int
	Beta  float64 `unit:"ms" max:"1"`
	On    bool
	Words string
}) error {
	return addGroup(b, 10+p.N)
}}

// TestLawsCanBeBroken shows that each law catches who breaks it.
func TestLawsCanBeBroken(t *testing.T) {
	for _, c := range []struct {
		law  func(Suite) error
		bad  component.Component
		want string
	}{
		{addsSameParameters, changing{calls: new(int)}, "componenttest: AddParameters adds other " +
			"parameters the second time:\n"},
		{runsTheSameAgain, &keeper{}, "componenttest: trial 0 gives something else alone for the " +
			"second time than alone; keep what " +
			"belongs to a run in Build and Subrun, take random numbers from the simulator, and " +
			"range over no map: line "},
		{runsTheSameAtOnce, &keeper{}, "componenttest: trial 0 gives something else in an " +
			"exploration with 1 workers than alone; "},
		{keepsNothing, &counter{}, `componenttest: "counter" has changed in its runs, from {Base:{} ` +
			`runs:0} to {Base:{} runs:6}; ` +
			"keep what belongs to a run in Build and Subrun"},
		{removesWhatItAdds, leftover{}, `component "componenttest spy 0": RemoveFromNetwork in ` +
			`subrun "first": ` +
			`componenttest: "leftover" leaves spike monitor "spikes_first" in the network after ` +
			`subrun "first"; ` +
			"RemoveFromNetwork should take out what AddToNetwork has put in"},
		{removesWhatItAdds, leftoverAnalyser{}, `analyser "componenttest spy 0": RemoveFromNetwork in subrun "first": componenttest: ` +
			`"leftoverAnalyser" leaves spike monitor "spikes_first" in the network after subrun "first"; `},
		{usesWhatItDeclares, useless, "componenttest: another value makes no difference of useless.beta, useless.on; use it, leave it out, " +
			"or name it in the suite's Idle if it has an effect elsewhere"},
	} {
		err := c.law(Suite{Parts: []component.Component{c.bad}})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%T: the error is\n%v\nwanted\n%s", c.bad, err, c.want)
		}
	}
}

// A component that goes wrong fails the laws that run it.
func TestErrorsOfComponentsAreReported(t *testing.T) {
	for _, law := range laws[1 : len(laws)-1] { // the last has nothing to copy
		err := law.check(Suite{Parts: []component.Component{good{}, good{}}})
		if err == nil || !strings.Contains(err.Error(), `there is a parameter of that path already`) {
			t.Errorf("%s: the error is %v", law.name, err)
		}
	}
	err := runsTheSameAgain(Suite{Parts: []component.Component{good{}}, Set: map[string]any{"good.M": 1}})
	if err == nil || !strings.Contains(err.Error(), `there is no parameter "good.M"`) {
		t.Errorf("the error is %v", err)
	}
}

// settled has a pre-run, with a monitor of its own, and says for how long its measurement ran.
type settled struct{ good }

func (settled) AddParameters(traj *trajectory.Trajectory) error {
	return errors.Join(good{}.AddParameters(traj), traj.Add(
		trajectory.Parameter{Path: "simulation.pre_durations.settle", Value: units.Second.Of(5),
			Annotations: trajectory.Annotations{"order": 1}},
		trajectory.Parameter{Path: "simulation.durations.measure", Value: units.Second.Of(50),
			Annotations: trajectory.Annotations{"order": 1}}))
}

func (settled) PreBuild(b *component.Build) error { return addGroup(b, 10) }
func (settled) Build(*component.Build) error      { return nil }
func (settled) DrawsFixed() bool                  { return true }

// lasting is a law of its own: its measurement lasts for as long as the suite says.
type lasting struct {
	settled
	t    *testing.T
	want float64
}

func (l lasting) RemoveFromNetwork(s *component.Subrun) error {
	if s.Current.Name == "measure" && s.Current.Duration.SI() != l.want {
		l.t.Errorf("the measurement lasts %v, want %v s", s.Current.Duration, l.want)
	}
	return l.settled.RemoveFromNetwork(s)
}

// A pre-run is no fault of a component, and the durations that a suite sets stay as they are.
func TestSuitesWithAPreRun(t *testing.T) {
	Suite{Parts: []component.Component{lasting{t: t, want: 0.02}}, Idle: []string{"good.N"}}.Run(t)
	Suite{Parts: []component.Component{lasting{t: t, want: 0.03}}, Set: map[string]any{"measure": units.Millisecond.Of(30)}, Idle: []string{"N"}}.Run(t)
}

// ownSpans is a runner with subruns of its own.
type ownSpans struct{ component.Base }

func (ownSpans) ExecutePreRun(context.Context, *runner.Plan) error { return runner.ErrNoSubrun }
func (ownSpans) ExecuteRun(ctx context.Context, p *runner.Plan) error {
	return p.Execute(ctx, component.Spans{{Name: "only", Duration: units.Millisecond.Of(5)}})
}

// appending adds a subrun from a hook.
type appending struct{ good }

func (a appending) AddToNetwork(s *component.Subrun) error {
	if s.Current.Name == "only" {
		s.Remaining.Append(component.Span{Name: "another", Duration: units.Millisecond.Of(1)})
	}
	return a.good.AddToNetwork(s)
}

func TestSuiteWithARunnerOfItsOwn(t *testing.T) {
	Suite{Parts: []component.Component{appending{}, ownSpans{}}}.Run(t)
}
