package componenttest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golgi/manager"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// An experiment is a manager with a trajectory of several trials.
type experiment struct {
	manager *manager.NetworkManager
	traj    *trajectory.Trajectory
}

func (s Suite) prepare() (experiment, error) {
	e := experiment{manager: s.manager()}
	traj, err := trajectory.New("componenttest")
	if err != nil {
		return e, err
	}
	e.traj = traj
	if err := e.manager.AddParameters(traj); err != nil {
		return e, err
	}
	for _, path := range slices.Sorted(maps.Keys(s.Set)) {
		if err := traj.Set(path, s.Set[path]); err != nil {
			return e, err
		}
	}
	if err := s.setDurations(traj); err != nil {
		return e, err
	}
	numbers := make([]int, trials)
	for i := range numbers {
		numbers[i] = i
	}
	return e, traj.Explore(trajectory.Cartesian{{Path: manager.Trial, Values: numbers}})
}

// longest is the longest subrun of a test.
var longest = units.Millisecond.Of(20)

// setDurations shortens the subruns that the suite has not set, those of the pre-run too, or adds two if there are none.
// The durations of a runner of one's own are its own affair.
func (s Suite) setDurations(traj *trajectory.Trajectory) error {
	for _, part := range s.Parts {
		if _, own := part.(runner.Runner); own {
			return nil
		}
	}
	err := s.shorten(traj, runner.Durations)
	if errors.Is(err, runner.ErrNoSubrun) {
		err = traj.Add(subrun("first", 1), subrun("second", 2))
	}
	if err != nil {
		return err
	}
	if err := s.shorten(traj, runner.PreDurations); !errors.Is(err, runner.ErrNoSubrun) {
		return err
	}
	return nil
}

// shorten shortens the subruns of a group.
func (s Suite) shorten(traj *trajectory.Trajectory, group string) error {
	spans, err := runner.Spans(traj, group)
	if err != nil {
		return err
	}
	set := map[string]bool{}
	for name := range s.Set {
		p, err := traj.Parameter(name)
		if err != nil {
			return err
		}
		set[p.Path] = true
	}
	for _, span := range spans {
		if span.Duration.SI() > longest.SI() && !set[span.Path] {
			if err := traj.Set(span.Path, longest); err != nil {
				return err
			}
		}
	}
	return nil
}

func subrun(name string, order int) trajectory.Parameter {
	return trajectory.Parameter{Path: runner.Durations + "." + name, Value: longest,
		Annotations: trajectory.Annotations{runner.OrderKey: order}}
}

func firstDifference(got, want string) string {
	gots, wants := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(gots), len(wants)) {
		if gots[i] != wants[i] {
			return fmt.Sprintf("line %d is\n  %s\nand was\n  %s", i+1, gots[i], wants[i])
		}
	}
	return fmt.Sprintf("there are %d lines, and were %d", len(gots), len(wants))
}
