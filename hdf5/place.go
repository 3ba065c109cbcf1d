package hdf5

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"golgi/hdf5/internal/parts"
	"golgi/hdf5/internal/view"
	"golgi/hdf5/internal/write"
	"golgi/internal/plain"
)

// Here is what every function that is given a path does with it first. Links are followed. What is no regular file
// is refused before it is opened. What is there is looked at before anything runs.

// find returns what is at path, which must be no special file; doing says what is done with it.
func find(doing, path string) (parts.Place, error) {
	place, err := parts.Find(path)
	if err == nil {
		err = place.Regular()
	}
	if err != nil {
		err = fmt.Errorf("hdf5: cannot %s %s: %w", doing, path, plain.Behind("hdf5", err))
	}
	return place, err
}

// prepare returns the folder in which a new file will be made, empty and locked.
func prepare(path string, o options) (parts.Folder, *parts.Lock, error) {
	place, err := checkName(path, o)
	if err != nil {
		return parts.Folder{}, nil, err
	}
	folder := parts.Beside(place.Path, o.Disk)
	if err := checkFolder(path, folder); err != nil {
		return folder, nil, err
	}
	if o.Share.N > 0 {
		if err := clearLeftover(folder); err != nil {
			return folder, nil, fmt.Errorf("hdf5: cannot create %s: %w", path, plain.Behind("hdf5", err))
		}
	}
	lock, err := claim(folder, o)
	if err != nil {
		return folder, nil, err
	}
	has, err := folder.Contents()
	worth := false
	if err == nil && o.Share.N == 0 && !has.Void() && !o.overwrite {
		worth = worthKeeping(folder)
	}
	switch {
	case err != nil:
		err = fmt.Errorf("hdf5: cannot create %s: %w", path, plain.Behind("hdf5", err))
	case has.Orphans() && !o.overwrite && o.Share.N == 0: // SaveTrajectory says whether they fit
		if err = folder.Clean(); err == nil {
			return folder, lock, nil
		}
	case o.Share.N > 0: // of a new exploration, or one that others have begun
		return folder, lock, nil
	case worth:
		err = view.Faultf(fs.ErrExist, "hdf5: %s exists, with the runs of an exploration that was interrupted; "+
			"continue it, or ask to overwrite it", folder.Path())
	case has.Void() && !has.Base:
		if err = folder.Clean(); err == nil {
			return folder, lock, nil
		}
	default:
		return again(folder, lock, o)
	}
	return folder, nil, errors.Join(err, lock.Release())
}

// clearLeftover removes a folder for a share where nobody works in it and nothing in it is worth keeping: it was left by a
// mistake. While somebody has a share, it is theirs.
func clearLeftover(folder parts.Folder) error {
	has, err := folder.Contents()
	if err != nil || has.Void() || has.Base {
		return err
	}
	lock, err := folder.Lock()
	var held *parts.HeldError
	switch {
	case errors.As(err, &held) || errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	if !worthKeeping(folder) {
		err = folder.Remove()
	}
	return errors.Join(err, lock.Release())
}

// again removes a folder that is locked, and takes a new one.
func again(folder parts.Folder, lock *parts.Lock, o options) (parts.Folder, *parts.Lock, error) {
	err := folder.Remove()
	if err == nil {
		var taken *parts.Lock
		taken, err = claim(folder, o)
		return folder, taken, errors.Join(err, lock.Release())
	}
	return folder, nil, errors.Join(fmt.Errorf("hdf5: cannot empty %s: %w", folder.Path(), plain.Behind("hdf5", err)), lock.Release())
}

// checkName checks that a file can be made at path, and returns where that is.
func checkName(path string, o options) (parts.Place, error) {
	if path == "" || strings.HasSuffix(path, string(filepath.Separator)) {
		return parts.Place{}, fmt.Errorf("hdf5: cannot create %q: this names no file", path)
	}
	place, err := find("create", path)
	if err != nil {
		return place, err
	}
	if err := place.Free(); err != nil {
		return place, fmt.Errorf("hdf5: cannot create %s: %w", path, plain.Behind("hdf5", err))
	}
	if place.Info != nil && place.Info.Size() > 0 { // what is no file of results was hardly meant
		if err := view.CheckSignature(path); err != nil {
			return place, fmt.Errorf("%w, and is not overwritten; choose another name, or move it away", err)
		}
	}
	if place.Info != nil && !o.overwrite {
		return place, view.Faultf(fs.ErrExist, "hdf5: %s exists; choose another name, or ask to overwrite it", path)
	}
	if err := place.Writable(true); err != nil {
		return place, fmt.Errorf("hdf5: cannot overwrite %s: %w", path, plain.Behind("hdf5", err))
	}
	return place, nil
}

// checkFolder checks that the folder of a new file, if there is one, has nothing but what Golgi has made.
func checkFolder(path string, folder parts.Folder) error {
	err := folder.Usable()
	var names []string
	if err == nil {
		names, err = folder.Strangers()
	}
	if err == nil && names != nil {
		err = fmt.Errorf("%s is there already, with what Golgi has not made (%s); move that away, or choose "+
			"another name", folder.Path(), parts.SomeOf(names))
	}
	if err != nil {
		return fmt.Errorf("hdf5: cannot create %s: %w", path, plain.Behind("hdf5", err))
	}
	return nil
}

// worthKeeping reports whether a folder has something worth keeping. What was left by a mistake has no run, or only a
// pre-run that has failed, and is in nobody's way. What cannot be read is worth keeping, and so is what is known of programs
// that have died with runs: without it they would die of the same ones for ever.
func worthKeeping(folder parts.Folder) bool {
	v, err := view.Of(folder)
	if err != nil {
		return true
	}
	p, err := v.Progress()
	died, err2 := v.Died()
	return errors.Join(err, err2, v.Close()) != nil || p.Worth || died
}

// claim makes the folder, if need be, and takes it, alone or a share of it. A folder that vanishes before it
// is taken is one that somebody has just finished.
func claim(folder parts.Folder, o options) (lock *parts.Lock, err error) {
	for range 3 {
		if err = folder.Make(); err != nil {
			break
		}
		if o.Share.N > 0 {
			lock, err = folder.Share(o.Share.I, o.Share.N)
		} else {
			lock, err = folder.Lock()
		}
		if !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	if err != nil {
		return nil, fmt.Errorf("hdf5: cannot write %s: %w%s", folder.File(), plain.Behind("hdf5", err), cure(err, o.Share))
	}
	return lock, nil
}

// cure says what to do if somebody else has the lock.
func cure(err error, wanted write.Share) string {
	var held *parts.HeldError
	switch {
	case !errors.As(err, &held):
		return ""
	case held.Shares > 0 && held.Shares != wanted.N:
		return fmt.Sprintf("; take a share of %d, or wait for the end", held.Shares)
	case wanted.N > 0 && held.Shares > 0:
		return "; take another share"
	}
	return "; wait for its end, or choose another name"
}

// resume returns the folder in which the file at path is continued, locked: that of an exploration that was
// interrupted, or a new one, to which the finished file belongs.
func resume(path string, o options) (folder parts.Folder, lock *parts.Lock, fresh bool, err error) {
	place, err := parts.Find(path)
	if err != nil {
		return folder, nil, false, fmt.Errorf("hdf5: cannot continue %s: %w", path, plain.Behind("hdf5", err))
	}
	if at, is := parts.At(place.Path); is {
		path = at.File()
	}
	if folder, err = continuable(path, o); err != nil {
		return folder, nil, false, err
	}
	if lock, err = claim(folder, o); err != nil {
		return folder, nil, false, err
	}
	if fresh, err = attach(folder, o); err != nil {
		return folder, nil, false, errors.Join(fmt.Errorf("hdf5: cannot continue %s: %w", path, plain.Behind("hdf5", err)), lock.Release())
	}
	return folder, lock, fresh, nil
}

// continuable returns the folder in which the file at path is continued, if there is something to continue.
func continuable(path string, o options) (folder parts.Folder, err error) {
	place, err := find("continue", path)
	if err != nil {
		return folder, err
	}
	folder = parts.Beside(place.Path, o.Disk)
	before, err := folder.Contents()
	if err == nil || !folder.Exists() {
		err = folder.Usable()
	}
	if err == nil {
		err = place.Writable(false)
	}
	if err == nil && before.Void() {
		err = place.Free()
	}
	switch {
	case err != nil:
		return folder, fmt.Errorf("hdf5: cannot continue %s: %w", path, plain.Behind("hdf5", err))
	case before.Void() && place.Info == nil:
		return folder, view.Missing(path)
	case before.Void(): // then the finished file is continued, and must be one
		v, err := view.Open(place.Path)
		if err != nil {
			return folder, err
		}
		return folder, v.Close()
	}
	return folder, nil
}

// attach makes the finished file belong to a folder that has nothing yet. It looks again, since somebody may have
// finished the file before this program had the lock. It reports whether it was so.
func attach(folder parts.Folder, o options) (fresh bool, err error) {
	if o.Share.N == 0 {
		if err := folder.Clean(); err != nil {
			return false, err
		}
	}
	has, err := folder.Contents()
	if err != nil || has.Base || !has.Void() {
		return false, err
	}
	return true, folder.Continue()
}
