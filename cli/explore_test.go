package cli_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golgi/cli"
	"golgi/component"
	"golgi/trajectory"
	"golgi/units"
)

// table is an exploration that is no product.
type table []trajectory.Axis

func (t table) Columns(trajectory.Reader) ([]trajectory.Axis, error) { return t, nil }

// What an experiment explores may depend on its parameters, and gives way to what the command says.
func TestExplorationsOfTheExperiment(t *testing.T) {
	byN := func(r trajectory.Reader) (trajectory.Exploration, error) {
		tau, err := trajectory.Value[units.Quantity](r, "tau")
		return trajectory.Cartesian{{Path: "I", Values: []float64{1e3 * tau.SI(), 2}}, {Path: "trial", Values: []int{0, 1, 2}}}, err
	}
	for _, c := range []struct {
		change  func(e *cli.Experiment)
		command string
		want    string
	}{
		{func(e *cli.Experiment) { e.Explore, e.ExploreBy = nil, byN }, "tau=5ms", "6 runs finished"},
		{func(e *cli.Experiment) { e.Explore, e.ExploreBy = nil, byN }, "tau=5ms --trials 2", "4 runs finished"},
		{func(e *cli.Experiment) { e.Explore, e.ExploreBy = nil, byN }, "I=5", "3 runs finished"},
		{func(e *cli.Experiment) { e.Explore, e.ExploreBy = nil, byN }, "--explore I=5,6,7,8", "4 runs finished"},
		{func(e *cli.Experiment) { e.Explore = nil }, "", "1 run finished"},
		{func(e *cli.Experiment) { e.Explore = table{{Path: "I", Values: []any{1.5, 3.0}}} }, "--trials 2", "4 runs finished"},
		{func(e *cli.Experiment) { e.Explore = table{{Path: "I", Values: []any{1.5, 3.0}}} }, "I=1",
			"cli: the experiment explores neurons.I in a way of its own, in which none can be left out; say what to explore by --explore"},
		{func(e *cli.Experiment) { e.ExploreBy = byN }, "", `cli: the experiment "lif" has Explore and ExploreBy; leave out one`},
		{func(e *cli.Experiment) { e.Explore = trajectory.Line("I=1.5:3:0.5; tau=5ms,6ms") }, "", "8 runs finished"},
		{func(e *cli.Experiment) { e.Explore = trajectory.Line("I=1.5:3:0.5; tau=5ms,6ms") }, "I=1", "2 runs finished"},
		{func(e *cli.Experiment) { e.Explore = trajectory.Line("I=1,2,3") }, "I=1", "1 run finished"},
		{func(e *cli.Experiment) { e.Explore = trajectory.Line("sobol(4, I=1:2)") }, "--trials 2", "8 runs finished"},
		{func(e *cli.Experiment) { e.Explore = trajectory.Line("I=1:2") }, "", "trajectory: cannot explore: neurons.I: a range is first:last:step, as in 1:3:0.5"},
		{func(e *cli.Experiment) { e.Parts = []component.Component{neurons{}} }, "", `cli: the experiment "lif" has Parts, and Choose, which returns others; leave out one`},
		{func(e *cli.Experiment) { e.Choose = nil }, "", `cli: the experiment "lif" has no Parts`},
	} {
		e := program()
		c.change(&e)
		var out, errs bytes.Buffer
		cli.Execute(e, strings.Fields(fmt.Sprintf("run --engine reference --quiet --out %s/x.hdf5 %s", t.TempDir(), c.command)), &out, &errs)
		if !strings.Contains(out.String()+errs.String(), c.want) {
			t.Errorf("%s:\n%s%s\nwanted %s", c.command, out.String(), errs.String(), c.want)
		}
	}
}
