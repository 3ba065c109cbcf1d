package trajectory

import (
	"slices"
	"time"
)

// Provenance says what ran a trajectory. It holds what bears on results, and nothing of the host: no names of
// machines, users or folders. All fields may be empty. No digest of results takes it in.
type Provenance struct {
	Golgi    string    // version of Golgi
	Revision string    // git revision of the program, with "+dirty" if its tree was changed
	Go       string    // version of Go, as in "go1.26"
	Engine   string    // name of the engine, as in "reference"
	Command  []string  // words of the command that bear on what is run, for resuming it; nil if it was no command
	Seed     int64     // simulation.seed by default; a seed that is explored is in the run table
	Start    time.Time // when the exploration began, kept to the microsecond in UTC
	Posts    []Post    // post-processing of runs that had finished, in order: Item.Post counts from 1
	Environment
}

// An Environment says with what a program was built, and on what it ran.
type Environment struct {
	Platform string   // operating system and architecture, as in "linux/amd64"
	CPU      string   // model of the processor
	Compiler string   // of the engine, with its version and flags, as in "gcc 12.2.0 -O3"; "" if it has none
	Modules  []string // other modules in the program, with their versions: "gonum.org/v1/gonum v0.16.0"
	Sources  []Source // the program's own module, and Golgi
}

// A Source is a module of which the program was built that is a checkout of git.
type Source struct {
	Module   string
	Revision string // of the checkout
	Diff     string // how the files differ from the revision, as git says it; too much is cut, and says so
}

// A Post says what has analysed finished runs again, of which the results have its number.
type Post struct {
	Golgi    string    // as in Provenance, also below
	Revision string    //
	Go       string    //
	Program  string    // SHA-256 of the file of the program, in hexadecimal; "" if nobody could read it
	Command  []string  // words of the command: which analysers, and what becomes of results that are there
	Start    time.Time // when it was begun
	Environment
}

// Same reports whether two are of one program, to the byte, and command: the second goes on with the first.
func (p Post) Same(as Post) bool {
	return p.Golgi == as.Golgi && p.Revision == as.Revision && p.Go == as.Go && p.Program == as.Program && slices.Equal(p.Command, as.Command) &&
		slices.Equal(p.Sources, as.Sources)
}
