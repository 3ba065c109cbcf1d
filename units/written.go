package units

import (
	"math"
	"strings"
)

// A quantity that was written keeps its unit, also when it is negated. Two that mean the same may differ in their last bits: 0.1 mV
// is 0.1*1e-3 V, and 100 uV is 100*1e-6 V. So they are compared by their SI values of 15 digits.

// Written returns the unit that the quantity was written in, and whether it was written at all, and not computed.
func (q Quantity) Written() (Unit, bool) { return q.written, q.written.isSet() }

// Written is that of a quantity.
func (a Array) Written() (Unit, bool) { return a.written, a.written.isSet() }

// As returns the quantity as if it had been written in a unit: the same to the last bit, printed as a number of that. It returns
// a *DimensionError where the dimensions differ.
func (q Quantity) As(u Unit) (Quantity, error) {
	if q.dim != u.Dim {
		return Quantity{}, mismatch("convert", q, u.Of(1))
	}
	q.written = u
	return q, nil
}

// As is that of a quantity.
func (a Array) As(u Unit) (Array, error) {
	if a.dim != u.Dim {
		return Array{}, mismatch("convert", a, u.Of(1))
	}
	a.written = u
	return a, nil
}

// Has reports whether a number of units gives the SI value to the last bit.
func (u Unit) Has(si float64) bool {
	_, exact := u.number(si)
	return exact
}

// Rounded returns a number of 15 significant decimal digits, those of x: what SI values are compared by.
func Rounded(x float64) float64 {
	const whole = 1e15
	if math.Abs(x) < whole && x == math.Trunc(x) || math.IsNaN(x) || math.IsInf(x, 0) {
		return canonical(x)
	}
	return roundDigits(x, 15)
}

// Same reports whether q and r have one dimension, and SI values with the same 15 digits: 0.1 mV and 100 uV are the same. So is
// NaN as NaN.
func (q Quantity) Same(r Quantity) bool {
	return q.dim == r.dim && sameBits(Rounded(q.si), Rounded(r.si))
}

// Same reports whether the arrays have one dimension, and quantities that are the same.
func (a Array) Same(b Array) bool {
	if a.Len() != b.Len() || a.dim != b.dim {
		return false
	}
	for i := range a.si {
		if !a.At(i).Same(b.At(i)) {
			return false
		}
	}
	return true
}

// Spelled returns the unit as an expression of Brian 2 (and Python) with spelled names: "mvolt", "siemens * metre ** (-2)".
func (u Unit) Spelled() string {
	var words []string
	space := false // where a name that follows is multiplied
	for t := scan(u.Name, 0); t.kind != endToken; t = scan(u.Name, t.pos+len(t.text)) {
		if space && (t.kind == nameToken || t.text == "(") {
			words = append(words, "*")
		}
		space = t.kind != symbolToken || t.text == ")"
		switch {
		case t.kind == nameToken:
			words = append(words, spelled(t.text))
		case t.text == "**" || t.text == "^":
			end := exponentEnd(u.Name, t.pos+len(t.text), t.text == "^")
			power := strings.Trim(strings.ReplaceAll(u.Name[t.pos+len(t.text):end], " ", ""), "()")
			words = append(words, "**", "("+power+")")
			t.text = u.Name[t.pos:end]
			space = true
		default:
			words = append(words, t.text)
		}
	}
	return strings.Join(words, " ")
}

// spelled returns the name of Brian 2 for a name or symbol.
func spelled(word string) string {
	v := vocabulary()
	if e, ok := v.symbols[word]; ok {
		return e.synonym
	}
	return word
}

// exponentEnd returns where the exponent that begins at pos ends.
func exponentEnd(text string, pos int, bareFraction bool) int {
	t := scan(text, pos)
	if t.text == "(" {
		return strings.IndexByte(text[pos:], ')') + pos + 1
	}
	if t.text == "-" || t.text == "+" {
		t = scan(text, t.pos+1)
	}
	end := t.pos + len(t.text)
	if next := scan(text, end); bareFraction && next.text == "/" {
		if number := scan(text, next.pos+1); number.kind == numberToken {
			return number.pos + len(number.text)
		}
	}
	return end
}
