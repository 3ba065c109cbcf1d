package manager

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golgi/component"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
)

// RunNetwork executes one run, which must be fresh from Trajectory.Run, and ends its record. The results
// are in the run, and are the same as if it were executed by Explore.
func (m *NetworkManager) RunNetwork(ctx context.Context, run *trajectory.Run) error {
	if status := run.Record().Status; run.Index() == trajectory.PreRun || status != trajectory.Pending {
		return fmt.Errorf("manager: cannot execute %s, which is %s; take a fresh run with Trajectory.Run(i)",
			run.Name(), status)
	}
	b, err := m.prepare(ctx, run.Trajectory())
	if err != nil {
		return err
	}
	return m.execute(ctx, b, run)
}

func (m *NetworkManager) execute(ctx context.Context, b *base, run *trajectory.Run) error {
	run.Begin(time.Now())
	err := m.inNetwork(ctx, b, run)
	run.End(time.Now(), err)
	return err
}

func (m *NetworkManager) inNetwork(ctx context.Context, b *base, run *trajectory.Run) (err error) {
	network, err := b.networkOf(run)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, network.Close()) }()
	objects := component.NewObjects(b.objects, func() (*sim.Network, error) { return network, nil })
	defer objects.Close()
	log := m.hookLog(run)
	log.Info().Msg("run begins")
	build := &component.Build{Context: ctx, Params: run, Run: run, Objects: objects, Log: log}
	if err := m.cycle.Build(build); err != nil {
		return err
	}
	err = m.cycle.ExecuteRun(ctx, &runner.Plan{Params: run, Run: run, Objects: objects, Log: log})
	return errors.Join(err, noteDraws(network, run))
}
