package runner

import (
	"context"
	"errors"
	"slices"

	"golgi/analyser"
	"golgi/component"
	"golgi/internal/given"
	"golgi/trajectory"
)

// A LifeCycle calls the hooks of an experiment. Its parts are told apart by the hooks that they have: who executes runs is the
// runner ([Ordered] where there is none), who has Analyse is an analyser, and the others are components. Among their like they are
// called in the order in which they are listed:
//
//	AddParameters        components, analysers, runner   once
//	PreBuild             components, analysers, runner   once
//	  ExecutePreRun      runner: subruns                 once
//	Build                components, analysers, runner   in each run, or once: see component.Placement
//	  ExecuteRun         runner: subruns                 in each run
//
// and in each subrun
//
//	AddToNetwork         components, analysers, runner
//	network.Run
//	Analyse              analysers
//	RemoveFromNetwork    runner, analysers, components
//
// Before the first run, some points are tried: Build, and ExecuteRun up to AddToNetwork of the first subrun.
//
// The first error ends the run: what is not undone then goes with the network. However a run has ended, there is
//
//	Finish               runner, analysers, components   of those that have it
//
// A LifeCycle keeps nothing of a run, and several goroutines may use it at once.
type LifeCycle struct{ Parts []component.Component }

// Source: pypet 0.7.0, brian2/network.py.

// entering returns who is called on the way in.
func (l *LifeCycle) entering() []member {
	members := slices.Concat(l.components(), l.analysers(), []member{l.runner()})
	for k := range members {
		members[k].turn = k + 1
	}
	return members
}

// leaving returns who is called on the way out. The components are not in reverse.
func (l *LifeCycle) leaving() []member {
	return slices.Concat([]member{l.runner()}, l.analysers(), l.components())
}

// AddParameters lets everyone add parameters, and reports all faults at once.
func (l *LifeCycle) AddParameters(traj *trajectory.Trajectory) error {
	_, err := l.Origins(traj)
	return err
}

// Origins is AddParameters, and returns for each parameter that was added, by its full path, the name of who has added it.
func (l *LifeCycle) Origins(traj *trajectory.Trajectory) (map[string]string, error) {
	if err := errors.Join(given.All("runner: AddParameters", given.Arg{Name: "trajectory", Value: traj}), l.complete()); err != nil {
		return nil, err
	}
	there, err := pathsOf(traj)
	if err != nil {
		return nil, err
	}
	origins, faults := map[string]string{}, []error(nil)
	for _, m := range l.entering() {
		faults = append(faults, m.guard("AddParameters", "", func() error { return m.AddParameters(traj) }))
		now, err := pathsOf(traj)
		faults = append(faults, err)
		for path := range now {
			if !there[path] {
				origins[path] = m.name
			}
		}
		there = now
	}
	return origins, errors.Join(faults...)
}

// pathsOf returns the full paths of all parameters.
func pathsOf(traj *trajectory.Trajectory) (map[string]bool, error) {
	all, err := traj.Parameters("")
	paths := make(map[string]bool, len(all))
	for _, p := range all {
		paths[p.Path] = true
	}
	return paths, err
}

// PreBuild calls the PreBuild hooks, after it has checked what components declare of their wiring.
func (l *LifeCycle) PreBuild(b *component.Build) error {
	if err := given.All("runner: PreBuild", given.Arg{Name: "build", Value: b}); err != nil {
		return err
	}
	if err := errors.Join(l.complete(), l.checkWiring(), l.checkFit()); err != nil {
		return err
	}
	if err := l.checkSubruns(b.Run.Trajectory()); err != nil {
		return err
	}
	for _, m := range l.entering() {
		if err := m.callBuild("PreBuild", 0, b, m.PreBuild); err != nil {
			return err
		}
	}
	return nil
}

// Build calls the Build hooks, and sees to it that components find what they need and give what they promise.
func (l *LifeCycle) Build(b *component.Build) error {
	if err := given.All("runner: Build", given.Arg{Name: "build", Value: b}); err != nil {
		return err
	}
	for _, turn := range l.Turns() {
		if err := turn.Build(b); err != nil {
			return err
		}
	}
	return nil
}

// ExecutePreRun lets the runner execute the pre-run.
func (l *LifeCycle) ExecutePreRun(ctx context.Context, p *Plan) error {
	if err := given.All("runner: ExecutePreRun", given.Arg{Name: "context", Value: ctx}, given.Arg{Name: "plan", Value: p}); err != nil {
		return err
	}
	p.cycle = l
	return l.runner().guard("ExecutePreRun", "", func() error { return l.executes().ExecutePreRun(ctx, p) })
}

// ExecuteRun lets the runner execute a run.
func (l *LifeCycle) ExecuteRun(ctx context.Context, p *Plan) error {
	if err := given.All("runner: ExecuteRun", given.Arg{Name: "context", Value: ctx}, given.Arg{Name: "plan", Value: p}); err != nil {
		return err
	}
	p.cycle = l
	return l.runner().guard("ExecuteRun", "", func() error { return l.executes().ExecuteRun(ctx, p) })
}

// subrun goes through one subrun of a plan.
func (l *LifeCycle) subrun(s *component.Subrun, p *Plan) error {
	for _, m := range l.entering() {
		if err := m.callSubrun("AddToNetwork", s, m.AddToNetwork); err != nil {
			return err
		}
	}
	if p.Before != nil {
		if err := p.Before(); err != nil {
			return err
		}
	}
	run := runNetwork
	if p.Replay != nil {
		run = p.Replay.Pass
	}
	if err := (member{role: "network"}).callSubrun("Run", s, run); err != nil {
		return err
	}
	if err := l.analyse(s, p.Replay); err != nil {
		return err
	}
	for _, m := range l.leaving() {
		if err := m.callSubrun("RemoveFromNetwork", s, m.RemoveFromNetwork); err != nil {
			return err
		}
	}
	return nil
}

// analyse calls the Analyse hooks: in a replay those that are chosen.
func (l *LifeCycle) analyse(s *component.Subrun, r *Replay) error {
	if r != nil {
		if r.Into == nil {
			return nil
		}
		into := *s
		into.Run, into.Draft, into.Log = r.Into, false, r.Log.With().Str("subrun", s.Current.Name).Logger()
		s = &into
	}
	for _, m := range l.entering() {
		a, is := m.Component.(analyser.Analyser) // a runner may be one
		if !is || r != nil && !r.Chosen(m.name) {
			continue
		}
		if err := m.callSubrun("Analyse", s, a.Analyse); err != nil {
			return err
		}
	}
	return nil
}

// Analysers returns the names of the analysers, as messages call them.
func (l *LifeCycle) Analysers() (names []string) {
	for _, m := range l.entering() {
		if _, is := m.Component.(analyser.Analyser); is {
			names = append(names, m.name)
		}
	}
	return names
}

// Finish calls the Finish hooks of those that have one, all of them, and returns the first error.
func (l *LifeCycle) Finish(s *component.Subrun) error {
	if err := given.All("runner: Finish", given.Arg{Name: "subrun", Value: s}); err != nil {
		return err
	}
	var first error
	for _, m := range l.leaving() {
		finisher, ok := m.Component.(component.Finisher)
		if !ok {
			continue
		}
		if err := m.callSubrun("Finish", s, finisher.Finish); first == nil {
			first = err
		}
	}
	return first
}

func runNetwork(s *component.Subrun) error { return s.Network.Run(s.Context, s.Current.Duration) }
