package hdf5

import (
	"errors"
	"fmt"
	"time"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// writePlan stores all of t but its runs, in a file that has no trajectory of that name. pypet will take the
// file for one that was written by v.
func writePlan(root h5.Group, t *trajectory.Trajectory, v version) error {
	group, err := root.Create(t.Name())
	if err != nil {
		return err
	}
	defer group.Close()
	if err := writeHead(group.Object, t); err != nil {
		return err
	}
	err = withinNew(group, groupOverview, func(overview h5.Group) error {
		return errors.Join(writeInfo(overview, t, v), writeCommand(overview, t), writeExplorations(overview, t))
	})
	if err != nil {
		return err
	}
	return withinNew(group, groupParameters, func(top h5.Group) error { return writeDefaults(top, t) })
}

// writeHead stores comment and provenance.
func writeHead(o h5.Object, t *trajectory.Trajectory) error {
	p := t.Provenance
	return setAttributes(o, attr{attrComment, t.Comment}, attr{attrGolgi, p.Golgi},
		attr{attrRevision, p.Revision}, attr{attrGo, p.Go}, attr{attrEngine, p.Engine},
		attr{attrSeed, p.Seed}, attr{attrStart, textFromTime(p.Start)})
}

func writeCommand(overview h5.Group, t *trajectory.Trajectory) error {
	if t.Provenance.Command == nil {
		return nil
	}
	d, err := overview.Write("command", h5.Vector(t.Provenance.Command), h5.Layout{})
	if err != nil {
		return err
	}
	d.Close()
	return nil
}

// readPlan is the inverse of writePlan: it returns the trajectory that is in the group of that name, frozen, or
// all that is wrong with it.
func readPlan(group h5.Group, name string) (*trajectory.Trajectory, error) {
	t, err := trajectory.New(name)
	if err != nil {
		return nil, err
	}
	foreign, err := isForeign(group)
	switch {
	case err != nil:
	case foreign:
		t.Comment, err = text(group.Object, pypetComment)
	default:
		err = errors.Join(readHead(group.Object, t), readCommand(group, t))
	}
	if err != nil {
		return nil, err
	}
	axes, err := readParameters(group, t, foreign)
	if err != nil {
		return nil, err
	}
	if len(axes) > 0 {
		err = t.Explore(trajectory.Zip(axes))
	} else {
		_, err = t.Run(trajectory.PreRun) // which freezes it
	}
	return t, err
}

func readHead(o h5.Object, t *trajectory.Trajectory) error {
	p := &t.Provenance
	var faults []error
	for _, attr := range []struct {
		name string
		to   *string
	}{
		{attrComment, &t.Comment}, {attrGolgi, &p.Golgi}, {attrRevision, &p.Revision}, {attrGo, &p.Go},
		{attrEngine, &p.Engine},
	} {
		var err error
		*attr.to, err = text(o, attr.name)
		faults = append(faults, err)
	}
	seed, err := attribute[int64](o, attrSeed)
	p.Seed = seed
	faults = append(faults, err)
	p.Start, err = readStart(o)
	return errors.Join(append(faults, err)...)
}

func readStart(o h5.Object) (time.Time, error) {
	text, err := text(o, attrStart)
	if err != nil {
		return time.Time{}, err
	}
	start, err := timeFromText(text)
	if err != nil {
		return time.Time{}, fmt.Errorf("hdf5: attribute %q of %q: %w", attrStart, o.Path(), err)
	}
	return start, nil
}

func readCommand(group h5.Group, t *trajectory.Trajectory) error {
	there, err := group.Has(listCommand)
	if err != nil || !there {
		return err
	}
	t.Provenance.Command, err = readList[string](group, listCommand)
	return err
}

// timeLayout is RFC 3339 in UTC to the microsecond.
const timeLayout = "2006-01-02T15:04:05.000000Z"

func textFromTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(timeLayout)
}

func timeFromText(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	return time.Parse(timeLayout, text)
}
