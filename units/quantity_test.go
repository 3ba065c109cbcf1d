package units

import (
	"encoding/json"
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// q and its like keep the tables below legible.
func q(text string) Quantity { return MustParse(text) }

func TestOfIsWhatParseReads(t *testing.T) {
	for text, want := range map[string]Quantity{
		"20 mV": Millivolt.Of(20), "0.3 nS": Nanosiemens.Of(0.3), "5 s": Second.Of(5), "0.2": Scalar(0.2),
	} {
		if got := q(text); got != want {
			t.Errorf("Parse(%q) = %#v, want %#v", text, got, want)
		}
	}
}

func TestArithmetic(t *testing.T) {
	for _, c := range []struct {
		name string
		got  func() (Quantity, error)
		si   float64
		dim  string
	}{
		{"add", func() (Quantity, error) { return q("20 mV").Add(q("5 mV")) }, 0.025, "V"},
		{"add units", func() (Quantity, error) { return q("1 s").Add(q("500 ms")) }, 1.5, "s"},
		{"subtract", func() (Quantity, error) { return q("20 mV").Sub(q("1 V")) }, 0.02 - 1, "V"},
		{"multiply", func() (Quantity, error) { return q("2 nA").Mul(q("3 Mohm")) }, 2e-9 * 3e6, "V"},
		{"divide", func() (Quantity, error) { return q("200 pF").Div(q("10 nS")) }, 2e-10 / 1e-8, "s"},
		{"divide by zero", func() (Quantity, error) { return q("-1 V").Div(q("0 A")) }, math.Inf(-1), "ohm"},
		{"negate", func() (Quantity, error) { return q("70 mV").Neg(), nil }, -0.07, "V"},
		{"square", func() (Quantity, error) { return q("3 m").Pow(2, 1) }, 9, "m^2"},
		{"root", func() (Quantity, error) { return q("4 s").Pow(-1, 2) }, 0.5, "s^-1/2"},
		{"3/2", func() (Quantity, error) { return q("4 s").Pow(6, 4) }, 8, "s^3/2"},
		{"to 0", func() (Quantity, error) { return q("4 s").Pow(0, 7) }, 1, "1"},
		{"to -3", func() (Quantity, error) { return q("2 V").Pow(-3, 1) }, 0.125, "V^-3"},
		{"root of -1", func() (Quantity, error) { return q("-1 V").Pow(1, 2) }, math.NaN(), "V^1/2"},
	} {
		got, err := c.got()
		if err != nil || !sameBits(got.SI(), c.si) || got.Dimension() != mustUnit(t, c.dim).Dim {
			t.Errorf("%s: got %v %v, %v; want %v %s", c.name, got.SI(), got.Dimension(), err, c.si, c.dim)
		}
	}
}

func TestQuantityErrors(t *testing.T) {
	for _, c := range []struct {
		do   func() error
		want string
	}{
		{func() error { _, err := q("20 mV").Add(q("5 ms")); return err },
			"units: cannot add 5 ms to 20 mV: s and V differ"},
		{func() error { _, err := q("20 mV").Sub(q("5")); return err },
			"units: cannot subtract 5 from 20 mV: 1 and V differ"},
		{func() error { _, err := q("20 mV").Compare(q("5 nS")); return err },
			"units: cannot compare 20 mV with 5 nS: V and S differ"},
		{func() error { _, err := q("20 mV").In(Millisecond); return err },
			"units: cannot express 20 mV in ms: V and s differ"},
		{func() error { _, err := q("20 mV").Pow(1, 3); return err },
			"units: power 1/3 of 20 mV: only whole and half powers are known"},
		{func() error { _, err := q("20 mV").Pow(1, 0); return err },
			"units: power of 20 mV: the exponent 1/0 has denominator zero"},
		{func() error { _, err := q("1 m^600").Mul(q("1 m^600")); return err },
			"units: m^600 times m^600: the exponent 1200 is out of range; numerator and denominator go up to 999"},
		{func() error { _, err := q("1 m^600").Div(q("1 m^-600")); return err },
			"units: m^600 over m^-600: the exponent 1200 is out of range; numerator and denominator go up to 999"},
	} {
		if err := c.do(); err == nil || err.Error() != c.want {
			t.Errorf("got the error\n  %v\nwant\n  %s", err, c.want)
		}
	}
}

func TestDimensionErrorHasTheDimensions(t *testing.T) {
	_, err := q("20 mV").Add(q("5 ms"))
	var mismatch *DimensionError
	if !errors.As(err, &mismatch) {
		t.Fatalf("got %v, want a *DimensionError", err)
	}
	want := DimensionError{"add", Volt.Dim, Second.Dim, "20 mV", "5 ms"}
	if *mismatch != want {
		t.Errorf("got %+v, want %+v", *mismatch, want)
	}
}

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		left, right string
		want        int
	}{
		{"20 mV", "0.02 V", 0}, {"-70 mV", "0 V", -1}, {"1 s", "999 ms", 1},
		{"inf V", "1 V", 1}, {"nan V", "-inf V", -1}, {"nan V", "nan V", 0},
	} {
		if got, err := q(c.left).Compare(q(c.right)); err != nil || got != c.want {
			t.Errorf("%s compared with %s is %d, %v; want %d", c.left, c.right, got, err, c.want)
		}
	}
}

// Where Brian2 2.5.1 prints a value under a prefix, most agree; the others say why.
func TestComputedQuantitiesPrintInTheBestUnit(t *testing.T) {
	for _, c := range []struct {
		si   float64
		unit string
		want string
	}{
		{3e-10, "S", "300 pS"},
		{0.02, "V", "20 mV"},
		{-0.07, "V", "-70 mV"},
		{0.30000000000000004, "V", "300.00000000000006 mV"},
		{1500, "m", "1.5 km"},
		{5, "s", "5 s"},
		{1, "Hz", "1 Hz"},
		{999, "Hz", "999 Hz"},
		{3000, "Hz", "3 kHz"},
		{1e9, "ohm", "1 Gohm"},
		{100, "mol/m^3", "100 mM"},
		{2e-5, "mol/m^3", "0.02 uM"}, // 20*1e-6 is another number
		{1e-4, "kg", "0.1 g"},        // and so is 100*1e-6
		{1e-4, "s", "0.1 ms"},        // a step size
		{5e-4, "kg", "500 mg"},
		{0.5, "kg", "500 g"}, // Brian2: 0.5 kg
		{310, "K", "310 K"},
		{0.01, "K", "0.01 K"}, // kelvin has no prefixes in Brian2
		{2e-8, "m^2", "20000 um^2"},
		{3e-6, "m^3", "3000 mm^3"}, // squares and cubes have wider steps
		{0.1, "F/m^2", "100 mF/m^2"},
		{0.007, "V/s", "7 mV/s"},
		{2e-3, "V s^-1/2", "2 mV s^-1/2"},
		{0.05, "s^-1/2", "0.05 s^-1/2"},
		{4e-6, "V s", "4 uV s"}, // Brian2: 4. uWb
		{0.25, "1", "0.25"},
		{1e-9, "1", "1e-09"},
		{123456789, "1", "123456789"},
		{1e10, "1", "1e+10"},
		{0, "V", "0 V"},
		{math.Copysign(0, -1), "V", "-0 V"},
		{math.NaN(), "V", "nan V"},
		{math.Inf(-1), "V", "-inf V"},
		{1e-30, "V", "1e-30 V"}, // Brian2: 0.000001 yV
		{1e30, "V", "1e+30 V"},
		{5e-324, "m^3", "5e-324 m^3"},
	} {
		if got := FromSI(c.si, mustUnit(t, c.unit).Dim).String(); got != c.want {
			t.Errorf("%v %s prints as %q, want %q", c.si, c.unit, got, c.want)
		}
	}
}

// No float64 times 1e-3 is this voltage, so millivolts cannot print it.
func TestUnitsThatMissAValueGiveWayToSI(t *testing.T) {
	const si = 0.0015000000000000046
	for _, got := range []Quantity{FromSI(si, Volt.Dim), {si: si, dim: Volt.Dim, written: Millivolt}} {
		if got.String() != "0.0015000000000000046 V" {
			t.Errorf("prints as %q", got)
		}
	}
	if x, err := FromSI(si, Volt.Dim).In(Millivolt); err != nil || x != si/1e-3 {
		t.Errorf("in millivolts it is %v, %v", x, err)
	}
	a := ArrayFromSI([]float64{1, si}, Volt.Dim)
	a.written = Millivolt
	if got := a.String(); got != "[1, 0.0015000000000000046] V" {
		t.Errorf("prints as %q", got)
	}
}

// someUnits are units of all sorts for the property tests.
var someUnits = []string{
	"1", "V", "mV", "uvolt", "ms", "nS", "pA", "Mohm", "kHz", "1/ms", "uF/cm**2", "mol/m^3", "uM", "kg", "mg",
	"K", "mV/ms**0.5", "s^-1/2", "(mV)", "1*ms", "ym3", "Ym3", "radian", "um2", "mm^3", "V s",
}

func drawUnit(t *rapid.T) Unit {
	u, err := ParseUnit(rapid.SampledFrom(someUnits).Draw(t, "unit"))
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func requireRoundTrip(t *rapid.T, q Quantity) {
	back, err := Parse(q.String())
	if err != nil || math.Float64bits(back.si) != math.Float64bits(q.si) || back.dim != q.dim {
		t.Fatalf("%v %v prints as %q, which reads as %v %v, %v",
			q.SI(), q.Dimension(), q, back.SI(), back.Dimension(), err)
	}
}

func TestPrintedQuantitiesReadBackToTheBit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.OneOf(rapid.Float64Range(-1000, 1000),
			rapid.Map(rapid.Uint64(), math.Float64frombits)).Draw(t, "x")
		u := drawUnit(t)
		requireRoundTrip(t, u.Of(x))
		requireRoundTrip(t, FromSI(x, u.Dim))
	})
}

// Numbers as people write them print as they were written.
func TestShortNumbersPrintAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := drawUnit(t)
		digits := rapid.Int64Range(-1e12, 1e12).Draw(t, "digits")
		x := float64(digits) / rapid.SampledFrom([]float64{1, 10, 1e3, 1e6}).Draw(t, "over")
		got, err := u.Of(x).In(u)
		if err != nil || got != x {
			t.Fatalf("%v.Of(%v).In(%v) = %v, %v", u, x, u, got, err)
		}
		if want := withUnit(formatNumber(x), u); u.Of(x).String() != want {
			t.Fatalf("%v.Of(%v) prints as %q, want %q", u, x, u.Of(x), want)
		}
	})
}

func TestQuantityAsText(t *testing.T) {
	type parameters struct {
		Tau   Quantity  `json:"tau"`
		Gain  *Quantity `json:"gain"`
		Rates Array     `json:"rates"`
	}
	const text = `{"tau":"20 ms","gain":"0.3 nS","rates":"[1, 2.5] Hz"}`
	var p parameters
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		t.Fatal(err)
	}
	if p.Tau != q("20 ms") || *p.Gain != q("0.3 nS") {
		t.Errorf("read %v and %v", p.Tau, p.Gain)
	}
	if back, err := json.Marshal(p); err != nil || string(back) != text {
		t.Errorf("wrote %s, %v; want %s", back, err, text)
	}
	before := p.Tau
	if err := p.Tau.UnmarshalText([]byte("20 mVolt")); err == nil || p.Tau != before {
		t.Errorf("a wrong text gives %v and changes the quantity to %v", err, p.Tau)
	}
}

func TestZeroQuantityIsThePlainZero(t *testing.T) {
	var zero Quantity
	if zero.String() != "0" || zero.SI() != 0 || !zero.Dimension().IsDimensionless() {
		t.Errorf("the zero value is %v", zero)
	}
}
