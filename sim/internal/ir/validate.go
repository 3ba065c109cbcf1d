package ir

import (
	"errors"
	"fmt"
)

// Validate reports everything that is wrong with the kernel: operands that are not earlier values, wrong
// types, array and constant numbers out of range, two instructions with one draw, two emissions. Each fault
// names the kernel, the instruction by number and text, and the value. A valid kernel can be executed by
// every engine.
func (k *Kernel) Validate() error {
	c := checker{kernel: k, emission: -1}
	for n, a := range k.Arrays {
		if !a.Elem.valid() {
			c.faults = append(c.faults, fmt.Errorf("array %d (%s): unknown element type %v", n, a.Name, a.Elem))
		}
	}
	for n, p := range k.Consts {
		if p.Type < Float || p.Type > Bool {
			c.faults = append(c.faults, fmt.Errorf("constant %d (%s): unknown type %v", n, p.Name, p.Type))
		}
	}
	for n := range k.Body {
		c.instruction(n)
	}
	return c.err()
}

// checker gathers the faults of one kernel.
type checker struct {
	kernel   *Kernel
	alone    bool        // each instruction is checked without those before it
	draws    map[int]int // draw number to instruction; nil: none was seen
	emission int         // the instruction that emits, or -1
	faults   []error
	types    [3]Type // room for those of operands
}

// err joins the faults under the kernel's name.
func (c *checker) err() error {
	for n, fault := range c.faults {
		c.faults[n] = fmt.Errorf("ir: kernel %s: %w", c.kernel.Role, fault)
	}
	return errors.Join(c.faults...)
}

// fault records what is wrong with instruction n.
func (c *checker) fault(n int, format string, args ...any) {
	where := fmt.Sprintf("instruction %d (%s): ", n, c.kernel.names().instruction(n))
	c.faults = append(c.faults, fmt.Errorf(where+format, args...))
}

// instruction checks instruction n; its operands were checked before.
func (c *checker) instruction(n int) {
	in := &c.kernel.Body[n]
	if !in.Op.valid() {
		c.fault(n, "unknown operation %v", in.Op)
		return
	}
	args, ok := c.operands(n)
	if !ok {
		return
	}
	switch {
	case in.Op.leaf():
		c.leaf(n)
	case in.Op.TouchesMemory():
		c.memory(n, args)
	case in.Op == Call:
		c.call(n, args)
	case in.Op == Fit:
		c.fit(n, args)
	case in.Op.Pure():
		c.pure(n, args)
	default:
		c.effect(n, args)
	}
}

// operands returns the types of the operands of instruction n, without those that are optional and not there.
func (c *checker) operands(n int) (types []Type, ok bool) {
	in := &c.kernel.Body[n]
	types, ok = c.types[:0], true
	want := in.Op.Operands()
	for k, arg := range in.Args {
		switch {
		case k >= want && arg != None:
			c.fault(n, "operand %d is value %d; %v takes %d operands, the others are None", k+1, arg, in.Op, want)
			ok = false
		case k >= want, arg == None && k >= want-signatures[in.Op].optional && (k+1 == len(in.Args) || in.Args[k+1] == None):
		case arg < 0 || int(arg) >= n:
			c.fault(n, "operand %d is value %d, which is not an earlier one", k+1, arg)
			ok = false
		default:
			types = append(types, c.kernel.Body[arg].Type)
		}
	}
	return types, ok
}

// leaf checks literals, parameters and the index.
func (c *checker) leaf(n int) {
	in := &c.kernel.Body[n]
	switch in.Op {
	case Index:
		c.result(n, Int)
	case Param:
		if in.Param < 0 || in.Param >= len(c.kernel.Consts) {
			c.fault(n, "there is no constant %d; the kernel has %d", in.Param, len(c.kernel.Consts))
			return
		}
		c.result(n, c.kernel.Consts[in.Param].Type)
	case Lit:
		if in.Type < Float || in.Type > Bool {
			c.fault(n, "a literal cannot have type %v", in.Type)
		}
		if in.Type == Bool && in.Int != 0 && in.Int != 1 {
			c.fault(n, "a literal of type bool is 0 or 1, not %d", in.Int)
		}
	}
}

// memory checks loads, stores and increments.
func (c *checker) memory(n int, args []Type) {
	in := &c.kernel.Body[n]
	if in.Array < 0 || in.Array >= len(c.kernel.Arrays) {
		c.fault(n, "there is no array %d; the kernel has %d", in.Array, len(c.kernel.Arrays))
		return
	}
	elem := c.kernel.Arrays[in.Array].Elem
	if args[0] != Int {
		c.fault(n, "the index is %v; it must be int", args[0])
	}
	if in.Op == Load {
		c.result(n, elem.Type())
		return
	}
	c.result(n, Void)
	if in.Op == Incr && elem == Bool8 {
		c.fault(n, "an array of %v cannot be incremented", elem)
	}
	if args[1] != elem.Type() {
		c.fault(n, "the value is %v; an array of %v takes %v", args[1], elem, elem.Type())
	}
	if len(args) == 3 && args[2] != Bool {
		c.fault(n, "the mask is %v; it must be bool", args[2])
	}
}

// pure checks arithmetic, comparisons, logic and conversions.
func (c *checker) pure(n int, args []Type) {
	in := &c.kernel.Body[n]
	want, err := in.Op.Result(args...)
	if err != nil {
		c.fault(n, "%w", err)
		return
	}
	c.result(n, want)
}

// call checks a call of a function parameter.
func (c *checker) call(n int, args []Type) {
	in := &c.kernel.Body[n]
	if in.Param < 0 || in.Param >= len(c.kernel.Calls) {
		c.fault(n, "there is no function %d; the kernel has %d", in.Param, len(c.kernel.Calls))
		return
	}
	for k, arg := range args {
		if arg != Float {
			c.fault(n, "operand %d of %v is %v; it takes %v", k+1, in.Op, arg, floats)
		}
	}
	c.result(n, Float)
}

// fit checks that a number is asked whether it fits an array of integers.
func (c *checker) fit(n int, args []Type) {
	in := &c.kernel.Body[n]
	if in.Array < 0 || in.Array >= len(c.kernel.Arrays) || c.kernel.Arrays[in.Array].Elem != Int32 {
		c.fault(n, "array %d is none of %v", in.Array, Int32)
	}
	for k, arg := range args {
		if want := signatures[Fit].args[k]; !want.has(arg) {
			c.fault(n, "operand %d of %v is %v; it takes %v", k+1, in.Op, arg, want)
		}
	}
	c.result(n, Int)
}

// effect checks random numbers and emissions.
func (c *checker) effect(n int, args []Type) {
	in := &c.kernel.Body[n]
	if !signatures[in.Op].args[0].has(args[0]) {
		c.fault(n, "operand 1 of %v is %v; it takes %v", in.Op, args[0], signatures[in.Op].args[0])
	}
	if in.Op == Emit {
		c.result(n, Void)
		if c.alone {
			return
		}
		if c.emission >= 0 {
			c.fault(n, "the kernel emits a second time; instruction %d emits already", c.emission)
		}
		c.emission = n
		return
	}
	c.result(n, Float)
	if first, taken := c.draws[in.Draw]; taken {
		c.fault(n, "draw %d belongs to instruction %d already", in.Draw, first)
	}
	if in.Draw < 0 || int64(in.Draw) > 1<<32-1 {
		c.fault(n, "draw %d does not fit 32 bits", in.Draw)
	}
	if c.alone {
		return
	}
	if c.draws == nil {
		c.draws = map[int]int{}
	}
	c.draws[in.Draw] = n
}

// result checks the type of instruction n against what it must be.
func (c *checker) result(n int, want Type) {
	if got := c.kernel.Body[n].Type; got != want {
		c.fault(n, "the result is %v; it must be %v", got, want)
	}
}
