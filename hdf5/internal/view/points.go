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
	return v.load(name, v.leaving(name))
}

// leaving leaves the points of a trajectory in its file.
func (v *View) leaving(name string) layout.Leaving {
	return func(all []layout.Ranged, n int) trajectory.Points { return leftIn(v, name, all, n) }
}

func leftIn(v *View, name string, all []layout.Ranged, n int) *filed {
	return &filed{n, func(first, n int) ([]trajectory.Axis, error) { return v.ReadPoints(name, all, first, n) }}
}

// filed are the points of a trajectory that are left in a file. It is a [trajectory.Points].
type filed struct {
	n    int
	read func(first, n int) ([]trajectory.Axis, error)
}

func (f *filed) Len() int { return f.n }

func (f *filed) Read(first, n int) ([]trajectory.Axis, error) { return f.read(first, n) }

// ReadPoints returns the values of explored parameters in n runs from first on.
func (v *View) ReadPoints(name string, all []layout.Ranged, first, n int) (axes []trajectory.Axis, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return nil, fmt.Errorf("%w, and has the points; call Fetch of the trajectory before Close", err)
	}
	c, err := v.chainOf(v.planPath(name), name)
	switch {
	case err != nil:
		return nil, err
	case c != nil:
		axes, err = v.readChain(c, name, all, first, n)
	default:
		err = v.inTrajectory(name, func(group h5.Group) error {
			axes, err = layout.ReadPoints(group, all, first, n)
			return err
		})
	}
	return axes, v.goneFrom(err)
}
