package reference

import (
	"golgi/sim/internal/ir"
)

// compile makes a valid kernel ready to run over ranges or over lists. Instructions become operations one
// for one, but for those that cost nothing: leaves, loads that lie in memory as they are needed, and stores
// of a value that can be computed in its place.
func compile(k *ir.Kernel, list bool) *program {
	c := &compiler{
		kernel: k,
		facts:  analyse(k, list),
		homes:  make([]home, len(k.Body)),
		prog:   &program{list: list, block: blockLen},
	}
	if c.facts.sequential {
		c.prog.block = 1
	}
	if list {
		c.newSlot(narrowBank, alias) // entriesSlot
	}
	for n := range k.Body {
		c.instruction(n)
	}
	return c.prog
}

// home is where the value of an instruction is kept. Int values may have a narrow and a wide slot.
type home struct {
	slot int // in the bank of the value's type
	thin int // in the narrow bank
}

// operand is a slot, and whether it holds one value for all elements of a block.
type operand struct {
	slot int
	one  bool
}

// compiler turns the instructions of one kernel into operations.
type compiler struct {
	kernel *ir.Kernel
	facts  *facts
	homes  []home
	prog   *program
	free   [banks][]int // registers that no value needs any more
	loans  []loan       // registers to free after the present instruction
	now    int          // the present instruction
	once   bool         // the present instruction is the same for all elements
}

// loan is a register that is needed by one instruction only.
type loan struct {
	bank bank
	slot int
}

// none marks a slot that a value does not have.
const none = -1

// bankOf returns the bank of a type's values.
func bankOf(t ir.Type) bank {
	switch t {
	case ir.Float:
		return floatBank
	case ir.Int:
		return intBank
	}
	return boolBank
}

// emit adds an operation.
func (c *compiler) emit(op operation) {
	if c.once {
		c.prog.once = append(c.prog.once, op)
	} else {
		c.prog.body = append(c.prog.body, op)
	}
}

// newSlot adds a slot to a bank.
func (c *compiler) newSlot(b bank, kind storage) int {
	c.prog.slots[b] = append(c.prog.slots[b], kind)
	return len(c.prog.slots[b]) - 1
}

// take returns a free register.
func (c *compiler) take(b bank) int {
	if c.once {
		return c.newSlot(b, single)
	}
	if n := len(c.free[b]); n > 0 {
		slot := c.free[b][n-1]
		c.free[b] = c.free[b][:n-1]
		return slot
	}
	return c.newSlot(b, register)
}

// give makes a register free again; singles and aliases are never reused.
func (c *compiler) give(b bank, slot int) {
	if slot != none && c.prog.slots[b][slot] == register {
		c.free[b] = append(c.free[b], slot)
	}
}

// borrow returns a register for the present instruction.
func (c *compiler) borrow(b bank) int {
	slot := c.take(b)
	if !c.once {
		c.loans = append(c.loans, loan{b, slot})
	}
	return slot
}

// release frees the registers of operands that the present instruction uses last, and the borrowed ones. Its
// result may then lie where an operand lay: operations go element by element.
func (c *compiler) release() {
	for _, l := range c.loans {
		c.give(l.bank, l.slot)
	}
	c.loans = c.loans[:0]
	args := c.kernel.Body[c.now].Args
	if fu := c.facts.fused[c.now]; fu != nil {
		args = [3]ir.Value{fu.a, fu.b, fu.c}
	}
	for k, arg := range args {
		if arg == ir.None || c.facts.last[arg] != c.now || repeated(args[:k], arg) {
			continue
		}
		c.give(bankOf(c.kernel.Body[arg].Type), c.homes[arg].slot)
		c.give(narrowBank, c.homes[arg].thin)
	}
}

// repeated reports whether an operand occurred before.
func repeated(args []ir.Value, arg ir.Value) bool {
	for _, a := range args {
		if a == arg {
			return true
		}
	}
	return false
}

// instruction turns one instruction into operations.
func (c *compiler) instruction(n int) {
	in := &c.kernel.Body[n]
	c.now, c.once = n, c.facts.uniform[n]
	c.homes[n] = home{none, none}
	if c.facts.absorbed[n] {
		return
	}
	switch in.Op {
	case ir.Lit, ir.Param:
		c.leaf(in)
	case ir.Index:
		c.ownIndex()
	case ir.Load:
		c.load(in)
	case ir.Store:
		c.store(in)
	case ir.Incr:
		c.incr(in)
	case ir.Emit:
		c.emission(in)
	case ir.Rand, ir.Randn:
		c.random(in)
	case ir.Poisson:
		c.poisson(in)
	case ir.Call:
		c.call(in)
	case ir.Fit:
		c.fit(in)
	default:
		c.pure(in)
	}
	if c.facts.last[n] == n && in.Type != ir.Void { // computed for nothing
		c.give(bankOf(in.Type), c.homes[n].slot)
		c.give(narrowBank, c.homes[n].thin)
	}
}

// leaf makes a single of a literal or a constant.
func (c *compiler) leaf(in *ir.Instr) {
	slot := c.newSlot(bankOf(in.Type), single)
	c.homes[c.now].slot = slot
	lit := preset{slot: slot, typ: in.Type, param: -1, value: ir.Num{Float: in.Num, Int: in.Int}}
	if in.Op == ir.Param {
		lit.param = in.Param
	}
	c.prog.lits = append(c.prog.lits, lit)
}

// ownIndex makes the element's number a value, where it is used as one.
func (c *compiler) ownIndex() {
	if c.prog.list {
		c.homes[c.now].thin = entriesSlot
	}
	if !c.facts.wide[c.now] {
		return
	}
	dst := c.take(intBank)
	c.homes[c.now].slot = dst
	if c.prog.list {
		c.emit(func(fr *frame) error { widen(fr.ints[dst][:fr.n], fr.narrows[entriesSlot]); return nil })
	} else {
		c.emit(func(fr *frame) error { count(fr.ints[dst][:fr.n], fr.first); return nil })
	}
}

// operand returns where a value is.
func (c *compiler) operand(v ir.Value) operand {
	return operand{slot: c.homes[v].slot, one: c.facts.uniform[v] && !c.once}
}

// vector returns a slot that holds a value for each element, filling a block where there is only one value.
func (c *compiler) vector(v ir.Value) int {
	src := c.operand(v)
	if !src.one {
		return src.slot
	}
	b := bankOf(c.kernel.Body[v].Type)
	dst := c.borrow(b)
	switch b {
	case floatBank:
		c.emit(func(fr *frame) error { fill(fr.floats[dst][:fr.n], fr.floats[src.slot][0]); return nil })
	case intBank:
		c.emit(func(fr *frame) error { fill(fr.ints[dst][:fr.n], fr.ints[src.slot][0]); return nil })
	default:
		c.emit(func(fr *frame) error { fill(fr.bools[dst][:fr.n], fr.bools[src.slot][0]); return nil })
	}
	return dst
}

// result frees what the present instruction uses last and returns the slot of its result: in memory where
// it is to be stored there and nowhere else first, else a register.
func (c *compiler) result(b bank) int {
	c.release()
	target := c.facts.target[c.now]
	if target == none || c.once {
		c.homes[c.now].slot = c.take(b)
		return c.homes[c.now].slot
	}
	slot := c.newSlot(b, alias)
	c.homes[c.now].slot = slot
	switch b {
	case floatBank:
		c.emit(view(target, floatMemory, floatSlots, slot))
	case intBank:
		c.emit(view(target, intMemory, intSlots, slot))
	default:
		c.emit(view(target, boolMemory, boolSlots, slot))
	}
	return slot
}
