package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"unicode/utf8"
)

// paramsWord lists parameters.
func (p *program) paramsWord() word {
	return word{name: "params", aliases: []string{"parameters"}, brief: true, doc: "list all parameters, with values and comments", params: true,
		options: []option{configOptionOf()}, own: flagOptions(p.Flags), run: func(_ context.Context, settings []string) error {
			a, err := p.assemble("params", settings)
			if err != nil {
				return err
			}
			return errors.Join(p.list(a), a.manager.Close())
		}}
}

// widest is how much of a value a table shows.
const widest = 32

func (p *program) list(a assembled) error {
	ps, err := a.traj.Parameters("")
	if err != nil {
		return err
	}
	var text strings.Builder
	table := tabwriter.NewWriter(&text, 0, 0, 3, ' ', 0)
	for _, parameter := range ps {
		value := strings.ReplaceAll(fmt.Sprint(parameter.Value), "\n", "; ") // a frame has rows
		if utf8.RuneCountInString(value) > widest {
			value = string([]rune(value)[:widest-1]) + "…"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", parameter.Path, value, parameter.Comment)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for line := range strings.Lines(text.String()) {
		fmt.Fprintln(p.stdout, strings.TrimRight(line, " \n"))
	}
	return nil
}
