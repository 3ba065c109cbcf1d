package view

import (
	"errors"
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/sandbox"
)

// A child process that reads a file for this one (see package sandbox) is caught here, before the program's
// main: nowhere else can a library catch it. In all other processes this does nothing.
func init() { sandbox.Main(h5.Serve) }

// openUnsealed opens a file that has no checksums of ours, in a child.
func openUnsealed(path string) (*h5.File, error) {
	process, err := sandbox.Start(path)
	if err != nil {
		return nil, err
	}
	return h5.OpenThrough(path, process)
}

// doubtAbout returns what is in doubt about a file without checksums: nothing, if pypet has written it.
func doubtAbout(root h5.Group) (string, error) {
	foreign, err := layout.HasForeign(root)
	if err != nil || foreign {
		return "", err
	}
	return "it has no valid checksums: another program has changed it since Golgi wrote it, or it is damaged, and " +
		"nobody can tell whether its values are those that Golgi wrote", nil
}

// doubts returns what is in doubt about the finished file.
func (v *View) doubts() ([]string, error) {
	if v.sources[base] == "" {
		return nil, nil
	}
	f, err := v.pool.get(v.sources[base])
	switch {
	case err != nil:
		return nil, err
	case f.doubt != "":
		return []string{f.doubt}, nil
	case f.doubted == 1:
		return []string{"1 of its runs" + doubtCarried}, nil
	case f.doubted > 1:
		return []string{fmt.Sprintf("%d of its runs%s", f.doubted, doubtCarried)}, nil
	}
	return nil, nil
}

const doubtCarried = " came from a file without valid checksums, which this one continues, and nobody can tell whether " +
	"their values are those that Golgi wrote"

// Doubted returns how many of the runs come from a file without valid checksums: those of the finished file if it has
// none, or as many of them as it says, at most. Where some of these were executed again it is not known which.
func (v *View) Doubted() (runs int, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.sources[base] == "" {
		return 0, nil
	}
	f, err := v.pool.get(v.sources[base])
	if err != nil || f.doubt == "" && f.doubted == 0 {
		return 0, err
	}
	doubt, doubted := f.doubt, f.doubted
	names, err := v.names()
	for _, name := range names {
		x, failed := v.index(name)
		if err = errors.Join(err, failed); err != nil {
			return 0, err
		}
		finished, partial := x.in(base)
		runs += len(finished) + len(partial)
	}
	if doubt == "" {
		runs = min(runs, doubted)
	}
	return runs, err
}
