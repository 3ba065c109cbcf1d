package manager_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golgi/analyser"
	"golgi/component"
	"golgi/components"
	"golgi/manager"
	"golgi/runner"
	"golgi/sim"
	"golgi/testing/storetest"
	"golgi/trajectory"
	"golgi/units"
)

// firing are parameters of neurons that fire at a drive of their own.
type firing struct {
	N    int     `comment:"number of neurons" min:"1"`
	Bias float64 `comment:"drive"`
}

// binned are those of an analyser.
type binned struct {
	Bin units.Quantity `comment:"width of a bin"`
}

// postable are the parts of an experiment with a pre-run and two subruns, of which the second is recorded in all ways, and an object is stopped by nothing.
func postable(more ...component.Component) []component.Component {
	return append([]component.Component{
		component.Bound[firing]{Group: "cells", Default: firing{20, 1.2}, Make: func(b *component.Build, p firing) error {
			g, err := component.Add(b, sim.Neurons{Name: "cells", Size: p.N, Equations: "dv/dt = (bias - v)/(5*ms) + 0.3*xi/ms**0.5 : 1", Method: "euler",
				Threshold: "v > 1", Reset: "v = 0", Initial: []sim.Set{{Variable: "v", Value: "rand()"}}, Namespace: sim.NamespaceOf(p)})
			if err == nil {
				err = b.Run.AddDerived(trajectory.Parameter{Path: "cells.twice", Value: 2 * p.N})
			}
			if err == nil {
				_, err = component.Add(b, sim.Synapse{Name: "synapses", Source: g, Target: g, OnPre: "v_post += 0.02", Connect: []sim.Connect{{Probability: "0.2"}}})
			}
			return err
		}},
		runner.PreSubruns{{Name: "settle", Duration: units.Millisecond.Of(3.05)}},
		runner.Subruns{{Name: "initial", Duration: units.Millisecond.Of(10)}, {Name: "measure", Duration: units.Millisecond.Of(40)}, {Name: "rest", Duration: units.Millisecond.Of(5)}},
		components.Record{Spikes: []string{"cells"}, Rates: []string{"cells"}, Counts: []string{"cells"}, States: map[string][]string{"cells": {"v"}},
			Means: map[string][]string{"cells": {"v"}}, Elements: []int{1, 3}, Every: units.Millisecond.Of(1), During: []string{"measure"}},
	}, more...)
}

// measured looks at all that is recorded.
var measured = analyser.Bound[binned]{Group: "analysis", Default: binned{units.Millisecond.Of(10)}, During: []string{"measure"}, Measure: func(s *component.Subrun, p binned) error {
	trains, err := s.Trains("cells")
	if err != nil {
		return err
	}
	counts, err := component.Get[*sim.SpikeCounter](s.Objects, "counts_cells")
	means, err2 := component.Get[*sim.MeanMonitor](s.Objects, "means_cells")
	states, err3 := component.Get[*sim.StateMonitor](s.Objects, "states_cells")
	if err := errors.Join(err, err2, err3); err != nil {
		return err
	}
	n, err := s.Network.NumSpikes(counts)
	mean, err2 := s.Network.Means(means)
	traces, err3 := s.Network.Traces(states)
	if err := errors.Join(err, err2, err3); err != nil {
		return err
	}
	return errors.Join(s.Run.Add("statistics", "rate", trains.Rate(), "Hz"), s.Run.Add("statistics", "spikes", n, ""), s.Run.Add("statistics", "window", []float64{trains.Start, trains.Stop}, "s"),
		s.Run.Add("statistics", "mean", mean.Variables[0].Mean[1], ""), s.Run.Add("statistics", "variance", mean.Variables[0].Variance[1], ""),
		s.Run.Add("statistics", "last", traces.Variables[0].Values[len(traces.T)], ""), s.Run.Add("statistics", "bin", p.Bin, ""))
}}

// exploredPosts explores an experiment over four points, and returns what there is then.
func exploredPosts(t *testing.T, parts []component.Component) (*manager.NetworkManager, *trajectory.Trajectory, *trajectory.MemoryStore, error) {
	t.Helper()
	m := manager.New(parts)
	t.Cleanup(func() { check(t, m.Close()) })
	traj, store := newTrajectory(t, m), trajectory.NewMemoryStore()
	check(t, traj.Explore(trajectory.Cartesian{{Path: "bias", Values: []float64{1.1, 1.6}}, {Path: manager.Trial, Values: []int{0, 1}}}))
	return m, traj, store, m.Explore(context.Background(), traj, store, 2)
}

// posted post-processes what is in a store by a program with these parts.
func posted(t *testing.T, store trajectory.Store, p manager.Post, parts []component.Component) (manager.Posted, error) {
	t.Helper()
	m := manager.New(parts)
	t.Cleanup(func() { check(t, m.Close()) })
	return m.Post(context.Background(), newTrajectory(t, m), store, p)
}

func newTrajectory(t *testing.T, m *manager.NetworkManager) *trajectory.Trajectory {
	t.Helper()
	traj, err := trajectory.New("posts")
	check(t, err)
	check(t, m.AddParameters(traj))
	return traj
}

// textOf is all that runs gave, without the marks of post-processing.
func textOf(t *testing.T, traj *trajectory.Trajectory, store trajectory.Store) string {
	t.Helper()
	var lines []string
	for i := range traj.Len() {
		run, err := store.LoadRun(traj, i)
		check(t, err)
		lines = append(lines, storetest.RunText(run))
	}
	return strings.ReplaceAll(strings.Join(lines, ""), "    by post-processing 1\n", "")
}

// Analysers that know nothing of it give the same to the bit in post-processing, with one worker and with eight, as they gave in the run; and so they do again.
func TestPost(t *testing.T) {
	_, traj, want, err := exploredPosts(t, postable(measured))
	check(t, err)
	for _, workers := range []int{1, 8} {
		_, bare, store, err := exploredPosts(t, postable())
		check(t, err)
		before := textOf(t, bare, store)
		got, err := posted(t, store, manager.Post{Workers: workers}, postable(measured))
		check(t, err)
		if got.Number != 1 || got.Analysed != 4 || got.Before+got.Unchanged+len(got.Skipped) != 0 {
			t.Errorf("it says %+v", got)
		}
		if is, was := textOf(t, bare, store), textOf(t, traj, want); is != was || is == before {
			t.Errorf("%d workers: post-processing has given\n%s\nand the runs gave\n%s", workers, is, was)
		}
		stored, err := store.LoadTrajectory("posts")
		check(t, err)
		if p := stored.Provenance.Posts; len(p) != 1 || p[0].Go == "" || p[0].Start.IsZero() || !slices.Equal(p[0].Command, []string{"post", "--existing=refuse"}) {
			t.Errorf("the provenance is %+v", p)
		}
		if bin, err := trajectory.Value[units.Quantity](stored.Config(), "post.post_00001.analysis.bin"); err != nil || bin.String() != "10 ms" {
			t.Errorf("the parameter of the analyser is %v, %v", bin, err)
		}
	}
	was := textOf(t, traj, want)
	got, err := posted(t, want, manager.Post{Existing: trajectory.Replace}, postable(measured))
	check(t, err)
	if textOf(t, traj, want) != was || got.Analysed != 4 {
		t.Errorf("it says %+v; results have changed: %v", got, textOf(t, traj, want) != was)
	}
}

// What is there already stays, unless somebody asks for something else.
func TestPostExisting(t *testing.T) {
	rates := func(x float64) analyser.Analyser {
		return analyser.After("measure", func(s *component.Subrun) error {
			return errors.Join(s.Run.Add("statistics", "rate", x, "Hz"), s.Run.Add("statistics", fmt.Sprint("further_", int(x)), x, "Hz"))
		})
	}
	for _, c := range []struct {
		existing trajectory.Existing
		rate     float64
		further  bool
		want     string
	}{
		{trajectory.Refuse, 1, false, `manager: nothing was post-processed, since the runs have results already that an analyser gives:
  run_00000000 (cells.bias = 1.1, simulation.trial = 0): analyser "after measure": Analyse in subrun "measure": trajectory: run_00000000: cannot add to result ` +
			`"statistics": item "rate": one of that name is there already, from the run itself; keep it (--existing keep), replace it (--existing replace), or give the new one another name`},
		{trajectory.Keep, 1, true, ""},
		{trajectory.Replace, 2, true, ""},
	} {
		_, traj, store, err := exploredPosts(t, postable(rates(1)))
		check(t, err)
		_, err = posted(t, store, manager.Post{Existing: c.existing, Workers: 1}, postable(rates(2)))
		if got := textOfError(err); got != c.want {
			t.Errorf("%v: the error is\n%s\nwanted\n%s", c.existing, err, c.want)
		}
		run, err := store.LoadRun(traj, 3)
		check(t, err)
		rate, err := run.Float("statistics.rate")
		check(t, err)
		_, err = run.Float("further_2")
		if rate != c.rate || (err == nil) != c.further {
			t.Errorf("%v: the rate is %v, and there is further: %v", c.existing, rate, err)
		}
		if stored, err := store.LoadTrajectory("posts"); err != nil || (len(stored.Provenance.Posts) > 0) != c.further {
			t.Errorf("%v: the provenance is %+v, %v", c.existing, stored.Provenance.Posts, err)
		}
	}
}

// What was not stored, and runs that have not finished, are named.
func TestPostLacking(t *testing.T) {
	bad := component.Bound[struct{}]{Group: "bad", Make: func(b *component.Build, _ struct{}) error {
		trial, err := trajectory.Value[int](b.Params, manager.Trial)
		if err == nil && trial == 1 && !b.Draft {
			err = errors.New("a bad day")
		}
		return err
	}}
	_, traj, store, err := exploredPosts(t, postable(bad))
	if err == nil {
		t.Fatal("nothing has failed")
	}
	once := func(name string, do func(s *component.Subrun) error) []component.Component {
		return postable(bad, analyser.After(name, do))
	}
	asks := func(monitor string) []component.Component {
		return append(once("measure", func(s *component.Subrun) error { _, err := s.Trains(monitor); return err }),
			component.Bound[struct{}]{Group: "late", Make: func(b *component.Build, _ struct{}) error {
				g, err := component.Get[*sim.NeuronGroup](b.Objects, "cells")
				if err == nil {
					var part *sim.Subgroup
					if part, err = g.Subgroup("part", 0, 5); err == nil {
						_, err = component.Add(b, sim.SpikeRecording{Name: "late", Of: part})
					}
				}
				return err
			}})
	}
	state := func(s *component.Subrun) error {
		g, err := component.Get[*sim.NeuronGroup](s.Objects, "cells")
		if err == nil {
			_, err = s.Network.Get(g, "v")
		}
		return err
	}
	counts := func(s *component.Subrun) error {
		m, err := component.Get[*sim.SpikeCounter](s.Objects, "counts_cells")
		if err == nil && s.Network.Has(m) {
			_, err = s.Network.Counts(m)
		}
		return err
	}
	synapses := func(s *component.Subrun) error {
		m, err := component.Get[*sim.Synapses](s.Objects, "synapses")
		if err == nil {
			_, err = s.Network.Get(m, "i")
		}
		return err
	}
	for _, c := range []struct {
		name  string
		parts []component.Component
		want  string
	}{
		{"not recorded", asks("late"), `manager: what spike monitor "late" of subgroup "part" recorded is not stored with run_0000000N (recordings there: counts.cells, means.cells, rates.cells, ` +
			`spikes.cells, states.cells); simulate again with a components.Record or an analyser.Monitors among the parts that stores it`},
		{"state", once("initial", state), `sim: network: it replays what monitors have recorded, and simulates nothing: what v of neuron group "cells" was at 13.05 ms is not known; have a monitor record it, and run again`},
		{"connections", once("initial", synapses), sim.ErrReplay.Error()},
		{"no row is kept", once("measure", counts), ""},
		{"other subruns", append(postable(bad, analyser.After("measure", counts)), stretching{}), `sim: spike counter "counts_cells": its recording has start = 0.0131 s, and the replay 0.0151 s: the network ran otherwise then`},
	} {
		got, err := posted(t, store, manager.Post{}, c.parts)
		text := strings.ReplaceAll(strings.ReplaceAll(fmt.Sprint(err), "run_00000000", "run_0000000N"), "run_00000002", "run_0000000N")
		if !strings.Contains(text, c.want) || c.want == "" && err != nil {
			t.Errorf("%s: the error is\n%s\nwanted\n%s", c.name, text, c.want)
		}
		if !slices.Equal(got.Skipped, []int{1, 3}) {
			t.Errorf("%s: skipped are %v", c.name, got.Skipped)
		}
	}
	if got := textOf(t, traj, store); strings.Contains(got, "post-processing") {
		t.Errorf("something was given:\n%s", got)
	}
}

// stretching makes the first subrun longer.
type stretching struct{ component.Base }

func (stretching) AddToNetwork(s *component.Subrun) error {
	if s.Number == 0 {
		(*s.Remaining) = append(component.Spans{{Name: "longer", Duration: units.Millisecond.Of(1)}}, *s.Remaining...)
	}
	return nil
}

func (stretching) AddsSubruns() []string { return []string{"longer"} }

func TestPostErrors(t *testing.T) {
	_, _, store, err := exploredPosts(t, postable(measured))
	check(t, err)
	for _, c := range []struct {
		post  manager.Post
		parts []component.Component
		want  string
	}{
		{manager.Post{Analysers: []string{"analyse"}}, postable(measured), `manager: there is no analyser "analyse" (there are: Record, analysis); did you mean "analysis"?`},
		{manager.Post{}, postable(measured)[:1], `manager: there is no analyser, and nothing to post-process with`},
		{manager.Post{Workers: -1}, postable(measured), `manager: cannot post-process with -1 workers; give 1 or more, or 0 for one per core`},
		{manager.Post{Analysers: []string{"Record"}}, postable(measured), ""},
	} {
		_, err := posted(t, store, c.post, c.parts)
		if got := textOfError(err); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func textOfError(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// What was interrupted goes on where it was, under the same number, and so it does where a hook has ended its goroutine or panicked in some runs.
func TestPostInterrupted(t *testing.T) {
	_, traj, store, err := exploredPosts(t, postable())
	check(t, err)
	ctx, stop := context.WithCancel(context.Background())
	bad := ""
	parts := postable(analyser.After("measure", func(s *component.Subrun) error {
		switch {
		case s.Run.Index() == 1 && bad == "stop":
			stop()
			return ctx.Err()
		case s.Run.Index() == 2 && bad == "panic":
			panic("out of luck")
		case s.Run.Index() == 2 && bad == "exit":
			runtime.Goexit()
		}
		return s.Run.Add("further", "x", 1.5, "")
	}))
	for _, c := range []struct {
		bad, want      string
		given, present int
	}{
		{"stop", "manager: stopped; 1 of 4 runs are post-processed, and the same command goes on with the others: context canceled", 1, 0},
		{"panic", `analyser "after measure": Analyse in subrun "measure" panicked at manager/post_test.go:`, 2, 1},
		{"exit", "manager: a hook has ended the goroutine of the run (runtime.Goexit)", 0, 3},
		{"", "", 1, 3},
	} {
		bad = c.bad
		if bad != "stop" {
			ctx = context.Background()
		}
		m := manager.New(parts)
		got, err := m.Post(ctx, newTrajectory(t, m), store, manager.Post{Workers: 1})
		check(t, m.Close())
		if text := textOfError(err); !strings.Contains(text, c.want) || c.want == "" && text != "" || got.Analysed != c.given || got.Before != c.present || c.given > 0 && got.Number != 1 {
			t.Errorf("%q: %+v: %s", c.bad, got, text)
		}
	}
	stored, err := store.LoadTrajectory("posts")
	check(t, err)
	for i := range traj.Len() {
		run, err := store.LoadRun(traj, i)
		check(t, err)
		if _, err := run.Float("further.x"); err != nil || run.Record().Posts != 1 || len(stored.Provenance.Posts) != 1 {
			t.Errorf("run %d: post-processed up to %d of %d, %v", i, run.Record().Posts, len(stored.Provenance.Posts), err)
		}
	}
}
