package layout

import (
	"errors"
	"fmt"
	"path/filepath"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// An Origin says for which parameters and points the runs of a segment were executed: those of the plan that there
// was, which may have gained points since. The zero value is that of a segment which does not say it, as those of
// the Golgi that wrote version 2 first.
type Origin struct {
	Points int    // of the plan
	Digest string // of its parameters and of so many points
	former string // that of files up to version 3, if it was computed of a plan
}

// IsOf reports whether what has this origin belongs to a plan that has that.
func (o Origin) IsOf(plan Origin) bool {
	return o.Points == plan.Points && (o.Digest == plan.Digest || o.Digest == plan.former && o.Digest != "")
}

// Write stores the origin in the group of a trajectory in a segment.
func (o Origin) Write(group h5.Group) error {
	return setAttributes(group.Object, attr{attrPlanPoints, int64(o.Points)}, attr{attrPlanDigest, o.Digest})
}

// ReadOrigin is the inverse of Write.
func ReadOrigin(group h5.Group) (o Origin, err error) {
	if o.Digest, err = text(group.Object, attrPlanDigest); err != nil || o.Digest == "" {
		return Origin{}, err
	}
	points, err := attribute[int64](group.Object, attrPlanPoints)
	if err == nil && (points < 1 || points > trajectory.MaxRuns) {
		err = fmt.Errorf("hdf5: attribute %q of %q: there are no %d points", attrPlanPoints, group.Path(), points)
	}
	o.Points = int(points)
	return o, err
}

// OriginOf returns the origin of runs of the plan in the group of a trajectory, for its first points; 0 is all. The
// digest is "" if it has fewer. It depends on what a run depends on: the name, parameters with their values, and
// points, but no comments, annotations and versions.
func OriginOf(group h5.Group, name string, points int) (Origin, error) {
	t, err := trajectory.New(name)
	if err != nil {
		return Origin{}, err
	}
	ranged, err := readParameters(group, t)
	if err != nil {
		return Origin{}, err
	}
	all := 1
	if len(ranged) > 0 {
		if all, err = pointsIn(group, ranged); err != nil {
			return Origin{}, err
		}
	}
	if points == 0 {
		points = all
	}
	if points > all || points < 1 {
		return Origin{Points: points}, nil
	}
	axes, err := readAxes(group, ranged, &span{0, points})
	if err != nil {
		return Origin{}, err
	}
	return originOf(t, axes, points)
}

func (d Digest) parameters(t *trajectory.Trajectory) error {
	ps, err := t.Parameters("")
	faults := []error{err}
	for _, p := range ps { // sorted by path
		d.Text(p.Path)
		faults = append(faults, d.Value(p.Value))
	}
	return errors.Join(faults...)
}

// points takes in points, by parameter.
func (d Digest) points(axes []trajectory.Axis) error {
	var faults []error
	for _, axis := range axes {
		d.Text(axis.Path)
		lists, ok := axis.Values.([]any)
		if !ok {
			faults = append(faults, d.Value(axis.Values))
		}
		for _, list := range lists {
			faults = append(faults, d.Value(list))
		}
	}
	return errors.Join(faults...)
}

// WritePart marks a file as a plan or a segment of that name.
func WritePart(root h5.Group, name string) error {
	return setAttributes(root.Object, attr{attrPart, name})
}

// checkPart refuses a plan or segment that is not called as it was.
func checkPart(root h5.Group, path string) error {
	name, err := text(root.Object, attrPart)
	if err == nil && name != "" && name != filepath.Base(path) {
		err = fmt.Errorf("hdf5: %s is another file: it was written as %s, a part of an exploration in progress; "+
			"give it that name in the folder from where it is, or move it away", path, name)
	}
	return err
}

// CheckSegment refuses what cannot be a segment: it has a trajectory with parameters.
func CheckSegment(root h5.Group, path string) error {
	names, err := Trajectories(root)
	for _, name := range names {
		plan, failed := hasPlan(root, name)
		if err = errors.Join(err, failed); err == nil && plan {
			err = fmt.Errorf("hdf5: %s is no segment: it has the parameters of %s, as finished files and plans "+
				"have; move it away", path, name)
		}
	}
	return err
}

// CheckPlan refuses what cannot be a plan of the trajectory of that name.
func CheckPlan(root h5.Group, name, path string) error {
	there, err := Holds(root, name)
	if err == nil && there {
		there, err = hasPlan(root, name)
	}
	if err == nil && !there {
		err = fmt.Errorf("hdf5: %s is no plan of %s: it has no parameters of that; put the right one back, "+
			"or move it away", path, name)
	}
	return err
}

func hasPlan(root h5.Group, name string) (has bool, err error) {
	err = Within(root, name, func(group h5.Group) error {
		has, err = group.Has(groupParameters)
		return err
	})
	return has, err
}
