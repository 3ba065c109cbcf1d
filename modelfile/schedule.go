package modelfile

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"golgi/sim"
	"golgi/units"
)

// step is one step of a schedule: exactly one of its fields is set.
type step struct {
	Run         *float64            `json:"run"` // seconds
	Set         *setting            `json:"set"`
	SetConstant map[string]constant `json:"set_constant"`
	SetSpikes   *spikes             `json:"set_spikes"`
	SetDT       *float64            `json:"set_dt"`
	Activate    *string             `json:"activate"`
	Deactivate  *string             `json:"deactivate"`
	Store       *string             `json:"store"`
	Restore     *string             `json:"restore"`
}

// UnmarshalJSON reads a step and checks that it does one thing.
func (st *step) UnmarshalJSON(text []byte) error {
	type plain step // without this method
	if err := decode(text, (*plain)(st)); err != nil {
		return err
	}
	if set := count(st.Run != nil, st.Set != nil, st.SetConstant != nil, st.SetSpikes != nil, st.SetDT != nil,
		st.Activate != nil, st.Deactivate != nil, st.Store != nil, st.Restore != nil); set != 1 {
		return fmt.Errorf("a step does one thing, and %s does %d", text, set)
	}
	return nil
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
	Object string `json:"object"`
	assignment
}

// spikes are new spikes of a generator.
type spikes struct {
	Object  string    `json:"object"`
	Indices []int     `json:"indices"`
	Times   []float64 `json:"times"`
	Period  *float64  `json:"period"`
}

// Run executes the schedule. It stops between two steps of the network where ctx is done, and returns the context's error.
func (s *Simulation) Run(ctx context.Context) error {
	for _, st := range s.model.Schedule {
		if err := s.play(ctx, st); err != nil {
			return err
		}
	}
	return nil
}

// play executes a step of the schedule.
func (s *Simulation) play(ctx context.Context, st step) error {
	switch {
	case st.Run != nil:
		return s.net.Run(ctx, seconds(*st.Run))
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
		return s.net.Restore(s.snapshots[*st.Restore]) // nil where there is none: the simulator's to refuse
	}
	return malformed("a step that nobody can say: %+v", st)
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
			if _, own := s.model.declared(of)[name]; own || !o.takesConstants() {
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
