package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A File is open for writing, and gets its name when it is whole. Until then nobody else can read it.
type File struct {
	*os.File
	path string
	kept bool
}

// Create returns an empty file on its way to a path, where there may be a plain file, which it replaces, or nothing.
func Create(path string) (*File, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no plain file, and is not replaced", path)
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return nil, err
	}
	return &File{File: file, path: path}, nil
}

// modeOfNew is the mode of a file that replaces none.
const modeOfNew = 0o644

// Keep closes the file and gives it its name, on the medium when it returns, if the machine goes on; that its folder cannot be synced only matters
// where that dies.
func (f *File) Keep() error {
	var err error
	if _, there := os.Stat(f.path); errors.Is(there, fs.ErrNotExist) {
		err = f.Chmod(modeOfNew)
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	draft := Draft{Temporary: f.Name(), Final: f.path}
	if err := draft.rename(); err != nil {
		return err
	}
	f.kept = true
	_ = draft.Disk.Sync(filepath.Dir(f.path))
	return nil
}

// Drop removes the file, unless it has been kept.
func (f *File) Drop() {
	if f != nil && !f.kept {
		_ = f.Close() // which it may be
		_ = os.Remove(f.Name())
	}
}
