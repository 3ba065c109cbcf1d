package trajectory

import "time"

// Provenance says what ran a trajectory. It holds what bears on results, and nothing of the host: no names of
// machines, users or folders. All fields may be empty.
type Provenance struct {
	Golgi    string    // version of Golgi
	Revision string    // git revision of the program, with "+dirty" if its tree was changed
	Go       string    // version of Go, as in "go1.26"
	Engine   string    // name of the engine, as in "reference"
	Command  []string  // words of the command that bear on what is run, for resuming it; nil if it was no command
	Seed     int64     // simulation.seed by default; a seed that is explored is in the run table
	Start    time.Time // when the exploration began, kept to the microsecond in UTC
}
