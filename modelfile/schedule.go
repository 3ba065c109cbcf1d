package modelfile

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"golgi/sim"
	"golgi/units"
)

// schedule is what is done, in this order.
type schedule []step

// step is one step of a schedule: exactly one of its fields is set.
type step struct {
	place
	Run         *duration           `key:"run"` // seconds
	Set         *setting            `key:"set"`
	SetConstant map[string]constant `key:"set_constant"`
	SetSpikes   *spikes             `key:"set_spikes"`
	SetDT       *duration           `key:"set_dt"`
	Activate    *string             `key:"activate"`
	Deactivate  *string             `key:"deactivate"`
	Store       *string             `key:"store"`
	Restore     *string             `key:"restore"`
}

// read reads a step and checks that it does one thing.
func (st *step) read(v value) {
	type plain step // without this method
	before := len(v.doc.faults.List)
	v.intoStruct(reflect.ValueOf((*plain)(st)).Elem())
	n := count(st.Run != nil, st.Set != nil, st.SetConstant != nil, st.SetSpikes != nil, st.SetDT != nil,
		st.Activate != nil, st.Deactivate != nil, st.Store != nil, st.Restore != nil)
	switch {
	case len(v.doc.faults.List) > before:
	case n == 0:
		v.fault("it does nothing; a step has one of run, set, set_constant, set_spikes, set_dt, activate, deactivate, store and restore")
	case n > 1:
		v.fault("it does %d things; make a step of each", n)
	}
}

// count returns how many conditions hold.
func count(conditions ...bool) int {
	n := 0
	for _, holds := range conditions {
		if holds {
			n++
		}
	}
	return n
}

// setting is an assignment between runs.
type setting struct {
	Object string `key:"object,needed"`
	assignment
}

// nowhere returns the setting for no element: its texts are read, and no value is computed.
func (s *setting) nowhere() *setting {
	none := *s
	none.Where = "False"
	if s.Where != "" {
		none.Where = "(" + s.Where + ") and False"
	}
	return &none
}

// spikes are new spikes of a generator.
type spikes struct {
	place
	Object  string    `key:"object,needed"`
	Indices ints      `key:"indices,needed"`
	Times   numbers   `key:"times,needed"`
	Period  *duration `key:"period"`
}

// Run executes the schedule. It stops between two steps of the network where ctx is done, and returns the context's error.
func (s *Simulation) Run(ctx context.Context) error {
	if ctx == nil {
		return errNoContext
	}
	for _, st := range s.model.Schedule {
		if err := s.play(ctx, st); err != nil {
			return &placedError{st.at, err}
		}
	}
	return nil
}

// A placedError has a place in the file, such as that of a step of the schedule.
type placedError struct {
	at value
	error
}

func (e *placedError) Error() string {
	faults := Faults{File: e.at.doc.faults.File}
	return "modelfile: " + faults.Place(Fault{Line: e.at.line()}) + e.at.where() + ": " + strings.TrimPrefix(e.error.Error(), "modelfile: ")
}

func (e *placedError) Unwrap() error { return e.error }

// play executes a step of the schedule.
func (s *Simulation) play(ctx context.Context, st step) error {
	switch {
	case st.Run != nil:
		return s.run(ctx, *st.Run)
	case st.Set != nil:
		return s.set(st.Set)
	case st.SetConstant != nil:
		return s.setConstants(st.SetConstant)
	case st.SetDT != nil:
		return s.net.SetDT(seconds(*st.SetDT))
	case st.SetSpikes != nil:
		return s.setSpikes(st.SetSpikes)
	case st.Activate != nil:
		return s.setActive(*st.Activate, s.net.Activate)
	case st.Deactivate != nil:
		return s.setActive(*st.Deactivate, s.net.Deactivate)
	case st.Store != nil:
		return s.store(*st.Store)
	case st.Restore != nil:
		return s.restore(*st.Restore)
	}
	return fmt.Errorf("modelfile: %s: a step does nothing", st.at.where())
}

func (s *Simulation) run(ctx context.Context, d duration) error {
	if err := s.checkRecordings(d); err != nil {
		return err
	}
	return s.net.Run(ctx, seconds(d))
}

func (s *Simulation) set(set *setting) error {
	o, err := placed[sim.Object](s, set.Object)
	if err != nil {
		return err
	}
	a, err := set.toSim(s.model.declared(set.Object))
	if err != nil {
		return err
	}
	return s.net.Set(o, a)
}

// setConstants gives constants other values in the namespaces of all objects.
func (s *Simulation) setConstants(constants map[string]constant) error {
	for _, name := range slices.Sorted(maps.Keys(constants)) {
		value, err := constants[name].toSim()
		if err != nil {
			return err
		}
		for _, o := range s.model.content.Objects {
			of := o.base().Name
			if _, own := s.model.declared(of)[name]; own || !o.takesConstants() || slices.Contains(ownNames(o), name) {
				continue
			}
			if err := s.net.SetConstant(s.objects[of], name, value); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Simulation) setSpikes(to *spikes) error {
	group, err := placed[*sim.NeuronGroup](s, to.Object)
	if err != nil {
		return err
	}
	return s.net.SetSpikes(group, to.Indices, units.Second.OfAll(to.Times...), optional(to.Period))
}

func (s *Simulation) restore(name string) error {
	snapshot := s.snapshots[name]
	if snapshot == nil {
		return fmt.Errorf("modelfile: restore %q: nothing was stored under this name before", name)
	}
	return s.net.Restore(snapshot)
}

func (s *Simulation) store(name string) error {
	snapshot, err := s.net.Snapshot()
	if err != nil {
		return err
	}
	if old := s.snapshots[name]; old != nil {
		err = old.Close()
	}
	s.snapshots[name] = snapshot
	return err
}

// setActive activates or deactivates an object, with what it runs regularly, as in Brian 2.
func (s *Simulation) setActive(name string, set func(...sim.Object) error) error {
	o, err := placed[sim.Object](s, name)
	if err != nil {
		return err
	}
	return set(append([]sim.Object{o}, s.with[name]...)...)
}
