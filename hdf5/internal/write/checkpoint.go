package write

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"golgi/hdf5/internal/parts"
	"golgi/hdf5/internal/view"
	"golgi/trajectory"
)

// Checkpoint keeps what write writes for a run that is under way: all of it or, whatever happens, what was kept before.
func (w *Writer) Checkpoint(name string, i int, write func(io.Writer) error) error {
	if err := w.writable(); err != nil {
		return err
	}
	draft := w.folder.Draft(parts.CheckpointName(name, i), w.token)
	err := writeTo(draft.Temporary, write)
	if err == nil {
		return draft.Replace()
	}
	return errors.Join(fmt.Errorf("hdf5: checkpoint of %s of %s: %w", trajectory.RunName(i), name, err), draft.Discard())
}

func writeTo(path string, write func(io.Writer) error) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	to := bufio.NewWriterSize(file, 1<<18)
	err = write(to)
	if err == nil {
		err = to.Flush()
	}
	return errors.Join(err, file.Close())
}

// LastCheckpoint opens what was kept last for a run, and says when that was.
func (w *Writer) LastCheckpoint(name string, i int) (from io.ReadCloser, made time.Time, err error) {
	file, err := os.Open(w.folder.In(parts.CheckpointName(name, i)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, made, view.Faultf(trajectory.ErrNotFound, "hdf5: %s of %s has no checkpoint", trajectory.RunName(i), name)
	}
	if err != nil {
		return nil, made, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, made, errors.Join(err, file.Close())
	}
	return file, info.ModTime(), nil
}

// dropCheckpoint forgets what was kept for a run that has ended, unless it was stopped, and goes on from there. One that stays does no harm, since a run
// that has finished is not executed again.
func (w *Writer) dropCheckpoint(o *outcome) {
	if o.record.Status != trajectory.Stopped {
		_ = w.folder.DropCheckpoint(o.id.Trajectory, o.id.Index)
	}
}
