package layout

import (
	"errors"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// The log of a run is text that few ever read, and so it is in no column of the table, but in a group of its own: overview/logs/run_00000000/log.

// writeLogs stores the logs of runs that have one, in the group of their trajectory.
func writeLogs(group h5.Group, runs []Run) error {
	var faults []error
	for _, r := range runs {
		if r.Log == "" {
			continue
		}
		faults = append(faults, WithinNew(group, groupLogs+"/"+GroupOf(r.Index), func(of h5.Group) error {
			d, err := of.Write(nameLog, h5.Scalar(r.Log), h5.Layout{Width: h5.Longest})
			if err == nil {
				d.Close()
			}
			return err
		}))
	}
	return errors.Join(faults...)
}

// HasLogs reports whether runs of a trajectory have logs.
func HasLogs(group h5.Group) (bool, error) { return group.Has(groupLogs) }

// ReadLog gives a run its log, if there is one.
func ReadLog(group h5.Group, run *trajectory.Run) error {
	return ifThere(group, groupLogs+"/"+GroupOf(run.Index()), func(of h5.Group) error {
		log, err := readText(of, nameLog)
		run.KeepLog(log)
		return err
	})
}
