package units

import (
	"fmt"
	"strconv"
)

// maxTerm bounds the numerator and the denominator of an exponent. No sensible model comes near it; the
// bound keeps the arithmetic of exponents from overflowing.
const maxTerm = 999

// rational is an exponent, in lowest terms and with den > 0, so that == compares. Zero is the zero
// value, the only one with den = 0.
type rational struct{ num, den int16 }

// whole is the exponent n, for the small numbers of this package's own tables.
func whole(n int) rational {
	if n == 0 {
		return rational{}
	}
	return rational{int16(n), 1}
}

func newRational(num, den int) (rational, error) {
	const safe = 1 << 30 // no sign or sum below overflows
	switch {
	case den == 0:
		return rational{}, fmt.Errorf("the exponent %d/0 has denominator zero", num)
	case num == 0:
		return rational{}, nil
	case num < -safe || num > safe || den < -safe || den > safe:
		return rational{}, outOfRange(num, den)
	}
	divisor := gcd(num, den)
	if (den < 0) != (divisor < 0) {
		divisor = -divisor
	}
	n, d := num/divisor, den/divisor
	if n < -maxTerm || n > maxTerm || d > maxTerm {
		return rational{}, outOfRange(n, d)
	}
	return rational{int16(n), int16(d)}, nil
}

func outOfRange(num, den int) error {
	text := strconv.Itoa(num)
	if den != 1 {
		text += "/" + strconv.Itoa(den)
	}
	return fmt.Errorf("the exponent %s is out of range; numerator and denominator go up to %d", text, maxTerm)
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func (r rational) add(s rational) (rational, error) {
	switch {
	case r.num == 0:
		return s, nil
	case s.num == 0:
		return r, nil
	}
	num := int(r.num)*int(s.den) + int(s.num)*int(r.den)
	return newRational(num, int(r.den)*int(s.den))
}

func (r rational) mul(s rational) (rational, error) {
	if r.num == 0 || s.num == 0 {
		return rational{}, nil
	}
	return newRational(int(r.num)*int(s.num), int(r.den)*int(s.den))
}

func (r rational) neg() rational { return rational{-r.num, r.den} }

// isWhole reports whether r is a whole number other than zero.
func (r rational) isWhole() bool { return r.den == 1 }

// String gives "2", "-1/2".
func (r rational) String() string {
	text := strconv.Itoa(int(r.num))
	if r.den > 1 {
		text += "/" + strconv.Itoa(int(r.den))
	}
	return text
}
