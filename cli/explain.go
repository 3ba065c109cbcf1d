package cli

import (
	"context"
	"errors"
	"fmt"

	"golgi/manager"
	"golgi/sim"
)

// explainWord says what an exploration builds when, and what its first network is.
func (p *program) explainWord() word {
	s := &study{}
	return word{name: "explain", doc: "say what is built when, and why, and describe the network of the first run", params: true,
		options: append(s.options(), configOptionOf()), own: s.own(p), run: func(ctx context.Context, settings []string) error {
			engine, _ := sim.FastestEngine() // as run takes it, which says why if that is not the first
			a, err := p.assembleStudy("explain", s, settings, manager.WithEngine(engine))
			if err != nil {
				return err
			}
			return errors.Join(p.explain(ctx, a), a.manager.Close())
		}}
}

func (p *program) explain(ctx context.Context, a assembled) error {
	plan, err := a.manager.Plan(ctx, a.traj)
	if err != nil {
		return err
	}
	fmt.Fprint(p.stdout, plan)
	run, err := a.traj.Run(0)
	if err != nil {
		return err
	}
	network, err := a.manager.ExplainRun(ctx, run)
	if err == nil {
		fmt.Fprintf(p.stdout, "\n%s: %s", run.Name(), network)
	}
	return err
}
