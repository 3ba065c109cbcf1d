package manager_test

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"golgi/analyser"
	"golgi/component"
	"golgi/manager"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// The explorations of these tests.
var (
	overMu    = trajectory.Axis{Path: "neurons.mu", Values: []float64{1.05, 1.2, 1.5}}
	overTrial = trajectory.Axis{Path: "simulation.trial", Values: []int{0, 1, 2}}
	backMu    = trajectory.Axis{Path: "neurons.mu", Values: []float64{1.5, 1.2, 1.05}}
)

// variants are experiments that differ in what is built before the runs.
var variants = []struct {
	name              string
	neurons, synapses bool // built before
	preRun            bool
}{
	{"built in runs", false, false, false},
	{"neurons before", true, false, false},
	{"all before", true, true, false},
	{"pre-run", true, true, true},
}

func newVariant(t *testing.T, i int, axes ...trajectory.Axis) experiment {
	t.Helper()
	v := variants[i]
	e := newBareExperiment(t, []component.Component{neurons{before: v.neurons}, synapses{before: v.synapses},
		recording{}}, []analyser.Analyser{analyser.Monitors{}})
	if v.preRun {
		if err := e.Add(trajectory.Parameter{Path: "simulation.pre_durations.settle", Value: units.Millisecond.Of(7),
			Annotations: trajectory.Annotations{"order": 1}}); err != nil {
			t.Fatal(err)
		}
	}
	return e.over(axes...)
}

// TestResultsAreAFunctionOfThePoint compares all bytes of all results for one, two and eight workers, with
// the points in another order, and of each run alone.
func TestResultsAreAFunctionOfThePoint(t *testing.T) {
	for i, v := range variants {
		t.Run(v.name, func(t *testing.T) {
			e := newVariant(t, i, overMu, overTrial)
			want := e.mustExplore(1)
			wantDistinct(t, want)
			for _, workers := range []int{2, 8, 0} {
				wantSame(t, newVariant(t, i, overMu, overTrial).mustExplore(workers), want)
			}
			wantSame(t, e.mustExplore(3), want) // the same manager again
			wantSame(t, newVariant(t, i, backMu, overTrial).mustExplore(2), want)
			wantSame(t, newVariant(t, i, overTrial, backMu).mustExplore(1), want)
			for n := range e.Len() {
				alone := newVariant(t, i, overMu, overTrial)
				run, err := alone.Run(n)
				if err == nil {
					err = alone.RunNetwork(context.Background(), run)
				}
				if err != nil {
					t.Fatal(err)
				}
				if point := pointText(t, run); resultText(run) != want[point] {
					t.Errorf("%s alone differs from the exploration at\n%s", run.Name(), point)
				}
			}
		})
	}
}

func (e experiment) mustExplore(workers int) map[string]string {
	e.t.Helper()
	store, err := e.explore(workers)
	if err != nil {
		e.t.Fatal(err)
	}
	return e.texts(store)
}

func wantSame(t *testing.T, got, want map[string]string) {
	t.Helper()
	if maps.Equal(got, want) {
		return
	}
	t.Errorf("results differ; there are %d points, and should be %d", len(got), len(want))
	for point, text := range want {
		if got[point] != text {
			t.Errorf("one of those that differ is\n%s", point)
			return
		}
	}
}

// wantDistinct sees to it that the comparison can fail: each point has results of its own.
func wantDistinct(t *testing.T, texts map[string]string) {
	t.Helper()
	seen := map[string]bool{}
	for point, text := range texts {
		if seen[text] || len(text) < 1000 {
			t.Errorf("the results are those of another point, or too few, at\n%s", point)
		}
		seen[text] = true
	}
}

// The seed of what is built before the runs changes connections built there, and nothing that runs build.
func TestSeeds(t *testing.T) {
	spikes := func(variant int, path string, value int) string {
		e := newVariant(t, variant)
		if err := e.Set(path, value); err != nil {
			t.Fatal(err)
		}
		for _, text := range e.mustExplore(1) {
			return text
		}
		return ""
	}
	for _, c := range []struct {
		variant int
		path    string
		matters bool
	}{
		{0, manager.Seed, true}, {0, manager.Trial, true}, {0, manager.BuildSeed, false},
		{1, manager.BuildSeed, false}, {2, manager.Seed, true}, {2, manager.Trial, true}, {2, manager.BuildSeed, true},
		{3, manager.BuildSeed, true},
	} {
		differs := spikes(c.variant, c.path, 1) != spikes(c.variant, c.path, 5)
		if differs != c.matters {
			t.Errorf("%s, %s: the results differ: %v, wanted "+
				"%v", variants[c.variant].name, c.path, differs, c.matters)
		}
	}
}

// The step size is a parameter like any other, and a run made of another one differs.
func TestStepSizeIsExplored(t *testing.T) {
	ms := units.Millisecond
	steps := trajectory.Axis{Path: manager.DT, Values: []units.Quantity{ms.Of(.1), ms.Of(.2)}}
	wantDistinct(t, newExperiment(t, nil, nil).over(steps).mustExplore(2))
	set := newExperiment(t, nil, nil, manager.WithDT(units.Millisecond.Of(.2)))
	p, err := set.Parameter(manager.DT)
	if err != nil || p.Value != any(units.Millisecond.Of(.2)) {
		t.Errorf("WithDT leaves %v, %v", p, err)
	}
}

func TestPreBuildCannotReadWhatIsExplored(t *testing.T) {
	for i, c := range []struct {
		axis trajectory.Axis
		want string
	}{
		{trajectory.Axis{Path: "neurons.tau", Values: []units.Quantity{units.Millisecond.Of(3)}},
			`component "neurons": PreBuild: trajectory: neurons.tau is explored: it has no value ` +
				`before the runs; ` +
				`build what depends on it in Build`},
		{trajectory.Axis{Path: manager.BuildSeed, Values: []int{3, 4}},
			`manager: PreBuild and the pre-run draw random numbers: trajectory: simulation.build_seed is explored: it has no value ` +
				`before the runs; build what depends on it in Build`},
		{trajectory.Axis{Path: "simulation.pre_durations.settle", Values: []units.Quantity{units.Millisecond.Of(3)}},
			`runner "Ordered": ExecutePreRun: trajectory: simulation.pre_durations.settle is ` +
				`explored: it has no ` +
				`value before the runs; build what depends on it in Build`},
	} {
		e := newVariant(t, 3, c.axis)
		_, err := e.explore(1)
		wantError(t, err, c.want)
		if !errors.Is(err, trajectory.ErrExplored) {
			t.Errorf("case %d: the error does not wrap ErrExplored", i)
		}
	}
}

func TestExploringWhatNoRunReads(t *testing.T) {
	e := newExperiment(t, nil, nil)
	if err := e.Add(trajectory.Parameter{Path: "neurons.mus", Value: 1.0},
		trajectory.Parameter{Path: "neurons.taus", Value: 1}); err != nil {
		t.Fatal(err)
	}
	e.over(trajectory.Axis{Path: "neurons.mus", Values: []float64{1, 2}}, overMu,
		trajectory.Axis{Path: "neurons.taus", Values: []int{5}})
	store, err := e.explore(2)
	wantError(t, err, `manager: no run has read neurons.mus or neurons.taus, so that exploring it makes no `+
		`difference; read it in Build, or do not explore it (6 finished runs are stored)`)
	e.texts(store) // which wants all of them finished
}

// Where some runs were in the store before, they may have read it.
func TestExploringWhatOtherRunsMayHaveRead(t *testing.T) {
	e := newExperiment(t, nil, nil)
	if err := e.Add(trajectory.Parameter{Path: "neurons.mus", Value: 1.0}); err != nil {
		t.Fatal(err)
	}
	e.over(trajectory.Axis{Path: "neurons.mus", Values: []float64{1, 2}})
	store := trajectory.NewMemoryStore()
	first, err := e.Run(0)
	if err == nil {
		err = errors.Join(store.SaveTrajectory(e.Trajectory), trajectory.SaveRun(store, first))
	}
	if err == nil {
		err = e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1)
	}
	if err != nil {
		t.Errorf("the error is %v", err)
	}
}

// What PreBuild and the pre-run find out belongs to the trajectory.
func TestPreRunIsStored(t *testing.T) {
	note := hooks{name: "note", preBuild: func(b *component.Build) error {
		return b.Run.AddResult(trajectory.Result{Path: "note", Items: []trajectory.Item{{Name: "x", Value: 1}}})
	}}
	e := newExperiment(t, []component.Component{note}, nil).over(overTrial)
	store, err := e.explore(1)
	if err != nil {
		t.Fatal(err)
	}
	pre, err := store.LoadRun(e.Trajectory, trajectory.PreRun)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pre.Result("note"); err != nil || pre.Record().Status != trajectory.Finished {
		t.Errorf("the pre-run is %s, and its result %v", pre.Record().Status, err)
	}
	silent := newExperiment(t, nil, nil).over(overTrial)
	store, err = silent.explore(1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.LoadRun(silent.Trajectory, trajectory.PreRun); !errors.Is(err, trajectory.ErrNotFound) {
		t.Errorf("a pre-run that says nothing is stored: %v", err)
	}
}

// frozen draws its random numbers before all runs.
type frozen struct{ component.Base }

// setting sets values in each run; "" for none.
type setting struct {
	component.Base
	inRuns string
}

func (frozen) DrawsFixed() bool { return true }

func (frozen) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(trajectory.Parameter{Path: "simulation.durations.main", Value: units.Millisecond.Of(1),
		Annotations: trajectory.Annotations{"order": 0}})
}

func (frozen) PreBuild(b *component.Build) error {
	group, err := sim.NewNeuronGroup(sim.Neurons{Name: "G", Size: 3, Equations: "v : 1", Initial: []sim.Set{{Variable: "v", Value: "rand()"}}})
	if err != nil {
		return err
	}
	return b.Objects.Add("G", group)
}

func (f setting) Build(b *component.Build) error {
	group, err := component.Get[*sim.NeuronGroup](b.Objects, "G")
	if err != nil || f.inRuns == "" {
		return err
	}
	return b.Set(group, sim.Set{Variable: "v", Value: f.inRuns})
}

// Repetitions without random numbers repeat nothing, and somebody says so.
func TestTrialsThatAreAllAlike(t *testing.T) {
	for _, c := range []struct {
		inRuns string
		alike  bool
	}{{"", true}, {"1 + i", true}, {"1 + rand()", false}} {
		var log bytes.Buffer
		e := newBareExperiment(t, []component.Component{frozen{}, setting{inRuns: c.inRuns}}, nil, manager.WithLog(zerolog.New(&log))).over(overTrial)
		store, err := e.explore(1)
		if err != nil {
			t.Fatal(err)
		}
		run, err := store.LoadRun(e.Trajectory, 1)
		if err != nil {
			t.Fatal(err)
		}
		const stored = "simulation.trial is explored, and the run has drawn no random numbers: its repetitions are the same"
		if w := run.Record().Warnings; (w == stored) != c.alike || !c.alike && w != "" {
			t.Errorf("set to %q in each run, the stored warning is %q", c.inRuns, w)
		}
		if said := strings.Contains(log.String(), "all repetitions are the same"); said != c.alike {
			t.Errorf("set to %q in each run, trials are said to be the same: %v\n%s", c.inRuns, said, log.String())
		}
	}
}
