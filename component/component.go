package component

import (
	"fmt"
	"strings"

	"golgi/trajectory"
)

// A Component is a part of an experiment. Embed [Base], and write the hooks that it needs.
type Component interface {
	// AddParameters adds the parameters that the other hooks will read, with their defaults.
	AddParameters(traj *trajectory.Trajectory) error
	// PreBuild is called once, before all runs, for what no explored parameter touches.
	PreBuild(b *Build) error
	// Build is called at the start of each run, and before all runs for points that are only tried.
	Build(b *Build) error
	// AddToNetwork is called before each subrun, and for the first one of a point that is only tried.
	AddToNetwork(s *Subrun) error
	// RemoveFromNetwork is called after each subrun, and undoes AddToNetwork.
	RemoveFromNetwork(s *Subrun) error
}

// Base has all hooks of a Component, and they do nothing.
type Base struct{}

// AddParameters does nothing.
func (Base) AddParameters(*trajectory.Trajectory) error { return nil }

// PreBuild does nothing.
func (Base) PreBuild(*Build) error { return nil }

// Build does nothing.
func (Base) Build(*Build) error { return nil }

// AddToNetwork does nothing.
func (Base) AddToNetwork(*Subrun) error { return nil }

// RemoveFromNetwork does nothing.
func (Base) RemoveFromNetwork(*Subrun) error { return nil }

// Wired is what a component may have besides, to declare which objects it finds in Build and which ones it
// has added or shared by the end of it. Both lists are checked before anything is built where that can be
// told, and in every run.
type Wired interface {
	Needs() []string
	Gives() []string
}

// Finisher is what a component may have besides, to do something at the end of each run, however that ends: it has finished
// or failed, was stopped, or a hook has panicked. Only where the process dies it is not called. The Subrun has no span; its
// network is nil where there was none, and its context lasts 5 s, also after a Ctrl-C. What Finish adds to the run
// belongs to it. An error makes a run fail that would have finished.
type Finisher interface{ Finish(s *Subrun) error }

// Scheduled is what a component may have besides, to name the subruns in which it does something. Before the first run
// those must be among the subruns that there are, where the runner can tell.
type Scheduled interface{ Subruns() []string }

// Scheduling is what a component has besides whose hooks add subruns: it names them, so that others may wait for them.
type Scheduling interface{ AddsSubruns() []string }

// NameOf returns what messages call a component, an analyser or a runner: the result of its method
// Name() string if it has one, or else the name of its type, in place of which TypeName() string stands where several things are of one type. Give two
// components of one type names.
func NameOf(c Component) string {
	if named, ok := c.(interface{ Name() string }); ok {
		return named.Name()
	}
	if typed, ok := c.(interface{ TypeName() string }); ok {
		return typed.TypeName()
	}
	name, arguments, _ := strings.Cut(fmt.Sprintf("%T", c), "[")
	name = name[strings.LastIndexAny(name, ".*")+1:]
	if arguments != "" {
		name += "[" + arguments
	}
	return name
}
