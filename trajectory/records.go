package trajectory

import (
	"errors"

	"golgi/internal/given"
)

// A RecordLoader is a [Loader] that has the records of all runs together.
type RecordLoader interface {
	LoadRecords(t *Trajectory) ([]Record, error)
}

// Records returns the record of each run of t, in order. Of one that has not ended, all that is known is that it is [Pending].
func Records(from Loader, t *Trajectory) ([]Record, error) {
	if err := given.All("trajectory: Records", given.Arg{Name: "store", Value: from}, given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	if together, can := from.(RecordLoader); can {
		return together.LoadRecords(t)
	}
	load := thinly(from)
	records := make([]Record, t.Len())
	for i := range records {
		run, err := load(t, i)
		switch {
		case errors.Is(err, ErrNotFound):
			records[i].Status = Pending
		case err != nil:
			return nil, err
		default:
			records[i] = run.Record()
		}
	}
	return records, nil
}
