package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golgi/internal/listing"
	"golgi/trajectory"
	"golgi/units"
)

// paramsWord lists parameters.
func (p *program) paramsWord() word {
	var form listing.Form
	return word{name: "params", aliases: []string{"parameters"}, brief: true, params: true,
		doc: "list all parameters: values, what is explored without being asked for, who declares them, and comments\n\n" +
			"CSV and JSON have numbers apart from their unit, all values, and bounds.",
		options: append(flagOptions(form.Flags), configOptionOf()), own: flagOptions(p.Flags), run: func(_ context.Context, settings []string) error {
			a, err := p.assemble("params", settings)
			if err != nil {
				return err
			}
			return errors.Join(p.list(a, form), a.manager.Close())
		}}
}

// widest is how much of a value a table shows.
const widest = 32

func (p *program) list(a assembled, form listing.Form) error {
	all, err := a.traj.Parameters("")
	if err != nil {
		return err
	}
	explored, err := p.exploredByDefault(a)
	if err != nil {
		return err
	}
	l := listing.Listing{Columns: listing.Named("parameter", "value", "explored", "from", "comment"), Whole: true}
	row := func(p *trajectory.Parameter) []any {
		return []any{p.Path, shortly(p.Value), spanOf(explored[p.Path]), a.origin(p), p.Comment}
	}
	if form != listing.Table {
		l.Columns = listing.Named("parameter", "value", "unit", "explored", "min", "max", "from", "comment")
		row = func(p *trajectory.Parameter) []any {
			cell, unit := trajectory.Apart(p.Value)
			return []any{p.Path, cell, listing.OrNothing(unit), cellsOf(explored[p.Path], p.Value), listing.OrNothing(p.Bounds.Min), listing.OrNothing(p.Bounds.Max),
				a.origin(p), listing.OrNothing(p.Comment)}
		}
	}
	l.Rows = func(yield func([]any, error) bool) {
		for _, parameter := range all {
			if !yield(row(parameter), nil) {
				return
			}
		}
	}
	return form.Write(p.stdout, l)
}

// origin names who declares a parameter.
func (a assembled) origin(p *trajectory.Parameter) string {
	return cmp.Or(a.manager.Origin(p.Path), "golgi")
}

// cellsOf returns explored values as a cell with a list, numbers in the unit of the default; nil if there are none.
func cellsOf(values []any, like any) any {
	if values == nil {
		return nil
	}
	cells := make([]any, len(values))
	for k, v := range values {
		cells[k] = cellLike(v, like)
	}
	return cells
}

// cellLike returns a value as a cell, a quantity in the unit of another.
func cellLike(v, like any) any {
	q, is := v.(units.Quantity)
	other, both := like.(units.Quantity)
	if is && both {
		if x, err := q.In(other.Unit()); err == nil {
			return x
		}
	}
	cell, _ := trajectory.Apart(v)
	return cell
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
func (p *program) exploredByDefault(a assembled) (map[string][]any, error) {
	e, err := p.Experiment.exploration(a.traj, a.set)
	if err != nil || e == nil {
		return nil, err
	}
	columns, err := e.Columns(a.traj)
	if err != nil {
		return nil, fmt.Errorf("cli: what the experiment %q explores: %w", p.Name, err)
	}
	explored := map[string][]any{}
	for _, column := range columns {
		parameter, err := a.traj.Parameter(column.Path)
		if err != nil {
			return nil, fmt.Errorf("cli: what the experiment %q explores: %w", p.Name, err)
		}
		values, err := column.Columns(nil) // as a list
		if err != nil {
			return nil, fmt.Errorf("cli: what the experiment %q explores: %w", p.Name, err)
		}
		explored[parameter.Path] = distinct(values[0].Values.([]any))
	}
	return explored, nil
}

// distinct returns each value once.
func distinct(values []any) (each []any) {
	seen := map[string]bool{}
	for _, v := range values {
		if text := fmt.Sprint(v); !seen[text] {
			each, seen[text] = append(each, v), true
		}
	}
	return each
}

// spanOf says which values are explored: all of a few, else the first, and how many.
func spanOf(values []any) string {
	var texts []string
	for _, v := range values {
		texts = append(texts, shortly(v))
	}
	const few = 3
	if len(texts) <= few {
		return strings.Join(texts, ", ")
	}
	return fmt.Sprintf("%s, %s, … %s (%d)", texts[0], texts[1], texts[len(texts)-1], len(texts))
}
