package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A Draft is a file on its way: somebody writes it under its temporary name, and then Place or Replace gives
// it its own, or Discard removes it.
type Draft struct {
	Temporary string
	Final     string
	Disk      Disk
}

// Name returns the name of the file in its folder.
func (d Draft) Name() string { return filepath.Base(d.Final) }

// Place gives the draft its name, on the medium when it returns. Where there is a file of that name, that
// stays, the draft goes, and the error wraps fs.ErrExist.
func (d Draft) Place() error {
	err := d.Disk.Sync(d.Temporary)
	if err == nil {
		err = d.give()
	}
	if err == nil {
		err = d.Disk.Sync(filepath.Dir(d.Final))
	}
	if err != nil {
		return errors.Join(err, d.Discard())
	}
	return nil
}

// give links, since a link never replaces anything. Where the file system has no links, what may come between
// a look and a rename is not seen.
func (d Draft) give() error {
	err := d.Disk.Link(d.Temporary, d.Final)
	if err == nil {
		return d.Discard()
	}
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrPermission) {
		if _, there := os.Lstat(d.Final); there == nil {
			return fmt.Errorf("%s: %w", d.Final, fs.ErrExist)
		}
		return d.Disk.Rename(d.Temporary, d.Final)
	}
	return err
}

// Replace gives the draft its name, on the medium when it returns, in the place of what had it before,
// and with its mode and owner.
func (d Draft) Replace() error {
	if err := d.rename(); err != nil {
		return errors.Join(err, d.Discard())
	}
	return d.Disk.Sync(filepath.Dir(d.Final))
}

// rename is Replace up to the point from which on the file is there.
func (d Draft) rename() error {
	err := d.inherit()
	if err == nil {
		err = d.Disk.Sync(d.Temporary)
	}
	if err == nil {
		err = d.Disk.Rename(d.Temporary, d.Final)
	}
	return err
}

// Discard removes the draft.
func (d Draft) Discard() error { return d.Disk.Remove(d.Temporary) }
