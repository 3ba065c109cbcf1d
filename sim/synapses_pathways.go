package sim

import (
	"errors"
	"fmt"

	"golgi/sim/internal/equations"
	"golgi/units"
)

// readPathways finds which pathways there are, and what each waits for. Their texts are read when the model has been.
func (s *Synapses) readPathways() error {
	pre := Pathway{Name: "pre", OnPre: s.spec.OnPre, Event: s.spec.PreEvent, Delay: s.spec.Delay, Delays: s.spec.Delays}
	post := Pathway{Name: "post", OnPost: s.spec.OnPost, Event: s.spec.PostEvent, Delay: s.spec.PostDelay, Delays: s.spec.PostDelays}
	var errs []error
	for _, short := range []struct {
		Pathway
		field, delay string
	}{{pre, "OnPre", "Delay"}, {post, "OnPost", "PostDelay"}} {
		switch {
		case short.OnPre+short.OnPost != "":
			errs = append(errs, s.addPathway(short.Pathway, short.field))
		case short.Event != "":
			errs = append(errs, fmt.Errorf("sim: %s: event %q is that of %s, and there is none", s, short.Event, short.field))
		case isGiven(short.Delay, short.Delays):
			errs = append(errs, fmt.Errorf("sim: %s: %s is that of %s, and there is none", s, short.delay, short.field))
		}
	}
	for _, spec := range s.spec.Pathways {
		errs = append(errs, s.addPathway(spec, fmt.Sprintf("pathway %q", spec.Name)))
	}
	return errors.Join(errs...)
}

// isGiven reports whether there is a delay.
func isGiven(all Delay, each units.Array) bool {
	return all != "" || each.Len() > 0 || each.Dimension() == units.Second.Dim
}

func (s *Synapses) addPathway(spec Pathway, field string) (err error) {
	w := &pathway{name: spec.Name, synapses: s, side: equations.Pre, order: spec.Order - 1}
	from := s.spec.Source
	if spec.OnPost != "" {
		w.side, from, w.order = equations.Post, s.spec.Target, spec.Order+1
	}
	switch {
	case !nameRule.MatchString(spec.Name):
		return fmt.Errorf("sim: %s: %s: a name begins with a letter and has letters, digits and underscores", s, field)
	case s.pathway(spec.Name) != nil:
		return fmt.Errorf("sim: %s: there are two pathways %q", s, spec.Name)
	case (spec.OnPre == "") == (spec.OnPost == ""):
		return fmt.Errorf("sim: %s: %s: give statements as OnPre or as OnPost", s, field)
	}
	if w.from = from.neurons(); w.from.group == nil {
		return fmt.Errorf("sim: %s: %s waits for spikes of %s, and synapses do not spike", s, field, from)
	}
	w.slot, err = slotOf(s, spec.When, "synapses")
	s.paths, s.specs = append(s.paths, w), append(s.specs, spec)
	return errors.Join(err, w.waitFor(field, spec.Event))
}

// pathway returns the pathway of a name; nil: there is none.
func (s *Synapses) pathway(name string) *pathway {
	for _, w := range s.paths {
		if w.name == name {
			return w
		}
	}
	return nil
}

// waitFor finds the event that the pathway waits for.
func (w *pathway) waitFor(field, name string) (err error) {
	if name == "" || name == spikeEvent {
		if w.event, err = w.from.event(spikeEvent); err != nil {
			return fmt.Errorf("sim: %s: %s waits for spikes of %s, which has no threshold", w.synapses, field, w.from.group)
		}
		return nil
	}
	if w.event, err = w.from.event(name); err != nil {
		return fmt.Errorf("sim: %s: %s: %w", w.synapses, field, err)
	}
	return nil
}

// readCode reads the statements of all pathways.
func (s *Synapses) readCode() error {
	var errs []error
	for k, w := range s.paths {
		errs = append(errs, w.read(s.specs[k].OnPre+s.specs[k].OnPost))
	}
	return errors.Join(errs...)
}

// readDelays reads the delays of all pathways.
func (s *Synapses) readDelays() error {
	var errs []error
	for k, w := range s.paths {
		errs = append(errs, w.delay.read(w, s.specs[k].Delay, s.specs[k].Delays))
	}
	return errors.Join(errs...)
}
