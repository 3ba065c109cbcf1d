package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golgi/component"
	"golgi/internal/suggest"
	"golgi/manager"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// assembled is an experiment whose options and parameters are set.
type assembled struct {
	manager *manager.NetworkManager
	traj    *trajectory.Trajectory
	set     []string          // full paths of parameters that the command sets
	search  trajectory.Search // nil if there is none
}

// assemble makes manager and trajectory for a word, and sets parameters as the command says: NAME=VALUE each.
func (p *program) assemble(word string, settings []string, opts ...manager.Option) (assembled, error) {
	a := assembled{}
	parts, err := p.parts(word)
	if err != nil {
		return a, err
	}
	if p.DT != (units.Quantity{}) {
		opts = append(slices.Clone(opts), manager.WithDT(p.DT))
	}
	a.manager = manager.New(parts, opts...)
	if a.traj, err = trajectory.New(p.Name); err != nil {
		return a, err
	}
	a.traj.Comment, _, _ = strings.Cut(p.Doc, "\n")
	if err := a.manager.AddParameters(a.traj); err != nil {
		return a, err
	}
	var faults []error
	for _, setting := range settings {
		faults = append(faults, placed(p.from[setting], a.apply(setting)))
	}
	if err := errors.Join(faults...); err != nil {
		return a, p.wrong(word, err)
	}
	return a, nil
}

// parts returns those of the experiment.
func (p *program) parts(word string) ([]component.Component, error) {
	switch {
	case p.Parts == nil && p.Choose == nil:
		return nil, fmt.Errorf("cli: the experiment %q has no Parts", p.Name)
	case p.Parts != nil && p.Choose != nil:
		return nil, fmt.Errorf("cli: the experiment %q has Parts, and Choose, which returns others; leave out one", p.Name)
	case p.Choose == nil:
		return p.Parts, nil
	}
	parts, err := p.Choose()
	if err != nil {
		return nil, p.wrong(word, err) // it depends on options alone
	}
	return parts, nil
}

// apply sets one parameter.
func (a *assembled) apply(setting string) error {
	name, value, ok := strings.Cut(setting, "=")
	switch {
	case ok && strings.TrimSpace(name) == "":
		return fmt.Errorf("cli: %q is no NAME=VALUE, for it has no name", setting)
	case !ok:
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

// applySeed sets the seed as --seed does; "" leaves it as it is.
func (a *assembled) applySeed(seed string) error {
	if seed == "" {
		return nil
	}
	if slices.Contains(a.set, manager.Seed) {
		return fmt.Errorf("cli: --seed %s sets %s, which the command sets as well; leave out one", seed, manager.Seed)
	}
	return a.apply(manager.Seed + "=" + seed)
}

// checkEngine refuses an engine that there is not; "" is the default.
func checkEngine(name string) error {
	if name == "" || slices.Contains(sim.Engines(), name) {
		return nil
	}
	return fmt.Errorf("cli: unknown engine %q; there are %s%s", name, strings.Join(sim.Engines(), ", "), suggest.Meant(name, sim.Engines()))
}
