package modelfile

import (
	"context"
	"errors"

	"golgi/sim"
)

// Check tries the model without simulating it, and returns what the simulator finds wrong with it as *[Faults]: for each object that
// can be made without others that cannot, what is wrong first, and with all initial values; what it assigns in a run; variables that are wanted in the
// end and are not there; and the first step of the schedule that cannot be done. Synapses are not connected, so that what depends on how many there are is not tried. Where ctx is done, it returns
// the context's error.
func (m *Model) Check(ctx context.Context) error {
	s, err := m.newSimulation(ctx, Options{Engine: sim.Reference, Warn: func(string) {}})
	if err != nil {
		return err
	}
	s.net.MakeDraft()
	t := &trial{s, Faults{File: m.at.doc.faults.File}}
	for _, o := range m.content.Objects {
		if ctx.Err() == nil && !t.faults.full() {
			t.place(ctx, o)
		}
	}
	for _, o := range m.content.Objects {
		if s.objects[o.base().Name] != nil {
			t.regularSets(ctx, o)
		}
	}
	s.tryFinal(ctx, func(at value, err error) { t.note(at, at.where(), err) })
	for k := 0; k < len(m.Schedule) && len(t.faults.List) == 0; k++ {
		t.note(m.Schedule[k].at, m.Schedule[k].at.where(), s.play(ctx, m.Schedule[k]))
	}
	if err := errors.Join(ctx.Err(), s.Close()); err != nil {
		return err
	}
	return t.faults.err()
}

// A trial is a simulation in a draft of a network.
type trial struct {
	*Simulation
	faults Faults
}

// note takes down what is wrong at a value of the file, and reports whether something is. That an object is missing of which something
// has been noted, and what a draft does not have, is no fault.
func (t *trial) note(at value, path string, err error) bool {
	if err == nil || errors.Is(err, sim.ErrDraft) {
		return false
	}
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		for _, err := range several.Unwrap() {
			t.note(at, path, err)
		}
		return true
	}
	if !errors.Is(err, errAbsent) {
		t.faults.add(Fault{at.line(), path, err.Error()})
	}
	return true
}

func (t *trial) place(ctx context.Context, o object) {
	at := o.base().at
	made, err := o.make(t.Simulation)
	if t.note(at, "", err) || t.note(at, "", t.net.Add(made)) || o.connects() && t.note(at, "", t.net.ConnectContext(ctx)) {
		return
	}
	t.objects[o.base().Name] = made
	initial := o.initial()
	for k := range initial {
		if a := &initial[k]; a.at.doc == nil { // it was not written there
			t.note(at, "", t.initialise(o, made, a))
		} else {
			t.note(a.at, a.at.where(), t.initialise(o, made, a))
		}
	}
	t.note(at, "", t.runRegularly(o, made))
}

// regularSets tries what an object assigns in a run. What is only wrong with the values that variables have at the beginning is no fault: they
// may have others when the run comes to it.
func (t *trial) regularSets(ctx context.Context, o object) {
	sets := o.inRun()
	for k := 0; k < len(sets) && ctx.Err() == nil && !t.faults.full(); k++ {
		err := t.set(&sets[k])
		if err != nil && sets[k].Expression != nil && t.set(sets[k].nowhere()) == nil {
			err = nil
		}
		t.note(sets[k].at, sets[k].at.where(), err)
	}
}
