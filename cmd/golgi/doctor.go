package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"golgi/cli"
	"golgi/hdf5"
	"golgi/internal/listing"
	"golgi/internal/memory"
	"golgi/internal/plain"
	"golgi/manager"
	"golgi/sim"
	"golgi/trajectory"
)

// A symptom is what doctor has found of one thing, with the cure where it is not well.
type symptom struct {
	what, state, text string
}

// cured adds a cure to what fails, or is missing.
func (s symptom) cured(cure string) symptom {
	if s.state != well {
		s.text += "; " + cure
	}
	return s
}

// States of things.
const (
	well    = "ok"
	missing = "missing" // and can be done without
	fails   = "fails"
)

// checks are what doctor looks at.
var checks = []func(ctx context.Context) []symptom{golgiItself, compiler, kernels, cache, library, available, readers}

func doctorWord() cli.Word {
	var f listing.Form
	return cli.Word{Name: "doctor", Doc: "say what is there of what Golgi uses: compiler, kernels and their cache, HDF5, Python readers\n\n" +
		"The exit code is 1 if something fails. What is missing can be done without.",
		Flags: f.Flags,
		Run: func(ctx context.Context, args []string, out, _ io.Writer) error {
			if len(args) > 0 {
				return cli.Misuse(errors.New("golgi: doctor takes no words"))
			}
			var rows [][]any
			var failed []string
			for _, check := range checks {
				for _, s := range check(ctx) {
					rows = append(rows, []any{s.what, s.state, s.text})
					if s.state == fails {
						failed = append(failed, s.what)
					}
				}
			}
			all := listing.Of(listing.Named("what", "state", "is"), rows)
			all.Whole = true
			err := f.Write(out, all)
			if len(failed) > 0 {
				err = errors.Join(err, fmt.Errorf("golgi: this fails: %s", strings.Join(failed, ", ")))
			}
			return err
		}}
}

// stateOf is well, or says why something fails.
func stateOf(what, text string, err error) []symptom {
	if err != nil {
		return []symptom{{what, fails, err.Error()}}
	}
	return []symptom{{what, well, text}}
}

func golgiItself(context.Context) []symptom {
	version, revision := manager.Versions()
	return []symptom{{"golgi", well, strings.Join(strings.Fields(version+" "+short(revision)+" "+runtime.Version()+" "+runtime.GOOS+"/"+runtime.GOARCH), " ")}}
}

func compiler(context.Context) []symptom {
	command, err := sim.CompilerCommand()
	s := stateOf("compiler", command, err)
	if os.Getenv("CC") != "" {
		s[0] = s[0].cured("CC names it: unset that, or name one that works")
	}
	return s
}

func kernels(context.Context) []symptom {
	name, why := sim.FastestEngine()
	if name == sim.Reference {
		if _, err := sim.CompilerCommand(); err != nil {
			return []symptom{{"kernels", fails, "engine " + name + " simulates, and slowly, since the compiler fails"}}
		}
		return []symptom{{"kernels", fails, why.Error()}}
	}
	return stateOf("kernels", "compiled and loaded by engine "+name, why)
}

// otherCache is the cure of a cache that cannot be written.
const otherCache = "set XDG_CACHE_HOME to a folder that can"

// cache looks at the folder of compiled kernels.
func cache(context.Context) []symptom {
	const what = "kernel cache"
	folder := sim.KernelCache()
	if folder == "" {
		return []symptom{{what, missing, "the user has no folder for it; " + otherCache + " be written"}}
	}
	units, err := filepath.Glob(filepath.Join(folder, "*.so"))
	if err != nil {
		return stateOf(what, "", err)
	}
	var bytes int64
	for _, path := range units {
		if info, err := os.Stat(path); err == nil {
			bytes += info.Size()
		}
	}
	text := fmt.Sprintf("%s: %s in %s", folder, memory.Text(float64(bytes)), plain.Count(len(units), "unit"))
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return stateOf(what, "", fmt.Errorf("%s; it cannot be written: %w; %s", text, err, otherCache))
	}
	trial, err := os.CreateTemp(folder, "tmp-doctor-")
	if err != nil {
		return stateOf(what, "", fmt.Errorf("%s; it cannot be written: %w; %s", text, err, otherCache))
	}
	return stateOf(what, text+", can be written", errors.Join(trial.Close(), os.Remove(trial.Name())))
}

// library writes a file, and reads it.
func library(context.Context) []symptom {
	version := hdf5.LibraryVersion()
	s := stateOf("hdf5", version+": a file was written and read", tryLibrary())
	s[0] = s[0].cured("is there a folder " + os.TempDir() + " with room in it? set TMPDIR to another")
	return s
}

func tryLibrary() (err error) {
	folder, err := os.MkdirTemp("", "golgi-doctor-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	path := filepath.Join(folder, "x.hdf5")
	traj, err := trajectory.New("doctor")
	if err != nil {
		return err
	}
	run, err := traj.Run(0)
	if err != nil {
		return err
	}
	if err := run.Add("x", "y", []float64{1, 2}, "mV"); err != nil {
		return err
	}
	store, err := hdf5.Create(path)
	if err != nil {
		return err
	}
	if err := errors.Join(store.SaveTrajectory(traj), trajectory.SaveRun(store, run), store.Close()); err != nil {
		return err
	}
	return hdf5.Check(path)
}

func available(context.Context) []symptom {
	there := "how much is available cannot be told here"
	if n := memory.Available(); n < math.MaxInt64 {
		there = memory.Text(float64(n)) + " available"
	}
	return []symptom{{"memory", well, there + "; " + plain.Count(runtime.NumCPU(), "core")}}
}

// modules are the Python readers of files that are looked for.
const modules = "h5py xarray pandas pyarrow tables pypet brian2"

// script says which version of each module there is.
const script = `import importlib.metadata as m, importlib.util as u, sys
print(sys.version.split()[0])
for name in sys.argv[1:]:
    try: print(name, m.version(name))
    except m.PackageNotFoundError: print(name, "of some version") if u.find_spec(name) else print(name)
`

// longestAnswer is how long a Python may take.
const longestAnswer = 20 * time.Second

// readers looks for Python, that of the path and that of the system.
func readers(ctx context.Context) (all []symptom) {
	var seen []string
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		path, err := exec.LookPath(name)
		if err != nil || slices.Contains(seen, path) {
			continue
		}
		seen = append(seen, path)
		all = append(all, readersOf(ctx, path))
	}
	if len(all) == 0 {
		all = []symptom{{"python", missing, "there is no python3 in the PATH, by which h5py or xarray would read the files; install it, or do without (golgi export)"}}
	}
	return all
}

func readersOf(ctx context.Context, path string) symptom {
	ctx, stop := context.WithTimeout(ctx, longestAnswer)
	defer stop()
	what := "python " + path
	text, err := exec.CommandContext(ctx, path, append([]string{"-c", script}, strings.Fields(modules)...)...).Output()
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if err != nil || len(lines) < 1+len(strings.Fields(modules)) {
		return symptom{what, missing, fmt.Sprintf("it does not answer: %v; try %s --version", err, path)}
	}
	var there, not []string
	for _, line := range lines[1:] {
		if strings.Contains(line, " ") {
			there = append(there, line)
		} else {
			not = append(not, line)
		}
	}
	s := symptom{what, well, lines[0] + ": " + strings.Join(there, ", ")}
	if len(there) == 0 {
		s.state, s.text = missing, lines[0]+": it has none of the readers; "+path+" -m pip install h5py xarray"
		return s
	}
	if len(not) > 0 {
		s.text += "; not " + strings.Join(not, ", ")
	}
	return s
}
