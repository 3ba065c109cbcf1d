package modelfile

import (
	"errors"
	"fmt"

	"golgi/sim"
)

// Options are how a model is simulated.
type Options struct {
	Engine      string // name of an engine; empty: the simulator's default
	Seed, Trial int64  // on which random numbers depend
}

// defaultStep is the step size of a model that has none, in seconds.
const defaultStep duration = 1e-4

// Simulation is the network of a model.
type Simulation struct {
	model     *Model
	net       *sim.Network
	objects   map[string]sim.Object
	with      map[string][]sim.Object // by the name of an object, what it runs regularly
	snapshots map[string]*sim.Snapshot
}

// Start makes the objects of the model.
func (m *Model) Start(o Options) (*Simulation, error) {
	dt := defaultStep
	if m.DT != nil {
		dt = *m.DT
	}
	net, err := sim.NewNetwork(sim.Options{DT: seconds(dt), Engine: o.Engine, Seed: o.Seed, Trial: o.Trial})
	if err != nil {
		return nil, err
	}
	s := &Simulation{m, net, make(map[string]sim.Object), make(map[string][]sim.Object), make(map[string]*sim.Snapshot)}
	for _, o := range m.content.Objects {
		if err := s.place(o); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	return s, nil
}

// Network returns the network.
func (s *Simulation) Network() *sim.Network { return s.net }

// Object returns the object of a name.
func (s *Simulation) Object(name string) (sim.Object, error) { return placed[sim.Object](s, name) }

// Close frees what the simulation holds.
func (s *Simulation) Close() error {
	var errs []error
	for _, snapshot := range s.snapshots {
		errs = append(errs, snapshot.Close())
	}
	return errors.Join(append(errs, s.net.Close())...)
}

// place makes an object and puts it into the network.
func (s *Simulation) place(o object) error {
	made, err := o.make(s)
	if err != nil {
		return err
	}
	s.objects[o.base().Name] = made
	if err := s.net.Add(made); err != nil {
		return err
	}
	if err := s.net.Connect(); err != nil { // now, and not with those that come: as Brian 2 does
		return err
	}
	if err := s.initialise(o, made); err != nil {
		return err
	}
	return s.runRegularly(o, made)
}

// initialise gives an object its initial values one after another as they are written, after its delays: Initial would have
// texts wait for what they read.
func (s *Simulation) initialise(o object, made sim.Object) error {
	sets, err := allToSim(o.initial(), s.model.declared(o.base().Name))
	if err != nil {
		return err
	}
	for _, set := range sets {
		if err := s.net.Set(made, set); err != nil {
			return err
		}
	}
	return nil
}

// runRegularly puts into the network what an object runs regularly, under the names that Brian 2 gives.
func (s *Simulation) runRegularly(o object, of sim.Object) error {
	name := o.base().Name
	for k, code := range o.regular() {
		spec := sim.Regularly{Name: name + "_run_regularly", Of: of, Code: string(code.Code), Every: optional(code.DT),
			When: deref(code.When), Order: deref(code.Order)}
		if k > 0 {
			spec.Name += fmt.Sprintf("_%d", k)
		}
		made, err := sim.NewRunRegularly(spec)
		if err != nil {
			return err
		}
		if err := s.net.Add(made); err != nil {
			return err
		}
		s.with[name] = append(s.with[name], made)
	}
	return nil
}

// placed returns an object that has been placed.
func placed[T sim.Object](s *Simulation, name string) (T, error) {
	var none T
	o, ok := s.objects[name]
	if !ok {
		return none, malformed("no object before is named %q", name)
	}
	t, ok := o.(T)
	if !ok {
		return none, malformed("%q is a %T, which is the wrong kind of object here", name, o)
	}
	return t, nil
}
