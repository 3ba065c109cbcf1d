package view

import (
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/trajectory"
)

// LoadLeaving returns a trajectory. Where it has many points they are left in the file, to be read when they
// are needed.
func (v *View) LoadLeaving(name string) (*trajectory.Trajectory, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return nil, err
	}
	return v.load(name, func(all []layout.Ranged, n int) trajectory.Points { return &filed{v, name, all, n} })
}

// filed are the points of a trajectory that are left in a file. It is a [trajectory.Points].
type filed struct {
	view *View
	name string
	all  []layout.Ranged
	n    int
}

func (f *filed) Len() int { return f.n }

func (f *filed) Read(first, n int) (axes []trajectory.Axis, err error) {
	return f.view.ReadPoints(f.name, f.all, first, n)
}

// ReadPoints returns the values of explored parameters in n runs from first on.
func (v *View) ReadPoints(name string, all []layout.Ranged, first, n int) (axes []trajectory.Axis, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return nil, fmt.Errorf("%w, and has the points; call Fetch of the trajectory before Close", err)
	}
	err = v.inTrajectory(name, func(group h5.Group) error {
		axes, err = layout.ReadPoints(group, all, first, n)
		return err
	})
	return axes, v.goneFrom(err)
}
