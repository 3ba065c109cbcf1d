package cli

import (
	"context"
	"errors"
	"fmt"

	"golgi/internal/plain"
	"golgi/manager"
	"golgi/sim"
)

// profileWord measures where the time of a run goes. It stores nothing: run --profile measures what it stores.
func (p *program) profileWord() word {
	s, engine := &study{}, ""
	return word{name: "profile", doc: "simulate the first point, and say which objects took the time, in which slot of a step", params: true,
		options: append(s.options(), configOptionOf(), engineOption(&engine)), own: s.own(p),
		run: func(ctx context.Context, settings []string) error {
			if err := checkEngine(engine); err != nil {
				return p.wrong("profile", err)
			}
			measured := sim.ProfilingSummary{}
			a, err := p.assembleStudy("profile", s, settings, manager.WithEngine(p.engine(&execution{engine: engine})),
				manager.WithProfile(func(s sim.ProfilingSummary) { measured = s }))
			if err != nil {
				return err
			}
			err = errors.Join(p.measure(ctx, a), a.manager.Close())
			if err == nil {
				fmt.Fprint(p.stdout, measured)
			}
			return err
		}}
}

// measure executes the first run.
func (p *program) measure(ctx context.Context, a assembled) error {
	run, err := a.traj.Run(0)
	if err != nil {
		return err
	}
	if err := a.manager.RunNetwork(ctx, run); err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s, engine %s, in %s:\n", nameOf(a.traj, 0), a.manager.Engine(), plain.Took(run.Record().Duration))
	return nil
}
