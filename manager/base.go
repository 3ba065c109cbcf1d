package manager

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"golgi/component"
	"golgi/internal/given"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// A base is what all runs start from: what PreBuild and the pre-run have left. It does not change any more
// once it is ready.
type base struct {
	traj    *trajectory.Trajectory
	engine  string
	run     *trajectory.Run // the pre-run
	objects *component.Objects
	network *sim.Network // nil if nothing was added to one
	cycle   *runner.LifeCycle
	parts   []placed
	shared  *layer      // with what is built once and late; nil if that is nothing
	apart   atomic.Bool // runs build that themselves, for some run changes what it has read
	subruns int         // of the pre-run
	idle    error       // why there were none, as the runner says it
	ready   bool        // the pre-run is over
	replays bool        // its networks do not simulate
	hooks   zerolog.Logger
	log     *runLog // which takes down what goes to that
}

// PreBuild calls the PreBuild hooks, unless that was done. The parameters of traj freeze.
func (m *NetworkManager) PreBuild(ctx context.Context, traj *trajectory.Trajectory) error {
	if err := given.All("manager: PreBuild", given.Arg{Name: "context", Value: ctx}, given.Arg{Name: "trajectory", Value: traj}); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	_, err := m.preBuild(ctx, traj)
	return err
}

// PreRun calls the PreBuild hooks and executes the pre-run, unless that was done. If the runner finds nothing
// to execute, the error wraps [runner.ErrNoSubrun].
func (m *NetworkManager) PreRun(ctx context.Context, traj *trajectory.Trajectory) error {
	if err := given.All("manager: PreRun", given.Arg{Name: "context", Value: ctx}, given.Arg{Name: "trajectory", Value: traj}); err != nil {
		return err
	}
	b, err := m.prepare(ctx, traj)
	if err != nil {
		return err
	}
	return b.idle
}

// prepare returns the base of the runs, which it makes if there is none yet. The base comes with an error,
// too, if the pre-run was begun: its record says how far it came.
func (m *NetworkManager) prepare(ctx context.Context, traj *trajectory.Trajectory) (*base, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, err := m.preBuild(ctx, traj)
	if err != nil || b.ready {
		return b, err
	}
	err = m.preRun(ctx, b)
	b.run.End(time.Now(), err)
	b.log.keep()
	if err != nil {
		m.base = nil
		return b, errors.Join(err, b.close())
	}
	b.ready = true
	return b, nil
}

// preBuild needs the lock.
func (m *NetworkManager) preBuild(ctx context.Context, traj *trajectory.Trajectory) (*base, error) {
	if b := m.base; b != nil {
		if b.traj != traj {
			return nil, fmt.Errorf("manager: it was prepared for trajectory %s; make another manager for %s",
				b.traj.Name(), traj.Name())
		}
		return b, nil
	}
	run, err := traj.Run(trajectory.PreRun)
	if err != nil {
		return nil, err
	}
	b := &base{traj: traj, engine: m.engine, run: run, cycle: &m.cycle}
	b.objects = component.NewObjects(nil, b.open)
	b.objects.FixWith(fixWith(run))
	run.Begin(time.Now())
	build := &component.Build{Context: ctx, Params: run, Run: run, Objects: b.objects}
	build.Log, b.log = m.logs(run)
	b.hooks = build.Log
	err = m.cycle.PreBuild(build)
	if err == nil {
		err = b.checkDraws()
	}
	if err == nil {
		err = b.place(ctx)
	}
	if err == nil {
		err = b.buildEarly(build)
	}
	if err != nil {
		return nil, errors.Join(err, b.close())
	}
	m.base = b
	return b, nil
}

// preRun executes the pre-run, if the runner finds one, and closes the base to what is added late.
func (m *NetworkManager) preRun(ctx context.Context, b *base) error {
	plan := &runner.Plan{Params: b.run, Run: b.run, Objects: b.objects, Log: b.hooks}
	b.objects.FixWith(func(n *sim.Network, _ bool) error { return fixWith(b.run)(n, true) }) // as are time steps
	err := m.cycle.ExecutePreRun(ctx, plan)
	if errors.Is(err, runner.ErrNoSubrun) {
		b.idle, err = err, nil
	}
	b.subruns = plan.Subruns()
	if err == nil && b.subruns > 0 && b.isEmpty() {
		plan.Log.Warn().Msg(emptyPreRun)
	}
	warnOf(b.network, plan.Log)
	if b.idle == nil { // or else there is no pre-run
		s := &component.Subrun{Params: b.run, Run: b.run, Network: b.network, Objects: b.objects, Log: plan.Log}
		err = errors.Join(err, m.finish(ctx, err, s))
	}
	if err == nil && b.network != nil {
		b.network.Unfix()
		// Synapses connect when they are needed first. Here they do so once.
		if err = b.network.Run(ctx, units.FromSI(0, units.Second.Dim)); err == nil {
			if err = noteDraws(b.network.Drawn(), b.run); err != nil {
				err = fmt.Errorf("manager: PreBuild and the pre-run draw random numbers: %w", err)
			}
		}
	}
	if err == nil {
		err = m.buildLate(ctx, b)
	}
	b.objects.Close()
	return err
}

// emptyPreRun is said where a pre-run has subruns, and nothing to simulate, which is hardly meant.
const emptyPreRun = "the pre-run simulates nothing, for nothing is in its network yet: what takes part in it is added by PreBuild, or by a component whose placement is Once " +
	"(Place: component.Once)"

// isEmpty reports whether nothing is in the network of the base.
func (b *base) isEmpty() bool { return b.network == nil || len(b.network.Objects()) == 0 }

// open returns the network of the base, which it makes when it is asked for first: its parameters cannot be
// explored, and without a network they can.
func (b *base) open() (*sim.Network, error) {
	if b.network != nil {
		return b.network, nil
	}
	seed, err := seedOf(b.run, BuildSeed)
	if err != nil {
		return nil, err
	}
	dt, err := stepOf(b.run)
	if err != nil {
		return nil, err
	}
	if b.network, err = sim.NewNetwork(sim.Options{DT: dt, Seed: seed, Engine: b.engine, Warn: unheard}); err != nil {
		return nil, err
	}
	if b.replays {
		b.network.MakeReplay()
	}
	seed, trial, err := seedsOf(b.run)
	b.network.BuildWith(seed, trial)
	return b.network, err
}

// networkOf returns the network in which a run begins: a copy of one, or a new one, with the run's own random numbers from now on.
func (b *base) networkOf(run *trajectory.Run, of *sim.Network) (*sim.Network, error) {
	seed, trial, err := seedsOf(run)
	if err != nil {
		return nil, err
	}
	if of != nil {
		network, err := of.Clone()
		if err == nil {
			network.Reseed(seed, trial)
			network.Touched()
		}
		return network, err
	}
	dt, err := stepOf(run)
	if err != nil {
		return nil, err
	}
	network, err := sim.NewNetwork(sim.Options{DT: dt, Seed: seed, Trial: trial, Engine: b.engine, Warn: unheard})
	if err == nil && b.replays {
		network.MakeReplay()
	}
	return network, err
}

// stepOf returns the step size.
func stepOf(r trajectory.Reader) (units.Quantity, error) {
	dt, err := value[units.Quantity](r, DT)
	if err == nil && !(dt.SI() > 0 && !math.IsInf(dt.SI(), 1)) {
		err = fmt.Errorf("manager: %s is %v, and steps take a time above 0 s, such as 0.1 ms", DT, dt)
	}
	return dt, err
}

// unheard is told of what a network warns of, which is logged with the run in the end.
func unheard(string) {}

// worthStoring reports whether the pre-run says anything.
func (b *base) worthStoring() bool {
	return b.subruns > 0 || !b.run.Empty()
}

func (b *base) close() error {
	if b == nil {
		return nil
	}
	if b.shared != nil {
		return errors.Join(closed(b.shared.network), closed(b.network))
	}
	return closed(b.network)
}
