package hdf5

import (
	"errors"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/parts"
	"golgi/trajectory"
)

// OnDisk lets tests stop operations, and say how much space there is.
func OnDisk(disk parts.Disk) Option { return func(o *options) { o.disk = disk } }

// MergeAt makes one segment of so many small ones.
func MergeAt(n int) Option { return func(o *options) { o.mergeAt = n } }

// BytesRead returns how much of the files that are open was read from the disk.
func (s *Store) BytesRead() (n int64) {
	for _, f := range s.view.pool.open {
		n += f.file.BytesRead()
	}
	return n
}

// WriteFinished makes a finished file of t faster than runs can be stored: all have finished, and every
// thousandth gave z, its index.
func WriteFinished(path string, t *trajectory.Trajectory) error {
	file, err := h5.Create(path)
	if err != nil {
		return err
	}
	err = file.Do(func(root h5.Group) error {
		if err := errors.Join(writeHeader(root), writePlan(root, t, usualVersion)); err != nil {
			return err
		}
		return within(root, t.Name(), func(group h5.Group) error { return writeFinished(group, t) })
	})
	return errors.Join(err, file.Close())
}

func writeFinished(group h5.Group, t *trajectory.Trajectory) error {
	rows := make([]row, t.Len())
	for i := range rows {
		rows[i] = row{index: i, record: trajectory.Record{Status: trajectory.Finished}}
	}
	if err := writeRows(group, t, rows); err != nil {
		return err
	}
	for i := range rows {
		var results []result
		if i%1000 == 0 {
			z := trajectory.Item{Name: "z", Value: int64(i)}
			results = []result{{path: "z", items: []stream{{item: z}}}}
		}
		if err := writeRuns(group, []*ended{{index: i, results: results}}, h5.Layout{}); err != nil {
			return err
		}
	}
	return nil
}
