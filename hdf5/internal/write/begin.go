package write

import (
	"golgi/hdf5/internal/view"
	"golgi/trajectory"
)

// Begin implements [trajectory.Store].
func (w *Writer) Begin(r *trajectory.Run) (trajectory.RunWriter, error) {
	if err := w.writable(); err != nil {
		return nil, err
	}
	id := view.RunID{Trajectory: r.Trajectory().Name(), Index: r.Index()}
	run := &Run{writer: w, run: r, id: id, intake: trajectory.NewIntake(r)}
	if !w.queue.Open(id, run.Drop) {
		return nil, view.Faultf(trajectory.ErrExists, "hdf5: %s of %s is being written already",
			r.Name(), id.Trajectory)
	}
	err := w.admit(r)
	if err == nil {
		run.slot, err = w.lock.Begin(id.Trajectory, id.Index)
	}
	if err != nil {
		w.queue.Forget(id)
		return nil, err
	}
	return run, nil
}

// admit returns why a run may not begin. It is open, so that nobody else can begin it meanwhile.
func (w *Writer) admit(r *trajectory.Run) error {
	name, path := r.Trajectory().Name(), w.folder.File()
	points, err := w.view.Points(name)
	if err != nil {
		return err
	}
	status, underway, err := w.view.Status(name, r.Index())
	if err == nil && underway {
		if err = w.Sync(); err == nil {
			status, _, err = w.view.Status(name, r.Index())
		}
	}
	switch {
	case err != nil:
		return err
	case r.Index() >= points:
		return view.Faultf(trajectory.ErrNotFound, "hdf5: %s in %s has %d runs, and no %s; "+
			"save the trajectory again when it has further points", name, path, points, r.Name())
	case !w.Share.Has(r.Index()):
		return view.Faultf(trajectory.ErrElsewhere, "hdf5: %s of %s is not in share %d/%d",
			r.Name(), name, w.Share.I, w.Share.N)
	case status == trajectory.Finished:
		return view.Faultf(trajectory.ErrExists, "hdf5: %s of %s has finished and is in %s already",
			r.Name(), name, path)
	}
	return nil
}
