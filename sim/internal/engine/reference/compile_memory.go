package reference

import (
	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// Where the slots of a bank and the elements of an array are found.

func floatSlots(fr *frame) [][]float64 { return fr.floats }
func intSlots(fr *frame) [][]int64     { return fr.ints }
func narrowSlots(fr *frame) [][]int32  { return fr.narrows }
func boolSlots(fr *frame) [][]uint8    { return fr.bools }

func floatMemory(a *array) []float64 { return a.floats }
func intMemory(a *array) []int64     { return a.ints }
func narrowMemory(a *array) []int32  { return a.narrows }
func boolMemory(a *array) []uint8    { return a.bools }

// part returns the elements of an array that belong to the block, where the domain is a range.
func part[T word](fr *frame, array int, memory func(*array) []T) ([]T, error) {
	all := memory(fr.arrays[array])
	if fr.first+fr.n > len(all) {
		return nil, fr.outside(array, int64(max(fr.first, len(all))))
	}
	return all[fr.first : fr.first+fr.n], nil
}

// outside says which index of which array a kernel missed.
func (fr *frame) outside(param int, index int64) error {
	a := fr.arrays[param]
	return engine.IndexOutside(a.name, a.len(), index)
}

// view makes a slot the part of an array that belongs to the block.
func view[T word](array int, memory func(*array) []T, slots func(*frame) [][]T, slot int) operation {
	return func(fr *frame) error {
		elements, err := part(fr, array, memory)
		slots(fr)[slot] = elements
		return err
	}
}

// reach says how an instruction finds its elements in memory.
type reach struct {
	own  bool // the element's own index, over a range
	thin bool // the indices are in the narrow bank
	slot int
}

// reach finds the index of a load, store or increment.
func (c *compiler) reach(v ir.Value) reach {
	switch {
	case c.kernel.Body[v].Op == ir.Index && !c.prog.list:
		return reach{own: true}
	case c.homes[v].thin != none && !c.facts.uniform[v]:
		return reach{thin: true, slot: c.homes[v].thin}
	}
	return reach{slot: c.vector(v)}
}

// load brings elements of memory into a slot.
func (c *compiler) load(in *ir.Instr) {
	at := c.reach(in.Args[0])
	switch c.kernel.Arrays[in.Array].Elem {
	case ir.Float64:
		c.homes[c.now].slot = loadInto(c, in, at, floatBank, floatMemory, floatSlots)
	case ir.Int64:
		c.homes[c.now].slot = loadInto(c, in, at, intBank, intMemory, intSlots)
	case ir.Bool8:
		c.homes[c.now].slot = loadInto(c, in, at, boolBank, boolMemory, boolSlots)
	case ir.Int32:
		src := loadInto(c, in, at, narrowBank, narrowMemory, narrowSlots)
		c.homes[c.now].thin = src
		if c.facts.wide[c.now] {
			dst := c.take(intBank)
			c.homes[c.now].slot = dst
			c.emit(func(fr *frame) error { widen(fr.ints[dst][:fr.n], fr.narrows[src]); return nil })
		}
	}
}

// loadInto makes the slot of a loaded value: a view of memory, a copy of it, or gathered elements.
func loadInto[T word](
	c *compiler, in *ir.Instr, at reach, b bank, memory func(*array) []T, slots func(*frame) [][]T,
) int {
	c.release()
	if at.own && c.facts.inPlace[c.now] {
		slot := c.newSlot(b, alias)
		c.emit(view(in.Array, memory, slots, slot))
		return slot
	}
	dst := c.take(b)
	array := in.Array
	switch {
	case at.own:
		c.emit(func(fr *frame) error {
			elements, err := part(fr, array, memory)
			copy(slots(fr)[dst], elements)
			return err
		})
	case at.thin:
		c.emit(gathering(array, memory, slots, dst, narrowSlots, at.slot))
	default:
		c.emit(gathering(array, memory, slots, dst, intSlots, at.slot))
	}
	return dst
}

// gathering is the operation of a load through indices.
func gathering[T word, I index](
	array int, memory func(*array) []T, slots func(*frame) [][]T, dst int, indices func(*frame) [][]I, at int,
) operation {
	return func(fr *frame) error {
		where := indices(fr)[at][:fr.n]
		return inside(fr, array, where, gather(slots(fr)[dst], memory(fr.arrays[array]), where))
	}
}

// inside turns the position of an index that was outside the array into an error.
func inside[I index](fr *frame, array int, where []I, position int) error {
	if position == allInside {
		return nil
	}
	return fr.outside(array, int64(where[position]))
}

// store writes a value to memory.
func (c *compiler) store(in *ir.Instr) {
	if c.facts.stored[c.now] {
		c.release()
		return
	}
	at := c.reach(in.Args[0])
	var op operation
	switch c.kernel.Arrays[in.Array].Elem {
	case ir.Float64:
		op = storing(c, in, at, floatMemory, floatSlots, c.stored(in, at))
	case ir.Int64:
		op = storing(c, in, at, intMemory, intSlots, c.stored(in, at))
	case ir.Bool8:
		op = storing(c, in, at, boolMemory, boolSlots, c.stored(in, at))
	case ir.Int32:
		op = storing(c, in, at, narrowMemory, narrowSlots, operand{slot: c.narrowed(c.vector(in.Args[1]))})
	}
	c.emit(c.conditional(in, op))
	c.release()
}

// stored returns what a store writes; through indices always a block.
func (c *compiler) stored(in *ir.Instr, at reach) operand {
	if at.own {
		return c.operand(in.Args[1])
	}
	return operand{slot: c.vector(in.Args[1])}
}

// narrowed returns a borrowed narrow slot with the low bits of a wide one.
func (c *compiler) narrowed(src int) int {
	dst := c.borrow(narrowBank)
	c.emit(func(fr *frame) error { narrow(fr.narrows[dst][:fr.n], fr.ints[src]); return nil })
	return dst
}

// conditional makes an operation depend on a mask that is the same for all elements.
func (c *compiler) conditional(in *ir.Instr, op operation) operation {
	if in.Args[2] == ir.None || !c.facts.uniform[in.Args[2]] {
		return op
	}
	mask := c.homes[in.Args[2]].slot
	return func(fr *frame) error {
		if fr.bools[mask][0] == 0 {
			return nil
		}
		return op(fr)
	}
}

// mask returns the slot of a mask that differs between elements, or none.
func (c *compiler) mask(in *ir.Instr) int {
	if in.Args[2] == ir.None || c.facts.uniform[in.Args[2]] {
		return none
	}
	return c.homes[in.Args[2]].slot
}

// storing is the operation of a store.
func storing[T word](
	c *compiler, in *ir.Instr, at reach, memory func(*array) []T, slots func(*frame) [][]T, value operand,
) operation {
	switch {
	case at.own:
		return storingOwn(in.Array, memory, slots, value, c.mask(in))
	case at.thin:
		return scattering(in.Array, memory, slots, value.slot, narrowSlots, at.slot, c.mask(in))
	}
	return scattering(in.Array, memory, slots, value.slot, intSlots, at.slot, c.mask(in))
}

// storingOwn is the operation of a store at the element's own index over a range.
func storingOwn[T word](
	array int, memory func(*array) []T, slots func(*frame) [][]T, value operand, mask int,
) operation {
	return func(fr *frame) error {
		elements, err := part(fr, array, memory)
		if err != nil {
			return err
		}
		val := slots(fr)[value.slot]
		switch {
		case value.one && mask == none:
			fill(elements, val[0])
		case value.one:
			blendOne(elements, val[0], fr.bools[mask])
		case mask == none:
			copy(elements, val)
		default:
			blend(elements, val, fr.bools[mask])
		}
		return nil
	}
}

// scattering is the operation of a store through indices.
func scattering[T word, I index](
	array int, memory func(*array) []T, slots func(*frame) [][]T, value int,
	indices func(*frame) [][]I, at, mask int,
) operation {
	if mask == none {
		return func(fr *frame) error {
			where := indices(fr)[at][:fr.n]
			return inside(fr, array, where, scatter(memory(fr.arrays[array]), where, slots(fr)[value]))
		}
	}
	return func(fr *frame) error {
		where := indices(fr)[at][:fr.n]
		return inside(fr, array, where,
			scatterMasked(memory(fr.arrays[array]), where, slots(fr)[value], fr.bools[mask]))
	}
}

// incr adds a value to memory.
func (c *compiler) incr(in *ir.Instr) {
	at := c.reach(in.Args[0])
	var op operation
	switch c.kernel.Arrays[in.Array].Elem {
	case ir.Float64:
		op = increasing(c, in, at, floatMemory, floatSlots, c.summand(in, at))
	case ir.Int64:
		op = increasing(c, in, at, intMemory, intSlots, c.summand(in, at))
	case ir.Int32:
		value := operand{slot: c.narrowed(c.vector(in.Args[1]))}
		op = increasing(c, in, at, narrowMemory, narrowSlots, value)
	}
	c.emit(c.conditional(in, op))
	c.release()
}

// summand returns what an increment adds; at the element's own index always a block.
func (c *compiler) summand(in *ir.Instr, at reach) operand {
	if at.own {
		return operand{slot: c.vector(in.Args[1])}
	}
	return c.operand(in.Args[1])
}

// increasing is the operation of an increment.
func increasing[T word](
	c *compiler, in *ir.Instr, at reach, memory func(*array) []T, slots func(*frame) [][]T, value operand,
) operation {
	switch {
	case at.own:
		return increasingOwn(in.Array, memory, slots, value.slot, c.mask(in))
	case at.thin:
		return adding(in.Array, memory, slots, value, narrowSlots, at.slot, c.mask(in))
	}
	return adding(in.Array, memory, slots, value, intSlots, at.slot, c.mask(in))
}

// increasingOwn is the operation of an increment at the element's own index over a range.
func increasingOwn[T word](
	array int, memory func(*array) []T, slots func(*frame) [][]T, value, mask int,
) operation {
	return func(fr *frame) error {
		elements, err := part(fr, array, memory)
		switch {
		case err != nil:
			return err
		case mask == none:
			addWords(elements, slots(fr)[value])
		default:
			addMasked(elements, slots(fr)[value], fr.bools[mask])
		}
		return nil
	}
}

// adding is the operation of an increment through indices.
func adding[T word, I index](
	array int, memory func(*array) []T, slots func(*frame) [][]T, value operand,
	indices func(*frame) [][]I, at, mask int,
) operation {
	return func(fr *frame) error {
		where, dst, val := indices(fr)[at][:fr.n], memory(fr.arrays[array]), slots(fr)[value.slot]
		bad := allInside
		switch {
		case value.one && mask == none:
			bad = scatterAddOne(dst, where, val[0])
		case value.one:
			bad = scatterAddOneMasked(dst, where, val[0], fr.bools[mask])
		case mask == none:
			bad = scatterAdd(dst, where, val)
		default:
			bad = scatterAddMasked(dst, where, val, fr.bools[mask])
		}
		return inside(fr, array, where, bad)
	}
}

// fit emits the check of a number that is about to be written to an array of integers.
func (c *compiler) fit(in *ir.Instr) {
	at, value, mask := c.vector(in.Args[0]), c.vector(in.Args[1]), none
	if in.Args[2] != ir.None {
		mask = c.vector(in.Args[2])
	}
	dst := c.result(intBank)
	if c.kernel.Body[in.Args[1]].Type == ir.Float {
		c.emit(fitting(in.Array, at, value, mask, dst, floatSlots, cutOff))
		return
	}
	c.emit(fitting(in.Array, at, value, mask, dst, intSlots, func(n int64) (int64, bool) { return n, n == int64(int32(n)) }))
}

// fitting is the operation of such a check; as returns the integer that a number becomes, and whether it fits.
func fitting[T int64 | float64](
	array, at, value, mask, dst int, slots func(*frame) [][]T, as func(T) (int64, bool),
) operation {
	return func(fr *frame) error {
		for k, x := range slots(fr)[value][:fr.n] {
			n, fits := as(x)
			if !fits && (mask == none || fr.bools[mask][k] != 0) {
				return engine.DoesNotFit(fr.arrays[array].name, fr.ints[at][k], x)
			}
			fr.ints[dst][k] = n
		}
		return nil
	}
}
