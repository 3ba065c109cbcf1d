package sim

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/engine/cc"
	"golgi/sim/internal/engine/reference"
)

// Reference is the name of the engine that defines what a model means: written in Go, needs nothing.
const Reference = "reference"

// CC is the name of the engine that compiles kernels with the system's C compiler. It gives the bits of the reference
// engine, faster.
const CC = "cc"

// engines is the table of engines; the first is the default. An engine that compiles is opened once for the process, so that
// all networks share its kernels.
var engines = []struct {
	name string
	open func() (engine.Engine, error)
}{
	{Reference, func() (engine.Engine, error) { return reference.New(), nil }},
	{CC, sync.OnceValues(cc.New)},
}

// Engines lists the names of the engines, the default first.
func Engines() []string {
	names := make([]string, len(engines))
	for n, e := range engines {
		names[n] = e.name
	}
	return names
}

// FastestEngine returns the name of the fastest engine that works on this machine. Where something keeps a faster one from
// working, or this one from working as it should, why says what, and how to mend it.
func FastestEngine() (name string, why error) {
	shared, err := openEngine(CC)
	if err != nil {
		return Reference, fmt.Errorf("a faster engine does not work here, so that %q simulates: %w", Reference, err)
	}
	if noted, ok := shared.Engine.(interface{ Note() error }); ok {
		why = noted.Note()
	}
	return CC, errors.Join(why, shared.release())
}

// Compiler says what compiles for an engine, with its version and flags, as in "gcc 12.2.0 -O3"; it is "" where nothing does.
func Compiler(engine string) (string, error) {
	shared, err := openEngine(engine)
	if err != nil {
		return "", err
	}
	says := ""
	if compiles, is := shared.Engine.(interface{ Compiler() string }); is {
		says = compiles.Compiler()
	}
	return says, shared.release()
}

// sharedEngine is an engine that a network shares with its clones; the last to close closes it.
type sharedEngine struct {
	engine.Engine
	users atomic.Int32
}

func openEngine(name string) (*sharedEngine, error) {
	for n, e := range engines {
		if e.name == name || name == "" && n == 0 {
			opened, err := e.open()
			if err != nil {
				return nil, fmt.Errorf("sim: engine %q: %w", e.name, err)
			}
			shared := &sharedEngine{Engine: opened}
			shared.users.Store(1)
			return shared, nil
		}
	}
	return nil, fmt.Errorf("sim: unknown engine %q; %s", name, thereAre(name, Engines()))
}

func (e *sharedEngine) share() *sharedEngine {
	e.users.Add(1)
	return e
}

func (e *sharedEngine) release() error {
	if e.users.Add(-1) > 0 {
		return nil
	}
	return e.Close()
}

// CompilerCommand returns the command by which kernels are compiled, with its flags, or an error that says what to install.
func CompilerCommand() (string, error) { return cc.Compiler() }

// KernelCache returns the folder in which compiled kernels are kept, "" where the user has no folder for such.
func KernelCache() string { return cc.CacheFolder() }
