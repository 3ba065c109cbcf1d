package ir

import (
	"cmp"
	"fmt"
	"slices"
)

// Place is a place in memory: an array, a list, a queue or a recorder.
type Place struct {
	Kind PlaceKind
	ID   int32 // an ArrayID, ListID, QueueID or RecorderID
}

// PlaceKind says what is at a place.
type PlaceKind uint8

// The kinds of places.
const (
	ArrayPlace PlaceKind = iota + 1
	ListPlace
	QueuePlace
	RecorderPlace
)

// Use says how a step uses a place.
type Use struct {
	Place  Place
	Access Access
}

// Uses returns how step n uses memory, in the order of places. It is read off the kernel, so that it cannot differ
// from what the step does; what a host does is not known. The plan must be valid.
//
//	sets        what it writes, at some elements or all, and does not read
//	increments  what it adds to, and does not read
//	updates     what it reads and writes: an array, a queue, a recorder
//	reads       what it leaves as it is
func (p *Plan) Uses(n int) []Use {
	u := uses{}
	switch s := p.Steps[n]; {
	case s.Map != nil:
		u.binding(p, &s.Map.Binding)
		u.list(s.Map.List, Reads)
		u.list(s.Map.Out, Sets)
		if s.Map.When != nil {
			u.list(s.Map.When.List, Reads)
		}
		if s.Map.Skip != nil {
			u.arrays(s.Map.Skip.Chance)
		}
	case s.Propagate != nil:
		u.binding(p, &s.Propagate.Binding)
		u.list(s.Propagate.Spikes, Reads)
		u.arrays(s.Propagate.Rows, s.Propagate.Order, s.Propagate.Delays)
		u[Place{QueuePlace, int32(s.Propagate.Queue)}] |= Reads | Sets
	case s.Record != nil:
		if p.Memory.Recorders[s.Record.Recorder].Kind == SpikeEntries || s.Record.Rate != 0 {
			u.list(s.Record.Spikes, Reads)
		}
		u.arrays(s.Record.Values...)
		u.arrays(p.Clocks[s.Clock].Time)
		u[Place{RecorderPlace, int32(s.Record.Recorder)}] |= Reads | Increments
	}
	return u.sorted()
}

// uses gathers the uses of a step.
type uses map[Place]Access

func (u uses) binding(p *Plan, b *Binding) {
	for k, access := range p.Kernels[b.Kernel].Effects() {
		u[Place{ArrayPlace, int32(b.Arrays[k])}] |= access
	}
}

// arrays are read.
func (u uses) arrays(ids ...ArrayID) {
	for _, id := range ids {
		if id != NoArray {
			u[Place{ArrayPlace, int32(id)}] |= Reads
		}
	}
}

func (u uses) list(id ListID, access Access) {
	if id != NoList {
		u[Place{ListPlace, int32(id)}] |= access
	}
}

func (u uses) sorted() []Use {
	list := make([]Use, 0, len(u))
	for place, access := range u {
		list = append(list, Use{place, access})
	}
	slices.SortFunc(list, func(a, b Use) int {
		return cmp.Or(cmp.Compare(a.Place.Kind, b.Place.Kind), cmp.Compare(a.Place.ID, b.Place.ID))
	})
	return list
}

// String returns the word for an access: sets, increments, updates or reads; leaves, where there is none.
func (a Access) String() string {
	switch {
	case a.Writes() && a != Sets && a != Increments:
		return "updates"
	case a&Sets != 0:
		return "sets"
	case a&Increments != 0:
		return "increments"
	case a == Reads:
		return "reads"
	}
	return "leaves"
}

// PlaceName returns what a reader calls a place of a valid plan.
func (m *Memory) PlaceName(p Place) string {
	switch p.Kind {
	case ArrayPlace:
		return m.Arrays[p.ID].Name
	case ListPlace:
		return "spikes of " + m.Lists[p.ID].Name
	case QueuePlace:
		return fmt.Sprintf("queue %d", p.ID)
	case RecorderPlace:
		return "recorder of " + m.Recorders[p.ID].Name
	}
	panic(fmt.Sprintf("ir: place of kind %d", p.Kind))
}
