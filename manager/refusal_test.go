package manager_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"golgi/component"
	"golgi/manager"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// Faults that are found before the first run.
func TestExploreErrors(t *testing.T) {
	order := func(n int) trajectory.Annotations { return trajectory.Annotations{"order": n} }
	ms := units.Millisecond.Of(5)
	broken := hooks{name: "Broken", preBuild: func(*component.Build) error { return errBoom }}
	for _, c := range []struct {
		name   string
		parts  []component.Component
		add    []trajectory.Parameter
		opts   []manager.Option
		worker int
		want   string
	}{
		{"workers", nil, nil, nil, -1,
			`manager: cannot explore with -1 workers; give 1 or more, or 0 for one per core`},
		{"no subrun", nil, nil, nil, 1, `runner "Ordered": PreBuild: runner: there is no subrun, since no parameter is below simulation.durations; add one, as in runner.Subruns{{Name: "measure", Duration: units.Second.Of(1)}} among the parts`},
		{"no order", nil, []trajectory.Parameter{{Path: "simulation.durations.x", Value: ms}}, nil, 1,
			`runner "Ordered": PreBuild: runner: simulation.durations.x has no order among the subruns; annotate it with one, as in trajectory.Annotations{"order": 1}`},
		{"equal orders", nil, []trajectory.Parameter{{Path: "simulation.durations.x", Value: ms, Annotations: order(3)},
			{Path: "simulation.durations.y", Value: ms, Annotations: order(3)}}, nil, 1,
			`runner "Ordered": PreBuild: runner: simulation.durations.x and simulation.durations.y have one order, 3; give each its own`},
		{"no order in the pre-run", nil, []trajectory.Parameter{
			{Path: "simulation.durations.x", Value: ms, Annotations: order(1)},
			{Path: "simulation.pre_durations.y", Value: ms}}, nil, 1,
			`runner "Ordered": ExecutePreRun: runner: simulation.pre_durations.y has no order among the subruns; annotate it with one, as in trajectory.Annotations{"order": 1}`},
		{"error in PreBuild", []component.Component{broken}, nil, nil, 1,
			`component "Broken": PreBuild: the membrane has burst`},
		{"needs", []component.Component{wired{"Connections", []string{"neurons_e", "neurons_i"}, nil},
			wired{"Neurons", nil, []string{"neurons_i"}}}, nil, nil, 1,
			`component: "Connections" needs "neurons_e", which no earlier component added (there are: none)` + "\n" +
				`component: "Connections" needs "neurons_i", which no earlier component added (there are: none); put it after "Neurons", which gives that`},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := newBareExperiment(t, c.parts, nil, c.opts...)
			if err := e.Add(c.add...); err != nil {
				t.Fatal(err)
			}
			_, err := e.explore(c.worker)
			wantError(t, err, c.want)
		})
	}
}

// wired is a component that declares its wiring, and adds nothing.
type wired struct {
	name         string
	needs, gives []string
}

func (w wired) Name() string                             { return w.name }
func (w wired) Needs() []string                          { return w.needs }
func (w wired) Gives() []string                          { return w.gives }
func (wired) AddParameters(*trajectory.Trajectory) error { return nil }
func (wired) PreBuild(*component.Build) error            { return nil }
func (wired) Build(*component.Build) error               { return nil }
func (wired) AddToNetwork(*component.Subrun) error       { return nil }
func (wired) RemoveFromNetwork(*component.Subrun) error  { return nil }

// What cannot be told beforehand is found in the run.
func TestWiringInTheRun(t *testing.T) {
	for _, c := range []struct {
		part wired
		want string
	}{
		{wired{"Connections", []string{"neurons", "neurons_i"}, nil},
			`component: "Connections" needs "neurons_i", which no earlier component added (there are: neurons, synapses, spikes); did you mean "neurons"?`},
		{wired{"Inputs", nil, []string{"inputs"}},
			`component: "Inputs" gives "inputs" by its method Gives, but has not added it in PreBuild or Build (there are: neurons, synapses, spikes)`},
	} {
		_, err := newExperiment(t, []component.Component{c.part}, nil).explore(1)
		wantError(t, err, "manager: 1 of 1 runs failed; 0 finished and are stored:\n  run_00000000: "+c.want)
	}
}

func TestManagerErrors(t *testing.T) {
	ctx := context.Background()
	e := newExperiment(t, nil, nil).over(overTrial)
	run, err := e.Run(0)
	if err == nil {
		err = e.RunNetwork(ctx, run)
	}
	if err != nil {
		t.Fatal(err)
	}
	wantError(t, e.RunNetwork(ctx, run), "manager: cannot execute run_00000000, which is finished; "+
		"take a fresh run with Trajectory.Run(i)")
	pre, err := e.Run(trajectory.PreRun)
	if err != nil {
		t.Fatal(err)
	}
	wantError(t, e.RunNetwork(ctx, pre), "manager: cannot execute pre_run, which is pending; "+
		"take a fresh run with Trajectory.Run(i)")
	err = e.PreRun(ctx, e.Trajectory)
	if !errors.Is(err, runner.ErrNoSubrun) || !strings.Contains(err.Error(), "simulation.pre_durations") {
		t.Errorf("the error of a pre-run without subruns is %v", err)
	}
	other, err := trajectory.New("other")
	if err != nil {
		t.Fatal(err)
	}
	wantError(t, e.PreBuild(ctx, other), "manager: it was prepared for trajectory test; make "+
		"another manager for other")
	_, err = experiment{manager.New([]component.Component{nil, neurons{}}), other, t}.explore(1)
	wantError(t, err, `manager: simulation.seed is missing; call the manager's AddParameters first: `+
		`trajectory: there is no parameter "simulation.seed"; there are: none`)
	wantError(t, manager.New([]component.Component{nil, neurons{}}).AddParameters(other),
		"runner: part 1 of 2 is nil")
	_, err = newExperiment(t, nil, nil, manager.WithEngine("refrence")).explore(1)
	if err == nil || !strings.Contains(err.Error(), `sim: unknown engine "refrence"`) {
		t.Errorf("the error is %v", err)
	}
}
