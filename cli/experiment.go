package cli

import (
	"context"
	"flag"
	"io"

	"golgi/component"
	"golgi/trajectory"
	"golgi/units"
)

// An Experiment is a program. Name and Parts, or Choose, are mandatory.
type Experiment struct {
	Name string // of the program and of its trajectory
	Doc  string // the first line says what it is, the rest may explain
	// Source is where the model is from, as "Brette et al. (2007), J. Comput. Neurosci. 23:349". Help says it; it may be empty.
	Source string

	// Parts are what the experiment consists of: components, analysers, subruns and, if it is not runner.Ordered, a runner, told
	// apart by the hooks that they have.
	Parts []component.Component
	// DT is the default step size, that of the parameter simulation.dt; zero: 0.1 ms.
	DT units.Quantity
	// Flags registers options of the experiment's own on which its runs depend, by Choose: they are stored, and to resume reads
	// them again. ReportFlags registers those of Report, which show has as well.
	Flags, ReportFlags func(f *flag.FlagSet)
	// Choose returns the parts, once the options are read, where they depend on these.
	Choose func() ([]component.Component, error)

	// Explore is explored if the command explores nothing. Of a Cartesian or a Zip, a parameter that the command sets is left out.
	Explore trajectory.Exploration
	// ExploreBy returns what is to be explored, where it depends on the parameters that the command has set.
	ExploreBy func(r trajectory.Reader) (trajectory.Exploration, error)

	// Search chooses further points by what runs have given, after those of Explore, if there are some: it is asked again when the exploration
	// is resumed. If the command says what to explore, nothing is searched.
	Search trajectory.Search

	// Report writes a table of what was found, and draws it if asked to. Without one, the table has the explored parameters and all
	// single numbers that runs gave, as means over trials with their standard errors, and the figure shows the same.
	Report func(r Report) error

	// Campaigns are explorations whose results are known. The word reproduce runs them, and compares.
	Campaigns []Campaign

	// FigureFormats are the ends of names, such as ".png", that Report can draw figures into; nil: those of package figure.
	FigureFormats []string

	// Words are further things that the program can do.
	Words []Word
}

// A Word is something that a program can do, as "run" is. Run gets the words of the command that are no options;
// it writes results to out, and everything else to errs.
type Word struct {
	Name    string
	Doc     string // the first line says what it does, the rest may explain
	Operand string // what help calls the one word that is no option, and that must be there; empty, or several: Run says how many it takes
	Flags   func(f *flag.FlagSet)
	Run     func(ctx context.Context, args []string, out, errs io.Writer) error
}

// A Report is what Experiment.Report is made from.
type Report struct {
	Trajectory *trajectory.Trajectory
	// Load returns run i with its results, which has finished, or an error that wraps trajectory.ErrNotFound: the run never
	// began, or has not finished. In the latter case the error says how it ended, and is that of its Err; beside it there is the
	// run with what it had given until then, which belongs in no table or mean.
	Load   func(i int) (*trajectory.Run, error)
	Out    io.Writer // for the table
	Figure string    // the file to draw into; "" for none

	thin    func(i int) (*trajectory.Run, error)               // Load without the rows of lists; nil: Load
	numbers func(names ...string) (*trajectory.Numbers, error) // single numbers of all runs; nil: Load
}
