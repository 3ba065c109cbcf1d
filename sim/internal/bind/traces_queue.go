package bind

import (
	"slices"
	"sort"

	"golgi/sim/internal/engine"
)

// follow has the queue of neurons of a pathway follow that of its synapses. It reports false where what is under way is not, at each time, all synapses of
// some neurons, each once; or where anything is under way although there is no delay.
func (h *Hoist) follow(path TracePath) (bool, error) {
	inst := h.part.mem.inst
	due, err := inst.Queue(h.part.queues[path.Queue])
	if err != nil || path.Delay == 0 && len(due) > 0 {
		return false, err
	}
	rows := rowsOf(h.part, path)
	neurons := make([]engine.Due, len(due))
	for k, d := range due {
		list, whole := rows.neurons(d.Batches)
		if !whole {
			return false, nil
		}
		neurons[k].After = d.After
		for _, n := range list {
			neurons[k].Batches = append(neurons[k].Batches, engine.Batch{From: path.First + n, To: path.First + n + 1})
		}
	}
	return true, inst.SetQueue(h.part.queues[path.Neurons], neurons, int(path.First)+len(rows.ends)-1)
}

// traceRows are the synapses of neurons: order[ends[n]:ends[n+1]] of neuron n, or these numbers themselves.
type traceRows struct {
	ends  []int64
	order []int32         // nil: none
	of    map[int32]int32 // the neurons of the first synapses of rows, where there is an order
}

func rowsOf(p *Part, path TracePath) traceRows {
	rows := traceRows{ends: Content[int64](p, path.Rows)}
	if !p.Has(path.Order) {
		return rows
	}
	rows.order, rows.of = Content[int32](p, path.Order), map[int32]int32{}
	for n := range len(rows.ends) - 1 {
		if rows.ends[n] < rows.ends[n+1] {
			rows.of[rows.order[rows.ends[n]]] = int32(n)
		}
	}
	return rows
}

// neurons returns the neurons whose synapses are in batches; whole is false where it is not all of each, once.
func (r traceRows) neurons(batches []engine.Batch) (list []int32, whole bool) {
	var synapses []int32
	for _, b := range batches {
		for k := b.From; b.Synapses == nil && k < b.To; k++ {
			synapses = append(synapses, k)
		}
		synapses = append(synapses, b.Synapses...)
	}
	seen := map[int32]bool{}
	for len(synapses) > 0 {
		n, known := r.neuron(synapses[0])
		if !known || seen[n] {
			return nil, false
		}
		row := r.row(n)
		if len(row) > len(synapses) || !slices.Equal(row, synapses[:len(row)]) {
			return nil, false
		}
		seen[n], synapses = true, synapses[len(row):]
		list = append(list, n)
	}
	return list, true
}

// neuron returns the neuron with whose synapses a synapse begins.
func (r traceRows) neuron(synapse int32) (int32, bool) {
	if r.order != nil {
		n, known := r.of[synapse]
		return n, known
	}
	behind := sort.Search(len(r.ends), func(n int) bool { return r.ends[n] > int64(synapse) })
	return int32(behind - 1), behind > 0 && behind < len(r.ends)
}

// row returns the synapses of a neuron.
func (r traceRows) row(n int32) []int32 {
	if r.order != nil {
		return r.order[r.ends[n]:r.ends[n+1]]
	}
	row := make([]int32, r.ends[n+1]-r.ends[n])
	for k := range row {
		row[k] = int32(r.ends[n]) + int32(k)
	}
	return row
}
