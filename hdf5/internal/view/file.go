package view

import (
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/trajectory"
)

// opened is an open file, with the records that were read from it.
type opened struct {
	path    string
	file    *h5.File
	doubt   string                               // about a file of ours that has no checksums, else ""
	doubted int                                  // how many of its runs came from such a file, as it says
	records map[string]map[int]trajectory.Record // by trajectory and run
	logs    map[string]bool                      // which trajectories have logs of runs
	homes   layout.Homes
}

// load gives run the record that the file has of it, and what it gave.
func (f *opened) load(group h5.Group, run *trajectory.Run, values layout.Values) error {
	name := run.Trajectory().Name()
	record, there, err := f.record(group, name, run.Index())
	if err == nil && !there {
		err = fmt.Errorf("hdf5: %s has no row for %s of %s", f.path, run.Name(), name)
	}
	if err == nil {
		err = run.Restore(record)
	}
	if err != nil {
		return err
	}
	if err := f.loadLog(group, run); err != nil {
		return err
	}
	return layout.ReadRun(group, run.Index(), isPartial(record.Status), f.homes, values, run)
}

// loadLog gives run its log. Whether a file has any is asked once.
func (f *opened) loadLog(group h5.Group, run *trajectory.Run) (err error) {
	name := run.Trajectory().Name()
	has, known := f.logs[name]
	if !known {
		if has, err = layout.HasLogs(group); err != nil {
			return err
		}
		f.logs[name] = has
	}
	if !has {
		return nil
	}
	return layout.ReadLog(group, run)
}

// isPartial reports whether what a run gave that has ended so is not all of it.
func isPartial(status trajectory.Status) bool { return status != trajectory.Finished }

// recordIn is record for a file that need not have the trajectory.
func (f *opened) recordIn(name string, i int) (record trajectory.Record, err error) {
	err = f.file.Do(func(root h5.Group) error {
		there, err := layout.Holds(root, name)
		if err != nil || !there {
			return err
		}
		return layout.Within(root, name, func(group h5.Group) error {
			record, _, err = f.record(group, name, i)
			return err
		})
	})
	return record, layout.In(f.path, err)
}

// record returns what the file says of run i in the group of its trajectory, and whether it says anything.
func (f *opened) record(group h5.Group, name string, i int) (trajectory.Record, bool, error) {
	known := f.records[name]
	if record, there := known[i]; there {
		return record, true, nil
	}
	rows, err := layout.ReadRecordsNear(group, i)
	if err != nil {
		return trajectory.Record{}, false, err
	}
	if known == nil {
		known = map[int]trajectory.Record{}
		f.records[name] = known
	}
	for _, r := range rows {
		known[r.Index] = r.Record
	}
	record, there := known[i]
	return record, there, nil
}
