package view

import (
	"errors"
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/parts"
)

// Here is the rule for whose a file is. A plan belongs where it is if it has the parameters that its name says, and
// continues the plan of a finished file that is continued. A segment belongs to a plan if it was written for the
// same parameters and the same points, as many as there were. Both have the names with which they were written.
// What belongs elsewhere is refused by name, with all else that does: it is for people to say what is right.

// errStranger is that of a file that belongs elsewhere.
var errStranger = errors.New("this belongs elsewhere")

// originKey names some points of a plan.
type originKey struct {
	path       string // of the file that has the plan
	trajectory string
	points     int // 0 is all
}

// Origin returns the origin of segments that are written now.
func (v *View) Origin(name string) (layout.Origin, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.origin(v.planPath(name), name, 0)
}

// planPath returns the path of the file that has the plan of a trajectory, if there is one.
func (v *View) planPath(name string) string {
	if plan := v.has.Plan(name); plan.Number > 0 {
		return v.folder.In(plan.Name)
	}
	return v.sources[base]
}

// origin returns the origin of the runs of a plan, which never changes.
func (v *View) origin(path, name string, points int) (o layout.Origin, err error) {
	key := originKey{path, name, points}
	if o, known := v.origins[key]; known {
		return o, nil
	}
	c, err := v.chainOf(path, name)
	switch {
	case err != nil:
		return o, err
	case c != nil:
		o, err = v.originGrown(c, name, points)
	default:
		err = v.inFile(path, name, func(_ *opened, group h5.Group) error {
			o, err = layout.OriginOf(group, name, points)
			return err
		})
	}
	if err == nil {
		v.noteOrigin(key, o)
	}
	return o, err
}

func (v *View) noteOrigin(key originKey, o layout.Origin) {
	if v.origins == nil {
		v.origins = map[originKey]layout.Origin{}
	}
	v.origins[key] = o
}

// takePlan checks a plan that has come.
func (v *View) takePlan(plan parts.Plan) error {
	path := v.folder.In(plan.Name)
	if v.known[plan.Name] {
		return nil
	}
	err := v.pool.use(path, func(_ *opened, root h5.Group) error {
		return layout.CheckPlan(root, plan.Trajectory, path)
	})
	if err == nil {
		_, err = v.chainOf(path, plan.Trajectory)
	}
	if err == nil {
		err = v.checkContinued(path, plan.Trajectory)
	}
	v.known[plan.Name] = err == nil
	return err
}

// checkContinued refuses a plan that does not continue that of the finished file.
func (v *View) checkContinued(path, name string) error {
	file := v.sources[base]
	if file == "" {
		return nil
	}
	there := false
	err := v.pool.use(file, func(_ *opened, root h5.Group) (err error) {
		there, err = layout.Holds(root, name)
		return err
	})
	if err != nil || !there {
		return err
	}
	was, err := v.origin(file, name, 0)
	if err != nil {
		return err
	}
	is, err := v.origin(path, name, was.Points)
	if err == nil && !was.IsOf(is) {
		err = fmt.Errorf("hdf5: %s does not continue %s: %w, for %s has other parameters or points there; move the "+
			"one away that is wrong", path, file, errStranger, name)
	}
	return err
}

// checkOrigin refuses a segment with runs of another plan.
func (v *View) checkOrigin(segment, name string, o layout.Origin) error {
	plan := v.planPath(name)
	there := false
	if plan != "" {
		err := v.pool.use(plan, func(_ *opened, root h5.Group) (err error) {
			there, err = layout.Holds(root, name)
			return err
		})
		if err != nil {
			return err
		}
	}
	if !there {
		return fmt.Errorf("hdf5: %s: %w: it has runs of %s, of which there is no plan in %s; move it away, or put "+
			"the plan back, or begin the exploration as it was begun: %s", segment, errStranger, name, v.folder.Path(), adopted)
	}
	if o.Digest == "" {
		return nil
	}
	ours, err := v.origin(plan, name, o.Points)
	if err == nil && !o.IsOf(ours) {
		err = fmt.Errorf("hdf5: %s: %w: it has runs of %s for other parameters or points than %s has; move it away, "+
			"or put the right plan back", segment, errStranger, name, plan)
	}
	return err
}
