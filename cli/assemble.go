package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golgi/internal/suggest"
	"golgi/manager"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
)

// assembled is an experiment whose options and parameters are set.
type assembled struct {
	manager *manager.NetworkManager
	traj    *trajectory.Trajectory
	set     []string // full paths of parameters that the command sets
}

// assemble makes manager and trajectory for a word, and sets parameters as the command says: NAME=VALUE each.
func (p *program) assemble(word string, settings []string, opts ...manager.Option) (assembled, error) {
	a := assembled{}
	if p.Parts == nil {
		return a, fmt.Errorf("cli: the experiment %q has no Parts", p.Name)
	}
	parts, err := p.Parts()
	if err != nil {
		return a, p.wrong(word, err) // it depends on options alone
	}
	if parts.Runner == nil {
		parts.Runner = runner.Ordered{}
	}
	a.manager = manager.New(parts.Runner, parts.Components, parts.Analysers, opts...)
	if a.traj, err = trajectory.New(p.Name); err != nil {
		return a, err
	}
	a.traj.Comment, _, _ = strings.Cut(p.Doc, "\n")
	if err := a.manager.AddParameters(a.traj); err != nil {
		return a, err
	}
	var faults []error
	for _, setting := range settings {
		faults = append(faults, a.apply(setting))
	}
	if err := errors.Join(faults...); err != nil {
		return a, p.wrong(word, err)
	}
	return a, nil
}

// apply sets one parameter.
func (a *assembled) apply(setting string) error {
	name, value, ok := strings.Cut(setting, "=")
	if !ok {
		return fmt.Errorf("cli: %q is no NAME=VALUE; to set a parameter, write %s=1", setting, setting)
	}
	if err := a.traj.SetText(name, value); err != nil {
		return err
	}
	p, err := a.traj.Parameter(name)
	if err != nil {
		return err
	}
	if slices.Contains(a.set, p.Path) {
		return fmt.Errorf("cli: %s is set twice, the second time to %s", p.Path, value)
	}
	a.set = append(a.set, p.Path)
	return nil
}

// checkEngine refuses an engine that there is not; "" is the default.
func checkEngine(name string) error {
	if name == "" || slices.Contains(sim.Engines(), name) {
		return nil
	}
	return fmt.Errorf("cli: unknown engine %q; there are %s; %s", name, strings.Join(sim.Engines(), ", "),
		suggest.DidYouMean(name, sim.Engines()))
}
