package units

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func array(t *testing.T, text string) Array {
	t.Helper()
	a, err := ParseArray(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestParseArray(t *testing.T) {
	for _, c := range []struct {
		text  string
		si    []float64
		dim   Dimension
		print string
	}{
		{"[1, 2, 3] mV", []float64{1e-3, 2e-3, 3e-3}, dimVoltage, "[1, 2, 3] mV"},
		{"[1,-2.5]*nS", []float64{1e-9, -2.5 * 1e-9}, dimConductance, "[1, -2.5] nS"},
		{"[5]/ms", []float64{5000}, dimFrequency, "[5]/ms"},
		{"[]", nil, dimNone, "[]"},
		{"[] ms", nil, dimDuration, "[] ms"},
		{"[ nan, -inf ] V", []float64{math.NaN(), math.Inf(-1)}, dimVoltage, "[nan, -inf] V"},
	} {
		a := array(t, c.text)
		requireSameBits(t, a.SI(), c.si)
		if a.Dimension() != c.dim || a.String() != c.print || a.Len() != len(c.si) {
			t.Errorf("ParseArray(%q) = %q of %v", c.text, a, a.Dimension())
		}
	}
}

func TestArrayIsOfItsNumbers(t *testing.T) {
	a := Millivolt.OfAll(1, 2.5)
	if got := a.At(1); got != q("2.5 mV") {
		t.Errorf("number 1 of %v is %v", a, got)
	}
	xs, err := a.In(Microvolt)
	if err != nil {
		t.Fatal(err)
	}
	requireSameBits(t, xs, []float64{1000, 2500})
}

func TestArrayCopies(t *testing.T) {
	xs := []float64{1, 2}
	of, from := Volt.OfAll(xs...), ArrayFromSI(xs, Volt.Dim)
	xs[0] = 7
	of.SI()[1], from.SI()[1] = 7, 7
	if of.String() != "[1, 2] V" || from.String() != "[1, 2] V" {
		t.Errorf("arrays changed from outside: %v, %v", of, from)
	}
}

func TestArrayArithmetic(t *testing.T) {
	a, b, one := Volt.OfAll(1, 2, 3), Millivolt.OfAll(500, 0, -500), Volt.OfAll(4)
	amps := Amp.OfAll(2, 0, -4)
	for _, c := range []struct {
		name string
		do   func() (Array, error)
		want string
	}{
		{"add", func() (Array, error) { return a.Add(b) }, "[1.5, 2, 2.5] V"},
		{"add one", func() (Array, error) { return a.Add(one) }, "[5, 6, 7] V"},
		{"subtract from one", func() (Array, error) { return one.Sub(a) }, "[3, 2, 1] V"},
		{"multiply", func() (Array, error) { return a.Mul(amps) }, "[2, 0, -12] W"},
		{"divide", func() (Array, error) { return a.Div(amps) }, "[0.5, inf, -0.75] ohm"},
		{"empty and one", func() (Array, error) { return one.Add(Volt.OfAll()) }, "[] V"},
	} {
		got, err := c.do()
		if err != nil || array(t, c.want).Dimension() != got.Dimension() {
			t.Errorf("%s: got %v, %v", c.name, got, err)
		}
		requireSameBits(t, got.SI(), array(t, c.want).SI())
	}
}

func TestArrayErrors(t *testing.T) {
	long := Volt.OfAll(make([]float64, 100)...)
	for _, c := range []struct {
		do   func() error
		want string
	}{
		{func() error { _, err := Volt.OfAll(1, 2).Add(Second.OfAll(3)); return err },
			"units: cannot add [3] s to [1, 2] V: s and V differ"},
		{func() error { _, err := Volt.OfAll(1, 2).Sub(Second.OfAll(3)); return err },
			"units: cannot subtract [3] s from [1, 2] V: s and V differ"},
		{func() error { _, err := array(t, "[1] m^600").Mul(array(t, "[1] m^600")); return err },
			"units: m^600 times m^600: the exponent 1200 is out of range; numerator and denominator go up to 999"},
		{func() error { _, err := array(t, "[1] m^600").Div(array(t, "[1] m^-600")); return err },
			"units: m^600 over m^-600: the exponent 1200 is out of range; numerator and denominator go up to 999"},
		{func() error { return new(Array).UnmarshalText([]byte("[1] bolt")) }, `
units: unknown unit "bolt"; did you mean "volt" or "V"?
  | [1] bolt
  |     ^`[1:]},
		{func() error { _, err := long.In(Second); return err },
			"units: cannot express [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,... in s: V and s differ"},
		{func() error { _, err := Volt.OfAll(1, 2).Add(Volt.OfAll(1, 2, 3)); return err },
			"units: arrays of lengths 2 and 3 do not go together; the lengths must be equal, or one of them 1"},
		{func() error { _, err := Volt.OfAll(1, 2).Mul(Volt.OfAll()); return err },
			"units: arrays of lengths 2 and 0 do not go together; the lengths must be equal, or one of them 1"},
	} {
		if err := c.do(); err == nil || err.Error() != c.want {
			t.Errorf("got the error\n  %v\nwant\n  %s", err, c.want)
		}
	}
}

func TestPrintedArraysReadBackToTheBit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOfN(rapid.OneOf(rapid.Float64Range(-1000, 1000),
			rapid.Map(rapid.Uint64(), math.Float64frombits)), 0, 6).Draw(t, "xs")
		u := drawUnit(t)
		for _, a := range []Array{u.OfAll(xs...), ArrayFromSI(xs, u.Dim)} {
			back, err := ParseArray(a.String())
			if err != nil || back.Dimension() != a.Dimension() || back.Len() != a.Len() {
				t.Fatalf("%q reads as %v, %v", a, back, err)
			}
			for i, x := range back.SI() {
				if math.Float64bits(x) != math.Float64bits(a.SI()[i]) {
					t.Fatalf("%q reads as %v, not %v", a, back.SI(), a.SI())
				}
			}
		}
	})
}

func TestComputedArraysPrintInTheBestUnitOfTheLargest(t *testing.T) {
	a := ArrayFromSI([]float64{0, 0.001, -0.02, math.Inf(1)}, Volt.Dim)
	if got := a.String(); got != "[0, 1, -20, inf] mV" {
		t.Errorf("prints as %q", got)
	}
}
