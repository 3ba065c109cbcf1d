package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A Place is what is at a path that somebody gave. Links are followed, so that a file is replaced where it is.
type Place struct {
	Path string      // of the file, at the end of all links
	Info fs.FileInfo // nil if there is nothing
	Link bool        // the path given is a link
}

// Leads returns an error if the place is a link that leads nowhere.
func (p Place) Leads() error {
	if p.Link && p.Info == nil {
		return fmt.Errorf("it is a link to %s, which is not there; remove the link, or name that file", p.Path)
	}
	return nil
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
