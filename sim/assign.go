package sim

import (
	"fmt"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/lower"
)

// Here is how a Set that was checked gives its values to the elements of an object.

func assignAll(p *bind.Part, list []*assignment) error {
	for _, a := range list {
		if err := a.apply(p); err != nil {
			return err
		}
	}
	return nil
}

// apply gives the values to the elements of a part.
func (a *assignment) apply(p *bind.Part) error {
	if p.IsEmpty() {
		a.pretend(p)
		return nil
	}
	count := p.N
	if a.variable.Has("shared") {
		count = 1
	}
	a, err := a.chosen(p)
	if err != nil {
		return err
	}
	if err := a.fitsElements(p, count); err != nil {
		return err
	}
	site := p.NextSet()
	if a.index != nil {
		count = len(a.index)
		selected, err := p.Memory().ScratchInts(lower.Selected.Name, a.index)
		if err != nil {
			return err
		}
		site = site.With(lower.Selected.Name, selected)
	}
	if a.kernel != nil {
		if err := a.checkText(site, count); err != nil {
			return err
		}
		return site.Exec(a.kernel, count, 0)
	}
	return a.write(p, site)
}

// chosen returns the assignment with the elements that it is about, where these can only be found now.
func (a *assignment) chosen(p *bind.Part) (*assignment, error) {
	if a.choose == nil {
		return a, nil
	}
	index, err := a.choose(p)
	if err != nil {
		return nil, fmt.Errorf("sim: %s: set %q: %w", p.Owner, a.variable.Name, err)
	}
	found := *a // which other networks have, too
	found.index = index
	return &found, nil
}

// pretend notes what apply would do, in a draft.
func (a *assignment) pretend(p *bind.Part) {
	site := p.Site("set")
	for _, t := range []*lower.Template{a.kernel, a.where, a.check, a.met} {
		if t != nil {
			site.Touch(t)
		}
		if t != nil && t.Kernel.Draws() {
			p.Draws()
		}
	}
	p.Wrote(a.variable.Name)
}

// fitsElements checks what depends on how many elements there are.
func (a *assignment) fitsElements(p *bind.Part, count int) error {
	for _, i := range a.index {
		if int(i) >= count {
			return fmt.Errorf("sim: %s: set %q: Index has %d, but there are only %d elements",
				p.Owner, a.variable.Name, i, count)
		}
	}
	want := count
	if a.index != nil {
		want = len(a.index)
	}
	if a.values != nil && a.where == nil && len(a.values) != want {
		return fmt.Errorf("sim: %s: set %q: %d values for %d elements", p.Owner, a.variable.Name, len(a.values), want)
	}
	return nil
}

// write writes one value to each element.
func (a *assignment) write(p *bind.Part, site bind.Site) error {
	values, err := p.Read(a.variable.Name)
	if err != nil {
		return err
	}
	list := a.index
	if list == nil {
		list = members{size: len(values)}.all()
	}
	given := a.values
	if a.where != nil {
		if list, given, err = a.meeting(p, site, list); err != nil {
			return err
		}
	}
	for k, i := range list {
		values[i] = given[k]
	}
	p.Wrote(a.variable.Name)
	return p.Write(a.variable.Name, values)
}

// meeting returns those of a list of elements that meet the condition, and the values that they get: one for each of them is given, or
// one for each of the list.
func (a *assignment) meeting(p *bind.Part, site bind.Site, list []int32) (met []int32, values []float64, err error) {
	meets, err := site.Probe(a.where, p.N, 0)
	if err != nil {
		return nil, nil, err
	}
	whole := len(a.values) == len(list)
	for k, i := range list {
		if meets[i] == 0 {
			continue
		}
		met = append(met, i)
		if whole {
			values = append(values, a.values[k])
		}
	}
	switch {
	case whole:
		return met, values, nil
	case len(met) != len(a.values):
		return nil, nil, fmt.Errorf("sim: %s: set %q: %d values, but %d of %d elements meet the condition; give one for each of these, or of those",
			p.Owner, a.variable.Name, len(a.values), len(met), len(list))
	}
	return met, a.values, nil
}
