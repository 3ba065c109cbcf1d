package sim

import (
	"reflect"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// Object is a part of a network: a NeuronGroup, a Subgroup, Synapses, a PoissonInput, a RunRegularly, a NetworkOperation or a Monitor.
type Object interface {
	// Name is unique within a network.
	Name() string
	// String names the object in messages: neuron group "exc".
	String() string

	description
}

// Group is a set of neurons that can be connected and recorded: a *NeuronGroup, which Poisson groups and spike
// generator groups are as well, or a *Subgroup.
type Group interface {
	End
	// Size is the number of neurons.
	Size() int
}

// A description is what an object says of itself. The network, its plan, Get and Set, Explain and snapshots work
// on this alone, and know no kinds of objects. A kind is a type in a file of its own: it embeds plain, and says
// what is otherwise.
type description interface {
	// parts are the objects that must be in a network before this one.
	parts() []Object
	// neurons says which neurons the object stands for. They are what spikes.
	neurons() neurons
	// elements says of what the object has variables.
	elements() elements
	// namespace has the constants of the object's texts; nil: there are none.
	namespace() equations.Symbols
	// integrates is what integrates the object's equations at every step; nil: nothing does.
	integrates() *updater
	// remarks are what a user should know of what was chosen for him.
	remarks() []string
	// calls reports whether the object calls a function in Go in steps of a run.
	calls() bool
	// observe looks at what has become of the object in a run: an error ends it, and a warning is said once.
	observe(p *bind.Part) (warning string, err error)
	// astray says which of the object's values may have made a step fail; nil where none has.
	astray(p *bind.Part) error

	operation
}

// An operation has memory and steps in the network of an object: it is the object itself, or what the object
// consists of, such as a threshold or a pathway. Operations of one object share its part.
type operation interface {
	// declare declares memory and gives it its initial values.
	declare(p *bind.Part) error
	// pace takes over another step size of the part's clock, and other constants.
	pace(p *bind.Part) error
	// prepare does what had to wait until it is needed. It is called before variables are read or set, and before a
	// plan is made: any number of times, so that it must change nothing when there is nothing to do.
	prepare(p *bind.Part) error
	// schedule contributes the steps to a plan.
	schedule(s *bind.Schedule, p *bind.Part) error
	// sleep contributes what is left of the steps while the object is inactive.
	sleep(s *bind.Schedule, p *bind.Part) error
	// explain writes what Explain says of it.
	explain(b *strings.Builder, p *bind.Part)
}

// idle is an operation that does nothing.
type idle struct{}

func (idle) declare(*bind.Part) error                  { return nil }
func (idle) pace(*bind.Part) error                     { return nil }
func (idle) prepare(*bind.Part) error                  { return nil }
func (idle) schedule(*bind.Schedule, *bind.Part) error { return nil }
func (idle) sleep(*bind.Schedule, *bind.Part) error    { return nil }
func (idle) explain(*strings.Builder, *bind.Part)      {}

// operations are one after another.
type operations []operation

func (list operations) declare(p *bind.Part) error {
	for _, op := range list {
		if err := op.declare(p); err != nil {
			return err
		}
	}
	return nil
}

func (list operations) pace(p *bind.Part) error {
	for _, op := range list {
		if err := op.pace(p); err != nil {
			return err
		}
	}
	return nil
}

func (list operations) prepare(p *bind.Part) error {
	for _, op := range list {
		if err := op.prepare(p); err != nil {
			return err
		}
	}
	return nil
}

func (list operations) schedule(s *bind.Schedule, p *bind.Part) error {
	for _, op := range list {
		if err := op.schedule(s, p); err != nil {
			return err
		}
	}
	return nil
}

func (list operations) sleep(s *bind.Schedule, p *bind.Part) error {
	for _, op := range list {
		if err := op.sleep(s, p); err != nil {
			return err
		}
	}
	return nil
}

func (list operations) explain(b *strings.Builder, p *bind.Part) {
	for _, op := range list {
		op.explain(b, p)
	}
}

// neurons are some of a group.
type neurons struct {
	group *NeuronGroup // nil: there are none
	members
	order int // of the object among others in the same slot of the schedule
}

// happen returns the neurons to which an event happens in a step, in the memory that has their group. Where the neurons are
// listed, others are among them.
func (n neurons) happen(m *bind.Memory, e *event) bind.Spikes {
	from, to := n.span()
	return bind.Spikes{List: e.list(n.part(m)), From: from, To: to}
}

// part returns the part of their group.
func (n neurons) part(m *bind.Memory) *bind.Part { return m.Part(n.group.Name()) }

// elements are some of an object with variables.
type elements struct {
	of modelled // nil: there are no variables
	members
	in *bind.Part // whose constants count; nil: those of the description
}

// scope is what the names in a text about the elements refer to: i and N are those among them.
func (e elements) scope() equations.Scope {
	return withConstantsOf(e.in, e.members.scope(e.of.scope()))
}

// modelled is an object with variables of its own.
type modelled interface {
	Object
	// scope is what the names in the object's own texts refer to.
	scope() equations.Scope
	// variables are those of its equations.
	variables() *equations.Model
	// callable are the functions of users that its texts may call.
	callable() *syntax.Functions
	// between returns what finds the elements that go from one of some neurons to one of others, in the object's part.
	between(i, j []int) (func(p *bind.Part) ([]int32, error), error)
	// refusedValue says why a variable cannot have a value, beyond what its type says; it is empty where it can.
	refusedValue(variable string, x float64) string
	// lends returns a variable that is kept otherwise than as an array of its name; nil where it is none.
	lends(variable string) (loan, error)
}

// A loan is a variable that is kept otherwise than as an array of its name, such as a delay. While it is set, it is an array.
type loan interface {
	modelled // with this variable, which is to be set
	// values returns what all elements have: one for each, or one for all.
	values(p *bind.Part) []float64
	// take gives the part an array of the variable, with its values.
	take(p *bind.Part) error
	// settle takes over what the array has become, unless it is broken off, and takes the array away.
	settle(p *bind.Part, broken bool) error
}

// plain is the description of an object that has nothing of all that.
type plain struct{ idle }

func (plain) parts() []Object              { return nil }
func (plain) neurons() neurons             { return neurons{} }
func (plain) elements() elements           { return elements{} }
func (plain) namespace() equations.Symbols { return nil }
func (plain) integrates() *updater         { return nil }
func (plain) remarks() []string            { return nil }
func (plain) calls() bool                  { return false }

func (plain) observe(*bind.Part) (warning string, err error) { return "", nil }

func (plain) astray(*bind.Part) error { return nil }

// Remarks returns what a log should say of an object: what its description leaves open, and how it was chosen.
func Remarks(o Object) []string {
	if absent(o) {
		return nil
	}
	return o.remarks()
}

// CallsGo reports whether an object calls a function in Go in steps of a run: a network operation, or a group with a threshold or
// a reset in Go. Such a function may keep something, though it should not, and then goes wrong where several networks share it.
func CallsGo(o Object) bool { return !absent(o) && o.calls() }

// absent reports whether there is no object: nil, a nil pointer that a constructor returned beside an error, or one that no
// constructor has made.
func absent(o Object) bool {
	v := reflect.ValueOf(o)
	return !v.IsValid() || v.Kind() != reflect.Pointer || v.IsNil() || o.Name() == ""
}
