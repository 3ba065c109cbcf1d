package reference

import (
	"golgi/sim/internal/ir"
	"golgi/sim/internal/rng"
)

// blockLen is how many elements an operation works on at a time: few enough that the registers of a kernel
// stay in the first-level cache, and many enough that choosing the operation costs nothing.
const blockLen = 512

// operation does one thing to all elements of the frame's block.
type operation func(fr *frame) error

// bank is one of the four sets of slots of a frame.
type bank uint8

// The banks. Values loaded from Int32 arrays stay narrow as long as they only serve as indices.
const (
	floatBank bank = iota
	intBank
	narrowBank
	boolBank
	banks
)

// storage says what lies behind a slot of a frame.
type storage uint8

// The kinds of storage.
const (
	register storage = iota // a block of the instance's registers
	single                  // one value for all elements
	alias                   // the part of an array that belongs to the present block
)

// program is a kernel made ready for one kind of domain, shared by all instances. It does not depend on
// memory, values of constants or names.
type program struct {
	list  bool             // the domain is a list, not a range
	block int              // elements at a time: blockLen, or 1 for sequential kernels
	slots [banks][]storage // what each slot of a frame is
	lits  []preset         // literals
	once  []operation      // what is the same for all elements
	body  []operation      // what is done to each block
}

// preset is a single whose value is known before the program runs: a literal, or constant parameter param.
type preset struct {
	slot  int
	typ   ir.Type
	param int // -1 for a literal
	value ir.Num
}

// entriesSlot is the narrow slot that holds the elements' numbers where the domain is a list.
const entriesSlot = 0

// frame is where one step of an instance runs a program: the memory bound to it and the slots of values.
type frame struct {
	program *program
	kernel  *ir.Kernel
	arrays  []*array // one per array parameter
	out     *list    // where the kernel emits
	calls   []ir.Function
	key     rng.Key
	tick    uint64

	first int // number of the block's first element, where the domain is a range
	n     int // number of elements in the block

	floats  [][]float64
	ints    [][]int64
	narrows [][]int32
	bools   [][]uint8
}

// registers are the blocks that the frames of one instance share; no two frames run at once.
type registers struct {
	floats  [][]float64
	ints    [][]int64
	narrows [][]int32
	bools   [][]uint8
}

// newFrame gives a program its slots.
func newFrame(p *program, regs *registers) *frame {
	return &frame{
		program: p,
		floats:  allot(p.slots[floatBank], &regs.floats),
		ints:    allot(p.slots[intBank], &regs.ints),
		narrows: allot(p.slots[narrowBank], &regs.narrows),
		bools:   allot(p.slots[boolBank], &regs.bools),
	}
}

// allot returns the slots of one bank, with blocks from the pool behind registers.
func allot[T word](kinds []storage, pool *[][]T) [][]T {
	slots := make([][]T, len(kinds))
	used := 0
	for n, kind := range kinds {
		switch kind {
		case single:
			slots[n] = make([]T, 1)
		case register:
			if used == len(*pool) {
				*pool = append(*pool, make([]T, blockLen))
			}
			slots[n] = (*pool)[used]
			used++
		}
	}
	return slots
}

// preset fills in literals and constant parameters.
func (fr *frame) preset(consts []ir.Num) {
	for _, lit := range fr.program.lits {
		value := lit.value
		if lit.param >= 0 {
			value = consts[lit.param]
		}
		switch lit.typ {
		case ir.Float:
			fr.floats[lit.slot][0] = value.Float
		case ir.Int:
			fr.ints[lit.slot][0] = value.Int
		case ir.Bool:
			fr.bools[lit.slot][0] = uint8(value.Int)
		}
	}
}

// begin computes what is the same for all elements of the coming runs.
func (fr *frame) begin(tick uint64) error {
	fr.tick, fr.n = tick, 1
	for _, op := range fr.program.once {
		if err := op(fr); err != nil {
			return err
		}
	}
	return nil
}

// runRange runs the program over the elements from ≤ e < to.
func (fr *frame) runRange(from, to int) error {
	for ; from < to; from += fr.n {
		fr.first, fr.n = from, min(to-from, fr.program.block)
		for _, op := range fr.program.body {
			if err := op(fr); err != nil {
				return err
			}
		}
	}
	return nil
}

// runList runs the program over the elements of a list.
func (fr *frame) runList(entries []int32) error {
	for len(entries) > 0 {
		fr.n = min(len(entries), fr.program.block)
		fr.narrows[entriesSlot] = entries[:fr.n]
		for _, op := range fr.program.body {
			if err := op(fr); err != nil {
				return err
			}
		}
		entries = entries[fr.n:]
	}
	return nil
}
