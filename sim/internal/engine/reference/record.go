package reference

import (
	"slices"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// recorder gathers entries until they are taken.
type recorder struct {
	name  string
	kind  ir.RecorderKind
	width int
	times []float64
	spike []int32
	rows  []float64
}

// take returns the entries and empties the recorder.
func (r *recorder) take() engine.Entries {
	e := engine.Entries{T: r.times, I: r.spike, Rows: r.rows, Width: r.width}
	engine.Canonical(e.Rows)
	r.times, r.spike, r.rows = nil, nil, nil
	return e
}

// clone copies the recorder with its entries.
func (r *recorder) clone() *recorder {
	c := *r
	c.times, c.spike, c.rows = slices.Clone(r.times), slices.Clone(r.spike), slices.Clone(r.rows)
	return &c
}

// recording is a bound step that records.
type recording struct {
	recorder *recorder
	clock    int
	spikes   *list // nil where values are recorded
	from, to int32
	rate     float64
	values   []*array
	worst    int // entries that one step may add
	limit    int // entries that the recorder may hold
}

// newRecording completes a recording by how much it may add, and how much there may be.
func newRecording(r recording) *recording {
	if r.recorder.kind == ir.RowEntries {
		r.worst = 1
		r.limit = max(1, engine.FloatsPerBlock/(r.recorder.width+1))
		return &r
	}
	r.worst = min(int(r.to-r.from), cap(r.spikes.entries))
	r.limit = engine.SpikesPerBlock/(r.recorder.width+1) + r.worst
	return &r
}

// full reports whether the recorder lacks room for one more step.
func (r *recording) full() bool { return len(r.recorder.times)+r.worst > r.limit }

// run records what belongs to this step.
func (r *recording) run(t moment) error {
	if r.recorder.kind == ir.RowEntries {
		return r.row(t)
	}
	for _, a := range r.values {
		if n := len(a.floats); n < int(r.to) { // it was replaced
			return engine.FewValues(a.name, int64(n), int64(r.to))
		}
	}
	for _, e := range r.spikes.between(r.from, r.to) {
		r.recorder.times = append(r.recorder.times, t.time)
		r.recorder.spike = append(r.recorder.spike, e-r.from)
		for _, a := range r.values {
			r.recorder.rows = append(r.recorder.rows, a.floats[e])
		}
	}
	return nil
}

// row records a row of values, or a rate.
func (r *recording) row(t moment) error {
	rows := r.recorder.rows
	if r.rate != 0 {
		count := len(r.spikes.between(r.from, r.to))
		rows = append(rows, float64(float64(count)*r.rate))
	}
	for _, a := range r.values {
		rows = a.appendFloats(rows)
	}
	if added := len(rows) - len(r.recorder.rows); added != r.recorder.width {
		return engine.OtherWidth(r.recorder.name, int64(added), int64(r.recorder.width))
	}
	r.recorder.rows = rows
	r.recorder.times = append(r.recorder.times, t.time)
	return nil
}
