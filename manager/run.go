package manager

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/rs/zerolog"

	"golgi/component"
	"golgi/internal/given"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
)

// RunNetwork executes one run, which must be fresh from Trajectory.Run, and ends its record. The results
// are in the run, and are the same as if it were executed by Explore.
func (m *NetworkManager) RunNetwork(ctx context.Context, run *trajectory.Run) error {
	if err := given.All("manager: RunNetwork", given.Arg{Name: "context", Value: ctx}, given.Arg{Name: "run", Value: run}); err != nil {
		return err
	}
	if status := run.Record().Status; run.Index() == trajectory.PreRun || status != trajectory.Pending {
		return fmt.Errorf("manager: cannot execute %s, which is %s; take a fresh run with Trajectory.Run(i)",
			run.Name(), status)
	}
	b, err := m.prepare(ctx, run.Trajectory())
	if err != nil {
		return err
	}
	return m.execute(ctx, b, run, company{})
}

// company is who is told how a run goes: advance, unless it is nil, now and then how much time it has simulated, in seconds.
type company struct {
	advance     func(time float64)
	checkpoints *checkpoints // nil: there are none
}

// execute executes a run.
func (m *NetworkManager) execute(ctx context.Context, b *base, run *trajectory.Run, c company) error {
	run.Begin(time.Now())
	within, cancel := m.within(ctx)
	defer cancel()
	log, taken := m.logs(run)
	defer taken.keep() // also where a hook has ended the goroutine
	err := outOfTime(within, m.inNetwork(within, b, run, log, nil, c))
	if err == nil {
		m.noteVain(b, run)
	}
	run.End(time.Now(), err)
	return err
}

// inNetwork builds and executes a run. With a draft it only tries to, which the draft takes down.
func (m *NetworkManager) inNetwork(ctx context.Context, b *base, run *trajectory.Run, log zerolog.Logger, d *draft, c company) error {
	err := m.fromLayer(ctx, b, b.layerOfRuns(), run, log, d, c)
	var conflict *conflictError
	if !errors.As(err, &conflict) {
		return err
	}
	if err := m.settle(b, run, conflict); err != nil {
		return err
	}
	run.Renew()
	return m.fromLayer(ctx, b, b.layerOfRuns(), run, log, d, c)
}

// layerOfRuns returns from what runs start.
func (b *base) layerOfRuns() *layer {
	if b.shared != nil && !b.apart.Load() {
		return b.shared
	}
	return &layer{b.network, b.objects}
}

// fromLayer is inNetwork for a run that starts from a layer.
func (m *NetworkManager) fromLayer(ctx context.Context, b *base, l *layer, run *trajectory.Run, log zerolog.Logger, d *draft, c company) (err error) {
	network, fault := b.networkOf(run, l.network)
	objects := component.NewObjects(l.objects, func() (*sim.Network, error) { return network, fault })
	objects.FixWith(fixWith(run))
	defer objects.Close()
	defer func() {
		var conflict *conflictError
		if !errors.As(err, &conflict) {
			err = d.judge(network, err)
			warnOf(network, log)
		}
		s := &component.Subrun{Params: run, Run: run, Network: network, Objects: objects, Draft: d != nil || conflict != nil, Log: log}
		if d == nil && conflict == nil {
			m.tellMeasured(network)
		}
		err = errors.Join(err, m.finish(ctx, err, s), closed(network))
	}()
	if fault != nil {
		return fault
	}
	if d != nil && d.describe == nil {
		network.MakeDraft()
	}
	if err := errors.Join(tellAdvance(network, c.advance), m.measure(network)); err != nil {
		return err
	}
	log.Info().Msg("run begins")
	build := &component.Build{Context: ctx, Params: run, Run: run, Objects: objects, Draft: d != nil, Log: log}
	if err := b.build(l, build, network); err != nil {
		return err
	}
	begun := false
	before := func() error { // the first step, with which synapses connect
		if begun {
			return nil
		}
		begun = true
		return errors.Join(b.checkBuilt(l, len(b.parts), network.Touched()), d.explain(network))
	}
	plan := &runner.Plan{Params: run, Run: run, Objects: objects, Draft: d != nil, Log: log, Before: before}
	if plan.From, err = c.checkpoints.begin(network, objects, before); err != nil {
		return err
	}
	if c.checkpoints != nil {
		plan.After = c.checkpoints.reached
	}
	err = m.cycle.ExecuteRun(ctx, plan)
	return errors.Join(err, noteDraws(network.Drawn(), run))
}

// build calls the Build hooks that are the run's, and sees to it that it is as if the run had called them all.
func (b *base) build(l *layer, build *component.Build, network *sim.Network) error {
	for _, p := range b.parts {
		if p.once && (p.early || l == b.shared) {
			continue
		}
		err := p.Build(build)
		if err == nil {
			err = b.checkBuilt(l, p.Number(), network.Touched())
		}
		if err != nil {
			return err
		}
	}
	network.Unfix()
	return nil
}

// tellAdvance has a network tell how much time it has simulated since now, unless there is nobody to tell.
func tellAdvance(network *sim.Network, advance func(time float64)) error {
	if advance == nil {
		return nil
	}
	start := network.Time().SI()
	return network.Report(tellEvery, func(p sim.Progress) { advance(p.Now.SI() - start) })
}

// measure has a network measure where its time goes, if somebody wants to know.
func (m *NetworkManager) measure(network *sim.Network) error {
	if m.measured == nil {
		return nil
	}
	return network.Profile(true)
}

// tellMeasured says where the time of a run went.
func (m *NetworkManager) tellMeasured(network *sim.Network) {
	if m.measured == nil {
		return
	}
	m.measuring.Lock()
	defer m.measuring.Unlock()
	m.measured(network.ProfilingSummary())
}

// noteVain notes in the record of a run what was set or repeated for nothing. Explore says it once for all.
func (m *NetworkManager) noteVain(b *base, run *trajectory.Run) {
	for _, path := range []string{Seed, Trial} {
		if run.Trajectory().Explored(path) && !b.hasRead(run, path) {
			run.Warn(path + " is explored, and the run has drawn no random numbers: its repetitions are the same")
		}
	}
	for _, path := range m.set {
		if !run.Trajectory().Explored(path) && !b.hasRead(run, path) {
			run.Warn(path + " is set, and the run has not read it: it makes no difference")
		}
	}
}

// hasRead reports whether a run, or what was done before the runs, has read a parameter.
func (b *base) hasRead(run *trajectory.Run, path string) bool {
	return slices.Contains(run.ReadPaths(), path) || slices.Contains(b.run.ReadPaths(), path)
}

// finishFor is how long the Finish hooks of a run may take together.
const finishFor = 5 * time.Second

// finish calls the Finish hooks of a run that ends with an error or without. Where there was an error, another one of theirs
// is only logged.
func (m *NetworkManager) finish(ctx context.Context, ended error, s *component.Subrun) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishFor)
	defer cancel()
	s.Context, s.Remaining = ctx, &component.Spans{}
	if s.Network != nil {
		s.Start = s.Network.Time()
	}
	err := m.cycle.Finish(s)
	if err != nil && (ended != nil || s.Draft) {
		s.Log.Warn().Msg(err.Error())
		return nil
	}
	return err
}

// closed closes a network, if there is one.
func closed(network *sim.Network) error {
	if network == nil {
		return nil
	}
	return network.Close()
}
