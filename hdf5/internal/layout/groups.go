package layout

import (
	"errors"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// Within opens the group at path below parent for as long as job runs.
func Within(parent h5.Group, path string, job func(h5.Group) error) error {
	group, err := parent.Open(path)
	if err != nil {
		return err
	}
	defer group.Close()
	return job(group)
}

// WithinNew is Within for a group that need not exist; "" is parent itself.
func WithinNew(parent h5.Group, path string, job func(h5.Group) error) error {
	if path == "" {
		return job(parent)
	}
	group, err := parent.Require(path)
	if err != nil {
		return err
	}
	defer group.Close()
	return job(group)
}

// ifThere is Within for a group that may be missing; then there is nothing to do.
func ifThere(parent h5.Group, path string, job func(h5.Group) error) error {
	there, err := parent.Has(path)
	if err != nil || !there {
		return err
	}
	return Within(parent, path, job)
}

// inDataset opens the dataset at path below group for as long as job runs.
func inDataset(group h5.Group, path string, job func(h5.Dataset) error) error {
	d, err := group.Dataset(path)
	if err != nil {
		return err
	}
	defer d.Close()
	return job(d)
}

// Trajectories returns the names of the trajectories that have something in a file: of all groups in ours, and of
// those that pypet wrote in others.
func Trajectories(root h5.Group) ([]string, error) {
	if foreign, err := isForeignFile(root); err != nil || foreign {
		names, notTheirs := foreignNames(root)
		if len(names) > 0 {
			notTheirs = nil // what is wrong with other groups is no matter
		}
		return names, errors.Join(err, notTheirs)
	}
	members, err := root.Members()
	var names []string
	for _, m := range members {
		if m.Type == h5.GroupType {
			names = append(names, m.Name)
		}
	}
	return names, err
}

// isForeignFile reports whether a file does not say that it is ours, and so must be pypet's.
func isForeignFile(root h5.Group) (bool, error) {
	ours, err := root.HasAttribute(attrFormat)
	return err == nil && !ours, err
}

// Holds reports whether there is a trajectory of that name, which may be one that none can have.
func Holds(root h5.Group, name string) (bool, error) {
	_, unlawful := trajectory.New(name)
	foreign, err := isForeignFile(root)
	switch {
	case err != nil:
		return false, err
	case !foreign && unlawful == nil:
		return root.Has(name)
	case !foreign || name == "" || name == "." || name == ".." || strings.ContainsAny(name, "/\x00"):
		return false, nil
	}
	there, err := root.Has(name)
	if err != nil || !there {
		return false, err
	}
	err = Within(root, name, func(group h5.Group) (err error) {
		there, err = isForeign(group)
		return err
	})
	return there, err
}
