package manager

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"golgi/component"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// A layer is what is built once above what PreBuild and the pre-run have left. It is as if each run had built it: a part of a run
// that changes what it has read, or reads what it has changed, has all runs build it themselves from then on.
type layer struct {
	network *sim.Network // nil if nothing was added to one
	objects *component.Objects
}

// buildEarly builds what is to be there in a pre-run.
func (b *base) buildEarly(build *component.Build) error {
	for _, p := range b.parts {
		if p.once && p.early {
			if err := p.Build(build); err != nil {
				return err
			}
		}
	}
	return nil
}

// buildLate builds what is built once, and not before the pre-run. If that fails, runs do it, which say so.
func (m *NetworkManager) buildLate(ctx context.Context, b *base) error {
	if !slices.ContainsFunc(b.parts, placed.late) {
		return nil
	}
	l := &layer{}
	err := m.fillLayer(ctx, b, l)
	if err == nil {
		b.shared = l
		return nil
	}
	err = errors.Join(err, closed(l.network))
	if ctx.Err() != nil {
		return err
	}
	for k := range b.parts {
		if p := &b.parts[k]; p.late() {
			if p.says == component.Once {
				return err
			}
			p.once, p.why = false, "fails before the runs: "+err.Error()
		}
	}
	return nil
}

func (p placed) late() bool { return p.once && !p.early }

// perRun reports whether a part adds objects in each run, as far as can be told.
func (p placed) perRun() bool { return !p.once && p.why != addsNothing }

func (m *NetworkManager) fillLayer(ctx context.Context, b *base, l *layer) error {
	l.objects = component.NewObjects(b.objects, func() (_ *sim.Network, err error) {
		if l.network == nil {
			l.network, err = b.networkOf(b.run, b.network)
		}
		return l.network, err
	})
	l.objects.FixWith(fixWith(b.run))
	defer l.objects.Close()
	for _, p := range b.parts {
		if !p.late() {
			continue
		}
		if err := m.buildShared(ctx, b, l, p); err != nil {
			return err
		}
	}
	if l.network == nil {
		l.network = b.network
		return nil
	}
	l.network.Unfix()
	if err := l.network.Run(ctx, units.FromSI(0, units.Second.Dim)); err != nil {
		return err
	}
	drawn := l.network.Drawn()
	return noteDraws(sim.Drawn{Built: drawn.Built, Fixed: drawn.Fixed}, b.run)
}

// buildShared builds a part into a layer. If it does other things than on the draft, for which it would not have been built once, that
// is an error. What says Once may do them: they belong to the pre-run.
func (m *NetworkManager) buildShared(ctx context.Context, b *base, l *layer, p placed) error {
	if p.says == component.Once {
		return p.Build(&component.Build{Context: ctx, Params: b.run, Run: b.run, Objects: l.objects, Log: m.hookLog(b.run)})
	}
	run, err := b.traj.Run(trajectory.PreRun)
	if err != nil {
		return err
	}
	if err := p.Build(&component.Build{Context: ctx, Params: run, Run: run, Objects: l.objects, Log: m.hookLog(run)}); err != nil {
		return err
	}
	if wanted := run.WantedPaths(); len(wanted) > 0 || !run.Empty() || run.Record().Warnings != "" {
		return fmt.Errorf("manager: %s: it reads what is explored, adds results or warns, and does not where Draft is set", p)
	}
	for _, path := range run.ReadPaths() {
		if _, err := b.run.Parameter(path); err != nil {
			return err
		}
	}
	return nil
}

// A conflictError says that a run cannot start from what was built once, and why: runs do something.
type conflictError struct {
	part placed
	runs string
}

func (e *conflictError) Error() string {
	return fmt.Sprintf("manager: %s: its placement is Once, and runs %s; let it be PerRun, or leave the placement to Golgi", e.part, e.runs)
}

// checkBuilt returns a conflictError if what part number turn of a run has read and written bears on what was built once before it, or
// if it has listed all objects; behind all parts the number is large.
func (b *base) checkBuilt(l *layer, turn int, t sim.Touched) error {
	if len(t.Writes) == 0 && len(t.Reads) == 0 && !t.Listed {
		return nil
	}
	for _, p := range b.parts {
		if !p.once || p.late() && l != b.shared {
			continue
		}
		if found, is := p.meets(turn, t); is {
			return &conflictError{p, "give values to " + found + ", which it reads or sets"}
		}
		if t.Listed && p.says != component.Once {
			return &conflictError{p, "ask their networks which objects there are, among which it would be too early"}
		}
	}
	return nil
}

// meets returns what two sets of variables have in common.
func meets(a, b map[string]bool) (string, bool) {
	if len(a) == 0 || len(b) == 0 {
		return "", false
	}
	if a["*"] || b["*"] {
		return "whatever there is", true
	}
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if b[name] {
			return name, true
		}
	}
	return "", false
}

// settle returns nil if a run that has met a conflict is to be executed again, without what was built once.
func (m *NetworkManager) settle(b *base, run *trajectory.Run, conflict *conflictError) error {
	if conflict.part.says == component.Once {
		return conflict
	}
	if !b.apart.Swap(true) {
		log := m.logOf(run)
		log.Info().Msgf("what could be built once is built in each run, %s among it: runs %s", conflict.part, conflict.runs)
	}
	return nil
}
