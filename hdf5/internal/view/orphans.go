package view

import (
	"errors"
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/parts"
	"golgi/trajectory"
)

// Segments whose plan is lost are orphans. They say by their digests which plan it was, so that whoever begins the same
// exploration again can take them.

// OfOrphans is [Of] for a new file. Segments without a plan are left alone until there is one.
func OfOrphans(folder parts.Folder) (*View, error) {
	return named(folder, true)
}

// Orphans reports whether there are segments, and neither a plan nor a finished file that has one.
func (v *View) Orphans() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.has.Orphans()
}

// Adoptable returns an error unless all orphans have runs of the trajectory of that name, for the plan in the file at path.
func (v *View) Adoptable(path, name string) (err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	plan, err := h5.OpenSealed(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, plan.Close()) }()
	var faults []error
	for _, segment := range v.has.Segments {
		faults = append(faults, v.adoptable(plan, v.folder.In(segment), name))
	}
	return errors.Join(faults...)
}

func (v *View) adoptable(plan *h5.File, segment, name string) error {
	var names []string
	var of layout.Origin
	err := v.pool.use(segment, func(_ *opened, root h5.Group) (err error) {
		if names, err = layout.Trajectories(root); err != nil || len(names) != 1 || names[0] != name {
			return err
		}
		return layout.Within(root, name, func(group h5.Group) error {
			of, err = layout.ReadOrigin(group)
			return err
		})
	})
	if err != nil {
		return err
	}
	var is layout.Origin
	err = plan.Do(func(root h5.Group) error {
		return layout.Within(root, name, func(group h5.Group) error {
			is, err = layout.OriginOf(group, name, of.Points)
			return err
		})
	})
	if err == nil && (of.Digest == "" || !of.IsOf(is)) {
		err = Faultf(trajectory.ErrExists, "hdf5: %s has runs of a plan that is lost, and not of this one: it had another "+
			"trajectory, parameters or points; begin the exploration as it was begun, move %s away, or ask to overwrite it",
			segment, v.folder.Path())
	}
	return err
}

// cure says what to do about a file that is damaged, and what is lost then.
func (v *View) cure(path string) string {
	_, plan := v.folder.PlanAt(path)
	switch {
	case path == v.pool.finished:
		return "put a copy of it in its place; what of it can be read is as it was written"
	case plan && v.has.Base:
		return "move it away, and the plan in " + v.folder.File() + " counts"
	case plan:
		return fmt.Sprintf("move it away, and begin the exploration as it was begun: %s", adopted)
	}
	return "move it away, and continue the exploration: the runs that were in it are executed again"
}

// adopted says what becomes of segments without a plan.
const adopted = "then it writes its plan again, and keeps the runs that there are"

// Keeps reports whether the finished file leads to segments in the folder, which were kept.
func (v *View) Keeps() (bool, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.has.Base || v.has.Void() || !v.folder.HasFile() {
		return false, nil
	}
	file, err := ofFile(v.folder.File())
	if err != nil {
		return false, err
	}
	kept, err := file.leadsInto(v.folder, v.has)
	return kept, errors.Join(err, file.pool.close())
}
