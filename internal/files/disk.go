package files

import (
	"errors"
	"io/fs"
	"os"
)

// A Disk is where files are changed. Its zero value is the real one.
type Disk struct {
	Hook Hook

	// Free returns how many bytes can be written below a folder; nil asks the system.
	Free func(folder string) (uint64, error)
}

// A Hook is asked before each operation and again after it: "write", "sync", "rename", "link", "remove",
// "chmod", "mkdir" or "copy" of a path. With an error before, the operation does not happen; with one after, it has happened,
// and nobody knows.
type Hook = func(op, path string) error

func (d Disk) ask(op, path string) error {
	if d.Hook == nil {
		return nil
	}
	return d.Hook(op, path)
}

func (d Disk) do(op, path string, operation func() error) error {
	if err := d.ask(op, path); err != nil {
		return err
	}
	if err := operation(); err != nil {
		return err
	}
	return d.ask(op, path)
}

// Put writes a small file over what it held before.
func (d Disk) Put(path, text string) error {
	return d.do("write", path, func() error { return os.WriteFile(path, []byte(text), 0o666) })
}

// WriteAt is file.WriteAt.
func (d Disk) WriteAt(file *os.File, data []byte, offset int64) error {
	return d.do("write", file.Name(), func() error {
		_, err := file.WriteAt(data, offset)
		return err
	})
}

// Rewrite writes a text over all that an open file held before. At no time is there nothing.
func (d Disk) Rewrite(file *os.File, text string) error {
	return d.do("write", file.Name(), func() error {
		if _, err := file.WriteAt([]byte(text), 0); err != nil {
			return err
		}
		return file.Truncate(int64(len(text)))
	})
}

// Sync makes the system write a file or folder to the medium.
func (d Disk) Sync(path string) error {
	return d.do("sync", path, func() error {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		return errors.Join(file.Sync(), file.Close())
	})
}

// Rename gives a file another name, in the place of what had it before.
func (d Disk) Rename(from, to string) error {
	return d.do("rename", to, func() error { return os.Rename(from, to) })
}

// Link gives a file a second name, or returns fs.ErrExist if there is something of that name.
func (d Disk) Link(from, to string) error {
	return d.do("link", to, func() error { return os.Link(from, to) })
}

// Remove removes a file or an empty folder. It is no error if there is none.
func (d Disk) Remove(path string) error {
	return d.do("remove", path, func() error {
		err := os.Remove(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
}

// Chmod changes the mode of a file or folder.
func (d Disk) Chmod(path string, mode fs.FileMode) error {
	return d.do("chmod", path, func() error { return os.Chmod(path, mode) })
}

// Mkdir makes a folder and those above it. It is no error if it is there.
func (d Disk) Mkdir(path string) error {
	return d.do("mkdir", path, func() error { return os.MkdirAll(path, 0o777) })
}
