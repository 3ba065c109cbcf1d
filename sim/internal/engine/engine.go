// Package engine is the seam between the simulator and what executes its plans.
//
// An Engine turns kernels into something executable, shared by all runs. An Instance is one run's
// memory: arrays, spike queues, clocks and recorders. The time loop runs inside the instance, which returns
// to its caller only when the end is reached, a recorder is full, the context is done, a step is the caller's own or fails.
//
// A Guard checks what an instance is asked for, so that all engines refuse the same in the same words.
//
// # Law of the room
//
// Engines know the IR and nothing of equations, units or objects.
package engine

import (
	"context"
	"time"

	"golgi/sim/internal/ir"
	"golgi/sim/internal/mathlib"
)

// How much a recorder holds before Run comes back: this many spikes or floats, about a megabyte.
const (
	SpikesPerBlock = 1 << 16
	FloatsPerBlock = 1 << 17
)

// MaxDelay is the largest delay, in steps: over a minute at 0.1 ms. It bounds the memory of a queue.
const MaxDelay = 1 << 20

// Reason says why Instance.Run came back.
type Reason uint8

// The reasons.
const (
	Reached   Reason = iota + 1 // every clock is at its end
	BlockFull                   // a recorder has no room for one more step: take its entries and run on
	Cancelled                   // the context is done; the instance stands between two steps
	HostStep                    // a step of the host is due: do it, and run on
	Stopped                     // Stop was called, and the moment is over
)

// Engine executes plans.
type Engine interface {
	Name() string
	// Version changes whenever the engine may give other code for the same IR; part of a cache key.
	Version() string
	NewInstance() (Instance, error)
	Close() error
}

// Instance is the memory and the time loop of one network. It is used by one goroutine at a time.
type Instance interface {
	// Bind allocates what plan.Memory has beyond the present memory, and makes plan the one to run. It
	// keeps all arrays, lists, queues and recorders. The plan is not changed and not kept beyond the next
	// Bind.
	Bind(plan *ir.Plan) error

	// Allocate makes room for what memory has beyond the present memory; what is there stays as it is. Elements of the slices of a memory that was given
	// to an instance never change: who declares something else declares it in other slices.
	Allocate(memory *ir.Memory) error

	// Exec runs one kernel once over the elements of m, at once, outside the time loop; tick is the time
	// coordinate of its random numbers. memory is as for Bind. Initial values and assignments use it.
	Exec(memory *ir.Memory, kernel *ir.Kernel, m *ir.Map, tick uint64) error

	// Run executes steps until clock c of the plan has executed the step until[c]-1, for every c. Clocks
	// run in order of time. On Cancelled the error is the context's.
	//
	// On HostStep the instance stands within a moment, before the step behind that of the host; the next Run goes on there. In
	// between arrays may be read and written, and kernels executed. Another Bind begins the moment anew.
	Run(ctx context.Context, until []int64) (Reason, error)
	// Profile has Run measure, for each step of the plan that is bound now, how long it takes altogether, or ends that; another Bind begins anew.
	// Steps of the host are not measured.
	Profile(on bool) error
	// Times returns for each step of the plan how long it took since Profile or the last Times; nil where that is not measured.
	Times() []time.Duration

	// At returns the number of the step at which Run came back with HostStep.
	At() int
	// Stop has a Run that came back with HostStep end after the moment that it is in.
	Stop()

	// Read copies elements [from, from+len(dst)) of an array; dst is []float64, []int32, []int64 or []uint8
	// of the array's type. All NaNs come out as one.
	Read(id ir.ArrayID, from int, dst any) error
	// Write copies src over elements [from, from+len(src)) of a state array. A []uint8 holds 0s and 1s.
	Write(id ir.ArrayID, from int, src any) error
	// Replace gives a state array a new length and zeros, or a topology array a new version. The plan stays
	// bound; the memory of the next Bind, Allocate or Exec declares the new length.
	Replace(id ir.ArrayID, decl ir.ArrayDecl) error

	// Take returns the entries of a recorder in the order of recording, and empties it.
	Take(id ir.RecorderID) (Entries, error)

	// List returns the entries of a list, and SetList replaces them: numbers in ascending order.
	List(id ir.ListID) ([]int32, error)
	SetList(id ir.ListID, entries []int32) error
	// Queue returns what is under way in a queue, in order of time, and SetQueue replaces that; synapses is how many there are.
	Queue(q ir.QueueID) ([]Due, error)
	SetQueue(q ir.QueueID, due []Due, synapses int) error

	// Flush forgets spikes under way in a queue.
	Flush(q ir.QueueID) error
	// Stretch has what is due in a queue after k steps be due after k·factor, rounded to the nearest; what comes together stays in
	// its order.
	Stretch(q ir.QueueID, factor float64) error

	// Clone returns an independent instance in the same state, unbound; topology is shared.
	Clone() (Instance, error)
	// Assign makes this instance's memory equal to that of another of the same engine (restoring a snapshot);
	// it is then unbound.
	Assign(from Instance) error
	Close() error
}

// Entries are what a recorder held. T is in seconds. For spikes, I has the element numbers. Rows holds len(T)
// rows of Width floats.
type Entries struct {
	T     []float64
	I     []int32
	Rows  []float64
	Width int
}

// Canonical makes all NaNs the same, as they are when they leave an instance.
func Canonical(x []float64) {
	for k := range x {
		x[k] = mathlib.Canonical(x[k])
	}
}
