package layout

import (
	"errors"
	"fmt"
	"time"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// WritePlan stores all of t but its runs, in a file that has no trajectory of that name, its results as l says. pypet will take the
// file for one that was written by v.
func WritePlan(root h5.Group, t *trajectory.Trajectory, v Version, l h5.Layout) error {
	group, err := root.Create(t.Name())
	if err != nil {
		return err
	}
	defer group.Close()
	if err := writeHead(group.Object, t); err != nil {
		return err
	}
	err = WithinNew(group, groupOverview, func(overview h5.Group) error {
		return errors.Join(writeInfo(overview, t, v), writeCommand(overview, t), writeExplorations(overview, t),
			writeGenerations(overview, t), writePosts(overview, t), writeEnvironment(overview, t.Provenance.Environment))
	})
	if err != nil {
		return err
	}
	return errors.Join(writeConfig(group, t),
		WithinNew(group, groupParameters, func(top h5.Group) error { return writeDefaults(top, t) }), writeOfWhole(group, t, l))
}

// writeHead stores comment and provenance.
func writeHead(o h5.Object, t *trajectory.Trajectory) error {
	p := t.Provenance
	return setAttributes(o, attr{attrComment, t.Comment}, attr{attrGolgi, p.Golgi},
		attr{attrRevision, p.Revision}, attr{attrGo, p.Go}, attr{attrEngine, p.Engine},
		attr{attrSeed, p.Seed}, attr{attrStart, textFromTime(p.Start)})
}

// ReadPlan is the inverse of WritePlan: it returns the trajectory that is in the group of that name, frozen, or
// all that is wrong with it. Many points are left in the file, for what leave returns to read them, unless leave
// is nil.
func ReadPlan(group h5.Group, name string, leave Leaving) (*trajectory.Trajectory, error) {
	foreign, err := isForeign(group)
	switch {
	case err != nil:
		return nil, err
	case foreign:
		return readForeignPlan(group, name)
	}
	return readPlan(group, name, func(t *trajectory.Trajectory, all []Ranged) error {
		if err := explore(group, t, all, leave); err != nil {
			return err
		}
		return readGenerations(group, t)
	})
}

// readPlan reads all of a trajectory but its points, for which explore cares.
func readPlan(group h5.Group, name string, explore func(t *trajectory.Trajectory, all []Ranged) error) (*trajectory.Trajectory, error) {
	t, err := trajectory.New(name)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(readHead(group.Object, t), readCommand(group, t), readPosts(group, t), readEnvironmentOf(group, t), readConfig(group, t)); err != nil {
		return nil, err
	}
	all, err := readParameters(group, t)
	if err == nil {
		err = explore(t, all)
	}
	if err == nil {
		err = readOfWhole(group, t)
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
