package bind

import (
	"math"
	"slices"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// Here is how the arrays of synapses and the traces of neurons follow from each other.

// catchUp brings the arrays of the synapses up to date.
func (h *Hoist) catchUp() error { return h.run(h.spread) }

// note has nothing to note.
func (h *Hoist) note(bool) error { return nil }

// fits reports whether all synapses of a neuron have what traces of neurons can have, and gives these their values.
func (h *Hoist) fits() (bool, error) {
	for _, path := range h.paths {
		if whole, err := h.follow(path); err != nil || !whole {
			return false, err
		}
	}
	if agrees, err := h.agrees(); err != nil || agrees {
		return agrees, err
	}
	return h.gather()
}

// agrees reports whether the arrays of the synapses are what the traces of neurons say.
func (h *Hoist) agrees() (bool, error) {
	mem := h.part.mem
	if blank, err := h.blank(); err != nil || blank {
		return blank, err
	}
	out, err := mem.Scratch("answers", ir.Bool8, h.part.N)
	if err != nil {
		return false, err
	}
	t := h.traces.Agree()
	if err := h.run(execution{t.Kernel, h.site.With(lower.Output.Name, out).all(t, h.part.N)}); err != nil {
		return false, err
	}
	answers := make([]uint8, h.part.N)
	if err := mem.inst.Read(out, 0, answers); err != nil {
		return false, err
	}
	return !slices.Contains(answers, 0), nil
}

// blank reports whether all is zero, as in the beginning.
func (h *Hoist) blank() (bool, error) {
	arrays := slices.Clone(h.arrays)
	for _, side := range h.traces.Sides() {
		arrays = append(arrays, h.part.ArrayID(lower.EventArray(side)), h.part.ArrayID(lower.SinceArray(side)))
	}
	for _, name := range h.traces.Names {
		arrays = append(arrays, h.part.ArrayID(lower.ValueArray(name)))
	}
	for _, id := range arrays {
		values, err := h.part.mem.Read(id)
		if err != nil || slices.ContainsFunc(values, func(x float64) bool { return math.Float64bits(x) != 0 }) {
			return false, err
		}
	}
	return true, nil
}

// gather gives neurons what all of their synapses have in common, as of a time that is that of all synapses.
func (h *Hoist) gather() (bool, error) {
	p, mem := h.part, h.part.mem
	since := 0.0
	times, err := p.Read(equations.LastUpdate)
	if err != nil {
		return false, err
	}
	for k, t := range times {
		if since = times[0]; t != since || k == 0 && !(t <= mem.Time()) {
			return false, nil
		}
	}
	for _, name := range h.traces.Names {
		fits, err := h.gatherTrace(name)
		if err != nil || !fits {
			return false, err
		}
	}
	for _, side := range h.traces.Sides() {
		for _, name := range []string{lower.EventArray(side), lower.SinceArray(side)} {
			if err := p.Fill(name, since); err != nil {
				return false, err
			}
		}
	}
	return true, nil
}

// gatherTrace gives neurons the value that a trace has at all of their synapses.
func (h *Hoist) gatherTrace(name string) (bool, error) {
	p := h.part
	each, err := p.Read(name)
	if err != nil {
		return false, err
	}
	end := lower.PreIndex
	if h.traces.Side[name] == equations.Post {
		end = lower.PostIndex
	}
	values := make([]float64, p.mem.decl.Arrays[p.ArrayID(lower.ValueArray(name))].Len)
	known := make([]bool, len(values))
	for k, n := range Content[int32](p, end.Name) {
		if known[n] && values[n] != each[k] || each[k] != each[k] {
			return false, nil
		}
		values[n], known[n] = each[k], true
	}
	return true, p.Write(lower.ValueArray(name), values)
}
