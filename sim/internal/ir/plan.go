package ir

import (
	"math"

	"golgi/sim/internal/rng"
)

// Elem is the type of an array's elements in memory.
type Elem uint8

// The types of elements.
const (
	Float64 Elem = iota + 1
	Int32
	Int64
	Bool8
)

// Type returns the type a loaded element has in a register.
func (e Elem) Type() Type {
	switch e {
	case Float64:
		return Float
	case Int32, Int64:
		return Int
	case Bool8:
		return Bool
	}
	return Void
}

// Bytes returns how many bytes an element takes.
func (e Elem) Bytes() int {
	switch e {
	case Float64, Int64:
		return 8
	case Int32:
		return 4
	}
	return 1
}

// ArrayID numbers an array of an instance's memory.
type ArrayID int32

// NoArray marks an array that is not there.
const NoArray ArrayID = -1

// ArrayDecl declares an array. State starts as zero and belongs to the instance. Where Shared is given
// ([]float64, []int32, []int64 or []uint8, of length Len), the array is topology: immutable, and shared by
// all clones without copying.
type ArrayDecl struct {
	Name   string
	Elem   Elem
	Len    int
	Shared any

	Scratch bool // of what happens between runs; no step has it
}

// ListID numbers a list of element numbers (Int32) which a kernel emits, such as the spikes of a step. A
// list belongs to the instance, starts empty, and holds what its kernel emitted last.
type ListID int32

// NoList marks a list that is not there.
const NoList ListID = -1

// ListDecl declares a list that never holds more than Cap entries.
type ListDecl struct {
	Name string
	Cap  int
}

// QueueID numbers a queue of spikes under way to their synapses. A queue belongs to the instance and
// outlives plans.
type QueueID int32

// RecorderID numbers a recorder: the block in which a monitor's entries gather until they are taken out.
type RecorderID int32

// Memory declares all that an instance holds. It only grows: an instance that is bound to a plan with a
// longer Memory allocates what is new and keeps what is there.
type Memory struct {
	Arrays    []ArrayDecl
	Lists     []ListDecl
	Queues    int // number of queues
	Recorders []RecorderDecl
}

// RecorderDecl declares a recorder: Width values per entry besides the time, in one Float64 row, which may be empty.
// Spike recorders keep the element's number as well.
type RecorderDecl struct {
	Name  string
	Kind  RecorderKind
	Width int
}

// RecorderKind says what an entry of a recorder is.
type RecorderKind uint8

// The kinds of recorders.
const (
	SpikeEntries RecorderKind = iota + 1 // (time, element number, Width floats), one per spike
	RowEntries                           // (time, Width floats), one per step
)

// Clock is a clock of a plan. The engine keeps three scalars of it in memory: Time (Float64, k·dt in
// seconds), Step (Int64, k) and Tick (Int64, how many steps the clock has executed, the time coordinate of
// random numbers). Steps read them as ordinary arrays.
type Clock struct {
	DT   float64 // s
	Time ArrayID
	Step ArrayID
	Tick ArrayID
}

// Plan is what an instance executes: at each moment the clocks with the earliest time run (equal within
// 1e-4 of the smaller dt), and of Steps those on these clocks, in order.
type Plan struct {
	Memory  *Memory
	Clocks  []Clock
	Kernels []*Kernel
	Steps   []Step
}

// Step is one step of a plan: exactly one of its pointers is set. No two steps share a queue or a recorder.
type Step struct {
	Name      string // of the object, for messages and Explain
	Clock     int
	Map       *Map
	Propagate *Propagate
	Record    *Record
	Host      *Host
}

// Host is a step that the caller of the instance does. It may read and write whatever state there is.
type Host struct {
	Job int // which of the caller's
}

// Binding fills in a kernel's parameters.
type Binding struct {
	Kernel int        // in Plan.Kernels
	Arrays []ArrayID  // one per Kernel.Arrays
	Consts []Num      // one per Kernel.Consts
	Calls  []Function // one per Kernel.Calls
	Key    rng.Key
}

// Function is the value of a function parameter: a function of floats alone, which the caller of the engine has and the engine
// calls. It may be called any number of times, also for numbers whose results nobody uses. Where it panics, that is an error of
// the step.
type Function struct {
	Name  string
	Value func(x ...float64) float64
}

// Num is the value of a constant parameter: Float for type Float, Int for Int and Bool (0 or 1).
type Num struct {
	Float float64
	Int   int64
}

// Map runs a kernel over the elements 0 ≤ i < N or, where List is given, over the entries e of that list with
// From ≤ e < To. A kernel that emits writes the list Out, which is emptied first.
//
// Where Rounds is not 0, the kernel runs again over the elements that it has emitted, and so on until it emits none,
// so that Out ends empty. Where it still emits in round number Rounds, that is an error of the step.
//
// Where Skip is given, it runs over some of the elements 0 ≤ i < N alone, in ascending order. Where When is given, it runs only in steps in
// which that range of entries is not empty.
type Map struct {
	Binding
	N        int
	List     ListID // NoList: all elements
	From, To int32  // of the entries of List
	Skip     *Skip  // nil: none is skipped
	When     *Range // nil: in each step
	Out      ListID // NoList where the kernel does not emit
	Rounds   int
	Endless  string // what the error says of an element that needs more rounds
}

// Range are the entries e of a list with From ≤ e < To.
type Range struct {
	List     ListID
	From, To int32
}

// Skip says with which probability an element of a map comes up, each independently of the others and of other steps. The elements in
// between are skipped, by gaps of the numbers 0, 1, … of rng.Stream at the index SkipIndex, under the key of the binding and at the tick.
type Skip struct {
	Chance ArrayID // Float64, of one element: 1 and more are certain, 0 and less or NaN are never
}

// SkipIndex is the index at which gaps are drawn, which no element has.
const SkipIndex = math.MaxUint32

// Propagate delivers spikes: each entry e of Spikes with From ≤ e < To puts the synapses of row e-From on
// their way, and the kernel runs over the synapses that are due in this step, in the order in which they were
// put (time of the spike, spiking index, synapse number). A delay of zero is due in the same step.
//
// The synapses of row r are Order[Rows[r]:Rows[r+1]] or, without Order, the numbers Rows[r] to Rows[r+1]-1.
// Delays are in steps of the clock: one per synapse in Delays (Int32) where given, else Delay for all.
type Propagate struct {
	Binding
	Spikes   ListID
	From, To int32
	Rows     ArrayID // Int64, one more than rows
	Order    ArrayID // Int32, or NoArray
	Delays   ArrayID // Int32, or NoArray
	Delay    int32
	Queue    QueueID
}

// Record adds to a recorder. For SpikeEntries: each entry e of Spikes with From ≤ e < To becomes (t, e-From), with element e of
// each of Values, which are Float64.
// For RowEntries: one row, made of the arrays of Values one after another as floats, or, where
// Rate is not 0, of the number of entries of Spikes in the range times Rate.
type Record struct {
	Recorder RecorderID
	Spikes   ListID
	From, To int32
	Values   []ArrayID
	Rate     float64
}
