package layout

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
)

// A plan that has grown is in several files: the newest has all of a trajectory but its first points, which are in the one that it says.

// A Growth says of which points a plan is.
type Growth struct {
	After string // the plan that has the points before, "" if there are none
	First int    // the number of the first point
}

// Write notes the growth in the group of a trajectory.
func (g Growth) Write(group h5.Group) error {
	return errors.Join(setAttributes(group.Object, attr{attrAfter, g.After}, attr{attrFirst, int64(g.First)}), raise(group, versionOfGrowth))
}

// ReadGrowth is the inverse of Write.
func ReadGrowth(group h5.Group) (g Growth, err error) {
	if g.After, err = text(group.Object, attrAfter); err != nil || g.After == "" {
		return Growth{}, err
	}
	first, err := attribute[int64](group.Object, attrFirst)
	if err == nil && (first < 1 || first >= trajectory.MaxRuns) {
		err = fmt.Errorf("hdf5: attribute %q of %q: there is no point %d", attrFirst, group.Path(), first)
	}
	g.First = int(first)
	return g, err
}

// A Part is the points that one of the files of a plan has: how many, and the first ones of generations.
type Part struct {
	N           int
	Generations []int
}

// ReadPart returns what a plan has itself.
func ReadPart(group h5.Group, name string) (p Part, err error) {
	t, err := trajectory.New(name)
	if err != nil {
		return p, err
	}
	all, err := readParameters(group, t)
	if err == nil {
		p.N, err = pointsIn(group, all)
	}
	if err == nil && p.N == 0 {
		err = fmt.Errorf("hdf5: %s: there are no points", group.Path())
	}
	if err == nil {
		p.Generations, err = generationsIn(group)
	}
	if p.Generations == nil {
		p.Generations = []int{0}
	}
	return p, err
}

// ReadGrown is [ReadPlan] for the newest of the files of a plan, with the points, and generations, of all of them.
func ReadGrown(group h5.Group, name string, generations []int, leave func(all []Ranged) trajectory.Points) (*trajectory.Trajectory, error) {
	return readPlan(group, name, func(t *trajectory.Trajectory, all []Ranged) error {
		if err := t.ExploreStored(pathsOf(all), leave(all)); err != nil {
			return err
		}
		return t.RestoreGenerations(generations)
	})
}

// Leaves reports whether so many points are left in a file.
func Leaves(n int) bool { return n > pointsAtOnce }

// Concat returns the points of some, and those that follow them.
func Concat(some, more []trajectory.Axis) []trajectory.Axis {
	if some == nil {
		return more
	}
	for k := range some {
		some[k].Values = append(boxed(some[k].Values), boxed(more[k].Values)...)
	}
	return some
}

// boxed returns the elements of values.
func boxed(values any) []any {
	if all, are := values.([]any); are {
		return all
	}
	if a, is := values.(units.Array); is {
		all := make([]any, a.Len())
		for i := range all {
			all[i] = a.At(i)
		}
		return all
	}
	v := reflect.ValueOf(values)
	all := make([]any, v.Len())
	for i := range all {
		all[i] = v.Index(i).Interface()
	}
	return all
}

// OriginOfPoints is [OriginOf] for a trajectory that is in memory.
func OriginOfPoints(t *trajectory.Trajectory, points int) (Origin, error) {
	all := t.Len()
	if points == 0 {
		points = all
	}
	if points > all || points < 1 {
		return Origin{Points: points}, nil
	}
	axes, err := t.Axes()
	if err != nil {
		return Origin{}, err
	}
	for k := range axes {
		axes[k].Values = firstOf(axes[k].Values, points)
	}
	return originOf(t, axes, points)
}

func firstOf(values any, n int) any {
	if a, is := values.(units.Array); is {
		return units.ArrayFromSI(a.SI()[:n], a.Dimension())
	}
	return reflect.ValueOf(values).Slice(0, n).Interface()
}

// originOf computes digests.
func originOf(t *trajectory.Trajectory, axes []trajectory.Axis, points int) (Origin, error) {
	o := Origin{Points: points}
	for _, sum := range []struct {
		of Digest
		to *string
	}{{Digest{Hash: sha256.New()}, &o.Digest}, {Digest{sha256.New(), true}, &o.former}} {
		sum.of.Text(t.Name())
		if err := errors.Join(sum.of.parameters(t), sum.of.points(slices.Clone(axes))); err != nil {
			return Origin{}, err
		}
		*sum.to = hex.EncodeToString(sum.of.Sum(nil))
	}
	return o, nil
}
