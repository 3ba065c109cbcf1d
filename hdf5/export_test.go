package hdf5

import (
	"errors"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/internal/files"
	"golgi/trajectory"
)

// OnDisk lets tests stop operations, and say how much space there is.
func OnDisk(disk files.Disk) Option { return func(o *options) { o.Disk = disk } }

// MergeAt makes one segment of so many small ones.
func MergeAt(n int) Option { return func(o *options) { o.MergeAt = n } }

// BytesRead returns how much of the files that are open was read from the disk.
func (s *Store) BytesRead() int64 { return s.view.BytesRead() }

// WriteFinished makes a finished file of t faster than runs can be stored: all have finished, and every
// thousandth gave z, its index.
func WriteFinished(path string, t *trajectory.Trajectory) error {
	file, err := h5.Create(path)
	if err != nil {
		return err
	}
	err = file.Do(func(root h5.Group) error {
		if err := errors.Join(layout.WriteHeader(root), layout.WritePlan(root, t, layout.UsualVersion, h5.Layout{})); err != nil {
			return err
		}
		return layout.Within(root, t.Name(), func(group h5.Group) error { return writeFinished(group, t) })
	})
	return errors.Join(err, file.Close())
}

func writeFinished(group h5.Group, t *trajectory.Trajectory) error {
	rows := make([]layout.Row, t.Len())
	for i := range rows {
		rows[i] = layout.Row{Index: i, Record: trajectory.Record{Status: trajectory.Finished}}
	}
	if err := layout.WriteRows(group, t, rows); err != nil {
		return err
	}
	for i := range rows {
		var results []layout.Result
		if i%1000 == 0 {
			z := trajectory.Item{Name: "z", Value: int64(i)}
			results = []layout.Result{{Path: "z", Items: []layout.Item{{Item: z}}}}
		}
		if err := layout.WriteRuns(group, []layout.Run{{Index: i, Results: results}}, h5.Layout{}); err != nil {
			return err
		}
	}
	return nil
}
