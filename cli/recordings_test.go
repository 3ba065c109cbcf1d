package cli_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/hdf5"
	"golgi/internal/memory"
	"golgi/runner"
	"golgi/sim"
	"golgi/units"
)

// recorded is an experiment that records all of some noisy neurons, in two of three subruns.
func recorded(stream bool) cli.Experiment {
	type P struct{ N int }
	group := component.Bound[P]{Group: "cells", Default: P{20}, Make: func(b *component.Build, p P) error {
		_, err := component.Add(b, sim.Neurons{Name: "cells", Size: p.N, Method: "euler", Threshold: "v > 1", Reset: "v = 0",
			Equations: "dv/dt = (1.2 - v)/(10*ms) + 0.1*xi/ms**0.5 : 1"})
		return err
	}}
	return cli.Experiment{Name: "recorded", Doc: "Records.", Parts: []component.Component{group,
		runner.Subruns{{Name: "one", Duration: units.Millisecond.Of(300)}, {Name: "pause", Duration: units.Millisecond.Of(1)}, {Name: "two", Duration: units.Millisecond.Of(5)}},
		components.Record{Spikes: []string{"cells"}, Rates: []string{"cells"}, Counts: []string{"cells"}, States: map[string][]string{"cells": {"v", "i"}},
			During: []string{"one", "two"}, Stream: stream}}}
}

// What is streamed while runs go on is the same in the file as what is stored at their end, on every engine.
func TestStreamedFilesAreTheSame(t *testing.T) {
	t.Chdir(t.TempDir())
	digests := map[string]string{}
	for _, words := range []string{"stream reference", "keep reference", "stream cc"} {
		how, engine, _ := strings.Cut(words, " ")
		var out bytes.Buffer
		args := []string{"run", "--quiet", "--trials", "2", "--out", strings.ReplaceAll(words, " ", "_") + ".hdf5", "--engine", engine}
		if code := cli.Execute(recorded(how == "stream"), args, &out, &out); code != 0 {
			t.Fatal(out.String())
		}
		digests[digest(t, args[5])] = words
		store, err := hdf5.Open(args[5])
		if err != nil {
			t.Fatal(err)
		}
		traj, err := store.LoadTrajectory("recorded")
		if err != nil {
			t.Fatal(err)
		}
		run, err := store.LoadRun(traj, 1)
		if err != nil {
			t.Fatal(err)
		}
		states, err := run.Result("states.cells")
		if got := fmt.Sprint(states.Annotations["start"], states.Annotations["stop"]); err != nil || got != "0 0.306" || len(states.Items) != 6 {
			t.Errorf("%s: from %s, with %d items, %v", words, got, len(states.Items), err)
		}
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if len(digests) != 1 {
		t.Errorf("results differ: %v", digests)
	}
}

// The table of --profile has the steps of all runs, and numbers are as without it.
func TestProfile(t *testing.T) {
	t.Chdir(t.TempDir())
	var digests []string
	for k, more := range [][]string{nil, {"--profile"}} {
		var out bytes.Buffer
		path := fmt.Sprint(k, ".hdf5")
		if code := cli.Execute(recorded(false), append([]string{"run", "--quiet", "--trials", "2", "--workers", "2", "--out", path}, more...), &out, &out); code != 0 {
			t.Fatal(out.String())
		}
		digests = append(digests, digest(t, path))
		_, table, measured := strings.Cut(out.String(), "time of all runs together:\n")
		if measured != (more != nil) {
			t.Errorf("%v: %s", more, out.String())
		}
		for _, row := range []string{"cells_stateupdater", "states_cells", "all else", "runs"} {
			if measured && !strings.Contains(table, row) {
				t.Errorf("there is no row %q in\n%s", row, table)
			}
		}
	}
	if digests[0] != digests[1] {
		t.Error("results differ")
	}
}

// A run records more than memory has room for: 2 GB in 200 MB, or as many GB as GOLGI_RECORD_GB says.
func TestLargeRecordings(t *testing.T) {
	const wordsOfRecording, mostUsed = "GOLGI_RECORDING_WORDS", "most used: "
	if words := os.Getenv(wordsOfRecording); words != "" {
		code := cli.Execute(recorded(true), strings.Fields(words), os.Stdout, os.Stderr)
		fmt.Printf("%s%d\n", mostUsed, memory.MostUsed())
		os.Exit(code)
	}
	if os.Getenv("GOLGI_SLOW") == "" {
		t.Skip("takes a minute; GOLGI_SLOW=1 runs it")
	}
	gigabytes := 2.0
	if text := os.Getenv("GOLGI_RECORD_GB"); text != "" {
		gigabytes, _ = strconv.ParseFloat(text, 64)
	}
	t.Chdir(t.TempDir())
	const n, most = 1000, 200e6
	seconds := gigabytes * 1e9 / (2 * 8 * n) * 1e-4 // two variables, in steps of 0.1 ms
	child := exec.CommandContext(context.Background(), os.Args[0], "-test.run=^TestLargeRecordings$")
	child.Env = append(os.Environ(), "GOGC=100", wordsOfRecording+fmt.Sprintf("=run --quiet --out x.hdf5 cells.N=%d one=%gs", n, seconds))
	out, err := child.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	info, err := os.Stat("x.hdf5")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(out), mostUsed) // of the child itself: what the system says of a child counts this program as well
	peak, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%.1f MB of file in %.0f MB of memory", float64(info.Size())/1e6, peak/1e6)
	if float64(info.Size()) < 0.3*gigabytes*1e9 || peak > most {
		t.Errorf("%d bytes of file, %.0f MB of memory, want at most %.0f", info.Size(), peak/1e6, most/1e6)
	}
}
