package parts

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
	disk      Disk
}

// Name returns the name of the file in its folder.
func (d Draft) Name() string { return filepath.Base(d.Final) }

// Draft returns the draft of a file in the folder.
func (f Folder) Draft(name, writer string) Draft {
	return Draft{f.In(name + "." + writer + temporary), f.In(name), f.disk}
}

// Whole returns the draft of the finished file.
func (f Folder) Whole(writer string) Draft {
	return Draft{f.In(wholeName + "." + writer + temporary), f.file, f.disk}
}

// Place gives the draft its name, on the medium when it returns. Where there is a file of that name, that
// stays, the draft goes, and the error wraps fs.ErrExist.
func (d Draft) Place() error {
	err := d.disk.Sync(d.Temporary)
	if err == nil {
		err = d.give()
	}
	if err == nil {
		err = d.disk.Sync(filepath.Dir(d.Final))
	}
	if err != nil {
		return errors.Join(err, d.Discard())
	}
	return nil
}

// give links, since a link never replaces anything. Where the file system has no links, what may come between
// a look and a rename is not seen.
func (d Draft) give() error {
	err := d.disk.Link(d.Temporary, d.Final)
	if err == nil {
		return d.Discard()
	}
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrPermission) {
		if _, there := os.Lstat(d.Final); there == nil {
			return fmt.Errorf("%s: %w", d.Final, fs.ErrExist)
		}
		return d.disk.Rename(d.Temporary, d.Final)
	}
	return err
}

// Replace gives the draft its name, on the medium when it returns, in the place of what had it before,
// and with its mode and owner.
func (d Draft) Replace() error {
	err := d.inherit()
	if err == nil {
		err = d.disk.Sync(d.Temporary)
	}
	if err == nil {
		err = d.disk.Rename(d.Temporary, d.Final)
	}
	if err != nil {
		return errors.Join(err, d.Discard())
	}
	return d.disk.Sync(filepath.Dir(d.Final))
}

// DropCheckpoint removes the file that says how far a run has come, if there is one.
func (f Folder) DropCheckpoint(trajectory string, run int) error {
	path := f.In(CheckpointName(trajectory, run))
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return f.disk.Remove(path)
}

// Discard removes the draft.
func (d Draft) Discard() error { return d.disk.Remove(d.Temporary) }
