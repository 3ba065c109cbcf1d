package files

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// A File is open for writing, and gets its name when it is whole. Until then nobody can read it who may not read the file.
type File struct {
	*os.File
	path string
	kept bool
}

// Create returns an empty file on its way to a path, where there may be a plain file, which it replaces, a link to one, which stays, or nothing.
func Create(path string) (*File, error) {
	if path == "" || strings.HasSuffix(path, string(filepath.Separator)) {
		return nil, fmt.Errorf("%q names no file; give a path such as state.bin", path)
	}
	place, err := Find(path)
	if err == nil {
		err = place.Leads()
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be written: %w", path, err)
	}
	if place.Info != nil && !place.Info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no plain file, and is not replaced", path)
	}
	mode := fs.FileMode(0o666) // less what the umask takes
	if place.Info != nil {
		mode = 0o600 // until it has that of what it replaces
	}
	file, err := temporary(place.Path, mode)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be written: %w", path, cause(filepath.Dir(place.Path), err))
	}
	return &File{File: file, path: place.Path}, nil
}

// cause says why no file can be made in a folder, without the name that it would have had for a while.
func cause(folder string, err error) error {
	var fault *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no folder %s; make it first", folder)
	case errors.As(err, &fault):
		return fault.Err
	}
	return err
}

// temporary makes a new file beside a path.
func temporary(path string, mode fs.FileMode) (file *os.File, err error) {
	for range 1000 {
		name := fmt.Sprintf(".%s.%d", filepath.Base(path), rand.Uint32())
		file, err = os.OpenFile(filepath.Join(filepath.Dir(path), name), os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	return file, err
}

// Keep closes the file and gives it its name, on the medium when it returns, if the machine goes on; that its folder cannot be synced only matters
// where that dies.
func (f *File) Keep() error {
	if err := f.Close(); err != nil {
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

// Write replaces a file by one with such content, when that is whole.
func Write(path string, data []byte) error {
	file, err := Create(path)
	if err != nil {
		return err
	}
	defer file.Drop()
	if _, err := file.Write(data); err != nil {
		return err
	}
	return file.Keep()
}
