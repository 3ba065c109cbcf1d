package cli

import (
	"context"
	"errors"
	"flag"
	"io"

	"golgi/analyser"
	"golgi/component"
	"golgi/runner"
	"golgi/trajectory"
)

// An Experiment is a program. Name and Parts are mandatory.
type Experiment struct {
	Name string // of the program and of its trajectory
	Doc  string // the first line says what it is, the rest may explain

	// Flags registers options of the experiment's own, which Parts and Report may depend on.
	Flags func(f *flag.FlagSet)
	// Parts is called once the options are read.
	Parts func() (Parts, error)

	// Explore is explored if the command says nothing. A parameter that the command sets is left out.
	Explore trajectory.Cartesian

	// Report writes a table of what was found; Figure draws it into a file. Both may be nil.
	Report func(w io.Writer, o *Outcome) error
	Figure func(path string, o *Outcome) error

	// Words are further things that the program can do.
	Words []Word
}

// Parts are what the experiment consists of.
type Parts struct {
	Components []component.Component
	Analysers  []analyser.Analyser
	Runner     runner.Runner // nil means runner.Ordered{}
}

// A Word is something that a program can do, as "run" is. Its results go to w.
type Word struct {
	Name  string
	Doc   string // the first line says what it does, the rest may explain
	Flags func(f *flag.FlagSet)
	Run   func(ctx context.Context, w io.Writer) error
}

// An Outcome is a trajectory with what is stored of its runs.
type Outcome struct {
	Trajectory *trajectory.Trajectory
	Store      trajectory.Store
}

// Run returns run i as it is stored. One that has not ended is pending, and without results.
func (o *Outcome) Run(i int) (*trajectory.Run, error) {
	run, err := o.Store.LoadRun(o.Trajectory, i)
	if errors.Is(err, trajectory.ErrNotFound) {
		return o.Trajectory.Run(i)
	}
	return run, err
}
