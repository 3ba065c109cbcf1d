package hdf5

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golgi/hdf5/internal/parts"
	"golgi/hdf5/internal/view"
	"golgi/hdf5/internal/write"
	"golgi/internal/given"
	"golgi/internal/plain"
)

// Backup makes a copy of a file under another name, and checks it, as [Check] does, before it is there. A finished file is copied byte by byte, one that
// pypet has written as well. Of a file in progress, if nobody is at work, and of one with links to the segments that it has kept (see
// [KeepSegments]), the copy is one file that has all their runs; those that are missing can be added to it later. A file with which something is wrong is
// refused.
//
// The copy must not exist, unless [Overwrite] is given.
func Backup(ctx context.Context, path, to string, opts ...Option) (err error) {
	if err := given.All("hdf5: Backup", given.Arg{Name: "context", Value: ctx}); err != nil {
		return err
	}
	o, err := collect(opts)
	if err != nil {
		return err
	}
	if err := different(path, to); err != nil {
		return fmt.Errorf("hdf5: cannot back up %s: %w", path, plain.Behind("hdf5", err))
	}
	t, err := claimFor(to, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.lock.Release()) }()
	if err := backUp(ctx, path, t, o); err != nil {
		return errors.Join(fmt.Errorf("hdf5: cannot back up %s: %w", path, plain.Behind("hdf5", err)), t.abandon())
	}
	return nil
}

// different refuses two names of one file.
func different(path, to string) error {
	was, err := os.Stat(path)
	now, failed := os.Stat(to)
	if err == nil && failed == nil && os.SameFile(was, now) {
		return fmt.Errorf("%s is the same file", to)
	}
	return nil
}

func backUp(ctx context.Context, path string, t target, o options) (err error) {
	s := &source{path: path}
	defer func() { err = errors.Join(err, s.release()) }()
	if err := s.begin(); err != nil {
		return err
	}
	linked, err := s.linked()
	if err != nil {
		return err
	}
	if s.was != nil && !linked {
		place, err := parts.Find(path)
		if err != nil {
			return err
		}
		w := &write.Whole{Disk: o.Disk, Need: uint64(s.was.Size()), Verify: Check}
		return w.Copy(ctx, place.Path, t.folder, t.lock)
	}
	if err := s.look(); err != nil {
		return err
	}
	w, _, err := s.whole(o)
	if err != nil {
		return err
	}
	w.Verify = Check
	return w.Write(ctx, t.folder, t.lock)
}

// linked reports whether a finished file leads to others.
func (s *source) linked() (linked bool, err error) {
	v, err := s.open()
	if err != nil {
		return false, err
	}
	foreign, err := v.Foreign()
	if err == nil && !foreign {
		linked, err = v.Linked()
	}
	return linked, errors.Join(err, v.Close())
}

// Move gives a finished file another name, on the same file system. Nothing may be there, and no exploration continue the file. Killed at any moment, it
// has one of the names.
func Move(path, to string, opts ...Option) (err error) {
	o, err := collect(opts)
	if err != nil {
		return err
	}
	t, err := claimFinished("rename", path, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.abandon(), t.lock.Release()) }()
	if err := movable(path, t); err != nil {
		return fmt.Errorf("hdf5: cannot rename %s: %w", path, plain.Behind("hdf5", err))
	}
	target, err := claimFor(to, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.abandon(), target.lock.Release()) }()
	if _, err := os.Lstat(target.path); err == nil {
		return fmt.Errorf("hdf5: cannot rename %s: %s is there already", path, to)
	}
	if err := o.Disk.Rename(t.path, target.path); err != nil {
		return fmt.Errorf("hdf5: cannot rename %s: %w; to copy it elsewhere, make a backup", path, plain.Behind("hdf5", err))
	}
	return errors.Join(o.Disk.Sync(filepath.Dir(target.path)), o.Disk.Sync(filepath.Dir(t.path)))
}

// movable refuses what is no file of trajectories, and what leads elsewhere.
func movable(path string, t target) error {
	if info, err := os.Lstat(path); err == nil && info.Mode()&os.ModeSymlink != 0 {
		return fmt.Errorf("it is a link to %s; name that file", t.path)
	}
	v, err := view.Open(path)
	if err != nil {
		return err
	}
	foreign, err := v.Foreign()
	linked := false
	if err == nil && !foreign {
		linked, err = v.Linked()
	}
	if err == nil && linked {
		err = errors.New("it has links to segments in a folder beside it, which another name does not lead to; make one file of it (backup)")
	}
	return errors.Join(err, v.Close())
}
