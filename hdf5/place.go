package hdf5

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golgi/hdf5/internal/parts"
	"golgi/hdf5/internal/view"
	"golgi/hdf5/internal/write"
)

// prepare returns the folder in which a new file will be made, empty and locked.
func prepare(path string, o options) (parts.Folder, *parts.Lock, error) {
	folder := parts.Beside(path, o.Disk)
	if err := checkName(path, o); err != nil {
		return folder, nil, err
	}
	lock, err := claim(folder, o)
	if err != nil {
		return folder, nil, err
	}
	has, err := folder.Contents()
	switch {
	case err != nil:
		err = fmt.Errorf("hdf5: cannot create %s: %w", path, err)
	case o.Share.N > 0: // of a new exploration, or one that others have begun
		return folder, lock, nil
	case !has.Void() && !o.overwrite:
		err = view.Faultf(fs.ErrExist, "hdf5: %s exists, with the runs of an exploration that was interrupted; "+
			"continue it, or ask to overwrite it", folder.Path())
	case has.Void() && !has.Base:
		if err = folder.Clean(); err == nil {
			return folder, lock, nil
		}
	default:
		if err = folder.Remove(); err == nil {
			again, err := claim(folder, o)
			return folder, again, errors.Join(err, lock.Release())
		}
	}
	return folder, nil, errors.Join(err, lock.Release())
}

// checkName checks that a file can be made at path.
func checkName(path string, o options) error {
	if path == "" || strings.HasSuffix(path, string(filepath.Separator)) {
		return fmt.Errorf("hdf5: cannot create %q: this names no file", path)
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("hdf5: cannot create %s: it is a folder; name a file in it", path)
	case err == nil && !o.overwrite:
		return view.Faultf(fs.ErrExist, "hdf5: %s exists; choose another name, or ask to overwrite it", path)
	}
	return nil
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
		return nil, fmt.Errorf("hdf5: cannot write %s: %w%s", folder.File(), err, cure(err, o.Share))
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
func resume(path string, o options) (parts.Folder, *parts.Lock, error) {
	folder := parts.Beside(path, o.Disk)
	before, err := folder.Contents()
	if err != nil {
		return folder, nil, fmt.Errorf("hdf5: cannot continue %s: %w", path, err)
	}
	if before.Void() && !folder.HasFile() {
		return folder, nil, view.Missing(path)
	}
	lock, err := claim(folder, o)
	if err != nil {
		return folder, nil, err
	}
	if err := attach(folder, o); err != nil {
		return folder, nil, errors.Join(fmt.Errorf("hdf5: cannot continue %s: %w", path, err), lock.Release())
	}
	return folder, lock, nil
}

// attach makes the finished file belong to a folder that has nothing yet. It looks again, since somebody may
// have finished the file before this program had the lock.
func attach(folder parts.Folder, o options) error {
	if o.Share.N == 0 {
		if err := folder.Clean(); err != nil {
			return err
		}
	}
	has, err := folder.Contents()
	if err != nil || has.Base || !has.Void() {
		return err
	}
	return folder.Continue()
}
