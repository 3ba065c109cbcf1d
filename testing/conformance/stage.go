package conformance

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"time"

	"golgi/sim"
	"golgi/units"
)

// limit is how long one model may take.
const limit = time.Minute

// Errors that are no refusals: the simulator panics at a model, or cannot close its network.
var (
	errPanic   = errors.New("conformance: the simulator panics")
	errClosing = errors.New("conformance: the network does not close")
)

// defaultStep is the step size of a model that has none, in seconds.
const defaultStep = 1e-4

// stage is a model performed: its objects in a network.
type stage struct {
	model     *model
	net       *sim.Network
	objects   map[string]sim.Object
	with      map[string][]sim.Object // by the name of an object, what it runs regularly
	snapshots map[string]*sim.Snapshot
}

// perform makes the objects of a model, runs its schedule and looks at what there is then. An error is that
// of the simulator, unless refuses says otherwise, or of look.
func (m *model) perform(ctx context.Context, engine string, look func(*stage) error) (err error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v\n%s", errPanic, p, debug.Stack())
		}
	}()
	dt := defaultStep
	if m.DT != nil {
		dt = *m.DT
	}
	net, err := sim.NewNetwork(sim.Options{DT: seconds(dt), Engine: engine, Seed: m.seed})
	if err != nil {
		return err
	}
	s := &stage{m, net, make(map[string]sim.Object), make(map[string][]sim.Object), make(map[string]*sim.Snapshot)}
	defer func() {
		if fault := s.close(); fault != nil {
			err = fmt.Errorf("%w: %w", errClosing, errors.Join(err, fault))
		}
	}()
	for _, o := range m.Objects {
		if err := s.place(o); err != nil {
			return err
		}
	}
	for _, st := range m.Schedule {
		if err := s.play(ctx, st); err != nil {
			return err
		}
	}
	return look(s)
}

// refuses reports whether an error of perform is the simulator's word on the model.
func refuses(err error) bool {
	others := []error{nil, errMalformed, errPanic, errClosing, context.DeadlineExceeded, context.Canceled}
	return !slices.ContainsFunc(others, func(other error) bool { return errors.Is(err, other) })
}

func (s *stage) close() error {
	var errs []error
	for _, snapshot := range s.snapshots {
		errs = append(errs, snapshot.Close())
	}
	return errors.Join(append(errs, s.net.Close())...)
}

func seconds(x float64) units.Quantity { return units.Second.Of(x) }

// optional returns a step size, the zero Quantity for none.
func optional(dt *float64) units.Quantity {
	if dt == nil {
		return units.Quantity{}
	}
	return seconds(*dt)
}

// play executes a step of the schedule.
func (s *stage) play(ctx context.Context, st step) error {
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
	return malformed("a step that the kit cannot say: %+v", st)
}

func (s *stage) set(set *setting) error {
	o, err := placed[sim.Object](s, set.Object)
	if err != nil {
		return err
	}
	a, err := set.toSim(s.declared(set.Object))
	if err != nil {
		return err
	}
	return s.net.Set(o, a)
}

// setConstants gives constants other values in the namespaces of all objects.
func (s *stage) setConstants(constants map[string]constant) error {
	for _, name := range slices.Sorted(maps.Keys(constants)) {
		value, err := constants[name].toSim()
		if err != nil {
			return err
		}
		for _, o := range s.model.Objects {
			of := o.base().Name
			if _, own := s.declared(of)[name]; own || !hasNamespace(o) {
				continue
			}
			if err := s.net.SetConstant(s.objects[of], name, value); err != nil {
				return err
			}
		}
	}
	return nil
}

// hasNamespace reports whether an object is given the constants of the model.
func hasNamespace(o object) bool {
	switch o.(type) {
	case *neurons, *synapses:
		return true
	}
	return false
}

func (s *stage) setSpikes(to *spikes) error {
	group, err := placed[*sim.NeuronGroup](s, to.Object)
	if err != nil {
		return err
	}
	return s.net.SetSpikes(group, to.Indices, units.Second.OfAll(to.Times...), optional(to.Period))
}

func (s *stage) store(name string) error {
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
