package manager_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golgi/component"
	"golgi/manager"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// described are neurons whose size and texts are parameters.
type described struct{ component.Base }

func (described) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(
		trajectory.Parameter{Path: "d.N", Value: 4},
		trajectory.Parameter{Path: "d.share", Value: 0.5},
		trajectory.Parameter{Path: "d.threshold", Value: "v > 1"},
		trajectory.Parameter{Path: "d.how", Value: ""},
		trajectory.Parameter{Path: "d.words", Value: []string{}},
		trajectory.Parameter{Path: "simulation.durations.first", Value: units.Millisecond.Of(1), Annotations: trajectory.Annotations{"order": 1}},
		trajectory.Parameter{Path: "simulation.durations.second", Value: units.Millisecond.Of(1), Annotations: trajectory.Annotations{"order": 2}},
	)
}

func (described) Build(b *component.Build) error {
	n, err := trajectory.Value[int](b.Params, "d.N")
	share, err2 := trajectory.Value[float64](b.Params, "d.share")
	threshold, err3 := trajectory.Value[string](b.Params, "d.threshold")
	how, err4 := trajectory.Value[string](b.Params, "d.how")
	_, err5 := trajectory.Value[[]string](b.Params, "d.words")
	if err := errors.Join(err, err2, err3, err4, err5); err != nil {
		return err
	}
	switch how {
	case "panic":
		panic("oh no")
	case "leave":
		runtime.Goexit()
	}
	group, err := sim.NewNeuronGroup(sim.Neurons{Name: "d", Size: int(float64(n) * share), Equations: "dv/dt = -v/(5*ms) : 1", Threshold: threshold})
	if err != nil {
		return err
	}
	delay := sim.Delay("1 ms")
	if how == "late" {
		delay = "200 s"
	}
	s, err := sim.NewSynapses(sim.Synapse{Name: "s", Source: group, Target: group, OnPre: "v += 1", Delay: delay, Connect: []sim.Connect{{Probability: "0.5"}}})
	if err != nil {
		return err
	}
	return b.Objects.Add("s", s)
}

// Whatever is wrong with a size, a text or a duration at some point is said before the first run, with the point and whose
// hook it was.
func TestTrialsFindFaults(t *testing.T) {
	ms := units.Millisecond
	for _, c := range []struct {
		name string
		axis trajectory.Axis
		want string
	}{
		{"size", trajectory.Axis{Path: "d.N", Values: []int{4, 6, 0}},
			`1 of 3 points … (d.N = 0): component "described": Build: sim: neuron group "d": size 0 is not between 1 and 1073741824`},
		{"a number that changes a size", trajectory.Axis{Path: "d.share", Values: []float64{0.5, 1, 2, 0.1}},
			`1 of 4 points … (d.share = 0.1): component "described": Build: sim: neuron group "d": size 0 is not between 1 and 1073741824`},
		{"name", trajectory.Axis{Path: "d.threshold", Values: []string{"v > 1", "u > 1", "v > 2"}},
			"1 of 3 points … (d.threshold = u > 1): component \"described\": Build: sim: neuron group \"d\": threshold: unknown name \"u\"\n" +
				"      | u > 1\n      | ^ did you mean \"uF\" or \"uS\" or \"um\"?"},
		{"unit", trajectory.Axis{Path: "d.threshold", Values: []string{"v > 1", "v > 1*mV"}},
			"1 of 2 points … (d.threshold = v > 1*mV): component \"described\": Build: sim: neuron group \"d\": threshold: cannot compare a number without unit with V\n" +
				"      | v > 1*mV\n      |     ^~~~ 1*mV has unit V"},
		{"found by the network", trajectory.Axis{Path: "d.how", Values: []string{"", "late"}},
			`1 of 2 points … (d.how = late): network: Run in subrun "first": sim: synapses "s": delay 200 s is more than 1048576 steps of 0.0001 s`},
		{"panic", trajectory.Axis{Path: "d.how", Values: []string{"", "panic"}},
			`1 of 2 points … (d.how = panic): component "described": Build panicked at trial_test.go: oh no`},
		{"goroutine left", trajectory.Axis{Path: "d.how", Values: []string{"", "leave"}},
			`1 of 2 points … (d.how = leave): manager: a hook has ended the goroutine of the run (runtime.Goexit)`},
		{"duration", trajectory.Axis{Path: "second", Values: []units.Quantity{ms.Of(1), ms.Of(2), ms.Of(3), ms.Of(-1)}},
			`1 of 4 points … (simulation.durations.second = -1 ms): runner "Ordered": Planned: runner: simulation.durations.second lasts -1 ms; wanted a time of 0 s or more, such as 500 ms`},
		{"several", trajectory.Axis{Path: "d.N", Values: []int{0, 4, -1, 4_000_000}},
			"3 of 4 points … 2 points, first run_00000000 (d.N = 0): component \"described\": Build: sim: neuron group \"d\": size 0 is not between 1 and 1073741824\n" +
				"  run_00000003 (d.N = 4000000): network: Run in subrun \"first\": sim: synapses \"s\": about 2e+12 synapses are expected, and one object has at most 2147483647; divide it"},
	} {
		inNoTime(t, c.name, func(t *testing.T) {
			e := newBareExperiment(t, []component.Component{described{}}, nil).over(c.axis)
			store, err := e.explore(2)
			var failed *manager.PointsError
			if !errors.As(err, &failed) {
				t.Fatalf("the error is %v", err)
			}
			numbers, rest, _ := strings.Cut(c.want, " … ")
			got := placeless(err.Error())
			if !strings.HasPrefix(got, "manager: "+numbers+" that were tried cannot be run, and so no run was begun; mend them, or leave them out:\n  ") ||
				!strings.Contains(got, rest) {
				t.Errorf("got\n%s\nwanted\n%s", got, c.want)
			}
			if err := e.Try(t.Context(), e.Trajectory); err == nil || placeless(err.Error()) != got {
				t.Errorf("without an exploration it says\n%v", err)
			}
			for i := range e.Len() {
				if status, err := store.Status(e.Trajectory, i); status != trajectory.Pending || err != nil {
					t.Errorf("run %d is %s, %v", i, status, err)
				}
			}
		})
	}
}

// inNoTime is t.Run where computing takes no time, so that no trial is left out on a busy machine.
func inNoTime(t *testing.T, name string, f func(t *testing.T)) {
	t.Helper()
	t.Run(name, func(t *testing.T) { synctest.Test(t, f) })
}

// The stack of a panic is there as in a run.
func TestTrialsKeepStacks(t *testing.T) {
	e := newBareExperiment(t, []component.Component{described{}}, nil).over(trajectory.Axis{Path: "d.how", Values: []string{"panic", ""}})
	_, err := e.explore(1)
	var panicked interface{ Stack() string }
	if !errors.As(err, &panicked) || !strings.Contains(panicked.Stack(), "trial_test.go") {
		t.Errorf("%v has no stack", err)
	}
}

// Hooks that need what a draft does not have are no fault, whatever they make of the error.
func TestTrialsRefuseNothingThatRuns(t *testing.T) {
	second := units.Second.Of(0.001)
	with := func(b *component.Build, do func(*sim.Network, *sim.Synapses) error) error {
		s, err := component.Get[*sim.Synapses](b.Objects, "synapses")
		network, err2 := b.Objects.Network()
		if err := errors.Join(err, err2); err != nil {
			return err
		}
		return do(network, s)
	}
	for name, build := range map[string]func(*component.Build) error{
		"reads synapses": func(b *component.Build) error {
			return with(b, func(n *sim.Network, s *sim.Synapses) error { _, err := n.Get(s, "i"); return err })
		},
		"hides the error": func(b *component.Build) error {
			return with(b, func(n *sim.Network, s *sim.Synapses) error {
				if _, err := n.Get(s, "i"); err != nil {
					return fmt.Errorf("no: %v", err)
				}
				return nil
			})
		},
		"forgets the error": func(b *component.Build) error {
			return with(b, func(n *sim.Network, s *sim.Synapses) error {
				i, _ := n.Get(s, "i")
				_ = i[0]
				return nil
			})
		},
		"simulates": func(b *component.Build) error {
			return with(b, func(n *sim.Network, _ *sim.Synapses) error { return n.Run(b.Context, second) })
		},
		"is refused at some points": func(b *component.Build) error { // at one of simulation.trial, which is a run's matter
			if b.Draft && b.Run.Index() > 0 {
				return errBoom
			}
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			e := newExperiment(t, []component.Component{hooks{name: "Curious", build: build}}, nil).over(overTrial)
			if err := e.Try(t.Context(), e.Trajectory); err != nil {
				t.Error(err)
			}
			if store, err := e.explore(2); err != nil || len(e.texts(store)) != e.Len() {
				t.Error(err)
			}
		})
	}
}

// What is tried alone simulates nothing, and a PreBuild that needs more is no fault.
func TestTry(t *testing.T) {
	for name, early := range map[string]func(b *component.Build) error{
		"nothing": func(*component.Build) error { return nil },
		"simulates": func(b *component.Build) error {
			network, err := b.Objects.Network()
			if err != nil {
				return err
			}
			return network.Run(b.Context, units.Second.Of(0.001))
		},
	} {
		e := newBareExperiment(t, []component.Component{hooks{name: "Early", preBuild: early}, described{}, runner.PreSubruns{{Name: "settle", Duration: units.Second.Of(1e9)}}}, nil)
		if err := e.Try(t.Context(), e.Trajectory); err != nil { // which would come after a week
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A trial that is stopped says so, and not that all is well.
func TestTryIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	e := newBareExperiment(t, []component.Component{described{}, hooks{name: "Stops", build: func(*component.Build) error { stop(); return nil }}}, nil)
	if err := e.Try(ctx, e.Trajectory); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// Trials change no result and no number of warnings.
func TestTrialsLeaveNoTrace(t *testing.T) {
	axes := []trajectory.Axis{{Path: "neurons.N", Values: []int{20, 21, 22}}, {Path: "neurons.mu", Values: []float64{1.1, 1.2}}}
	warning := hooks{name: "Warner", build: func(b *component.Build) error { b.Log.Warn().Msg("beware"); return b.Run.AddResult(result("mine")) }}
	tried := newExperiment(t, []component.Component{warning}, nil).over(axes...)
	untried := newExperiment(t, []component.Component{warning}, nil, manager.WithoutTrials()).over(axes...)
	wantSame(t, tried.mustExplore(2), untried.mustExplore(2))
}

func result(path string) trajectory.Result {
	return trajectory.Result{Path: path, Items: []trajectory.Item{{Name: "x", Value: 1.0}}}
}

// builds returns at which points Build was called before the runs, of an experiment in which it takes so long.
func builds(t *testing.T, takes time.Duration, axes ...trajectory.Axis) []int {
	t.Helper()
	var tried []int
	synctest.Test(t, func(t *testing.T) {
		e := newBareExperiment(t, []component.Component{described{}, hooks{name: "Slow", build: func(b *component.Build) error {
			if b.Draft && b.Run.Index() >= 0 {
				tried = append(tried, b.Run.Index())
				time.Sleep(takes)
			}
			return nil
		}}}, nil).over(axes...)
		if _, err := e.explore(1); err != nil {
			t.Fatal(err)
		}
	})
	return tried
}

// Which points are tried: see Explore.
func TestWhichPointsAreTried(t *testing.T) {
	numbers := make([]int, 96)
	shares := make([]float64, 50)
	for i := range numbers {
		numbers[i] = i + 4
	}
	for i := range shares {
		shares[i] = 0.5 + float64(i)/1000 // which changes no size
	}
	for _, c := range []struct {
		name  string
		takes time.Duration
		axes  []trajectory.Axis
		want  []int
	}{
		{"one run", 0, nil, nil},
		{"repetitions", 0, []trajectory.Axis{overTrial}, []int{0}},
		{"texts", 0, []trajectory.Axis{{Path: "d.threshold", Values: []string{"v > 1", "v > 2", "v > 3"}}}, []int{0, 1, 2}},
		{"texts, repeated", 0, []trajectory.Axis{{Path: "d.threshold", Values: []string{"v > 1", "v > 2"}}, overTrial}, []int{0, 3}},
		{"a number without effect", 0, []trajectory.Axis{{Path: "d.share", Values: shares}}, []int{0, 2}},
		{"a number that changes a size", 0, []trajectory.Axis{{Path: "d.share", Values: []float64{0.5, 0.75, 1, 1.25}}}, []int{0, 1, 2, 3}},
		{"lists that print alike", 0, []trajectory.Axis{{Path: "d.words", Values: []any{[]string{"a b"}, []string{"a", "b"}}}}, []int{0, 1}},

		{"one list, repeated", 0, []trajectory.Axis{{Path: "d.words", Values: []any{[]string{"a", "b"}}}, overTrial}, []int{0}},
		{"many", 0, []trajectory.Axis{{Path: "d.N", Values: numbers}}, []int{0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95}},
		{"slow", 1100 * time.Millisecond, []trajectory.Axis{{Path: "d.N", Values: numbers}}, []int{0}},
		{"less slow", 300 * time.Millisecond, []trajectory.Axis{{Path: "d.N", Values: numbers[:9]}}, []int{0, 1, 2, 3}},
		{"not read", 0, []trajectory.Axis{{Path: "d.N", Values: []int{4, 5}}, {Path: "simulation.seed", Values: []int{1, 2}}}, []int{0, 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := builds(t, c.takes, c.axes...)
			if !slices.Equal(got, c.want) {
				t.Errorf("tried %v, wanted %v", got, c.want)
			}
		})
	}
}

// Only what is missing is tried: what has failed before is not, unless it is to run again.
func TestTrialsOfWhatIsMissing(t *testing.T) { synctest.Test(t, testTrialsOfWhatIsMissing) }

func testTrialsOfWhatIsMissing(t *testing.T) {
	var tried []int
	cs := []component.Component{described{}, hooks{name: "Counter", build: func(b *component.Build) error {
		if b.Draft && b.Run.Index() >= 0 {
			tried = append(tried, b.Run.Index())
		}
		return nil
	}}}
	make := func(opts ...manager.Option) experiment {
		return newBareExperiment(t, cs, nil, opts...).over(trajectory.Axis{Path: "d.N", Values: []int{0, 4, 0 - 1, 8}})
	}
	e := make(manager.WithoutTrials())
	store, err := e.explore(1)
	var failed *manager.RunsError
	if !errors.As(err, &failed) || len(failed.Runs) != 2 {
		t.Fatal(err)
	}
	if err := make().NetworkManager.Explore(context.Background(), e.Trajectory, store, 1); err != nil || tried != nil {
		t.Errorf("tried %v, %v", tried, err)
	}
	var refused *manager.PointsError
	err = make(manager.WithFailedRuns()).NetworkManager.Explore(context.Background(), e.Trajectory, store, 1)
	if !errors.As(err, &refused) || refused.Tried != 2 || len(refused.Runs) != 2 {
		t.Errorf("of those that have failed: %v", err)
	}
}

// Where the first point cannot be built for a reason with a value in it, a few such reasons are enough.
func TestPointsThatFailAlike(t *testing.T) {
	var runs []*manager.RunError
	for i := range 12 {
		runs = append(runs, &manager.RunError{Run: i, Point: fmt.Sprint("point ", i), Err: fmt.Errorf("bad x = %d", i)})
	}
	const want = "manager: 12 of 20 points that were tried cannot be run, and so no run was begun; mend them, or leave them out:\n" +
		"  point 0: bad x = 0\n  point 1: bad x = 1\n  point 2: bad x = 2\n  and 9 more"
	wantError(t, &manager.PointsError{Tried: 20, Runs: runs}, want)
}

// To stop during a trial is to stop, and no fault of the point.
func TestTrialsAreStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	e := newExperiment(t, []component.Component{hooks{name: "Stopper", build: func(b *component.Build) error {
		if b.Draft {
			cancel()
		}
		return b.Context.Err()
	}}}, nil).over(overTrial)
	err := e.NetworkManager.Explore(ctx, e.Trajectory, trajectory.NewMemoryStore(), 1)
	wantError(t, err, "manager: stopped; 0 of 3 runs finished and are stored: context canceled")
}
