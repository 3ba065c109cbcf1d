package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"golgi/internal/plain"
	"golgi/query"
	"golgi/trajectory"
)

// checkCampaigns finds what is wrong with all campaigns before any of them runs.
func (p *program) checkCampaigns(r *reproduction) error {
	var faults []error
	names := map[string]bool{}
	for _, c := range p.Campaigns {
		name := orElse(c.Name, p.Name)
		if names[name] {
			faults = append(faults, fmt.Errorf("cli: %s has two campaigns of the name %q, and so of one file; give each a Name", p.Name, name))
		}
		names[name] = true
		if !isFileName(name) {
			faults = append(faults, fmt.Errorf("cli: the name %q of a campaign of %s is no plain name of a file; leave out what leads into other folders", name, p.Name))
			continue
		}
		if len(c.Expect) == 0 {
			faults = append(faults, fmt.Errorf("cli: the campaign %q of %s expects nothing; give it an Expectation", c.Run, p.Name))
		}
		for _, e := range c.Expect {
			faults = append(faults, e.check(p.Name))
		}
		faults = append(faults, p.checkWords(c, r))
	}
	return errors.Join(faults...)
}

// isFileName reports whether a file may have a name, in whatever folder.
func isFileName(name string) bool {
	return name == filepath.Base(name) && name != "." && name != ".." && !strings.ContainsAny(name, "/\\\x00")
}

// check finds what is wrong with an expectation in itself.
func (e Expectation) check(of string) error {
	switch {
	case e.What == "":
		return fmt.Errorf("cli: an expectation of %s has no What, which says in words what the number is", of)
	case (e.Of == "") == (e.Number == nil):
		return fmt.Errorf("cli: %q, which %s expects, has an Of and a Number, or neither; give one", e.What, of)
	case !(e.Band.Low < e.Band.High) && !(e.Band.exactly && e.Band.Low == e.Band.High):
		return fmt.Errorf("cli: the band of %q, which %s expects, is from %g to %g; give Between(low, high), Exactly, AtLeast, AtMost or Reported()", e.What, of, e.Band.Low, e.Band.High)
	}
	return nil
}

// checkWords finds what is wrong with the words of a campaign, as run would, and with the conditions of what it expects.
func (p *program) checkWords(c Campaign, r *reproduction) (err error) {
	o, settings, err := p.ordered(c, r)
	if err != nil {
		return err
	}
	a, err := p.assembleStudy("run", o.study, settings)
	if a.manager != nil {
		defer func() { err = errors.Join(err, a.manager.Close()) }()
	}
	if err = errors.Join(o.x.check(p), o.check(), err); err != nil {
		return fmt.Errorf("cli: the campaign %q: %w", p.commandOf(c), plain.Behind("cli", unhinted(err)))
	}
	var faults []error
	for _, e := range c.Expect {
		if err := checkWhere(a.traj, e.Where, a.search == nil); err != nil {
			faults = append(faults, fmt.Errorf("cli: %q, which %s expects: %v", e.What, p.Name, err)) // it is no fault of who has typed the command
		}
	}
	return errors.Join(faults...)
}

// checkWhere finds what is wrong with a condition as far as that is known before there are runs, and whether it holds for none of the points, if they are all.
func checkWhere(traj *trajectory.Trajectory, where string, all bool) error {
	if where == "" {
		return nil
	}
	points, known, err := query.Planned(traj, where)
	if err == nil && known && all && len(points) == 0 {
		err = fmt.Errorf("the condition %s holds for none of %s", where, plain.Count(traj.Len(), "run"))
	}
	return err
}
