package component

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/rs/zerolog"

	"golgi/internal/given"
	"golgi/sim"
)

// Objects is the blackboard on which components find each other's objects, by name. Each run has its own, on
// top of the one of PreBuild, which it can read. One goroutine at a time may use it.
type Objects struct {
	*board
	author string // who adds
	turn   int    // its place among the parts, from 1; 0 is behind all
	fixed  bool   // what it draws
	log    zerolog.Logger
}

// A board is what all views of a blackboard share.
type board struct {
	below   *board // of PreBuild; nil if this is the one
	network func() (*sim.Network, error)
	fix     func(n *sim.Network, fixed bool) error // nil: nothing is fixed
	entries []entry
	closed  bool
	watch   *Watch // nil: nobody looks
}

type entry struct {
	name   string
	value  any
	author string
	turn   int
}

// NewObjects returns an empty blackboard for the network that network returns, which is asked for when it
// is needed, and returns the same one each time. Where base is not nil, its objects are there, too.
func NewObjects(base *Objects, network func() (*sim.Network, error)) *Objects {
	b := &board{network: network}
	if base != nil {
		b.below, b.fix = base.board, base.fix
	}
	return &Objects{board: b, log: zerolog.Nop()}
}

// For returns the same blackboard as the component of that name gets it: what it adds bears its name.
func (o *Objects) For(name string, log zerolog.Logger) *Objects {
	return &Objects{board: o.board, author: name, log: log, turn: o.turn, fixed: o.fixed}
}

// At returns the same blackboard as the part with that number gets it in Build, from 1: it finds nothing that later parts have added,
// since these may be built before. If it draws fixed numbers, the network that it gets does.
func (o *Objects) At(turn int, fixed bool) *Objects {
	at := *o
	at.turn, at.fixed = turn, fixed
	return &at
}

// FixWith has fix called whenever a part gets the network, with whether its random numbers are fixed.
func (o *Objects) FixWith(fix func(n *sim.Network, fixed bool) error) { o.fix = fix }

// Close ends the time in which objects can be added.
func (o *Objects) Close() { o.closed = true }

// Network returns the network of the run.
func (o *Objects) Network() (*sim.Network, error) {
	network, err := o.network()
	if err == nil && o.fix != nil {
		err = o.fix(network, o.fixed)
	}
	return network, err
}

// Add puts object into the network, with the groups to which it refers, and onto the blackboard under name.
// Names are unique, those of PreBuild included.
func (o *Objects) Add(name string, object sim.Object) error {
	if err := o.admit(name); err != nil {
		return err
	}
	network, err := o.Network()
	if err == nil {
		err = network.Add(object)
	}
	if err != nil {
		return fmt.Errorf("component: cannot add %q: %w", name, err)
	}
	o.put(name, object)
	o.log.Debug().Str("object", name).Msg("added to the network")
	for _, remark := range sim.Remarks(object) {
		o.log.Info().Str("object", name).Msg(remark)
	}
	return nil
}

// Share puts value onto the blackboard under name, and not into the network. Names are unique, those of
// PreBuild included.
func (o *Objects) Share(name string, value any) error {
	if err := o.admit(name); err != nil {
		return err
	}
	o.put(name, value)
	o.log.Debug().Str("object", name).Msg("shared")
	return nil
}

func (o *Objects) put(name string, value any) {
	o.entries = append(o.entries, entry{name, value, o.author, o.turn})
	o.watch.put(name, value)
}

func (o *Objects) admit(name string) error {
	if name == "" {
		return errors.New("component: cannot add an object without a name; name it")
	}
	if o.closed {
		return fmt.Errorf("component: cannot add %q: this blackboard is of the past; "+
			"add to the Objects that the hook is given", name)
	}
	if there, ok := o.find(name, 0); ok {
		return fmt.Errorf("component: cannot add %q: %q has added one of that name; names are unique",
			name, there.author)
	}
	return nil
}

// seenFrom reports whether a part finds an entry in its turn.
func (e entry) seenFrom(turn int) bool { return turn == 0 || e.turn <= turn }

func (b *board) find(name string, turn int) (entry, bool) {
	at := slices.IndexFunc(b.entries, func(e entry) bool { return e.name == name && e.seenFrom(turn) })
	switch {
	case at >= 0:
		return b.entries[at], true
	case b.below != nil:
		return b.below.find(name, turn)
	}
	return entry{}, false
}

// Has reports whether something was added or shared under a name.
func (o *Objects) Has(name string) bool {
	_, found := o.find(name, o.turn)
	o.watch.looked(name, found)
	return found
}

// Author returns who has added what is under a name, "" if there is nothing.
func (o *Objects) Author(name string) string {
	e, found := o.find(name, o.turn)
	o.watch.looked(name, found)
	return e.author
}

// Names returns the names of all that is there: those of PreBuild first, and then by the places of the parts that have added them, also
// where some were built before the runs.
func (o *Objects) Names() []string {
	o.watch.list()
	return o.names()
}

func (o *Objects) names() []string {
	entries := slices.DeleteFunc(o.all(), func(e entry) bool { return !e.seenFrom(o.turn) })
	var names []string
	for _, e := range entries {
		names = append(names, e.name)
	}
	return names
}

// all returns the entries in the order in which they would have been added if every part was built in the run.
func (b *board) all() []entry {
	var before, parts, behind []entry
	for at := b; at != nil; at = at.below {
		for _, e := range slices.Backward(at.entries) {
			switch {
			case e.turn > 0:
				parts = append(parts, e)
			case at.below == nil:
				before = append(before, e)
			default:
				behind = append(behind, e)
			}
		}
	}
	slices.Reverse(parts)
	slices.SortStableFunc(parts, func(x, y entry) int { return cmp.Compare(x.turn, y.turn) })
	slices.Reverse(before)
	slices.Reverse(behind)
	return slices.Concat(before, parts, behind)
}

// Get returns what was added or shared under name. T may be an interface, such as [sim.Group].
func Get[T any](o *Objects, name string) (T, error) {
	var none T
	if err := given.All("component: Get", given.Arg{Name: "blackboard", Value: o}); err != nil {
		return none, err
	}
	there, ok := o.find(name, o.turn)
	o.watch.looked(name, ok)
	if !ok {
		return none, fmt.Errorf("component: there is no %q (there are: %s)", name, Listed(o.names()))
	}
	value, ok := there.value.(T)
	if !ok {
		return none, fmt.Errorf("component: %q is a %T, wanted %s", name, there.value, typeName[T]())
	}
	return value, nil
}

func typeName[T any]() string { return strings.TrimPrefix(fmt.Sprintf("%T", new(T)), "*") }

// Listed joins names for a message.
func Listed(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}
