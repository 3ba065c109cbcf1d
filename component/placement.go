package component

import "golgi/sim"

// A Placement says when a component is built.
type Placement int

// What a component says that says nothing is Anywhere: it is built once, before all runs, if it reads no explored parameter, uses no
// object that is built per run, adds no result, warns of nothing, and shares nothing but objects of sim that call no function in Go in
// steps of a run (which might keep something); else it is built in each run. No number depends on it.
const (
	Anywhere Placement = iota
	Once               // before all runs; a pre-run has it, if it has what it uses
	PerRun             // in each run
)

// String is the word for it.
func (p Placement) String() string {
	switch p {
	case Anywhere:
		return "Anywhere"
	case Once:
		return "Once"
	case PerRun:
		return "PerRun"
	}
	return "no placement"
}

// Placing is what a component may have besides, to say when its Build is called. Where that cannot be, it is told before the first run.
type Placing interface{ Placement() Placement }

// Fixing is what a component may have besides whose random numbers are fixed: what its PreBuild and Build draw (initial values, Sets,
// connections, delays) depends on simulation.build_seed, and on neither seed nor trial. The random numbers of time steps do in any case.
type Fixing interface{ DrawsFixed() bool }

// A Watch is what was done with a blackboard.
type Watch struct {
	Got, Missed []string // names that were found, or not
	Listed      bool     // all names that there are were asked for
	Objects     []string // names of objects of sim that were added or shared
	CallsGo     []string // of these, which call functions in Go in steps of a run
	Values      []string // names of anything else that was shared
}

// Watch has the blackboard note from now on what is done with it.
func (o *Objects) Watch() *Watch {
	o.watch = &Watch{}
	return o.watch
}

func (w *Watch) looked(name string, found bool) {
	switch {
	case w == nil:
	case found:
		w.Got = append(w.Got, name)
	default:
		w.Missed = append(w.Missed, name)
	}
}

func (w *Watch) list() {
	if w != nil {
		w.Listed = true
	}
}

func (w *Watch) put(name string, value any) {
	if w == nil {
		return
	}
	if object, is := value.(sim.Object); is {
		w.Objects = append(w.Objects, name)
		if sim.CallsGo(object) {
			w.CallsGo = append(w.CallsGo, name)
		}
		return
	}
	w.Values = append(w.Values, name)
}
