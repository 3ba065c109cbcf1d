package parts

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"golgi/internal/files"
)

// A Place is what is at a path that somebody gave. A file is replaced where it is, at the end of all links, and its folder of parts stands beside it.
type Place struct{ files.Place }

// Find returns what is at a path. There need not be anything; but what is there can be looked at.
func Find(path string) (Place, error) {
	p, err := files.Find(path)
	return Place{p}, err
}

// Regular returns an error if there is something at the place that is no regular file. It is never opened: that
// would wait for ever at a FIFO.
func (p Place) Regular() error {
	if p.Info == nil {
		return nil
	}
	switch mode := p.Info.Mode(); {
	case mode.IsRegular():
		return nil
	case mode.IsDir():
		return errors.New("it is a folder; name a file in it")
	default:
		return fmt.Errorf("it is %s, and results are kept in regular files; name one", kindOf(mode))
	}
}

// kindOf returns what else than a regular file or a folder something is.
func kindOf(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "a FIFO"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	default:
		return "no file of a usual kind"
	}
}

// Free returns an error if no file can be made at the place, whether or not there is one: it is a link that leads
// nowhere, or is called like a folder of parts.
func (p Place) Free() error {
	if err := p.Leads(); err != nil {
		return err
	}
	for _, suffix := range []string{folderSuffix, folderSuffix + temporary} {
		if strings.HasSuffix(p.Path, suffix) {
			return fmt.Errorf("what ends in %s is the folder of the parts of a file; choose another name", suffix)
		}
	}
	return nil
}

// Writable returns an error if the file at the place may not be changed: by its mode, unless force is given, or
// because the system says so.
func (p Place) Writable(force bool) error {
	if p.Info == nil {
		return nil
	}
	file, err := os.OpenFile(p.Path, os.O_WRONLY|syscall.O_NONBLOCK, 0)
	if err == nil {
		err = file.Close()
	}
	switch {
	case err != nil:
		return fmt.Errorf("it cannot be written: %w; allow that (chmod u+w), or choose another name", err)
	case !force && p.Info.Mode().Perm()&0o222 == 0:
		return errors.New("it is read-only; allow writing (chmod u+w), or choose another name")
	}
	return nil
}

// usual returns an error if there is something at a path in the folder that is no regular file.
func usual(path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil || info.Mode().IsRegular() {
		return err
	}
	if err = (Place{files.Place{Path: path, Info: info}}).Regular(); info.Mode().IsDir() || err == nil {
		err = errors.New("it is no regular file")
	}
	return fmt.Errorf("%s: %w", path, err)
}
