package ir

import "slices"

// Inlined is a kernel that computes a value of each element, which its only store puts at the element's own index, and what it is bound to.
type Inlined struct {
	Kernel  *Kernel
	Binding Binding
}

// Inline returns the kernel with its loads of some arrays replaced by what other kernels compute, and the binding of that. It
// writes none of these arrays, and draws no random numbers in what is put in.
func (k *Kernel) Inline(b Binding, reads map[ArrayID]Inlined) (*Kernel, Binding) {
	n := inliner{kernel: &Kernel{Role: k.Role, Arrays: slices.Clone(k.Arrays), Consts: slices.Clone(k.Consts), Calls: k.Calls}}
	n.binding = Binding{Kernel: b.Kernel, Arrays: slices.Clone(b.Arrays), Consts: slices.Clone(b.Consts), Calls: b.Calls, Key: b.Key}
	values := make([]Value, len(k.Body))
	for at, in := range k.Body {
		in.Args = renamed(in.Args, values)
		if by, is := reads[arrayOf(in, b)]; is && in.Op == Load {
			values[at] = n.put(by, in.Args[0])
			continue
		}
		values[at] = n.append(in)
	}
	return n.kernel, n.binding
}

// arrayOf returns the array that a load loads from; NoArray of other instructions.
func arrayOf(in Instr, b Binding) ArrayID {
	if in.Op != Load {
		return NoArray
	}
	return b.Arrays[in.Array]
}

// inliner writes a kernel and its binding.
type inliner struct {
	kernel  *Kernel
	binding Binding
}

func (n *inliner) append(in Instr) Value {
	n.kernel.Body = append(n.kernel.Body, in)
	return Value(len(n.kernel.Body) - 1)
}

// put puts in what a kernel computes of the element with a number, and returns that.
func (n *inliner) put(by Inlined, element Value) Value {
	arrays, firstConst := map[int]int{}, len(n.kernel.Consts)
	n.kernel.Consts = append(n.kernel.Consts, by.Kernel.Consts...)
	n.binding.Consts = append(n.binding.Consts, by.Binding.Consts...)
	values := make([]Value, len(by.Kernel.Body))
	for at, in := range by.Kernel.Body {
		in.Args = renamed(in.Args, values)
		switch in.Op {
		case Index:
			values[at] = element
			continue
		case Store:
			return in.Args[1]
		case Load:
			in.Array = n.array(arrays, by, in.Array)
		case Param:
			in.Param += firstConst
		}
		values[at] = n.append(in)
	}
	panic("ir: inlining kernel " + by.Kernel.Role + ": it stores nothing")
}

// array returns the number of an array parameter of what is put in.
func (n *inliner) array(numbers map[int]int, by Inlined, array int) int {
	number, known := numbers[array]
	if !known {
		number = len(n.kernel.Arrays)
		numbers[array] = number
		n.kernel.Arrays = append(n.kernel.Arrays, by.Kernel.Arrays[array])
		n.binding.Arrays = append(n.binding.Arrays, by.Binding.Arrays[array])
	}
	return number
}

// renamed returns operands by their new numbers.
func renamed(args [3]Value, values []Value) [3]Value {
	for k, arg := range args {
		if arg != None {
			args[k] = values[arg]
		}
	}
	return args
}
