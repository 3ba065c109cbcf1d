package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golgi/manager"
	"golgi/trajectory"
)

// points says what to explore, as the command line has it.
type points struct {
	explore []string // NAME=V1,V2
	zip     bool
	trials  int
}

// exploration returns what to explore; nil for one run at the defaults. If the command explores nothing, that is what the
// experiment explores, but for the parameters that the command has set; set holds their full paths.
func (p points) exploration(traj *trajectory.Trajectory, own Experiment, set []string) (trajectory.Exploration, error) {
	axes, err := readAxes(traj, p.explore)
	for _, axis := range axes {
		if slices.Contains(set, axis.Path) {
			err = errors.Join(err, fmt.Errorf("cli: %s is set and explored; only one of them can be", axis.Path))
		}
	}
	if p.trials > 1 && slices.Contains(set, manager.Trial) {
		err = errors.Join(err, fmt.Errorf("cli: %s is set, and --trials explores it; only one of them can be", manager.Trial))
	}
	var e trajectory.Exploration
	switch {
	case err != nil:
	case len(axes) == 0:
		e, err = own.exploration(traj, p.leftOut(set))
	case p.zip:
		e = trajectory.Zip(axes)
	default:
		e = trajectory.Cartesian(axes)
	}
	switch {
	case err != nil:
		return nil, err
	case e == nil && own.Search != nil: // which repeats its own points
		return nil, nil
	case p.trials > 1 && e == nil:
		return p.repetitions(), nil
	case p.trials > 1:
		return trajectory.Product{e, p.repetitions()}, nil
	}
	return e, nil
}

// repetitions are the trials, which vary fastest.
func (p points) repetitions() trajectory.Exploration {
	return trajectory.Axis{Path: manager.Trial, Values: trajectory.Range(0, p.trials-1, 1)}
}

// leftOut are the full paths of the parameters that the experiment need not explore: those that are set, and the trials that
// the command asks for.
func (p points) leftOut(set []string) []string {
	if p.trials > 0 {
		return append(slices.Clone(set), manager.Trial)
	}
	return set
}

// exploration returns what the experiment explores of its own, without the parameters of those paths; nil if that is nothing.
func (e Experiment) exploration(traj *trajectory.Trajectory, without []string) (trajectory.Exploration, error) {
	own := e.Explore
	if e.ExploreBy != nil {
		if own != nil {
			return nil, fmt.Errorf("cli: the experiment %q has Explore and ExploreBy; leave out one", e.Name)
		}
		var err error
		if own, err = e.ExploreBy(traj); err != nil {
			return nil, err
		}
	}
	var left []trajectory.Axis
	switch list := own.(type) {
	case nil:
		return nil, nil
	case trajectory.Cartesian:
		left = kept(traj, list, without)
		own = trajectory.Cartesian(left)
	case trajectory.Zip:
		left = kept(traj, list, without)
		own = trajectory.Zip(left)
	default:
		columns, err := own.Columns(traj)
		if err != nil {
			return nil, err
		}
		if left = columns; len(kept(traj, columns, without)) < len(columns) {
			return nil, fmt.Errorf("cli: the experiment explores %s in a way of its own, in which none can be left out; "+
				"say what to explore by --explore", strings.Join(without, " and "))
		}
	}
	if len(left) == 0 {
		return nil, nil
	}
	return own, nil
}

// kept returns the axes of other parameters than those of the full paths.
func kept(traj *trajectory.Trajectory, axes []trajectory.Axis, without []string) []trajectory.Axis {
	return slices.DeleteFunc(slices.Clone(axes), func(a trajectory.Axis) bool {
		p, err := traj.Parameter(a.Path)
		return err == nil && slices.Contains(without, p.Path) // Explore says what is wrong with the path
	})
}

// readAxes reads axes as the command has them. Their paths are full.
func readAxes(traj *trajectory.Trajectory, texts []string) ([]trajectory.Axis, error) {
	var axes []trajectory.Axis
	var faults []error
	for _, text := range texts {
		name, values, ok := strings.Cut(text, "=")
		if !ok {
			faults = append(faults, fmt.Errorf("cli: --explore %s has no values; write --explore "+
				"%s=1,2,3", text, text))
			continue
		}
		axis, err := traj.ParseAxis(strings.TrimSpace(name), values)
		axes, faults = append(axes, axis), append(faults, err)
	}
	return axes, errors.Join(faults...)
}
