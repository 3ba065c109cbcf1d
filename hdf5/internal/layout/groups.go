package layout

import (
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

// Trajectories returns the names of the trajectories that have something in a file.
func Trajectories(root h5.Group) ([]string, error) {
	members, err := root.Members()
	var names []string
	for _, m := range members {
		if m.Type == h5.GroupType {
			names = append(names, m.Name)
		}
	}
	return names, err
}

// Holds reports whether there is a trajectory of that name, which may be one that none can have.
func Holds(root h5.Group, name string) (bool, error) {
	if _, err := trajectory.New(name); err != nil {
		return false, nil
	}
	return root.Has(name)
}
