package parts

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// A Place is what is at a path that somebody gave. Links are followed, so that a file is replaced where it is, and
// its folder of parts stands beside it.
type Place struct {
	Path string      // of the file, at the end of all links
	Info fs.FileInfo // nil if there is nothing
	Link bool        // the path given is a link
}

// maxLinks is how many links may follow each other; Linux has the same.
const maxLinks = 40

// Find returns what is at a path. There need not be anything; but what is there can be looked at.
func Find(path string) (p Place, err error) {
	p.Path, err = withoutDots(path)
	for range maxLinks {
		if err != nil {
			return p, err
		}
		p.Info, err = os.Lstat(p.Path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			p.Info = nil
			return p, nil
		case err != nil || p.Info.Mode()&fs.ModeSymlink == 0:
			return p, err
		}
		p.Link = true
		p.Path, err = leadsTo(p.Path)
	}
	return p, fmt.Errorf("it is a link that leads back to itself, or through more than %d others; "+
		"name the file itself", maxLinks)
}

// leadsTo returns where a link leads.
func leadsTo(link string) (string, error) {
	to, err := os.Readlink(link)
	if folder := filepath.Dir(link); err == nil && !filepath.IsAbs(to) && folder != "." {
		to = folder + string(filepath.Separator) + to
	}
	if err != nil {
		return "", err
	}
	return withoutDots(to)
}

// withoutDots returns a path in which no ".." comes after the name of a folder. The system goes into that folder
// and up again, and so it must be there; but who cleans the path leaves it out.
func withoutDots(path string) (string, error) {
	clean := filepath.Clean(path)
	if path == "" || ups(clean) == ups(path) {
		return path, nil
	}
	folder, name := filepath.Split(strings.TrimRight(path, string(filepath.Separator)))
	there, err := filepath.EvalSymlinks(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return path, fmt.Errorf("there is no folder %s; make it first, or name %s", strings.TrimRight(folder, string(filepath.Separator)), clean)
	}
	if err != nil || name == ".." {
		return path, errors.Join(err, errors.New("this names no file"))
	}
	return filepath.Join(there, name), nil
}

// ups returns how many times a path goes up.
func ups(path string) (n int) {
	for _, name := range strings.Split(path, string(filepath.Separator)) {
		if name == ".." {
			n++
		}
	}
	return n
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
	if p.Link && p.Info == nil {
		return fmt.Errorf("it is a link to %s, which is not there; remove the link, or name that file", p.Path)
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
	if err = (Place{Path: path, Info: info}).Regular(); info.Mode().IsDir() || err == nil {
		err = errors.New("it is no regular file")
	}
	return fmt.Errorf("%s: %w", path, err)
}
