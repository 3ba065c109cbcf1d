package view

import (
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
	if err != nil || f.doubt == "" {
		return nil, err
	}
	return []string{f.doubt}, nil
}
