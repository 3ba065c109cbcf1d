package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"golgi/trajectory"
)

func parametersWord(e Experiment) Word {
	return Word{Name: "parameters", Doc: "list all parameters with their values and meanings", Flags: e.Flags,
		Run: func(_ context.Context, args []string, out, _ io.Writer) error {
			m, traj, err := prepare(e, args)
			if err != nil {
				return err
			}
			return errors.Join(printParameters(out, traj), m.Close())
		}}
}

func printParameters(out io.Writer, traj *trajectory.Trajectory) error {
	list, err := traj.Parameters("")
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	for _, p := range list {
		fmt.Fprintf(t, "%s\t%v\t%s\n", p.Path, p.Value, p.Comment)
	}
	return t.Flush()
}
