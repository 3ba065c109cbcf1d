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
	s, code := &study{}, false
	return word{name: "explain", doc: "say what is built when, and why, and describe the network of the first run\n\n" +
		"That is: its objects with equations, units and update rules, the schedule of a step, and the kernels in the language between equations and engines.", params: true,
		options: append(s.options(), configOptionOf(), switchOption("code", "add the C that the engine generates", &code)), own: s.own(p), run: func(ctx context.Context, settings []string) error {
			engine, _ := sim.FastestEngine() // as run takes it, which says why if that is not the first
			a, err := p.assembleStudy("explain", s, settings, manager.WithEngine(engine))
			if err != nil {
				return err
			}
			return errors.Join(p.explain(ctx, a, code), a.manager.Close())
		}}
}

func (p *program) explain(ctx context.Context, a assembled, code bool) error {
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
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "\n%s: %s", run.Name(), network)
	if !code {
		return nil
	}
	if run, err = a.traj.Run(0); err != nil {
		return err
	}
	text, err := a.manager.CodeOfRun(ctx, run)
	if err == nil {
		fmt.Fprintf(p.stdout, "\n%s", text)
	}
	return err
}
