package reference

import "golgi/sim/internal/ir"

// A loop takes as long as its reads and writes, so that a second operation in the same loop is free. The
// few pairs below are those of equations and of forward Euler steps, x + dt·f. Each operation is rounded by
// itself, so that nobody can tell.

// pattern is a float operation on the result of another, that nothing else needs: second(first(a, b), c),
// or second(c, first(a, b)) where it is on the right. Kinds says of a, b and c whether each is a block (V)
// or one value for all elements (S).
type pattern struct {
	first, second ir.Op
	right         bool
	kinds         string
}

// fusions are the loops of patterns. Values for all elements come as slices of length 1. Patterns are
// normal: of two factors or summands an S is the second, and a product or sum that commutes is on the left.
var fusions = map[pattern]func(dst, a, b, c []float64){
	{ir.Mul, ir.Add, false, "VSV"}: mulAddVSV,
	{ir.Mul, ir.Add, false, "VVV"}: mulAddVVV,
	{ir.Mul, ir.Sub, false, "VSV"}: mulSubVSV,
	{ir.Mul, ir.Sub, true, "VSV"}:  lessMulVSV,
	{ir.Sub, ir.Mul, false, "VVS"}: subMulVVS,
	{ir.Sub, ir.Mul, false, "SVV"}: subMulSVV,
	{ir.Sub, ir.Mul, false, "SVS"}: subMulSVS,
	{ir.Sub, ir.Div, false, "VVS"}: subDivVVS,
	{ir.Sub, ir.Div, false, "SVS"}: subDivSVS,
	{ir.Add, ir.Add, false, "VVV"}: addAddVVV,
	{ir.Add, ir.Sub, false, "VVV"}: addSubVVV,
	{ir.Div, ir.Mul, false, "VSS"}: divMulVSS,
	{ir.Div, ir.Add, false, "VSV"}: divAddVSV,
	{ir.Div, ir.Sub, true, "VSV"}:  lessDivVSV,
	{ir.Mul, ir.Mul, false, "VVV"}: mulMulVVV,
	{ir.Mul, ir.Mul, false, "VSV"}: mulMulVSV,
	{ir.Neg, ir.Mul, false, "V-S"}: negMulVS,
	{ir.Neg, ir.Div, false, "V-S"}: negDivVS,
}

// fusion is what an instruction computes together with the one before it.
type fusion struct {
	loop    func(dst, a, b, c []float64)
	a, b, c ir.Value
}

// findFusions looks for instructions that can take in one of their operands. The operands of that one are
// then used later than before.
func (f *facts) findFusions(k *ir.Kernel) {
	uses := make([]int, len(k.Body))
	for _, in := range k.Body {
		for _, arg := range in.Args {
			if arg != ir.None {
				uses[arg]++
			}
		}
	}
	for n := range k.Body {
		in := &k.Body[n]
		if f.uniform[n] || in.Type != ir.Float || in.Op.Operands() != 2 || !in.Op.Pure() {
			continue
		}
		for side, arg := range in.Args[:2] {
			if uses[arg] == 1 && f.fuse(k, n, side) {
				break
			}
		}
	}
}

// fuse lets instruction n take in its operand on the given side, if there is a loop for the two.
func (f *facts) fuse(k *ir.Kernel, n, side int) bool {
	second := &k.Body[n]
	arg := second.Args[side]
	first := &k.Body[arg]
	if f.uniform[arg] || f.fused[arg] != nil || !first.Op.Pure() {
		return false
	}
	a, b, c := first.Args[0], first.Args[1], second.Args[1-side]
	if commutes(first.Op) && f.uniform[a] {
		a, b = b, a
	}
	p := pattern{first.Op, second.Op, side == 1 && !commutes(second.Op), f.kind(a) + f.kind(b) + f.kind(c)}
	loop, found := fusions[p]
	if !found {
		return false
	}
	f.fused[n] = &fusion{loop, a, b, c}
	f.absorbed[arg] = true
	f.last[a] = max(f.last[a], n)
	if b != ir.None {
		f.last[b] = max(f.last[b], n)
	}
	return true
}

// commutes reports whether the order of two floats makes no difference.
func commutes(op ir.Op) bool { return op == ir.Add || op == ir.Mul }

// kind returns the letter of a value in a pattern.
func (f *facts) kind(v ir.Value) string {
	switch {
	case v == ir.None:
		return "-"
	case f.uniform[v]:
		return "S"
	}
	return "V"
}

// fusedPair emits an instruction together with the one that it took in.
func (c *compiler) fusedPair(fu *fusion) {
	x, z := c.homes[fu.a].slot, c.homes[fu.c].slot
	y := x
	if fu.b != ir.None {
		y = c.homes[fu.b].slot
	}
	dst := c.result(floatBank)
	c.emit(func(fr *frame) error {
		fu.loop(fr.floats[dst][:fr.n], fr.floats[x], fr.floats[y], fr.floats[z])
		return nil
	})
}

func mulAddVSV(dst, a, b, c []float64) {
	s := b[0]
	a, c = a[:len(dst)], c[:len(dst)]
	for k := range dst {
		dst[k] = float64(a[k]*s) + c[k]
	}
}

func mulAddVVV(dst, a, b, c []float64) {
	a, b, c = a[:len(dst)], b[:len(dst)], c[:len(dst)]
	for k := range dst {
		dst[k] = float64(a[k]*b[k]) + c[k]
	}
}

func mulSubVSV(dst, a, b, c []float64) {
	s := b[0]
	a, c = a[:len(dst)], c[:len(dst)]
	for k := range dst {
		dst[k] = float64(a[k]*s) - c[k]
	}
}

func lessMulVSV(dst, a, b, c []float64) {
	s := b[0]
	a, c = a[:len(dst)], c[:len(dst)]
	for k := range dst {
		dst[k] = c[k] - float64(a[k]*s)
	}
}

func subMulVVS(dst, a, b, c []float64) {
	s := c[0]
	a, b = a[:len(dst)], b[:len(dst)]
	for k := range dst {
		dst[k] = float64((a[k] - b[k]) * s)
	}
}

func subMulSVV(dst, a, b, c []float64) {
	s := a[0]
	b, c = b[:len(dst)], c[:len(dst)]
	for k := range dst {
		dst[k] = float64((s - b[k]) * c[k])
	}
}

func subMulSVS(dst, a, b, c []float64) {
	s, r := a[0], c[0]
	b = b[:len(dst)]
	for k := range dst {
		dst[k] = float64((s - b[k]) * r)
	}
}

func addAddVVV(dst, a, b, c []float64) {
	a, b, c = a[:len(dst)], b[:len(dst)], c[:len(dst)]
	for k := range dst {
		dst[k] = a[k] + b[k] + c[k]
	}
}

func addSubVVV(dst, a, b, c []float64) {
	a, b, c = a[:len(dst)], b[:len(dst)], c[:len(dst)]
	for k := range dst {
		dst[k] = a[k] + b[k] - c[k]
	}
}

func mulMulVVV(dst, a, b, c []float64) {
	a, b, c = a[:len(dst)], b[:len(dst)], c[:len(dst)]
	for k := range dst {
		dst[k] = float64(a[k] * b[k] * c[k])
	}
}

func mulMulVSV(dst, a, b, c []float64) {
	s := b[0]
	a, c = a[:len(dst)], c[:len(dst)]
	for k := range dst {
		dst[k] = float64(a[k] * s * c[k])
	}
}

// Changing the sign of one factor instead of the other is exact.

func negMulVS(dst, a, _, c []float64) { mulVS(dst, a, -c[0]) }

func negDivVS(dst, a, _, c []float64) { divVS(dst, a, -c[0]) }

func subDivVVS(dst, a, b, c []float64) {
	s := c[0]
	a, b = a[:len(dst)], b[:len(dst)]
	for k := range dst {
		dst[k] = (a[k] - b[k]) / s
	}
}

func subDivSVS(dst, a, b, c []float64) {
	s, r := a[0], c[0]
	b = b[:len(dst)]
	for k := range dst {
		dst[k] = (s - b[k]) / r
	}
}

func divMulVSS(dst, a, b, c []float64) {
	s, r := b[0], c[0]
	a = a[:len(dst)]
	for k := range dst {
		dst[k] = float64(a[k] / s * r)
	}
}

func divAddVSV(dst, a, b, c []float64) {
	s := b[0]
	a, c = a[:len(dst)], c[:len(dst)]
	for k := range dst {
		dst[k] = a[k]/s + c[k]
	}
}

func lessDivVSV(dst, a, b, c []float64) {
	s := b[0]
	a, c = a[:len(dst)], c[:len(dst)]
	for k := range dst {
		dst[k] = c[k] - a[k]/s
	}
}
