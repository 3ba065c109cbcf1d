package write

import (
	"context"
	"errors"
	"slices"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/parts"
	"golgi/hdf5/internal/view"
	"golgi/internal/files"
	"golgi/trajectory"
)

// A Whole is a finished file that is made of others, without loading what their runs gave.
type Whole struct {
	Pypet   layout.Version
	Disk    files.Disk
	Need    uint64 // bytes that it takes at most
	Doubted int    // how many of its runs came from a file without checksums
	Pieces  []*Piece
	Verify  func(path string) error // says of the file, before it is in its place, whether it may come there; may be nil
}

// A Piece is a trajectory of a new file, with a row for each of its runs, and perhaps one for the pre-run.
type Piece struct {
	Trajectory *trajectory.Trajectory
	Rows       []layout.Row
	Takes      []*Take
}

// A Take is some runs of a trajectory in another file, on their way.
type Take struct {
	From    string // what the file is called
	Open    func() (*view.View, error)
	Name    string      // of the trajectory there
	As      map[int]int // which runs it takes, and under which numbers
	Posts   []int       // the numbers in the new file of post-processings 1, 2, … ; nil: the same
	Without func(path string) bool
	Left    int // how many results were left out
	Touched int // of how many runs
}

// Write puts the file into the place of what the folder is for, and then removes the folder, which is locked and has nothing. Before the file is in its
// place nothing has changed there, whatever happens.
func (f *Whole) Write(ctx context.Context, folder parts.Folder, lock *parts.Lock) error {
	defer h5.Keep()()
	return f.place(ctx, folder, lock, func(path string) error { return f.create(ctx, path) })
}

// Copy is Write for a file that is another one, byte by byte.
func (f *Whole) Copy(ctx context.Context, from string, folder parts.Folder, lock *parts.Lock) error {
	return f.place(ctx, folder, lock, func(path string) error { return f.Disk.Copy(ctx, from, path) })
}

func (f *Whole) place(ctx context.Context, folder parts.Folder, lock *parts.Lock, create func(path string) error) error {
	if err := folder.Space(f.Need); err != nil {
		return err
	}
	draft := folder.Whole(parts.Token())
	err := create(draft.Temporary)
	if err == nil && f.Verify != nil {
		err = f.Verify(draft.Temporary)
	}
	if err == nil {
		err = errors.Join(context.Cause(ctx), lock.Valid())
	}
	if err != nil {
		return errors.Join(err, draft.Discard())
	}
	if err := draft.Replace(); err != nil {
		return err
	}
	return folder.Remove()
}

func (f *Whole) create(ctx context.Context, path string) error {
	return writeFile(f.Disk, path, func(file *h5.File) error {
		for _, p := range f.Pieces {
			if err := p.write(ctx, file, f.Pypet); err != nil {
				return err
			}
		}
		return file.Do(func(root h5.Group) error { return layout.WriteDoubted(root, f.Doubted) })
	})
}

// write writes plan and table first, where readers look first, and then the runs.
func (p *Piece) write(ctx context.Context, file *h5.File, pypet layout.Version) error {
	err := file.Do(func(root h5.Group) error {
		if err := layout.WritePlan(root, p.Trajectory, pypet, h5.Layout{}); err != nil {
			return err
		}
		return layout.Within(root, p.Trajectory.Name(), func(group h5.Group) error {
			return layout.WriteRows(group, p.Trajectory, p.Rows)
		})
	})
	for _, take := range p.Takes {
		if err == nil {
			err = take.copy(ctx, file, p.Trajectory.Name())
		}
	}
	return err
}

// copy copies the runs into the trajectory of that name in the new file.
func (t *Take) copy(ctx context.Context, file *h5.File, name string) (err error) {
	if len(t.As) == 0 {
		return nil
	}
	v, err := t.Open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.Close()) }()
	for _, partial := range []bool{false, true} {
		err := v.EachStretch(t.Name, partial, func(from *h5.File, path string, runs []int) error {
			runs = slices.DeleteFunc(slices.Clone(runs), func(i int) bool { _, taken := t.As[i]; return !taken })
			return layout.In(path, t.copyFrom(ctx, from, file, name, runs, partial))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// atOnce is how many runs are copied before somebody may stop it.
const atOnce = 256

func (t *Take) copyFrom(ctx context.Context, from, to *h5.File, name string, runs []int, partial bool) error {
	c := layout.Copying{As: func(run int) int { return t.As[run] }, Without: t.Without, Posts: t.Posts}
	for some := range slices.Chunk(runs, atOnce) {
		if err := context.Cause(ctx); err != nil {
			return err
		}
		err := h5.Both(from, to, func(from, to h5.Group) error {
			return layout.Within(from, t.Name, func(from h5.Group) error {
				return layout.Within(to, name, func(to h5.Group) error { return c.CopyRuns(from, to, some, partial) })
			})
		})
		if err != nil {
			return err
		}
	}
	t.Left += c.Left
	t.Touched += c.Touched
	return nil
}
