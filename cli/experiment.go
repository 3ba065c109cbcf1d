package cli

import (
	"context"
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

	// Explore is explored if the command says nothing: NAME=V1,V2 each, as --explore has it. A parameter that
	// the command sets is left out.
	Explore []string

	// Report writes a table of what was found, and draws it if asked to. It may be nil.
	Report func(r Report) error

	// FigureFormats are the ends of names, such as ".png", that Report can draw figures into; nil: those of gonum/plot.
	FigureFormats []string

	// Words are further things that the program can do.
	Words []Word
}

// Parts are what the experiment consists of.
type Parts struct {
	Components []component.Component
	Analysers  []analyser.Analyser
	Runner     runner.Runner // nil means runner.Ordered{}
}

// A Word is something that a program can do, as "run" is. Run gets the words of the command that are no options;
// it writes results to out, and everything else to errs.
type Word struct {
	Name  string
	Doc   string // the first line says what it does, the rest may explain
	Flags func(f *flag.FlagSet)
	Run   func(ctx context.Context, args []string, out, errs io.Writer) error
}

// A Report is what Experiment.Report is made from.
type Report struct {
	Trajectory *trajectory.Trajectory
	// Load returns run i with its results. One whose status is not that of a finished one comes with what it had given
	// until it ended, which belongs in no table or mean. The error wraps trajectory.ErrNotFound if the run never began.
	Load   func(i int) (*trajectory.Run, error)
	Out    io.Writer // for the table
	Figure string    // the file to draw into; "" for none
}
