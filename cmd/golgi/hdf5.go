package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"golgi/component"
	"golgi/hdf5"
	"golgi/manager"
	"golgi/modelfile"
	"golgi/trajectory"
)

// storeHDF5 stores a run as a trajectory of one run: monitors under monitors, and the state in the end under final.
func storeHDF5(r *stored) (func() error, error) {
	traj, err := trajectoryOf(r)
	if err == nil {
		err = canName(r)
	}
	return func() error { return saveHDF5(r, traj) }, err
}

// canName says which name of a monitor, an object or a variable cannot stand in a file: it adds to a run what will be there, without numbers.
func canName(r *stored) error {
	traj, err := trajectory.New("names")
	if err != nil {
		return err
	}
	run, err := traj.Run(0)
	if err != nil {
		return err
	}
	run.Begin(r.begun)
	state := &modelfile.Results{Final: make(map[string]map[string]modelfile.Array)}
	for name, variables := range r.model.FinalNames() {
		state.Final[name] = make(map[string]modelfile.Array)
		for _, variable := range variables {
			state.Final[name][variable] = modelfile.Array{}
		}
	}
	if err := errors.Join(addMonitors(r, run), addFinal(state, run)); err != nil {
		return fmt.Errorf("golgi: cannot store in %s: %w\ngive it a name of at most %d letters, digits, _ and -, or store in .json", r.out, err, mostName)
	}
	return nil
}

func saveHDF5(r *stored, traj *trajectory.Trajectory) (err error) {
	run, err := traj.Run(0)
	if err != nil {
		return err
	}
	run.Begin(r.begun)
	state, missing := r.s.State()
	if state == nil {
		return missing
	}
	missing = errors.Join(missing, addMonitors(r, run), addFinal(state, run))
	defer func() { err = errors.Join(missing, err) }()
	run.End(time.Now(), nil)
	var opts []hdf5.Option
	if r.overwrite {
		opts = append(opts, hdf5.Overwrite())
	}
	store, err := hdf5.Create(r.out, opts...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if err := store.SaveTrajectory(traj); err != nil {
		return err
	}
	return trajectory.SaveRun(store, run)
}

// mostText is how long a model is at most that is stored with its results.
const mostText = 1 << 20

// outside matches what cannot stand in the name of a trajectory.
var outside = regexp.MustCompile(`[^A-Za-z0-9_-]+`)

// mostName is how long that name is at most.
const mostName = 127

// trajectoryName returns what can stand in the name of a trajectory of a name, and "model" if nothing can.
func trajectoryName(name string) string {
	name = strings.TrimLeft(outside.ReplaceAllString(name, ""), "_")
	return cmp.Or(name[:min(len(name), mostName)], "model")
}

func trajectoryOf(r *stored) (*trajectory.Trajectory, error) {
	traj, err := trajectory.New(trajectoryName(r.name()))
	if err != nil {
		return nil, err
	}
	parameters := []trajectory.Parameter{
		{Path: "simulation.seed", Value: r.seed, Comment: "random numbers"},
		{Path: "simulation.trial", Value: r.trial, Comment: "number of the repetition"},
	}
	if text := r.model.Text(); len(text) <= mostText {
		parameters = append(parameters, trajectory.Parameter{Path: "model.text", Value: text, Comment: "the model, in " + modelfile.Format})
	} else {
		r.warn(r.path + ": the text of the model is longer than 1 MiB, and is not stored with its results")
	}
	for _, c := range r.model.Constants() {
		parameters = append(parameters, trajectory.Parameter{Path: "constants." + c.Name, Value: c.Value})
	}
	engine := r.s.Network().Engine()
	environment, err := manager.Environment(engine)
	if err != nil {
		return nil, err
	}
	version, revision := manager.Versions()
	traj.Provenance = trajectory.Provenance{Golgi: version, Revision: revision, Engine: engine, Seed: r.seed, Start: r.begun, Environment: environment}
	return traj, traj.Add(parameters...)
}

// addMonitors adds what each monitor has recorded; where that of one cannot be, the others are there.
func addMonitors(r *stored, run *trajectory.Run) error {
	subrun := &component.Subrun{Run: run, Network: r.s.Network()}
	monitors := r.s.Monitors()
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(monitors)) {
		errs = append(errs, subrun.AddMonitor("monitors."+name, monitors[name]))
	}
	return errors.Join(errs...)
}

// addFinal adds the state of each object in the same way.
func addFinal(state *modelfile.Results, run *trajectory.Run) error {
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(state.Final)) {
		result := trajectory.Result{Path: "final." + name, Comment: "state in the end"}
		for _, variable := range slices.Sorted(maps.Keys(state.Final[name])) {
			a := state.Final[name][variable]
			result.Items = append(result.Items, trajectory.Item{Name: variable, Value: a.Values, Unit: a.Unit})
		}
		if err := run.AddResult(result); err != nil {
			errs = append(errs, fmt.Errorf("golgi: %s: %w", name, err))
		}
	}
	return errors.Join(errs...)
}
