package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"unicode/utf8"
)

// paramsWord lists parameters.
func (p *program) paramsWord() word {
	return word{name: "params", aliases: []string{"parameters"}, brief: true, params: true,
		doc:     "list all parameters: values, what is explored without being asked for, who declares them, and comments",
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
	all, err := a.traj.Parameters("")
	if err != nil {
		return err
	}
	explored, err := p.exploredByDefault(a)
	if err != nil {
		return err
	}
	var text strings.Builder
	table := tabwriter.NewWriter(&text, 0, 0, 3, ' ', 0)
	fmt.Fprintln(table, "parameter\tvalue\texplored\tfrom\tcomment")
	for _, parameter := range all {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", parameter.Path, shortly(parameter.Value), explored[parameter.Path],
			cmp.Or(a.manager.Origin(parameter.Path), "golgi"), parameter.Comment)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for line := range strings.Lines(text.String()) {
		fmt.Fprintln(p.stdout, strings.TrimRight(line, " \n"))
	}
	return nil
}

// shortly writes a value on a line.
func shortly(v any) string {
	text := strings.ReplaceAll(fmt.Sprint(v), "\n", "; ") // a frame has rows
	if utf8.RuneCountInString(text) > widest {
		text = string([]rune(text)[:widest-1]) + "…"
	}
	return text
}

// exploredByDefault says, by full paths, over what the experiment explores if the command explores nothing.
func (p *program) exploredByDefault(a assembled) (map[string]string, error) {
	e, err := p.Experiment.exploration(a.traj, a.set)
	if err != nil || e == nil {
		return nil, err
	}
	columns, err := e.Columns(a.traj)
	if err != nil {
		return nil, fmt.Errorf("cli: what the experiment %q explores: %w", p.Name, err)
	}
	explored := map[string]string{}
	for _, column := range columns {
		parameter, err := a.traj.Parameter(column.Path)
		if err != nil {
			return nil, fmt.Errorf("cli: what the experiment %q explores: %w", p.Name, err)
		}
		values, err := column.Columns(nil) // as a list
		if err != nil {
			return nil, fmt.Errorf("cli: what the experiment %q explores: %w", p.Name, err)
		}
		explored[parameter.Path] = spanOf(values[0].Values.([]any))
	}
	return explored, nil
}

// spanOf says which values a column has: all of a few, else the first, and how many.
func spanOf(values []any) string {
	var texts []string
	seen := map[string]bool{}
	for _, v := range values {
		if text := shortly(v); !seen[text] {
			texts, seen[text] = append(texts, text), true
		}
	}
	const few = 3
	if len(texts) <= few {
		return strings.Join(texts, ", ")
	}
	return fmt.Sprintf("%s, %s, … %s (%d)", texts[0], texts[1], texts[len(texts)-1], len(texts))
}
