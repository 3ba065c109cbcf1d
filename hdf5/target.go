package hdf5

import (
	"errors"
	"fmt"

	"golgi/hdf5/internal/parts"
)

// A target is the place of a new file, with its folder, which is locked and has nothing.
type target struct {
	path   string
	folder parts.Folder
	lock   *parts.Lock
}

// claimFor takes the place of a new file, which is made at once.
func claimFor(path string, o options) (t target, err error) {
	place, err := checkName(path, o)
	if err != nil {
		return t, err
	}
	t = target{path: place.Path, folder: parts.Beside(place.Path, o.Disk)}
	if err := checkFolder(path, t.folder); err != nil {
		return t, err
	}
	return t, t.claim(o)
}

// claim locks the folder of a place, which has nothing.
func (t *target) claim(o options) (err error) {
	if err := t.empty(); err != nil {
		return err
	}
	if t.lock, err = claim(t.folder, o); err != nil {
		return err
	}
	if err = t.empty(); err == nil { // still
		err = t.folder.Clean()
	}
	if err != nil {
		return errors.Join(err, t.lock.Release())
	}
	return nil
}

// empty refuses a place where an exploration is in progress.
func (t target) empty() error {
	has, err := t.folder.Contents()
	if err != nil || has.Void() {
		return err
	}
	return t.inProgress()
}

func (t target) inProgress() error {
	return fmt.Errorf("hdf5: %s has an exploration in progress, or runs to which its file leads (see KeepSegments): finish it (resume), or make one file "+
		"of it under another name (backup)", t.folder.Path())
}

// abandon removes the folder where nothing has come into being.
func (t target) abandon() error {
	if t.empty() != nil || !t.folder.Exists() {
		return nil
	}
	return t.folder.Remove()
}
