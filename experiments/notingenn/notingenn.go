// Package notingenn has what Brian2GeNN and Brian2CUDA cannot do, each thing as a demonstration of a few lines that runs here, and a number that
// shows that it is right.
//
//	golgi notingenn run
package notingenn

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"

	"golgi/cli"
	"golgi/component"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// A demonstration simulates something, and returns how far the result is from what a few lines of Go say it must be.
type demonstration struct {
	name, what string
	do         func(b *bench) (off float64)
}

// A bench has a network, and keeps the first error.
type bench struct {
	ctx     context.Context
	options sim.Options
	net     *sim.Network
	err     error
	in      *trajectory.Run // for recordings
}

// newBench returns a bench with a network of its own.
func newBench(ctx context.Context, options sim.Options) *bench {
	net, err := sim.NewNetwork(options)
	return &bench{ctx: ctx, options: options, net: net, err: err}
}

// add makes an object and adds it to the network.
func add[O sim.Object](b *bench, description component.Maker[O]) (object O) {
	if b.err != nil {
		return object
	}
	if object, b.err = description.Make(); b.err == nil {
		b.err = b.net.Add(object)
	}
	return object
}

// call does something, unless something was wrong before.
func (b *bench) call(do func() error) {
	if b.err == nil {
		b.err = do()
	}
}

func (b *bench) run(ms float64) {
	b.call(func() error { return b.net.Run(b.ctx, units.Millisecond.Of(ms)) })
}

// get returns a variable. Where something is wrong, it returns zeros, more than any demonstration asks for, so that each goes on to its end; its number is then not used.
func (b *bench) get(object sim.Object, variable string) (values []float64) {
	b.call(func() (err error) { values, err = b.net.Get(object, variable); return err })
	if b.err != nil {
		return make([]float64, 100)
	}
	return values
}

// spikes returns what a monitor has recorded.
func (b *bench) spikes(monitor *sim.SpikeMonitor) (spikes sim.Spikes) {
	b.call(func() (err error) { spikes, err = b.net.Spikes(monitor); return err })
	return spikes
}

// store adds what a monitor has recorded to the run.
func (b *bench) store(path string, monitor sim.Monitor) {
	b.call(func() error { return (&component.Subrun{Run: b.in, Network: b.net}).AddMonitor(path, monitor) })
}

// P says which demonstration is to be seen.
type P struct {
	Case string `comment:"demonstration, by its name"`
}

// show does the demonstration of a run, with the engine that the run has.
func show(b *component.Build, p P) error {
	k := slices.IndexFunc(demonstrations, func(d demonstration) bool { return d.name == p.Case })
	if k < 0 {
		return fmt.Errorf("notingenn: there is no demonstration %q; there are %s", p.Case, component.Listed(names()))
	}
	network, err := b.Objects.Network()
	seed, err2 := trajectory.Value[int64](b.Params, "simulation.seed")
	if err := errors.Join(err, err2); err != nil || b.Draft {
		return err
	}
	on := newBench(b.Context, sim.Options{Engine: network.Engine(), Seed: seed})
	on.in = b.Run
	off := 0.0
	on.call(func() error { off = demonstrations[k].do(on); return on.err })
	if on.net != nil {
		on.err = errors.Join(on.err, on.net.Close())
	}
	if on.err != nil {
		return on.err
	}
	return b.Run.Add("check", "off", off, "")
}

func names() (all []string) {
	for _, d := range demonstrations {
		all = append(all, d.name)
	}
	return all
}

// report prints what was demonstrated, and how far it is from what is right.
func report(r cli.Report) error {
	table, err := trajectory.Rows(r, r.Trajectory, "case", "off")
	if err != nil {
		return err
	}
	lines := tabwriter.NewWriter(r.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(lines, "case\twhat\toff")
	for _, row := range table.Rows {
		k := slices.Index(names(), row.Values[0].(string))
		fmt.Fprintf(lines, "%s\t%s\t%.2g\n", row.Values[0], demonstrations[k].what, row.Values[1])
	}
	return lines.Flush()
}

// Experiment is the whole of it.
func Experiment() cli.Experiment {
	return cli.Experiment{
		Name: "notingenn", Source: "Stimberg, Goodman & Nowotny (2020), Sci. Rep. 10:410: Brian2GeNN, unsupported features; Alevi et al. (2022), Front. Neuroinform. 16:883700: Brian2CUDA",
		Doc: `What Brian2GeNN and Brian2CUDA cannot do, in demonstrations that run here.

Each is a few lines, and gives one number: how far the result is from what plain Go computes. It is 0, or the last digits of a sum.`,
		Parts: []component.Component{
			component.Bound[P]{Group: "demonstration", Default: P{Case: demonstrations[0].name}, Make: show, Place: component.PerRun}, runner.None{},
		},
		Report:  report,
		Explore: trajectory.Cartesian{{Path: "case", Values: names()}},
		Campaigns: []cli.Campaign{{Run: "seed=1", Expect: []cli.Expectation{
			{What: "largest distance of any demonstration", Number: cli.Most("off"), Band: cli.AtMost(1e-12), Source: "plain Go"},
			{What: "demonstrations", Number: func(r cli.Report) (float64, error) { return float64(r.Trajectory.Len()), nil }, Band: cli.Exactly(float64(len(demonstrations))), Source: "the table above"},
		}}},
	}
}
