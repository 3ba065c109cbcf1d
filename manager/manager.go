package manager

import (
	"cmp"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"golgi/component"
	"golgi/internal/given"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// The parameters that the manager adds and reads.
const (
	Seed      = "simulation.seed"
	Trial     = "simulation.trial"
	BuildSeed = "simulation.build_seed"
	DT        = "simulation.dt"
)

// A NetworkManager carries out the runs of one trajectory. Its methods may be called by several goroutines.
type NetworkManager struct {
	cycle     runner.LifeCycle
	engine    string
	dt        units.Quantity
	log       zerolog.Logger
	progress  func(Progress)
	rerun     bool                       // runs that have failed before
	every     time.Duration              // how often runs note how far they have come; 0: never
	untried   bool                       // points are not tried before the runs
	measured  func(sim.ProfilingSummary) // nil: runs are not measured
	longest   time.Duration              // that a run may take; 0: any time
	memoryCap int64                      // bytes from which on runs wait; 0: they never do
	logsKept  bool                       // of all runs
	sources   bool                       // the provenance has how the sources differ from their revision
	set       []string
	warnings  warnings

	measuring sync.Mutex // guards calls of measured

	mu      sync.Mutex // guards all below
	base    *base      // nil before PreBuild
	origins map[string]string
}

// An Option changes how runs are executed.
type Option func(*NetworkManager)

// WithEngine has networks simulated by the engine of that name, one of sim.Engines().
func WithEngine(name string) Option { return func(m *NetworkManager) { m.engine = name } }

// WithDT changes the default of the parameter simulation.dt.
func WithDT(dt units.Quantity) Option { return func(m *NetworkManager) { m.dt = dt } }

// WithLog has events logged: runs and subruns at level info, objects at level debug, and what hooks log. From level warn
// on, that is noted in the record of the run as well, with a log or without; where several runs warn alike, the log has
// the first, and in the end how often it came.
func WithLog(log zerolog.Logger) Option { return func(m *NetworkManager) { m.log = log } }

// WithProgress has report called when Explore begins, whenever a run has ended, and some five times a second while runs simulate.
// The calls come one at a time; workers wait for them.
func WithProgress(report func(Progress)) Option {
	return func(m *NetworkManager) { m.progress = report }
}

// WithFailedRuns has runs executed again that the store has as failed or lost. Without it they are left as they are:
// what has failed once mostly fails again.
func WithFailedRuns() Option { return func(m *NetworkManager) { m.rerun = true } }

// WithoutTrials has runs begin at once: without it, Explore tries before the first run whether points can be built.
func WithoutTrials() Option { return func(m *NetworkManager) { m.untried = true } }

// WithCheckpoints has runs note how far they have come, at the end of the first subrun after each such time, one minute if this is not given; with 0, never. The time
// is ten times that which the last note took, where that is longer. After the
// program has died, they go on from there, if the store is a [trajectory.Checkpointer]: hooks of the subruns before are not called again, and results are
// the same. A run of which something would be lost (an object that calls a function in Go; what hooks of subruns have put onto the blackboard, or may have
// changed there; recordings that stream), or of which memory holds no second copy, has no checkpoint, and begins anew.
func WithCheckpoints(every time.Duration) Option {
	return func(m *NetworkManager) { m.every = max(0, every) }
}

// WithProfile has runs measure where their time goes, and report called with that of each run when it ends, one at a time.
func WithProfile(report func(sim.ProfilingSummary)) Option {
	return func(m *NetworkManager) { m.measured = report }
}

// WithSet names parameters, by full paths, that somebody has set: if no run reads one, that is warned of.
func WithSet(paths ...string) Option {
	return func(m *NetworkManager) { m.set = append(m.set, paths...) }
}

// New returns a manager of parts: components, analysers and a runner (runner.Ordered if there is none), which are told apart by
// their hooks, and are called in the order given.
func New(parts []component.Component, opts ...Option) *NetworkManager {
	m := &NetworkManager{
		cycle:    runner.LifeCycle{Parts: parts},
		dt:       units.Millisecond.Of(0.1),
		log:      silent(),
		progress: func(Progress) {},
		every:    checkpointEvery,
	}
	for _, opt := range opts {
		if opt != nil {
			opt(m)
		}
	}
	return m
}

// Engine returns the name of the engine that simulates.
func (m *NetworkManager) Engine() string { return cmp.Or(m.engine, sim.Engines()[0]) }

// AddParameters adds the parameters of the manager, the components, the analysers and the runner, and reports
// all faults at once.
func (m *NetworkManager) AddParameters(traj *trajectory.Trajectory) error {
	if err := given.All("manager: AddParameters", given.Arg{Name: "trajectory", Value: traj}); err != nil {
		return err
	}
	err := traj.Add(
		trajectory.Parameter{Path: Seed, Value: 1, Comment: "random numbers"},
		trajectory.Parameter{Path: Trial, Value: 0, Comment: "number of the repetition, with random " +
			"numbers of its own"},
		trajectory.Parameter{Path: BuildSeed, Value: 1, Comment: "random numbers of what is fixed, " +
			"and of a pre-run"},
		trajectory.Parameter{Path: DT, Value: m.dt, Comment: "step size of the simulation"},
	)
	origins, err2 := m.cycle.Origins(traj)
	m.mu.Lock()
	m.origins = origins
	m.mu.Unlock()
	return errors.Join(err, err2)
}

// Origin returns the name of the component, analyser or runner that has added a parameter, by its full path; "" for the manager's own, and for
// what AddParameters has not added.
func (m *NetworkManager) Origin(path string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.origins[path]
}

// Close frees what was built before the runs. The manager can be used again, and then builds it anew.
func (m *NetworkManager) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	b := m.base
	m.base = nil
	return b.close()
}

// value reads a parameter of the manager's own.
func value[T trajectory.Readable](r trajectory.Reader, path string) (T, error) {
	v, err := trajectory.Value[T](r, path)
	if errors.Is(err, trajectory.ErrNotFound) {
		err = fmt.Errorf("manager: %s is missing; call the manager's AddParameters first: %w", path, err)
	}
	return v, err
}
