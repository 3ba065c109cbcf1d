package manager_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"golgi/component"
	"golgi/manager"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

func TestProgress(t *testing.T) {
	var seen []manager.Progress // written by one goroutine at a time, which -race checks
	e := newExperiment(t, []component.Component{hooks{name: "Bad", build: func(b *component.Build) (err error) {
		when(b.Run, func() { err = errBoom })
		return err
	}}}, nil, manager.WithFailedRuns(),
		manager.WithProgress(func(p manager.Progress) {
			if p.Run >= 0 || len(seen) == 0 { // the others come in between, where runs take long
				seen = append(seen, p)
			}
		})).over(overTrial)
	store, err := e.explore(2)
	if err == nil {
		t.Fatal("run 1 has not failed")
	}
	if len(seen) != 4 || seen[0].Run != -1 || seen[0].Total != 3 {
		t.Fatalf("progress is %+v", seen)
	}
	var runs []int
	for i, p := range seen[1:] {
		runs = append(runs, p.Run)
		if p.Done() != i+1 || p.Took <= 0 || p.Elapsed <= 0 || (p.Left > 0) != (p.Done() < p.Total) {
			t.Errorf("report %d is %+v", i+1, p)
		}
		if (p.Status == trajectory.Failed) != (p.Run == 1) {
			t.Errorf("run %d is %s", p.Run, p.Status)
		}
	}
	slices.Sort(runs)
	if last := seen[3]; fmt.Sprint(runs) != "[0 1 2]" || last.Finished != 2 || last.Failed != 1 {
		t.Errorf("runs %v were reported, and in the end %+v", runs, last)
	}
	seen = nil
	if err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1); err == nil {
		t.Fatal("run 1 has not failed again")
	}
	if last := seen[len(seen)-1]; last.Present != 2 || last.Failed != 1 {
		t.Errorf("in the end of the second time, progress is %+v", last)
	}
}

func TestLog(t *testing.T) {
	var out bytes.Buffer
	e := newExperiment(t, nil, nil, manager.WithLog(zerolog.New(&out))).over(
		trajectory.Axis{Path: "neurons.mu", Values: []float64{1.5}})
	if _, err := e.explore(1); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(out.String()) {
		var event map[string]any
		if err := json.Unmarshal([]byte(line), &event); err != nil {
			t.Fatal(err)
		}
		delete(event, "took")
		text, err := json.Marshal(event)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(text))
	}
	want := strings.Join([]string{
		`{"level":"info","message":"run begins","point":{"neurons.mu":1.5},"run":0}`,
		`{"component":"neurons","level":"debug","message":"added to the ` +
			`network","object":"neurons","point":{"neurons.mu":1.5},"run":0}`,
		`{"component":"neurons","level":"info","message":"no method of integration is named: it is \"exact\", as in Brian 2",` +
			`"object":"neurons","point":{"neurons.mu":1.5},"run":0}`,
		`{"component":"synapses","level":"debug","message":"added to the ` +
			`network","object":"synapses","point":{"neurons.mu":1.5},"run":0}`,
		`{"component":"recording","level":"debug","message":"shared","object":"spikes","point":{"neurons.mu":1.5},"run":0}`,
		`{"duration":"20 ms","level":"info","message":"subrun ` +
			`begins","point":{"neurons.mu":1.5},"run":0,"subrun":"first"}`,
		`{"duration":"10 ms","level":"info","message":"subrun ` +
			`begins","point":{"neurons.mu":1.5},"run":0,"subrun":"second"}`,
		`{"level":"info","message":"run ends","point":{"neurons.mu":1.5},"run":0,"status":"finished"}`,
	}, "\n")
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("the log is\n%s\nwanted\n%s", got, want)
	}
}

func TestProvenance(t *testing.T) {
	e := newExperiment(t, nil, nil)
	if err := e.Set(manager.Seed, 7); err != nil {
		t.Fatal(err)
	}
	e.Provenance.Revision = "by hand"
	store, err := e.explore(1)
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := store.LoadTrajectory("test")
	if err != nil {
		t.Fatal(err)
	}
	p := loaded.Provenance
	if p.Seed != 7 || p.Engine != sim.Engines()[0] || p.Revision != "by "+
		"hand" || !strings.HasPrefix(p.Go, "go1.") ||
		p.Start.IsZero() {
		t.Errorf("provenance is %+v", p)
	}
	if p.Platform != runtime.GOOS+"/"+runtime.GOARCH || p.Compiler != "" || p.Sources != nil { // of modules, tests are not told
		t.Errorf("the environment is %+v", p.Environment)
	}
	if compiler, err := sim.Compiler(sim.CC); err == nil && !strings.Contains(compiler, "-ffp-contract=off") {
		t.Errorf("the compiler is %q", compiler)
	}
}

// Progress counts simulated time, also within runs, and of runs of several lengths each for what it simulates.
func TestProgressWithinRuns(t *testing.T) {
	var seen []manager.Progress // written by one goroutine at a time, which -race checks
	e := newExperiment(t, []component.Component{hooks{name: "Long"}}, nil, manager.WithProgress(func(p manager.Progress) { seen = append(seen, p) })).over(
		trajectory.Axis{Path: "simulation.durations.first", Values: []units.Quantity{units.Second.Of(1), units.Second.Of(60), units.Second.Of(1.1)}})
	if _, err := e.explore(2); err != nil {
		t.Fatal(err)
	}
	within, share := 0, 0.0
	for _, p := range seen {
		if p.Share() < share || p.Share() > 1 || p.Planned.SI() < 62 || p.Planned.SI() > 63 {
			t.Errorf("%+v, a share of %v, after one of %v", p, p.Share(), share)
		}
		share = p.Share()
		if p.Run == -1 && p.Elapsed > 0 {
			within++
			if p.Left <= 0 {
				t.Errorf("it is not known how long the rest takes: %+v", p)
			}
		}
		if p.Done() == 2 && share > 0.999 && p.Simulated.SI() > 62.5 {
			t.Errorf("two of three runs are all: %+v", p)
		}
	}
	if long := seen[len(seen)-1].Elapsed > 400*time.Millisecond; long && within == 0 || share != 1 {
		t.Errorf("%d reports from within runs, and a share of %v in the end", within, share)
	}
}

// noisy has a Poisson group with rates that a text makes negative.
type noisy struct{ component.Base }

func (noisy) Build(b *component.Build) error {
	group, err := sim.NewPoissonGroup(sim.Poisson{Name: "noisy", Size: 2, Rates: "(i - 1)*Hz"})
	if err != nil {
		return err
	}
	return b.Objects.Add("noisy", group)
}

// What a network warns of is logged once for all runs, and stored with each.
func TestWarningsOfNetworks(t *testing.T) {
	var out bytes.Buffer
	e := newExperiment(t, []component.Component{noisy{}}, nil, manager.WithLog(zerolog.New(&out).Level(zerolog.WarnLevel))).over(overTrial)
	store, err := e.explore(1)
	if err != nil {
		t.Fatal(err)
	}
	const text = `Poisson group "noisy": the rate of neuron 0 was -1 Hz; a negative rate counts as 0`
	for i := range 3 {
		run, err := store.LoadRun(e.Trajectory, i)
		if err != nil {
			t.Fatal(err)
		}
		if got := run.Record().Warnings; !strings.Contains(got, text) {
			t.Errorf("run %d has warnings %q", i, got)
		}
	}
	if n := strings.Count(out.String(), "a negative rate"); n != 2 { // once, and how often
		t.Errorf("it is logged %d times:\n%s", n, out.String())
	}
}
