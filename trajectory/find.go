package trajectory

import (
	"errors"

	"golgi/internal/given"
)

var errNoCondition = errors.New("trajectory: there is no condition: it is nil")

// Find returns the runs at whose points a condition holds, in order. It reads parameters alone; see [FindRuns] for results.
//
//	runs, err := traj.Find(func(p *trajectory.Values) bool { return p.Float("R_ee") > 2 && p.Int("trial") == 0 })
func (t *Trajectory) Find(holds func(p *Values) bool) ([]int, error) {
	if t == nil {
		return nil, errNoTrajectory
	}
	if holds == nil {
		return nil, errNoCondition
	}
	var found []int
	for i := range t.Len() {
		run, err := t.Run(i)
		if err != nil {
			return nil, err
		}
		p := ValuesOf(run)
		is := holds(p)
		if err := p.Err(); err != nil {
			return nil, err
		}
		if is {
			found = append(found, i)
		}
	}
	return found, nil
}

// FindRuns returns those of the finished runs of t for which a condition holds, in order; it ends with the first error of that. Lists,
// arrays, frames and sparse matrices may have no rows.
//
//	runs, err := trajectory.FindRuns(store, traj, func(r *trajectory.Run) (bool, error) {
//		fano, err := r.Float("statistics.fano")
//		return fano > 1, err
//	})
func FindRuns(from Loader, t *Trajectory, holds func(r *Run) (bool, error)) ([]int, error) {
	if err := given.All("trajectory: FindRuns", given.Arg{Name: "store", Value: from}, given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	if holds == nil {
		return nil, errNoCondition
	}
	var found []int
	err := finishedRuns(from, t, func(run *Run) error {
		is, err := holds(run)
		if is && err == nil {
			found = append(found, run.Index())
		}
		return err
	})
	return found, err
}

// thinly returns how to load runs without the rows of lists and arrays, where that can be.
func thinly(from Loader) func(*Trajectory, int) (*Run, error) {
	if thin, can := from.(ThinLoader); can {
		return thin.LoadThinRun
	}
	return from.LoadRun
}

// finishedRuns calls do for each run that has finished, in order, without the rows of lists and arrays where that can be.
func finishedRuns(from Loader, t *Trajectory, do func(*Run) error) error {
	load := thinly(from)
	for i := range t.Len() {
		run, err := load(t, i)
		if errors.Is(err, ErrNotFound) { // it never began
			continue
		}
		if err == nil && run.Record().Status == Finished {
			err = do(run)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// A UniquePoint is some values of explored parameters, and the runs that have them.
type UniquePoint struct {
	Point Point // by full paths
	Runs  []int
}

// UniquePoints returns the different values of the explored parameters at paths together, in the order of the first run of each: without
// the path of trials, the points that are repeated. Without paths these are all points.
func (t *Trajectory) UniquePoints(paths ...string) ([]UniquePoint, error) {
	if t == nil {
		return nil, errNoTrajectory
	}
	axes, err := t.everywhere()
	if err != nil {
		return nil, err
	}
	if len(paths) > 0 {
		if axes, err = t.chosen(axes, paths); err != nil {
			return nil, err
		}
	}
	var points []UniquePoint
	at := map[string]int{}
	for i := range t.Len() {
		key := keyOf(axes, i)
		k, known := at[key]
		if !known {
			k = len(points)
			at[key], points = k, append(points, UniquePoint{Point: Point{}})
			for _, a := range axes {
				points[k].Point[a.path] = cloneValue(a.values[i])
			}
		}
		points[k].Runs = append(points[k].Runs, i)
	}
	return points, nil
}

// chosen returns those of the axes that paths mean.
func (t *Trajectory) chosen(axes []axis, paths []string) (some []axis, err error) {
	for _, path := range paths {
		full, err := t.find(path)
		if err != nil {
			return nil, err
		}
		k := t.axisOf(full)
		if k < 0 {
			return nil, faultf(ErrNotFound, "trajectory: %s is not explored; there are: %s", full, listed(pathsOf(axes)))
		}
		some = append(some, axes[k])
	}
	return some, nil
}
