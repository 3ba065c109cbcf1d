package sim

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/ir"
)

// Event is something that happens to neurons in the steps in which a condition holds for them, refractory or not. A spike is
// the event that Threshold describes; it is called "spike".
type Event struct {
	Name      string // unique in the group
	Condition string
}

// EventSchedule moves the test of an event, that of "spike" as well. Without it, spikes are tested in the slot "thresholds",
// other events in "after_thresholds".
//
// Source: Brian 2, NeuronGroup.set_event_schedule.
type EventSchedule struct {
	Event string
	When  string // slot of the schedule; empty: "after_thresholds"
	Order int    // added to the Order of the group
}

// RunOnEvent says which statements are executed for neurons to which an event happens. As a reset does, they write variables
// (unless refractory).
//
// Source: Brian 2, NeuronGroup.run_on_event.
type RunOnEvent struct {
	Event string
	Code  string // statements
	When  string // slot of the schedule; empty: "after_resets"
	Order int    // added to the Order of the group
}

// spikeEvent is the name of the event that a threshold describes.
const spikeEvent = "spike"

// An event of a group is tested once in a step. Its list has the neurons to which it happened at the last test.
type event struct {
	group *NeuronGroup
	name  string
	slot  bind.Slot
	order int // beyond the group's
}

func (g *NeuronGroup) newEvent(name string, slot bind.Slot) *event {
	if g.events == nil {
		g.events = make(map[string]*event)
	}
	g.events[name] = &event{group: g, name: name, slot: slot}
	return g.events[name]
}

// declare declares the list.
func (e *event) declare(p *bind.Part) error {
	if e.name == spikeEvent {
		p.SpikeList()
	} else {
		p.List(e.name)
	}
	return nil
}

// list returns the list, in the part of the group.
func (e *event) list(p *bind.Part) ir.ListID {
	if e.name == spikeEvent {
		return p.Spikes()
	}
	return p.ListID(e.name)
}

// tested is the moment of the test.
func (e *event) tested(p *bind.Part) bind.When {
	when := e.group.when(e.slot, "_"+e.name+"_thresholder", p)
	when.Order += e.order
	return when
}

// site is where the condition is bound.
func (e *event) site(p *bind.Part) bind.Site {
	if e.name == spikeEvent {
		return p.Site("threshold")
	}
	return p.Site("event " + e.name)
}

// event returns an event of a group, and an error where it has none of that name.
func (n neurons) event(name string) (*event, error) {
	if e := n.group.events[name]; e != nil {
		return e, nil
	}
	if name == spikeEvent {
		return nil, fmt.Errorf("%s has no threshold and never spikes", n.group)
	}
	there := slices.Sorted(maps.Keys(n.group.events))
	if len(there) == 0 {
		return nil, fmt.Errorf("%s has no event %q, and no other", n.group, name)
	}
	return nil, fmt.Errorf("%s has no event %q; %s", n.group, name, thereAre(name, there))
}

// readEvents reads the events other than spikes, and moves those that are to be tested elsewhere.
func (g *NeuronGroup) readEvents() ([]*thresholder, error) {
	var tests []*thresholder
	var errs []error
	for _, spec := range g.spec.Events {
		t, err := g.readEvent(spec)
		if err == nil {
			tests = append(tests, t)
		}
		errs = append(errs, err)
	}
	moved := map[string]bool{}
	for _, spec := range g.spec.EventSchedule {
		e, err := g.neurons().event(spec.Event)
		if err != nil {
			errs = append(errs, fmt.Errorf("sim: %s: event schedule: %w", g, err))
			continue
		}
		if moved[spec.Event] {
			errs = append(errs, fmt.Errorf("sim: %s: event schedule: event %q is moved twice", g, spec.Event))
		}
		moved[spec.Event] = true
		e.slot, err = slotOf(g, spec.When, "after_thresholds")
		e.order, errs = spec.Order, append(errs, err)
	}
	return tests, errors.Join(errs...)
}

func (g *NeuronGroup) readEvent(spec Event) (*thresholder, error) {
	switch {
	case !nameRule.MatchString(spec.Name):
		return nil, fmt.Errorf("sim: %s: event %q: a name begins with a letter and has letters, digits and underscores", g, spec.Name)
	case spec.Name == spikeEvent:
		return nil, fmt.Errorf("sim: %s: an event cannot be named %q; the condition for a spike is Threshold", g, spec.Name)
	case g.events[spec.Name] != nil:
		return nil, fmt.Errorf("sim: %s: there are two events %q", g, spec.Name)
	}
	e, err := condition(source(g, "event "+spec.Name, spec.Condition), g.scope())
	happens := g.newEvent(spec.Name, bind.Thresholds+1) // also where its condition is wrong: others may name it
	return &thresholder{event: happens, condition: e}, err
}

// readRunOnEvent reads what happens on events, beside the reset.
func (g *NeuronGroup) readRunOnEvent() ([]*resetter, error) {
	var list []*resetter
	var errs []error
	has := map[string]bool{spikeEvent: g.resets()}
	for _, spec := range g.spec.RunOnEvent {
		r, err := g.readOnEvent(spec)
		if err == nil && has[spec.Event] {
			err = fmt.Errorf("sim: %s: run_on_event: there is code for event %q already; join the two", g, spec.Event)
		}
		has[spec.Event] = true
		list, errs = append(list, r), append(errs, err)
	}
	return list, errors.Join(errs...)
}

func (g *NeuronGroup) readOnEvent(spec RunOnEvent) (*resetter, error) {
	e, err := g.neurons().event(spec.Event)
	if err != nil {
		return nil, fmt.Errorf("sim: %s: run_on_event: %w", g, err)
	}
	r := &resetter{event: e, order: spec.Order}
	var slotErr error
	r.slot, slotErr = slotOf(g, spec.When, "after_resets")
	r.code, err = statements(source(g, "code on event "+spec.Event, spec.Code), g.scope())
	return r, errors.Join(slotErr, err)
}
