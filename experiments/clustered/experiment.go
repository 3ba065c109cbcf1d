package clustered

import (
	"errors"
	"flag"
	"fmt"
	"slices"

	"golgi/cli"
	"golgi/component"
	"golgi/manager"
	"golgi/trajectory"
)

// Experiment returns the experiment, with its flags and words.
func Experiment() cli.Experiment {
	name, scale := sets[0].name, 1.0
	chosen := func() (set, error) {
		s, err := setNamed(name)
		if err != nil {
			return s, err
		}
		return s.scaled(scale)
	}
	return cli.Experiment{
		Name: "clustered",
		Doc: "The clustered network of Litwin-Kumar & Doiron (2012).\n\n" +
			"It is explored over R_ee, the ratio of the probabilities of a connection within and between clusters.",
		Flags: func(flags *flag.FlagSet) {
			flags.StringVar(&name, "set", name, "`NAME` of the default parameters: paper, or pypet (its example 24 as written)")
			flags.Float64Var(&scale, "scale", scale, "`FACTOR` of the numbers of neurons; mean inputs stay the same")
		},
		Choose: func() ([]component.Component, error) {
			s, err := chosen()
			return parts(s), err
		},
		Source:    "Litwin-Kumar & Doiron (2012), Nat. Neurosci. 15:1498; pypet 0.7.0, example 24",
		Report:    report,
		Campaigns: campaigns,
	}
}

// report prints the table, in which other explored parameters have rows of their own, and draws the figure where one is wanted.
func report(r cli.Report) error {
	others := slices.DeleteFunc(r.Trajectory.ExploredPaths(), func(path string) bool {
		return slices.Contains([]string{"connections.R_ee", manager.Trial, manager.Seed}, path)
	})
	rows, err := summarise(r, r.Trajectory, append([]string{"connections.R_ee"}, others...)...)
	if err != nil || len(rows.Groups) == 0 {
		return err
	}
	var of Model
	measured, err := r.Trajectory.Parameter(measurementRun)
	if err := errors.Join(err, trajectory.Fill(r.Trajectory, "model", &of)); err != nil {
		return err
	}
	title := fmt.Sprintf("%v measured, %d neurons", measured.Value, of.N_e+of.N_i)
	fmt.Fprintln(r.Out, title)
	if err := cli.WriteMeans(r.Out, rows); err != nil || r.Figure == "" {
		return err
	}
	if rows, err = summarise(r, r.Trajectory, "connections.R_ee"); err != nil {
		return err
	}
	if err := drawFigure(r.Figure, "Clustered network: "+title, rows); err != nil {
		return err
	}
	fmt.Fprintf(r.Out, "figure in %s\n", r.Figure)
	return nil
}
