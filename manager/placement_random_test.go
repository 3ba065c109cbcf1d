package manager_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"golgi/component"
	"golgi/components"
	"golgi/manager"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// A piece is a part of a random experiment: it builds a group or synapses, or gives values to what others have built.
type piece struct {
	component.Base
	k      int // its number, and that of its parameter, p0, p1, ...
	kind   string
	reads  bool // its parameter
	random bool // it draws
	a, b   int  // the groups that it uses
	late   bool // values are given before the first subrun, and not in Build
	place  component.Placement
	fixed  bool
}

func (p piece) Name() string                   { return fmt.Sprintf("%s%d", p.kind, p.k) }
func (p piece) Placement() component.Placement { return p.place }
func (p piece) DrawsFixed() bool               { return p.fixed }

func (p piece) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(trajectory.Parameter{Path: fmt.Sprintf("p.p%d", p.k), Value: 0.5})
}

func (p piece) value(r trajectory.Reader) (string, error) {
	x, err := 0.25, error(nil)
	if p.reads {
		x, err = trajectory.Value[float64](r, fmt.Sprintf("p.p%d", p.k))
	}
	if p.random {
		return fmt.Sprintf("%v*rand()", x), err
	}
	return fmt.Sprint(x), err
}

func (p piece) Build(b *component.Build) error {
	value, err := p.value(b.Params)
	if err != nil {
		return err
	}
	switch p.kind {
	case "group":
		_, err = component.Add(b, sim.Neurons{Name: p.Name(), Size: 6, Equations: "dv/dt = (1.5 - v + x)/(2*ms) : 1\nx : 1\ny : 1", Threshold: "v > 1",
			Reset: "v = 0", Initial: []sim.Set{{Variable: "v", Value: value}, {Variable: "y", Value: "i/6.0"}}})
		return err
	case "synapses":
		from, err := component.Get[*sim.NeuronGroup](b.Objects, fmt.Sprintf("group%d", p.a))
		if err != nil {
			return err
		}
		to, err := component.Get[*sim.NeuronGroup](b.Objects, fmt.Sprintf("group%d", p.b))
		if err != nil {
			return err
		}
		probability := "1"
		if p.random {
			probability = "0.5"
		}
		_, err = component.Add(b, sim.Synapse{Name: p.Name(), Source: from, Target: to, Model: "w : 1", OnPre: "x_post += w",
			Connect: []sim.Connect{{Condition: "y_pre < 0.7", Probability: sim.Probability(probability)}}, Initial: []sim.Set{{Variable: "w", Value: value + "*(1 + y_post)"}}})
		return err
	}
	if p.late {
		return nil
	}
	group, err := component.Get[*sim.NeuronGroup](b.Objects, fmt.Sprintf("group%d", p.a))
	if err != nil {
		return err
	}
	if p.kind == "helper" { // gives values, and builds a group with one of what it has found
		network, err := b.Objects.Network()
		if err != nil {
			return err
		}
		y, err := network.Get(group, "y")
		if err != nil {
			return err
		}
		if _, err := component.Add(b, sim.Neurons{Name: p.Name(), Size: 2, Equations: "v : 1", Initial: []sim.Set{{Variable: "v", Value: y[1]}}}); err != nil {
			return err
		}
	}
	return b.Set(group, sim.Set{Variable: "y", Value: "y + " + value})
}

func (p piece) AddToNetwork(s *component.Subrun) error {
	if p.kind != "setter" || !p.late || s.PreRun() {
		return nil
	}
	value, err := p.value(s.Params)
	if err != nil {
		return err
	}
	group, err := component.Get[*sim.NeuronGroup](s.Objects, fmt.Sprintf("group%d", p.a))
	if err != nil {
		return err
	}
	return s.Network.Set(group, sim.Set{Variable: "y", Value: "y + " + value})
}

// drawPieces draws an experiment with some groups, and what uses them.
func drawPieces(t *rapid.T) (pieces []piece) {
	groups := rapid.IntRange(1, 3).Draw(t, "groups")
	for k := range groups {
		pieces = append(pieces, piece{k: k, kind: "group"})
	}
	for k := range rapid.IntRange(0, 4).Draw(t, "others") {
		pieces = append(pieces, piece{k: groups + k, kind: rapid.SampledFrom([]string{"synapses", "setter", "helper"}).Draw(t, "kind")})
	}
	for k := range pieces {
		p := &pieces[k]
		p.reads, p.random, p.late = rapid.Bool().Draw(t, "reads"), rapid.Bool().Draw(t, "random"), rapid.Bool().Draw(t, "late")
		p.a, p.b = rapid.IntRange(0, groups-1).Draw(t, "a"), rapid.IntRange(0, groups-1).Draw(t, "b")
		p.place = rapid.SampledFrom([]component.Placement{0, 0, 0, component.Once, component.PerRun}).Draw(t, "placement")
		p.fixed = rapid.IntRange(0, 3).Draw(t, "fixed") == 0
		p.late = p.late && p.kind == "setter"
	}
	return pieces
}

func drawAxes(t *rapid.T, pieces []piece) (axes trajectory.Cartesian) {
	var paths []string
	for _, p := range pieces {
		if p.reads {
			paths = append(paths, fmt.Sprintf("p.p%d", p.k))
		}
	}
	for _, path := range append(paths, manager.Seed, manager.Trial, manager.BuildSeed) {
		switch explored := rapid.IntRange(0, 3).Draw(t, path) == 0; {
		case explored && path[0] == 'p':
			axes = append(axes, trajectory.Axis{Path: path, Values: []float64{0.3, 0.8}})
		case explored:
			axes = append(axes, trajectory.Axis{Path: path, Values: []int{3, 4}})
		}
	}
	return axes
}

func pieceExperiment(t *testing.T, plan randomPlan) experiment {
	t.Helper()
	record := components.Record{States: map[string][]string{}, Every: units.Millisecond.Of(1)}
	var parts []component.Component
	for _, p := range plan.pieces {
		parts = append(parts, p)
		switch p.kind {
		case "group":
			record.Spikes, record.States[p.Name()] = append(record.Spikes, p.Name()), []string{"v", "x", "y"}
		case "helper":
			record.States[p.Name()] = []string{"v"}
		case "synapses":
			record.States[p.Name()] = []string{"w"}
		}
	}
	if plan.preRun {
		parts = append(parts, runner.PreSubruns{{Name: "settle", Duration: units.Millisecond.Of(2)}})
	}
	e := newBareExperiment(t, append(parts, record, runner.Subruns{{Name: "main", Duration: units.Millisecond.Of(4)}}), nil)
	if len(plan.axes) > 0 {
		if err := e.Trajectory.Explore(plan.axes); err != nil {
			t.Fatal(err)
		}
	}
	return e
}

// A randomPlan is an experiment and its exploration.
type randomPlan struct {
	pieces []piece
	axes   trajectory.Cartesian
	preRun bool // in which only what says Once takes part, so that nothing does here
}

// Whatever is explored, wherever parts say that they are built, each run gives the same bytes as alone, with everything built in it.
func TestPlacementChangesNoNumber(t *testing.T) {
	plans := rapid.Custom(func(t *rapid.T) randomPlan {
		pieces := drawPieces(t)
		once := slices.ContainsFunc(pieces, func(p piece) bool { return p.place == component.Once })
		return randomPlan{pieces, drawAxes(t, pieces), !once && rapid.Bool().Draw(t, "pre-run")}
	})
	n := 40
	if os.Getenv("GOLGI_SLOW") != "" {
		n = 2000
	}
	counts := &placements{}
	for k := range n {
		counts.compare(t, k, plans.Example(k))
	}
	if counts.once < n/3 || counts.runs < n || counts.refused == 0 {
		t.Errorf("it shows too little: %+v", *counts)
	}
}

// placements count what was compared.
type placements struct{ once, refused, runs int }

func (c *placements) compare(t *testing.T, k int, plan randomPlan) {
	t.Helper()
	e, store, err := c.explored(t, plan)
	if err != nil && !strings.Contains(err.Error(), "makes no difference") {
		t.Fatalf("experiment %d: %v", k, err)
	}
	placed, err := e.Plan(context.Background(), e.Trajectory)
	if err != nil {
		t.Fatal(err)
	}
	c.once += strings.Count(placed, " once")
	for k := range plan.pieces {
		plan.pieces[k].place = component.PerRun
	}
	alone := pieceExperiment(t, plan)
	for i := range e.Len() {
		c.runs++
		run, err := alone.Run(i)
		if err == nil {
			err = alone.RunNetwork(context.Background(), run)
		}
		if err != nil {
			t.Fatal(err)
		}
		stored, err := store.LoadRun(e.Trajectory, i)
		if err != nil {
			t.Fatal(err)
		}
		if resultText(stored) != resultText(run) || len(resultText(run)) < 500 {
			t.Fatalf("experiment %d: %s differs from the run alone\n%s", k, run.Name(), placed)
		}
	}
}

// explored explores an experiment. Where it is told that something cannot be built once, it leaves that to Golgi.
func (c *placements) explored(t *testing.T, plan randomPlan) (e experiment, store trajectory.Store, err error) {
	t.Helper()
	e = pieceExperiment(t, plan)
	store, err = e.explore(2)
	if err == nil || !strings.Contains(err.Error(), "placement is Once") {
		return e, store, err
	}
	c.refused++
	for k := range plan.pieces {
		if plan.pieces[k].place == component.Once {
			plan.pieces[k].place = component.Anywhere
		}
	}
	e = pieceExperiment(t, plan)
	store, err = e.explore(2)
	return e, store, err
}
