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

// exploration returns what to explore; nil for one run at the defaults. If the command explores nothing, the
// axes are those of otherwise, but for the parameters that the command has set; set holds their full paths.
func (p points) exploration(traj *trajectory.Trajectory, otherwise, set []string) (
	trajectory.Exploration, error) {
	axes, err := readAxes(traj, p.explore)
	for _, axis := range axes {
		if slices.Contains(set, axis.Path) {
			err = errors.Join(err, fmt.Errorf("cli: %s is set and explored; only one of them can be", axis.Path))
		}
	}
	if p.trials > 1 && slices.Contains(set, manager.Trial) {
		err = errors.Join(err, fmt.Errorf("cli: %s is set, and --trials explores it; only one of them can be", manager.Trial))
	}
	if err == nil && len(axes) == 0 {
		axes, err = readAxes(traj, otherwise)
		axes = slices.DeleteFunc(axes, func(a trajectory.Axis) bool { return slices.Contains(set, a.Path) })
	}
	if err != nil {
		return nil, err
	}
	var e trajectory.Exploration = trajectory.Cartesian(axes)
	if p.zip {
		e = trajectory.Zip(axes)
	}
	switch {
	case p.trials > 1:
		return repeated{e, p.trials}, nil
	case len(axes) == 0:
		return nil, nil
	}
	return e, nil
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

// repeated repeats each point of an exploration in several trials. An exploration without axes has one point.
type repeated struct {
	of     trajectory.Exploration
	trials int // at most trajectory.MaxRuns
}

// Columns returns the columns of the exploration, and one for the trials, which vary fastest.
func (r repeated) Columns() ([]trajectory.Axis, error) {
	columns, err := r.of.Columns()
	if err != nil {
		return nil, err
	}
	n := 1
	for i, column := range columns {
		values, ok := column.Values.([]any)
		if !ok {
			return nil, fmt.Errorf("cli: the values of %s are %T, not []any", column.Path, column.Values)
		}
		if n = len(values); n*r.trials > trajectory.MaxRuns {
			return nil, fmt.Errorf("%d points in %d trials are more than the %d runs that a "+
				"trajectory may have",
				n, r.trials, trajectory.MaxRuns)
		}
		columns[i].Values = stretched(values, r.trials)
	}
	trials := make([]any, n*r.trials)
	for i := range trials {
		trials[i] = i % r.trials
	}
	return append(columns, trajectory.Axis{Path: manager.Trial, Values: trials}), nil
}

// stretched repeats each value in place.
func stretched(values []any, times int) []any {
	long := make([]any, 0, len(values)*times)
	for _, v := range values {
		long = append(long, slices.Repeat([]any{v}, times)...)
	}
	return long
}
