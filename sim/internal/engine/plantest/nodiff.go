package plantest

import (
	"context"
	"fmt"
	"math"
	"slices"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// Outcome is all that can be seen of an instance after a run.
type Outcome struct {
	Err     string // without the name of the engine in front
	Arrays  []any
	Entries []engine.Entries
}

// Run runs a case on an engine: bound, filled, and run to its end, taking entries whenever a recorder is
// full. A run that fails has an outcome, too.
func (c *Case) Run(e engine.Engine) (*Outcome, error) {
	in, err := e.NewInstance()
	if err != nil {
		return nil, err
	}
	o := &Outcome{Entries: make([]engine.Entries, len(c.Plan.Memory.Recorders))}
	return o, c.run(e, in, o)
}

// run runs a case on an instance, and closes it.
func (c *Case) run(e engine.Engine, in engine.Instance, o *Outcome) error {
	defer in.Close()
	if err := in.Bind(c.Plan); err != nil {
		return err
	}
	for id, content := range c.Content {
		if err := in.Write(id, 0, content); err != nil {
			return err
		}
	}
	if err := c.finish(e, in, o); err != nil {
		return err
	}
	if c.Next == nil || o.Err != "" {
		return o.read(in, c.Plan.Memory)
	}
	next, err := in.Clone()
	if err != nil {
		return err
	}
	return c.Next.run(e, next, o)
}

// finish runs an instance that is ready.
func (c *Case) finish(e engine.Engine, in engine.Instance, o *Outcome) error {
	for {
		reason, err := in.Run(context.Background(), c.Until)
		if err := o.take(in); err != nil {
			return err
		}
		if err != nil {
			o.Err = err.Error()[len(e.Name()):]
		}
		if err != nil || reason == engine.Reached {
			return nil
		}
	}
}

// take adds what the recorders hold.
func (o *Outcome) take(in engine.Instance) error {
	for id := range o.Entries {
		more, err := in.Take(ir.RecorderID(id))
		if err != nil {
			return err
		}
		all := &o.Entries[id]
		all.T, all.I, all.Rows = append(all.T, more.T...), append(all.I, more.I...), append(all.Rows, more.Rows...)
		all.Width = more.Width
	}
	return nil
}

// read reads all arrays.
func (o *Outcome) read(in engine.Instance, m *ir.Memory) error {
	for id, d := range m.Arrays {
		content := empty(d.Elem, d.Len)
		if err := in.Read(ir.ArrayID(id), 0, content); err != nil {
			return err
		}
		o.Arrays = append(o.Arrays, content)
	}
	return nil
}

// empty returns a slice for the content of an array.
func empty(elem ir.Elem, n int) any {
	switch elem {
	case ir.Float64:
		return make([]float64, n)
	case ir.Int32:
		return make([]int32, n)
	case ir.Int64:
		return make([]int64, n)
	}
	return make([]uint8, n)
}

// NoDiff runs a case on two engines and returns the first difference between them, or "".
func NoDiff(c *Case, a, b engine.Engine) (string, error) {
	x, err := c.Run(a)
	if err != nil {
		return "", err
	}
	y, err := c.Run(b)
	if err != nil {
		return "", err
	}
	return Compare(c.Plan.Memory, x, y), nil
}

// Compare returns the first difference between two outcomes over the same memory, or "": the name of the
// array or recorder, the element and both values. Floats are equal if their bits are. Of runs that failed,
// only the errors are compared: what a failing step leaves behind is not defined.
func Compare(m *ir.Memory, x, y *Outcome) string {
	if x.Err != y.Err {
		return fmt.Sprintf("one says %q, the other %q", x.Err, y.Err)
	}
	if x.Err != "" {
		return ""
	}
	for id := range x.Arrays {
		if diff := Differ(x.Arrays[id], y.Arrays[id]); diff != "" {
			return fmt.Sprintf("array %d (%s): %s", id, m.Arrays[id].Name, diff)
		}
	}
	for id := range x.Entries {
		p, q := x.Entries[id], y.Entries[id]
		for _, diff := range []string{Differ(p.T, q.T), Differ(p.I, q.I), Differ(p.Rows, q.Rows)} {
			if diff != "" {
				return fmt.Sprintf("recorder %d (%s): %s", id, m.Recorders[id].Name, diff)
			}
		}
	}
	return ""
}

// Differ returns the first difference between two contents of arrays, or "".
func Differ(a, b any) string {
	x, y := words(a), words(b)
	if len(x) != len(y) {
		return fmt.Sprintf("%d values and %d", len(x), len(y))
	}
	for k := range x {
		if x[k] != y[k] {
			return fmt.Sprintf("element %d is %#x and %#x (%v and %v)", k, x[k], y[k], at(a, k), at(b, k))
		}
	}
	return ""
}

// at returns an element of a content.
func at(content any, k int) any {
	switch s := content.(type) {
	case []float64:
		return s[k]
	case []int32:
		return s[k]
	case []int64:
		return s[k]
	}
	return content.([]uint8)[k]
}

// words returns the bits of a content.
func words(content any) []uint64 {
	out := []uint64{}
	switch s := content.(type) {
	case []float64:
		for _, x := range s {
			out = append(out, math.Float64bits(x))
		}
	case []int32:
		for _, x := range s {
			out = append(out, uint64(x))
		}
	case []int64:
		for _, x := range s {
			out = append(out, uint64(x))
		}
	case []uint8:
		out = slices.Grow(out, len(s))
		for _, x := range s {
			out = append(out, uint64(x))
		}
	}
	return out
}
