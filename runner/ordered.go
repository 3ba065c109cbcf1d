package runner

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"golgi/component"
	"golgi/internal/given"
	"golgi/trajectory"
	"golgi/units"
)

// The groups from which Ordered takes subruns, and the annotation by which it sorts them.
const (
	Durations    = "simulation.durations"
	PreDurations = "simulation.pre_durations"
	OrderKey     = "order"
)

// Ordered runs one subrun for each parameter below a group, which gives its duration, sorted by the
// annotation "order". The zero Ordered is ready for use. It adds no parameters.
type Ordered struct {
	component.Base
	Durations    string // group of the runs' subruns; "" means Durations
	PreDurations string // group of the pre-run's; "" means PreDurations. There need not be one
}

// Needs names nothing that has to be there before.
func (Ordered) Needs() []string { return nil }

// Gives names nothing.
func (Ordered) Gives() []string { return nil }

// PreBuild checks the subruns, so that no run begins in vain.
func (o Ordered) PreBuild(b *component.Build) error {
	if err := given.All("runner: PreBuild", given.Arg{Name: "build", Value: b}); err != nil {
		return err
	}
	_, err := Spans(b.Run.Trajectory(), o.durations())
	return err
}

// Planned implements [Planner].
func (o Ordered) Planned(r trajectory.Reader) (component.Spans, error) {
	runs, err := Spans(r, o.durations())
	if err != nil && !errors.Is(err, ErrNoSubrun) {
		return nil, err
	}
	before, err := Spans(r, cmp.Or(o.PreDurations, PreDurations))
	if err != nil && !errors.Is(err, ErrNoSubrun) {
		return nil, err
	}
	return append(runs, before...), nil
}

// Lasts implements [Lasting].
func (o Ordered) Lasts(r trajectory.Reader) (units.Quantity, error) {
	spans, err := Spans(r, o.durations())
	if err != nil {
		return units.Quantity{}, err
	}
	total := 0.0
	for _, span := range spans {
		total += span.Duration.SI()
	}
	return units.Second.Of(total), nil
}

// ExecutePreRun executes the subruns of the pre-run.
func (o Ordered) ExecutePreRun(ctx context.Context, p *Plan) error {
	return p.executeGroup(ctx, cmp.Or(o.PreDurations, PreDurations))
}

// ExecuteRun executes the subruns of a run.
func (o Ordered) ExecuteRun(ctx context.Context, p *Plan) error {
	return p.executeGroup(ctx, o.durations())
}

func (o Ordered) durations() string { return cmp.Or(o.Durations, Durations) }

func (p *Plan) executeGroup(ctx context.Context, group string) error {
	if err := given.All("runner: Ordered", given.Arg{Name: "plan", Value: p}, given.Arg{Name: "context", Value: ctx}); err != nil {
		return err
	}
	spans, err := Spans(p.Params, group)
	if err != nil {
		return err
	}
	return p.Execute(ctx, spans)
}

// Spans returns the subruns that the parameters below group describe, sorted by their annotation "order".
// It reports all parameters that are no times, that have no order, and that have one order. If there is
// nothing below group, the error wraps ErrNoSubrun.
func Spans(r trajectory.Reader, group string) (component.Spans, error) {
	if err := given.All("runner: Spans", given.Arg{Name: "reader", Value: r}); err != nil {
		return nil, err
	}
	ps, err := r.Parameters(group)
	if errors.Is(err, trajectory.ErrNotFound) {
		return nil, noSubrun(group)
	}
	if err != nil {
		return nil, err
	}
	orders := make(map[string]float64, len(ps)) // by path
	var spans component.Spans
	var faults []error
	for _, p := range ps {
		span, err := spanOf(p)
		order, unordered := orderOf(p)
		orders[p.Path] = order
		spans = append(spans, span)
		faults = append(faults, err, unordered)
	}
	slices.SortStableFunc(spans, func(a, b component.Span) int {
		return cmp.Compare(orders[a.Path], orders[b.Path])
	})
	return spans, errors.Join(append(faults, equalOrders(spans, orders)...)...)
}

func spanOf(p *trajectory.Parameter) (component.Span, error) {
	span := component.Span{Name: p.Name(), Path: p.Path, Annotations: p.Annotations}
	duration, ok := p.Value.(units.Quantity)
	if !ok {
		return span, fmt.Errorf("runner: %s is %v, and so not a time; give its default a unit, as in "+
			"units.Millisecond.Of(500)", p.Path, p.Value)
	}
	span.Duration = duration
	return span, checkDuration(span)
}

func orderOf(p *trajectory.Parameter) (float64, error) {
	order, err := trajectory.Annotation[float64](p, OrderKey)
	if errors.Is(err, trajectory.ErrNotFound) || math.IsNaN(order) {
		return math.NaN(), fmt.Errorf("runner: %s has no order among the subruns; annotate it with "+
			"one, as in "+
			"trajectory.Annotations{%q: 1}", p.Path, OrderKey)
	}
	if err != nil {
		return math.NaN(), err
	}
	return order, nil
}

// equalOrders reports each neighbour with the order of the one before.
func equalOrders(spans component.Spans, orders map[string]float64) []error {
	var faults []error
	for i := 1; i < len(spans); i++ {
		a, b := spans[i-1].Path, spans[i].Path
		if orders[a] == orders[b] {
			faults = append(faults, fmt.Errorf("runner: %s and %s have one order, %v; give each its own",
				a, b, orders[a]))
		}
	}
	return faults
}

func noSubrun(group string) error {
	cure := fmt.Sprintf("trajectory.Parameter{Path: %q, Value: units.Second.Of(1), Annotations: trajectory.Annotations{%q: 1}}",
		group+".measure", OrderKey)
	switch group {
	case Durations:
		cure = `runner.Subruns{{Name: "measure", Duration: units.Second.Of(1)}} among the parts`
	case PreDurations:
		cure = `runner.PreSubruns{{Name: "settle", Duration: units.Second.Of(1)}} among the parts`
	}
	return &noSubrunError{fmt.Sprintf("runner: there is no subrun, since no parameter is below %s; add one, as in %s", group, cure)}
}

type noSubrunError struct{ text string }

func (e *noSubrunError) Error() string { return e.text }
func (e *noSubrunError) Unwrap() error { return ErrNoSubrun }
