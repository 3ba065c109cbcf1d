package ir

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// String returns the text of the kernel, one instruction a line:
//
//	kernel stateupdate over i
//	  arrays  v: float64, mu: float64
//	  consts  tau: float
//	  a0 = load v[i]
//	  a1 = load mu[i]
//	  a2 = sub a1 a0
//	  a3 = div a2 tau
//	  store v[i] = a3
//
// Leaves stand where they are used: literals as numbers, constants by name, the index as i. The other values
// are numbered a0, a1, … in order. Invalid kernels have a text too.
func (k *Kernel) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "kernel %s over i\n", k.Role)
	names := k.names()
	if len(k.Arrays) > 0 {
		b.WriteString("  arrays  " + strings.Join(names.declarations(names.arrays, func(n int) string {
			return k.Arrays[n].Elem.String()
		}), ", ") + "\n")
	}
	if len(k.Consts) > 0 {
		b.WriteString("  consts  " + strings.Join(names.declarations(names.consts, func(n int) string {
			return k.Consts[n].Type.String()
		}), ", ") + "\n")
	}
	if len(k.Calls) > 0 {
		b.WriteString("  calls   " + strings.Join(k.Calls, ", ") + "\n")
	}
	for n, in := range k.Body {
		if !in.Op.leaf() {
			b.WriteString("  " + names.instruction(n) + "\n")
		}
	}
	return b.String()
}

// names holds what the text of a kernel calls its parameters and values.
type names struct {
	kernel *Kernel
	arrays []string
	consts []string
	values []string
}

// names chooses the names of the kernel's text. Those of values come first, so that a constant cannot be
// mistaken for one.
func (k *Kernel) names() *names {
	ns := &names{kernel: k, values: make([]string, len(k.Body))}
	taken := map[string]bool{}
	for _, a := range k.Arrays {
		ns.arrays = append(ns.arrays, unique(a.Name, "array", taken))
	}
	taken = map[string]bool{"i": true, "true": true, "false": true, "nan": true, "inf": true}
	numbered := 0
	for n, in := range k.Body {
		if in.Op.leaf() || in.Type == Void {
			continue
		}
		ns.values[n] = "a" + strconv.Itoa(numbered)
		taken[ns.values[n]] = true
		numbered++
	}
	for _, c := range k.Consts {
		ns.consts = append(ns.consts, unique(c.Name, "const", taken))
	}
	for n := range k.Body {
		if k.Body[n].Op.leaf() {
			ns.values[n] = ns.leaf(n)
		}
	}
	return ns
}

// unique returns name, made different from all that are taken by a number behind it, and takes it.
func unique(name, fallback string, taken map[string]bool) string {
	if name == "" {
		name = fallback
	}
	candidate := name
	for n := 2; taken[candidate]; n++ {
		candidate = name + "#" + strconv.Itoa(n)
	}
	taken[candidate] = true
	return candidate
}

// declarations returns "name: type" for each of the given names.
func (ns *names) declarations(of []string, typ func(n int) string) []string {
	out := make([]string, len(of))
	for n, name := range of {
		out[n] = name + ": " + typ(n)
	}
	return out
}

// leaf returns the text of a literal, a parameter or the index.
func (ns *names) leaf(n int) string {
	in := &ns.kernel.Body[n]
	switch in.Op {
	case Index:
		return "i"
	case Param:
		return pick(ns.consts, in.Param, "const")
	}
	switch in.Type {
	case Float:
		return formatFloat(in.Num)
	case Bool:
		return strconv.FormatBool(in.Int != 0)
	}
	return strconv.FormatInt(in.Int, 10)
}

// instruction returns the line of instruction n.
func (ns *names) instruction(n int) string {
	in := &ns.kernel.Body[n]
	array := pick(ns.arrays, in.Array, "array")
	index := ns.value(in.Args[0])
	var text string
	switch in.Op {
	case Load:
		text = fmt.Sprintf("load %s[%s]", array, index)
	case Store:
		text = fmt.Sprintf("store %s[%s] = %s%s", array, index, ns.value(in.Args[1]), ns.mask(in.Args[2]))
	case Incr:
		text = fmt.Sprintf("incr %s[%s] += %s%s", array, index, ns.value(in.Args[1]), ns.mask(in.Args[2]))
	case Rand, Randn:
		text = fmt.Sprintf("%v %s draw %d", in.Op, index, in.Draw)
	case Poisson:
		text = fmt.Sprintf("%v %s %s draw %d", in.Op, index, ns.value(in.Args[1]), in.Draw)
	case Fit:
		text = fmt.Sprintf("fit %s[%s] = %s%s", array, index, ns.value(in.Args[1]), ns.mask(in.Args[2]))
	case Call:
		text = "call " + pick(ns.kernel.Calls, in.Param, "function")
		for _, arg := range in.Args {
			if arg != None {
				text += " " + ns.value(arg)
			}
		}
	case Lit, Param, Index:
		return fmt.Sprintf("%v %s", in.Op, ns.leaf(n))
	default:
		text = in.Op.String()
		for _, arg := range in.Args[:in.Op.Operands()] {
			text += " " + ns.value(arg)
		}
	}
	if in.Type == Void {
		return text
	}
	return ns.values[n] + " = " + text
}

// value returns the name of an operand.
func (ns *names) value(v Value) string { return pick(ns.values, int(v), "value") }

// mask returns the condition behind a store.
func (ns *names) mask(v Value) string {
	if v == None {
		return ""
	}
	return " if " + ns.value(v)
}

// pick returns names[n], or a text that shows that there is none.
func pick(names []string, n int, kind string) string {
	if n >= 0 && n < len(names) && names[n] != "" {
		return names[n]
	}
	return fmt.Sprintf("%s?%d", kind, n)
}

// formatFloat returns the shortest decimal that reads back as x and does not look like an integer.
func formatFloat(x float64) string {
	switch {
	case math.IsNaN(x):
		return "nan"
	case math.IsInf(x, 0):
		return map[bool]string{true: "inf", false: "-inf"}[x > 0]
	}
	text := strconv.FormatFloat(x, 'g', -1, 64)
	if strings.ContainsAny(text, ".e") {
		return text
	}
	return text + ".0"
}
