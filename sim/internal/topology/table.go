package topology

import (
	"math"
	"slices"
)

// MaxSynapses is the largest number of synapses in one table: they are numbered with 32 bits.
const MaxSynapses = math.MaxInt32

// Table lists synapses: synapse s goes to neuron Post[s]. While they come in the order of the neurons that they go from, it counts these,
// and has no list of them.
type Table struct {
	Post []int32

	sent     []int32 // by each presynaptic neuron
	received []int32 // by each postsynaptic neuron; nil: it is not finished
	last     int32   // presynaptic neuron
	pre      []int32 // nil: they come in order
}

// NewTable returns an empty table of synapses from neurons 0 ≤ pre < pres.
func NewTable(pres int) *Table { return &Table{sent: make([]int32, pres)} }

// Len returns the number of synapses.
func (t *Table) Len() int { return len(t.Post) }

// Sorted reports whether the synapses come in the order of their presynaptic neurons.
func (t *Table) Sorted() bool { return t.pre == nil }

// Finish ends the making of a table of synapses to neurons 0 ≤ post < posts: it gives back what there is of room, if that is a lot.
func (t *Table) Finish(posts int) {
	if cap(t.Post) > len(t.Post)+len(t.Post)/16 {
		t.Post = append(make([]int32, 0, len(t.Post)), t.Post...)
	}
	t.received = counts(t.Post, posts)
}

// Received returns how many synapses each postsynaptic neuron has, of a finished table. It is not to be changed.
func (t *Table) Received() []int32 { return t.received }

// Sent returns how many synapses each presynaptic neuron has. It is not to be changed.
func (t *Table) Sent() []int32 { return t.sent }

// Pre returns the presynaptic neuron of each synapse.
func (t *Table) Pre() []int32 {
	if t.Sorted() {
		return Repeat(t.sent)
	}
	return t.pre
}

// AddRow appends synapses of one presynaptic neuron.
func (t *Table) AddRow(pre int32, posts []int32) {
	if len(posts) == 0 {
		return
	}
	if pre < t.last {
		t.list()
	}
	t.last = pre
	t.sent[pre] += int32(len(posts))
	t.Post = append(t.Post, posts...)
	if !t.Sorted() {
		for range posts {
			t.pre = append(t.pre, pre)
		}
	}
}

// Add appends synapses.
func (t *Table) Add(pre, post []int32) {
	if len(pre) == 0 {
		return
	}
	if pre[0] < t.last || !slices.IsSorted(pre) {
		t.list()
	}
	t.last = pre[len(pre)-1]
	for _, i := range pre {
		t.sent[i]++
	}
	t.Post = append(t.Post, post...)
	if !t.Sorted() {
		t.pre = append(t.pre, pre...)
	}
}

// list has presynaptic neurons be listed from now on.
func (t *Table) list() {
	if t.Sorted() {
		t.pre = t.Pre()
	}
}

// HasRoom reports whether there is room for more synapses.
func (t *Table) HasRoom(more int) bool { return len(t.Post)+more <= cap(t.Post) }

// Room makes room for a number of synapses in all.
func (t *Table) Room(n int) {
	if n > cap(t.Post) {
		t.Post = append(make([]int32, 0, n), t.Post...)
	}
}

// Repeat returns a list in which neuron n stands counts[n] times, in ascending order.
func Repeat(counts []int32) []int32 {
	list := make([]int32, 0, sum(counts))
	for n, count := range counts {
		for range count {
			list = append(list, int32(n))
		}
	}
	return list
}

func sum(counts []int32) (total int) {
	for _, count := range counts {
		total += int(count)
	}
	return total
}

// counts counts how often each neuron of a group of n stands in a list.
func counts(list []int32, n int) []int32 {
	of := make([]int32, n)
	for _, i := range list {
		of[i]++
	}
	return of
}

// Index finds the synapses of a neuron: those of neuron r are Order[Rows[r]:Rows[r+1]], or, where Order is
// nil, the numbers Rows[r] to Rows[r+1]-1. Within a neuron they ascend.
type Index struct {
	Rows  []int64
	Order []int32
}

// NewIndex indexes synapses by neuron: synapse s belongs to neurons[s], one of start, …, start+n-1, which is
// neuron neurons[s]-start of the index.
func NewIndex(neurons []int32, start int32, n int) *Index {
	x := &Index{Rows: make([]int64, n+1)}
	sorted := true
	for s, neuron := range neurons {
		x.Rows[neuron-start+1]++
		sorted = sorted && (s == 0 || neurons[s-1] <= neuron)
	}
	for r := range n {
		x.Rows[r+1] += x.Rows[r]
	}
	if !sorted {
		x.Order = x.order(neurons, start)
	}
	return x
}

// IndexOf indexes synapses that come in the order of their neurons, of which the counts are given.
func IndexOf(counts []int32) *Index {
	x := &Index{Rows: make([]int64, len(counts)+1)}
	for r, count := range counts {
		x.Rows[r+1] = x.Rows[r] + int64(count)
	}
	return x
}

// order lists the synapses by neuron, ascending within each: a counting sort.
func (x *Index) order(neurons []int32, start int32) []int32 {
	next := slices.Clone(x.Rows)
	order := make([]int32, len(neurons))
	for s, neuron := range neurons {
		r := neuron - start
		order[next[r]] = int32(s)
		next[r]++
	}
	return order
}
