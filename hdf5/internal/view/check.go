package view

import (
	"errors"
	"fmt"
	"io/fs"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/trajectory"
)

// CheckFiles checks all files that are read, but not what their runs gave; see [layout.CheckFile].
func (v *View) CheckFiles() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	var faults []error
	checked := map[string]bool{}
	err := v.settled(func() error {
		for _, path := range v.files() {
			if checked[path] {
				continue
			}
			err := v.pool.use(path, func(_ *opened, root h5.Group) error { return layout.CheckFile(root) })
			if errors.Is(err, fs.ErrNotExist) {
				return err
			}
			faults, checked[path] = append(faults, err), true
		}
		return nil
	})
	faults = append(faults, err)
	for _, plan := range v.has.Plans {
		if c, err := v.chainOf(v.folder.In(plan.Name), plan.Trajectory); err != nil || c != nil {
			_, err = v.load(plan.Trajectory, nil)
			faults = append(faults, err)
		}
	}
	doubts, err := v.doubts()
	faults = append(faults, err)
	for _, doubt := range doubts {
		faults = append(faults, fmt.Errorf("hdf5: %s: %s", v.sources[base], doubt))
	}
	return errors.Join(faults...)
}

// files returns the paths of all files that are read.
func (v *View) files() []string {
	var all []string
	for _, plan := range v.has.Plans {
		all = append(all, v.folder.In(plan.Name))
		c, _ := v.chainOf(v.folder.In(plan.Name), plan.Trajectory) // what is wrong there is said when it is loaded
		for _, l := range c[:max(0, len(c)-1)] {
			all = append(all, l.path)
		}
	}
	for _, path := range v.sources {
		if path != "" {
			all = append(all, path)
		}
	}
	return all
}

// CheckRun checks what a run that has ended gave, which may have finished or is partial; see [layout.CheckRun].
func (v *View) CheckRun(run *trajectory.Run, partial bool) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.inRun(run.Trajectory().Name(), run.Index(), func(f *opened, group h5.Group) error {
		return layout.CheckRun(group, run, partial, f.homes)
	})
}
