package modelfile

import (
	"context"
	"errors"
	"fmt"

	"golgi/sim"
)

// Options are how a model is simulated.
type Options struct {
	Engine      string // name of an engine; empty: the simulator's default
	Seed, Trial int64  // on which random numbers depend
	// Warn is called with each warning of the network; nil: it is written to standard error.
	Warn func(text string)
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

// Start makes the objects of the model. Where ctx is done, it returns the context's error.
func (m *Model) Start(ctx context.Context, o Options) (*Simulation, error) {
	s, err := m.newSimulation(ctx, o)
	if err != nil {
		return nil, err
	}
	for _, o := range m.content.Objects {
		if err := s.place(ctx, o); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	if err := s.checkFinal(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// newSimulation returns one without objects.
func (m *Model) newSimulation(ctx context.Context, o Options) (*Simulation, error) {
	if ctx == nil {
		return nil, errNoContext
	}
	dt := defaultStep
	if m.DT != nil {
		dt = *m.DT
	}
	net, err := sim.NewNetwork(sim.Options{DT: seconds(dt), Slots: m.Slots, Engine: o.Engine, Seed: o.Seed, Trial: o.Trial, Warn: o.Warn,
		AllowNaN: m.AllowNaN, ByPosition: m.Streams == byPosition})
	if err != nil {
		return nil, err
	}
	if m.Begin != nil {
		if err := net.SetTime(seconds(*m.Begin)); err != nil {
			return nil, errors.Join(err, net.Close())
		}
	}
	return &Simulation{m, net, make(map[string]sim.Object), make(map[string][]sim.Object), make(map[string]*sim.Snapshot)}, nil
}

// Network returns the network.
func (s *Simulation) Network() *sim.Network { return s.net }

// Object returns the object of a name.
func (s *Simulation) Object(name string) (sim.Object, error) { return placed[sim.Object](s, name) }

// Monitors returns the monitors of the model, by their names.
func (s *Simulation) Monitors() map[string]sim.Monitor {
	monitors := make(map[string]sim.Monitor)
	for name, o := range s.objects {
		if m, is := o.(sim.Monitor); is {
			monitors[name] = m
		}
	}
	return monitors
}

// Close frees what the simulation holds.
func (s *Simulation) Close() error {
	var errs []error
	for _, snapshot := range s.snapshots {
		errs = append(errs, snapshot.Close())
	}
	return errors.Join(append(errs, s.net.Close())...)
}

// place makes an object and puts it into the network.
func (s *Simulation) place(ctx context.Context, o object) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	made, err := o.make(s)
	if err != nil {
		return err
	}
	s.objects[o.base().Name] = made
	if err := s.net.Add(made); err != nil {
		return err
	}
	if o.connects() { // now, and not with those that come: as Brian 2 does
		if err := s.net.ConnectContext(ctx); err != nil {
			return err
		}
	}
	initial := o.initial()
	for k := range initial {
		if err := s.initialise(o, made, &initial[k]); err != nil {
			return err
		}
	}
	for _, u := range o.pending() {
		if err := u.send(s.net, made); err != nil {
			return err
		}
	}
	return s.runRegularly(o, made)
}

// initialise gives an object an initial value, one after another as they are written, after its delays: Initial would have
// texts wait for what they read.
func (s *Simulation) initialise(o object, made sim.Object, a *assignment) error {
	set, err := a.toSim(s.model.declared(o.base().Name))
	if err != nil {
		return err
	}
	return s.net.Set(made, set)
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

// errAbsent is wrapped where an object refers to one that could not be made.
var errAbsent = errors.New("modelfile: there is no object of this name")

// placed returns an object that has been placed.
func placed[T sim.Object](s *Simulation, name string) (T, error) {
	var none T
	o, ok := s.objects[name]
	if !ok {
		return none, fmt.Errorf("%w, %q", errAbsent, name)
	}
	t, ok := o.(T)
	if !ok {
		return none, malformed("%q is a %T, which is the wrong kind of object here", name, o)
	}
	return t, nil
}
