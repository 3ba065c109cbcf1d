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
	explore []string // as trajectory.Line
	zip     bool
	trials  int
	from    map[string]string // where a file has one of explore
}

// exploration returns what to explore; nil for one run at the defaults. If the command explores nothing, that is what the
// experiment explores, but for the parameters that the command has set; set holds their full paths.
func (p points) exploration(traj *trajectory.Trajectory, own Experiment, set []string) (trajectory.Exploration, error) {
	axes, err := p.columns(traj)
	for _, axis := range axes {
		if slices.Contains(set, axis.Path) {
			err = errors.Join(err, fmt.Errorf("cli: %s is set and explored; only one of them can be", axis.Path))
		}
	}
	if p.trials > 1 && slices.ContainsFunc(axes, func(a trajectory.Axis) bool { return a.Path == manager.Trial }) {
		err = errors.Join(err, fmt.Errorf("cli: --explore and --trials explore %s both; leave out one", manager.Trial))
	}
	if p.trials > 1 && slices.Contains(set, manager.Trial) {
		err = errors.Join(err, fmt.Errorf("cli: %s is set, and --trials explores it; only one of them can be", manager.Trial))
	}
	var e trajectory.Exploration
	switch {
	case err != nil:
	case len(axes) == 0:
		e, err = own.exploration(traj, p.leftOut(set))
	default:
		e = trajectory.Zip(axes)
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
	if line, is := own.(trajectory.Line); is {
		var err error
		if own, err = listed(traj, line); err != nil {
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

// listed returns what a line explores, as a list if it is one.
func listed(traj *trajectory.Trajectory, line trajectory.Line) (trajectory.Exploration, error) {
	e, err := traj.ParseExploration(string(line))
	if axis, is := e.(trajectory.Axis); is {
		return trajectory.Cartesian{axis}, nil
	}
	factors, is := e.(trajectory.Product)
	list := trajectory.Cartesian{}
	for _, factor := range factors {
		axis, one := factor.(trajectory.Axis)
		list, is = append(list, axis), is && one
	}
	if err == nil && is {
		return list, nil
	}
	return e, err
}

// kept returns the axes of other parameters than those of the full paths.
func kept(traj *trajectory.Trajectory, axes []trajectory.Axis, without []string) []trajectory.Axis {
	return slices.DeleteFunc(slices.Clone(axes), func(a trajectory.Axis) bool {
		p, err := traj.Parameter(a.Path)
		return err == nil && slices.Contains(without, p.Path) // Explore says what is wrong with the path
	})
}

// columns returns the points that the command names, with full paths.
func (p points) columns(traj *trajectory.Trajectory) ([]trajectory.Axis, error) {
	if len(p.explore) == 0 {
		return nil, nil
	}
	parse := traj.ParseExploration
	if p.zip {
		parse = traj.ParseLinked
	}
	e, err := parse(p.explore...)
	if err != nil {
		return nil, p.located(err)
	}
	axes, err := e.Columns(traj)
	if err != nil {
		err = fmt.Errorf("trajectory: cannot explore: %w", err)
	}
	return axes, err
}

// located says of faults in which lines of a file they are, if they are in one.
func (p points) located(all error) error {
	joined, several := all.(interface{ Unwrap() []error })
	if !several {
		return placed(p.from[trajectory.LineOf(all)], all)
	}
	var each []error
	for _, err := range joined.Unwrap() {
		each = append(each, p.located(err))
	}
	return errors.Join(each...)
}
