package cli_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/hdf5"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// inTurns is an experiment of many subruns, each of which gives something. After one of them random numbers become others.
func inTurns(stream bool, more ...component.Component) cli.Experiment {
	type P struct{ N int }
	group := component.Bound[P]{Group: "cells", Default: P{400}, Make: func(b *component.Build, p P) error {
		g, err := component.Add(b, sim.Neurons{Name: "cells", Size: p.N, Method: "euler", Threshold: "v > 1", Reset: "v = 0",
			Equations: "dv/dt = (1.05 - v)/(10*ms) + 0.1*xi/ms**0.5 : 1"})
		if err == nil {
			_, err = component.Add(b, sim.Synapse{Name: "loop", Source: g, Target: g, Model: "w : 1", OnPre: "v_post += w", OnPost: "w = clip(w + 0.0001*rand(), 0, 0.01)",
				Delay: "5*ms*rand()", Connect: []sim.Connect{{Probability: "0.1"}}})
		}
		return err
	}}
	x := cli.Experiment{Name: "turns", Doc: "Turns.", Parts: []component.Component{group,
		components.Record{Spikes: []string{"cells"}, Rates: []string{"cells"}, States: map[string][]string{"cells": {"v"}}, Elements: []int{1, 2}, Stream: stream}}}
	var subruns runner.Subruns
	for k := range 16 {
		name := fmt.Sprint("turn_", string(rune('a'+k)))
		subruns = append(subruns, runner.Subrun{Name: name, Duration: units.Millisecond.Of(20)})
		if stream {
			continue // there are no trains
		}
		x.Parts = append(x.Parts, analyser.After(name, func(s *component.Subrun) error {
			if name == "turn_b" {
				seed, trial := s.Network.Seeds()
				s.Network.Reseed(seed+1, trial)
				s.Network.BuildWith(seed+2, trial)
			}
			if name == "turn_e" {
				cells, err := component.Get[*sim.NeuronGroup](s.Objects, "cells")
				if err == nil {
					err = s.Network.Set(cells, sim.Set{Variable: "v", Value: "rand()"})
				}
				if err != nil {
					return err
				}
			}
			trains, err := s.Trains("cells")
			if err != nil {
				return err
			}
			return s.Run.Add("statistics", name, trains.Rate(), "Hz")
		}))
	}
	x.Parts = append(append(x.Parts, subruns), more...)
	return x
}

// turnsChild is a child that executes words of inTurns.
func turnsChild(words string) (*exec.Cmd, *bytes.Buffer) {
	var out bytes.Buffer
	child := exec.Command(os.Args[0], "-test.run=^TestKilledWithCheckpoints$")
	child.Env = append(os.Environ(), turnsVariable+"="+words)
	child.Stdout, child.Stderr = &out, &out
	return child, &out
}

const turnsVariable = "GOLGI_TURNS_WORDS"

// finishedTurns returns how many runs of a file have finished.
func finishedTurns(t *testing.T, path string) (n int) {
	t.Helper()
	store, err := hdf5.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	traj, err := store.LoadTrajectory("turns")
	for i := 0; err == nil && i < traj.Len(); i++ {
		var status trajectory.Status
		if status, err = store.Status(traj, i); status == trajectory.Finished {
			n++
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A long run that is killed at random moments goes on from its last checkpoint, and gives the same as one that nobody has disturbed; of checkpoints nothing
// is left. GOLGI_SLOW kills more.
func TestKilledWithCheckpoints(t *testing.T) {
	if words := os.Getenv(turnsVariable); words != "" {
		os.Exit(cli.Execute(inTurns(false), strings.Fields(words), os.Stdout, os.Stderr))
	}
	explorations, neurons := 1, 100
	if os.Getenv("GOLGI_SLOW") != "" {
		explorations, neurons = 20, 400
	}
	t.Chdir(t.TempDir())
	const resume = "resume --rerun-failed --quiet --engine reference --log info --workers 2 --checkpoint 1ns --out "
	study := fmt.Sprint(" --quiet --engine reference --log info --trials 2 --workers 2 --checkpoint 1ns cells.N=", neurons)
	whole, out := turnsChild("run --out whole.hdf5" + study)
	begun := time.Now()
	if err := whole.Run(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	took, want := time.Since(begun), digest(t, "whole.hdf5")
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	kills, resumed := 0, 0
	for k := 0; k < explorations || resumed == 0 && k < 20*explorations; k++ { // a tenth of the time is for checkpoints, so that many a run dies before its first
		path := fmt.Sprint(k, ".hdf5")
		for life, ended := took/2, false; !ended; { // two deaths before a checkpoint lose a run
			words := resume + path
			if !planned(path) {
				words = "run --out " + path + study
			}
			child, out := turnsChild(words)
			if err := child.Start(); err != nil {
				t.Fatal(err)
			}
			kill := time.AfterFunc(time.Duration(random.Int64N(int64(life))), func() { _ = child.Process.Kill() })
			err := child.Wait()
			resumed += strings.Count(out.String(), "run goes on from its checkpoint")
			switch alive := kill.Stop(); {
			case alive && err != nil, strings.Contains(out.String(), "begins anew"):
				t.Fatalf("seed %d: %v\n%s", seed, err, out)
			case alive:
				ended = finishedTurns(t, path) == 2
			default:
				kills++
			}
			life += life / 16
		}
		if got := digest(t, path); got != want {
			t.Fatalf("seed %d: after %d kills the results are others", seed, kills)
		}
		if left, _ := filepath.Glob("*.parts*"); left != nil {
			t.Errorf("there is %v left", left)
		}
	}
	t.Logf("seed %d: %d kills, %d runs went on", seed, kills, resumed)
	if resumed < 1 {
		t.Errorf("seed %d: %d kills, and no run has gone on from a checkpoint", seed, kills)
	}
}

// A run of which something would be lost says why it has no checkpoint, and is what it is.
func TestRunsWithoutCheckpoints(t *testing.T) {
	t.Chdir(t.TempDir())
	type counted struct{ n int }
	shares := component.Bound[struct{}]{Group: "shares", Make: func(b *component.Build, _ struct{}) error { return b.Objects.Share("counted", &counted{}) }}
	calls := component.Bound[struct{}]{Group: "calls", Make: func(b *component.Build, _ struct{}) error {
		_, err := component.Add(b, sim.Operation{Name: "op", Do: func(*sim.Network) error { return nil }})
		return err
	}}
	adds := analyser.After("turn_a", func(s *component.Subrun) error { return s.Objects.Share("late", 1) })
	streams := analyser.After("turn_a", func(s *component.Subrun) error {
		cells, err := component.Get[*sim.NeuronGroup](s.Objects, "cells")
		if err != nil {
			return err
		}
		m, err := sim.NewSpikeMonitor(sim.Recording{Name: "kept", Of: cells})
		if err != nil {
			return err
		}
		return errors.Join(s.Network.Add(m), s.Network.Stream(m, sim.SinkFunc(func([]sim.Series) error { return nil })))
	})
	for _, c := range []struct {
		part   component.Component
		stream bool
		want   string
	}{
		{shares, false, `\"counted\" on the blackboard is a *cli_test.counted, which a hook may have changed`},
		{calls, false, `network operation \"op\" calls a function in Go, which may keep something`},
		{adds, false, `a hook of a subrun has added to the blackboard`},
		{streams, false, `\"kept\" is streamed to a sink, which a run that goes on would not have`},
		{component.Base{}, true, `its progress cannot be saved: it was streamed to the store, and is there when the run has ended`},
	} {
		var out bytes.Buffer
		args := []string{"run", "--quiet", "--engine", "reference", "--overwrite", "--out", "x.hdf5", "--log", "info", "--checkpoint", "1ns", "cells.N=5"}
		if code := cli.Execute(inTurns(c.stream, c.part), args, &out, &out); code != 0 || strings.Count(out.String(), c.want) != 1 {
			t.Errorf("code %d, without %s:\n%s", code, c.want, out.String())
		}
	}
}
