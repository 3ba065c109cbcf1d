package manager

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
)

// Random numbers depend on seed and trial, wherever something is built, and on the build seed where it is fixed, or a pre-run
// simulates. They count as read only if they are drawn.

// unnoted returns a run of the same point, by which parameters can be looked at without being read.
func unnoted(run *trajectory.Run) (*trajectory.Run, error) { return run.Trajectory().Run(run.Index()) }

// seedOf returns one of the seeds at the point of a run, which does not count as reading it. In the pre-run, one that is explored
// is 0: nothing may depend on it, which is said if anything is drawn.
func seedOf(run *trajectory.Run, path string) (int64, error) {
	again, err := unnoted(run)
	if err != nil {
		return 0, err
	}
	seed, err := value[int64](again, path)
	if errors.Is(err, trajectory.ErrExplored) {
		return 0, nil
	}
	return seed, err
}

// seedsOf returns seed and trial, as seedOf.
func seedsOf(run *trajectory.Run) (seed, trial int64, err error) {
	seed, err = seedOf(run, Seed)
	if err != nil {
		return 0, 0, err
	}
	trial, err = seedOf(run, Trial)
	return seed, trial, err
}

// fixWith returns what fixes the random numbers of the parts that ask for it, at the point of a run.
func fixWith(run *trajectory.Run) func(n *sim.Network, fixed bool) error {
	return func(n *sim.Network, fixed bool) error {
		if !fixed {
			n.Unfix()
			return nil
		}
		seed, err := seedOf(run, BuildSeed)
		if err == nil {
			n.Fix(seed)
		}
		return err
	}
}

// noteDraws has the seeds count as read on which the random numbers depend that were drawn.
func noteDraws(drawn sim.Drawn, run *trajectory.Run) error {
	before := run.Index() == trajectory.PreRun // when time steps are fixed
	own := drawn.Built || drawn.Steps && !before
	var faults []error
	for _, d := range []struct {
		path string
		read bool
	}{{Seed, own}, {Trial, own}, {BuildSeed, drawn.Fixed || drawn.Steps && before}} {
		if d.read {
			_, err := value[int64](run, d.path)
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

// checkDraws refuses random numbers of PreBuild that depend on what is explored.
func (b *base) checkDraws() error {
	explored := slices.DeleteFunc([]string{Seed, Trial}, func(path string) bool { return !b.traj.Explored(path) })
	if b.network == nil || len(explored) == 0 {
		return nil
	}
	draft, err := b.network.Clone()
	if err != nil {
		return err
	}
	defer draft.Close()
	draft.MakeDraft()
	if err := draft.Connect(); err != nil {
		return nil // which is said when it is connected
	}
	draws := b.network.Touched().Draws
	if draws == nil {
		draws = map[string]bool{}
	}
	maps.Copy(draws, draft.Touched().Draws)
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(draws)) {
		faults = append(faults, &runner.HookError{Role: "component", Name: b.objects.Author(name), Hook: "PreBuild",
			Err: fmt.Errorf("random numbers are drawn for %q, and %s is explored: draw them in Build, where they are the run's own, or have a "+
				"method DrawsFixed() bool that returns true, and they depend on %s: %w", name, explored[0], BuildSeed, trajectory.ErrExplored)})
	}
	return errors.Join(faults...)
}
