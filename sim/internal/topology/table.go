package topology

import "math"

// MaxSynapses is the largest number of synapses in one table: they are numbered with 32 bits.
const MaxSynapses = math.MaxInt32

// Table lists synapses: synapse s goes from neuron Pre[s] to neuron Post[s].
type Table struct {
	Pre, Post []int32
}

// Len returns the number of synapses.
func (t *Table) Len() int { return len(t.Pre) }

// Repeat returns a list in which neuron n stands counts[n] times, in ascending order: Pre of a table that is sorted by it.
func Repeat(counts []int32) []int32 {
	total := 0
	for _, count := range counts {
		total += int(count)
	}
	list := make([]int32, 0, total)
	for n, count := range counts {
		for range count {
			list = append(list, int32(n))
		}
	}
	return list
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

// order lists the synapses by neuron, ascending within each: a counting sort.
func (x *Index) order(neurons []int32, start int32) []int32 {
	next := append([]int64(nil), x.Rows...)
	order := make([]int32, len(neurons))
	for s, neuron := range neurons {
		r := neuron - start
		order[next[r]] = int32(s)
		next[r]++
	}
	return order
}
