package manager

import (
	"context"
	"errors"
	"slices"
	"time"

	"golgi/component"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
)

// replayedBase returns what runs that are analysed again start from: as the base of runs, but nothing has simulated.
func (m *NetworkManager) replayedBase(ctx context.Context, traj *trajectory.Trajectory) (*base, error) {
	run, err := traj.Run(trajectory.PreRun)
	if err != nil {
		return nil, err
	}
	b := &base{traj: traj, engine: sim.Reference, run: run, cycle: &m.cycle, replays: true}
	b.objects = component.NewObjects(nil, b.open)
	b.objects.FixWith(fixWith(run))
	run.Begin(time.Now())
	build := &component.Build{Context: ctx, Params: run, Run: run, Objects: b.objects, Draft: true, Log: silent()}
	err = m.cycle.PreBuild(build)
	if err == nil {
		err = b.place(ctx)
	}
	if err == nil {
		err = b.buildEarly(build)
	}
	if err == nil {
		pass := func(s *component.Subrun) error { return s.Network.Pass(s.Current.Duration) }
		err = m.cycle.ExecutePreRun(ctx, &runner.Plan{Params: run, Run: run, Objects: b.objects, Draft: true, Log: silent(), Replay: &runner.Replay{Pass: pass}})
		if errors.Is(err, runner.ErrNoSubrun) {
			err = nil
		}
	}
	b.network.Unfix()
	b.objects.Close()
	if err != nil {
		if b.network != nil && b.network.Asked() {
			err = &lackedError{err}
		}
		return nil, errors.Join(err, b.close())
	}
	return b, nil
}

// A lackedError is what came of asking for what only a network has that simulates. It says nothing of the model.
type lackedError struct{ error }

func (e *lackedError) Unwrap() error { return e.error }

// analyse has analysers see a run again that has finished, and which gets what they give.
func (x *posting) analyse(ctx context.Context, run *trajectory.Run, number int) (err error) {
	b := x.base
	scratch, err := x.experiment.Run(run.Index())
	if err != nil {
		return err
	}
	if err := run.Reopen(number, x.Existing); err != nil {
		return err
	}
	network, fault := b.networkOf(scratch, b.network)
	objects := component.NewObjects(b.objects, func() (*sim.Network, error) { return network, fault })
	objects.FixWith(fixWith(scratch))
	defer objects.Close()
	defer func() {
		s := &component.Subrun{Params: scratch, Run: scratch, Network: network, Objects: objects, Draft: true, Log: silent()}
		err = errors.Join(err, x.m.finish(ctx, err, s), closed(network))
	}()
	if fault != nil {
		return fault
	}
	build := &component.Build{Context: ctx, Params: scratch, Run: scratch, Objects: objects, Draft: true, Log: silent()}
	for _, p := range b.parts {
		if p.once && p.early {
			continue
		}
		if err := p.Build(build); err != nil {
			return err
		}
	}
	network.Unfix()
	r := &refilling{run: run, known: map[sim.Monitor]sim.Recorded{}}
	err = x.m.cycle.ExecuteRun(ctx, &runner.Plan{Params: scratch, Run: scratch, Objects: objects, Draft: true, Log: silent(),
		Replay: &runner.Replay{Pass: r.pass, Into: run, Chosen: x.chosen, Log: x.m.hookLog(run)}})
	if err == nil {
		err = r.agrees(network)
	}
	return err
}

// chosen reports whether an analyser is called.
func (x *posting) chosen(name string) bool {
	return len(x.Analysers) == 0 || slices.Contains(x.Analysers, name)
}
