package hdf5

import (
	"errors"
	"fmt"
	"time"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// writeTrajectory stores all of t but its runs in its group, in the place of what was saved there before. The
// records are those of its runs so far. After an error, a trajectory that is new is not there.
func writeTrajectory(root h5.Group, t *trajectory.Trajectory, records *table) error {
	there, err := root.Has(t.Name())
	if err != nil {
		return err
	}
	err = withinNew(root, t.Name(), func(group h5.Group) error { return fillTrajectory(group, t, records) })
	if err != nil && !there {
		err = errors.Join(err, deleteAll(root, t.Name()))
	}
	return err
}

// fillTrajectory begins with what may be refused.
func fillTrajectory(group h5.Group, t *trajectory.Trajectory, records *table) error {
	if err := writeHead(group.Object, t); err != nil {
		return err
	}
	if err := deleteAll(group, groupParameters, groupLists, groupRunTable, groupPreTable); err != nil {
		return err
	}
	ps, err := t.Parameters("")
	if err != nil {
		return err
	}
	err = withinNew(group, groupParameters, func(top h5.Group) error { return writeParameters(top, ps) })
	if err != nil {
		return err
	}
	return writeTables(group, t.Axes(), records)
}

// deleteAll deletes those of the named members that are there.
func deleteAll(group h5.Group, names ...string) error {
	for _, name := range names {
		there, err := group.Has(name)
		if err == nil && there {
			err = group.Delete(name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// writeHead stores comment and provenance. All of it is written, so that nothing older stays.
func writeHead(o h5.Object, t *trajectory.Trajectory) error {
	p := t.Provenance
	for _, attr := range []struct {
		name  string
		value any
	}{
		{attrComment, t.Comment}, {attrGolgi, p.Golgi}, {attrRevision, p.Revision}, {attrGo, p.Go},
		{attrEngine, p.Engine}, {attrSeed, p.Seed}, {attrStart, textFromTime(p.Start)},
	} {
		if err := o.SetAttribute(attr.name, attr.value); err != nil {
			return err
		}
	}
	return nil
}

// readTrajectory is the inverse of writeTrajectory. It returns all that is wrong.
func readTrajectory(group h5.Group, name string) (*trajectory.Trajectory, error) {
	t, err := trajectory.New(name)
	if err != nil {
		return nil, err
	}
	if err := readHead(group.Object, t); err != nil {
		return nil, err
	}
	err = within(group, groupParameters, func(top h5.Group) error {
		return readParameters(top, func(p trajectory.Parameter) error { return t.Add(p) })
	})
	if err != nil {
		return nil, err
	}
	axes, err := readAxes(group)
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
		*attr.to, err = attribute[string](o, attr.name)
		faults = append(faults, err)
	}
	seed, err := attribute[int64](o, attrSeed)
	p.Seed = seed
	faults = append(faults, err)
	p.Start, err = readStart(o)
	return errors.Join(append(faults, err)...)
}

func readStart(o h5.Object) (time.Time, error) {
	text, err := attribute[string](o, attrStart)
	if err != nil {
		return time.Time{}, err
	}
	start, err := timeFromText(text)
	if err != nil {
		return time.Time{}, fmt.Errorf("hdf5: attribute %q of %q: %w", attrStart, o.Path(), err)
	}
	return start, nil
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
