package hdf5

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A store is written under another name, so that the name it was asked for never shows a file that is not
// finished, and an older file of that name stays whole until the new one is.

// partOf returns the name of the file while it is written.
func partOf(path string) string { return path + ".part" }

// exists reports whether there is something at path, or may be.
func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// prepare makes the folder of path, and checks that a file can be created there under its name while it is
// written. With overwrite, what stands in the way goes: path itself later, when the new file is finished.
func prepare(path string, overwrite bool) error {
	if path == "" || strings.HasSuffix(path, string(filepath.Separator)) {
		return fmt.Errorf("hdf5: cannot create %q: this names no file", path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return fmt.Errorf("hdf5: cannot create %s: %w", path, err)
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("hdf5: cannot create %s: it is a folder; name a file in it", path)
	case err == nil && !overwrite:
		return faultf(fs.ErrExist, "hdf5: %s exists; choose another name, or ask to overwrite it", path)
	}
	return prepareFile(partOf(path), overwrite)
}

// prepareFile checks that a file can be created at part, by doing so.
func prepareFile(part string, overwrite bool) error {
	if _, err := os.Lstat(part); err == nil {
		if err := makeWay(part, overwrite); err != nil {
			return err
		}
	}
	file, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return fmt.Errorf("hdf5: cannot create %s: %w", part, err)
	}
	return errors.Join(file.Close(), os.Remove(part))
}

// makeWay removes what an interrupted program has left, if that is wanted.
func makeWay(part string, overwrite bool) error {
	if isLocked(part) {
		return fmt.Errorf("hdf5: %s is being written by another program; choose another name", part)
	}
	if !overwrite {
		return fmt.Errorf("hdf5: %s exists, with the finished runs of a program that was interrupted; "+
			"rename it, or ask to overwrite it", part)
	}
	if err := os.Remove(part); err != nil {
		return fmt.Errorf("hdf5: cannot overwrite %s: %w", part, err)
	}
	return nil
}

// copyFile copies a finished file to the name under which it will be continued.
func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("hdf5: cannot continue %s: %w", from, err)
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return fmt.Errorf("hdf5: cannot continue %s: %w", from, err)
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Close()); err != nil {
		return errors.Join(fmt.Errorf("hdf5: cannot continue %s: %w", from, err), os.Remove(to))
	}
	return nil
}

// finish gives a written file its name: after its bytes are on the disk, and in one step.
func finish(path string) error {
	err := syncFile(partOf(path))
	if err == nil {
		err = os.Rename(partOf(path), path)
	}
	if err == nil {
		err = syncFile(filepath.Dir(path))
	}
	if err != nil {
		return fmt.Errorf("hdf5: cannot finish %s: %w", path, err)
	}
	return nil
}

// syncFile makes the system write a file or folder to the disk.
func syncFile(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// missing says that there is no file at path, and what there is instead.
func missing(path string) error {
	if exists(partOf(path)) {
		return fmt.Errorf("hdf5: there is no %s, but %s with the finished runs of a program that was "+
			"interrupted; open that: %w", path, partOf(path), fs.ErrNotExist)
	}
	return fmt.Errorf("hdf5: there is no %s: %w", path, fs.ErrNotExist)
}

// twice says that there are both a file and what an interrupted program has left of it.
func twice(path string) error {
	if isLocked(partOf(path)) {
		return fmt.Errorf("hdf5: %s is being written by another program", partOf(path))
	}
	return fmt.Errorf("hdf5: there are both %s and %s, with the finished runs of a program that was "+
		"interrupted; keep one of them", path, partOf(path))
}
