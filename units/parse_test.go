package units

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		text  string
		si    float64 // number times scale, as Python computes it with Brian2's units
		dim   Dimension
		print string
	}{
		{"20 mV", 20e-3, dimVoltage, "20 mV"},
		{"5*ms", 5e-3, dimDuration, "5 ms"},
		{"5 * ms", 5e-3, dimDuration, "5 ms"},
		{"0.3*nS", 0.3 * 1e-9, dimConductance, "0.3 nS"},
		{"-70mV", -70e-3, dimVoltage, "-70 mV"},
		{"- 70 mvolt", -70e-3, dimVoltage, "-70 mvolt"},
		{"+1e-3 V", 1e-3, dimVoltage, "0.001 V"},
		{"1e-9V", 1e-9, dimVoltage, "1e-09 V"},
		{".5 nA", 0.5 * 1e-9, dimCurrent, "0.5 nA"},
		{"5.s", 5, dimDuration, "5 s"},
		{"2Em", 2e18, dimLength, "2 Em"},
		{"3", 3, dimNone, "3"},
		{"3*1", 3, dimNone, "3"},
		{"10 uF/cm**2", 10 * 1e-2, mustUnit(t, "F/m^2").Dim, "10 uF/cm**2"},
		{"10*uF/cm**2", 0.1, mustUnit(t, "F/m^2").Dim, "10 uF/cm**2"},
		{"3/second", 3, dimFrequency, "3/second"},
		{"3/ms", 3000, dimFrequency, "3/ms"},
		{"2/(ms*mV)", 2 * 1e6, mustUnit(t, "1/(V*s)").Dim, "2/(ms*mV)"},
		{"2 mV/ms**0.5", 2 * 0.0316227766016837933, mustUnit(t, "V s^-1/2").Dim, "2 mV/ms**0.5"},
		{"2(mV)", 2e-3, dimVoltage, "2*(mV)"},
		{"inf s", math.Inf(1), dimDuration, "inf s"},
		{"-inf", math.Inf(-1), dimNone, "-inf"},
		{"nan V", math.NaN(), dimVoltage, "nan V"},
		{"-0 V", math.Copysign(0, -1), dimVoltage, "-0 V"},
		{" 7\tmV ", 7e-3, dimVoltage, "7 mV"},
	} {
		q, err := Parse(c.text)
		if err != nil || !sameBits(q.SI(), c.si) || q.Dimension() != c.dim {
			t.Errorf("Parse(%q) = %v %v, %v; want %v %v", c.text, q.SI(), q.Dimension(), err, c.si, c.dim)
		}
		if q.String() != c.print {
			t.Errorf("Parse(%q) prints as %q, want %q", c.text, q, c.print)
		}
	}
}

func TestParseUnit(t *testing.T) {
	for _, c := range []struct {
		text, name string
		scale      float64
		dim        string
	}{
		{"volt", "volt", 1, "V"},
		{"1", "1", 1, "1"},
		{"uF/cm**2", "uF/cm**2", 1e-2, "F/m^2"},
		{"uF / cm ^ 2", "uF/cm^2", 1e-2, "F/m^2"},
		{"siemens*meter**-2", "siemens*meter**-2", 1, "S/m^2"},
		{"mole/meter**3", "mole/meter**3", 1, "mol/m^3"},
		{"amp/(meter**2)", "amp/(meter**2)", 1, "A/m^2"},
		{"1/ms", "1/ms", 1e3, "Hz"},
		{"second**-0.5", "second**-0.5", 1, "s^-1/2"},
		{"second**(-1/2)", "second**(-1/2)", 1, "s^-1/2"},
		{"second^-1/2", "second^-1/2", 1, "s^-1/2"},
		{"second^(0.50)", "second^(0.50)", 1, "s^1/2"},
		{"meter**+2.", "meter**+2.", 1, "m^2"},
		{"V s^-1/2", "V s^-1/2", 1, "V s^-1/2"},
		{"kg m^2 s^-3 A^-1", "kg m^2 s^-3 A^-1", 1, "V"},
		{"m^2s", "m^2 s", 1, "m^2 s"},
		{"(mV)(ms)", "(mV)(ms)", 1e-6, "V s"},
		{"nS/(mV*(ms))", "nS/(mV*(ms))", 1e-3, "S^2 s^-1 A^-1"},
		{"amp/meter*second", "amp/meter*second", 1, "C/m"},
		{"mV/mV", "mV/mV", 1, "1"},
		{"ms**0", "ms**0", 1, "1"},
		{"uvolt**0.5", "uvolt**0.5", 1e-3, "V^1/2"},
		{"mvolt**(1/3)", "mvolt**(1/3)", 0.1, "kg^1/3 m^2/3 s^-1 A^-1/3"},
		{"litre", "litre", 1e-3, "m^3"},
		{"mm2", "mm2", 1e-6, "m^2"},
		{"kg", "kg", 1, "kg"},
		// 1e-6/(1e-2*1e-2*1e-2) in float64 is 0.9999999999999999.
		{"umolar*litre/cmeter**3", "umolar*litre/cmeter**3", 1, "mol/m^3"},
		{"umeter3/cmeter/cmeter/cmeter", "umeter3/cmeter/cmeter/cmeter", 1e-12, "1"},
	} {
		u, err := ParseUnit(c.text)
		if err != nil || u.Name != c.name || u.Scale != c.scale || u.Dim.String() != c.dim {
			t.Errorf("ParseUnit(%q) = %q %v %v, %v", c.text, u.Name, u.Scale, u.Dim, err)
		}
	}
}

func TestSyntaxErrors(t *testing.T) {
	quantity := func(text string) error { _, err := Parse(text); return err }
	array := func(text string) error { _, err := ParseArray(text); return err }
	unit := func(text string) error { _, err := ParseUnit(text); return err }
	for _, c := range []struct {
		parse func(string) error
		text  string
		want  string
	}{
		{quantity, "20 mVolt", `
units: unknown unit "mVolt"; did you mean "mvolt" or "mV"?
  | 20 mVolt
  |    ^`},
		{quantity, "20 volts", `
units: unknown unit "volts"; did you mean "volt" or "V"?
  | 20 volts
  |    ^`},
		{quantity, "20 millivolt", `
units: unknown unit "millivolt"; did you mean "mvolt" or "mV"?
  | 20 millivolt
  |    ^`},
		{quantity, "3 sec", `
units: unknown unit "sec"; did you mean "second" or "s"?
  | 3 sec
  |   ^`},
		{quantity, "3 khz", `
units: unknown unit "khz"; did you mean "kHz" or "khertz"?
  | 3 khz
  |   ^`},
		{quantity, "5 µV", `
units: unknown unit "µV"; did you mean "uV" or "uvolt"?
  | 5 µV
  |   ^`},
		{quantity, "3 MOHM", `
units: unknown unit "MOHM"; did you mean "Mohm"?
  | 3 MOHM
  |   ^`},
		{quantity, "1 spike", `
units: unknown unit "spike"; units are written like "mV", "nS", "msecond" or "uF/cm**2"
  | 1 spike
  |   ^`},
		{quantity, "", `
units: the text ends where a number is expected
  | 
  | ^`},
		{quantity, "mV", `
units: a number is expected, not "mV"
  | mV
  | ^`},
		{quantity, "−70 mV", `
units: a number is expected, not "−"
  | −70 mV
  | ^`},
		{quantity, "1,5 mV", `
units: a unit is expected, not ","
  | 1,5 mV
  |  ^`},
		{quantity, "1e999 mV", `
units: 1e999 is beyond the range of float64
  | 1e999 mV
  | ^`},
		{quantity, "-1e-999 mV", `
units: 1e-999 is beyond the range of float64
  | -1e-999 mV
  |  ^`},
		{quantity, "1e308 kV", `
units: 1e+308 kV is beyond the range of float64 in SI units
  | 1e308 kV
  | ^`},
		{quantity, "2*3*mV", `
units: the only number in a unit is 1, not 3; a quantity has one number, in front, and fractional powers are written like second**(-1/2)
  | 2*3*mV
  |   ^`},
		{quantity, "20 mV)", `
units: the end of the unit is expected, not ")"
  | 20 mV)
  |      ^`},
		{quantity, "20 mV 5", `
units: the end of the unit is expected, not "5"
  | 20 mV 5
  |       ^`},
		{array, "1, 2 mV", `
units: "[" is expected, not "1"
  | 1, 2 mV
  | ^`},
		{array, "[1 2] mV", `
units: "," or "]" is expected, not "2"
  | [1 2] mV
  |    ^`},
		{array, "[1, 2", `
units: the text ends where "," or "]" is expected
  | [1, 2
  |      ^`},
		{array, "[1,\n x]", `
units: a number is expected, not "x"
  | [1,  x]
  |      ^`},
		{array, "[1, 1e-320] nV", `
units: 1e-320 nV is beyond the range of float64 in SI units
  | [1, 1e-320] nV
  | ^`},
		{unit, "second**-1/2", `
units: the only number in a unit is 1, not 2; a quantity has one number, in front, and fractional powers are written like second**(-1/2)
  | second**-1/2
  |            ^`},
		{unit, "meter**", `
units: the text ends where an exponent is expected
  | meter**
  |        ^`},
		{unit, "meter**second", `
units: an exponent is expected, not "second"
  | meter**second
  |        ^`},
		{unit, "meter**(1/2", `
units: the text ends where ")" is expected
  | meter**(1/2
  |            ^`},
		{unit, "meter**1e9", `
units: the exponent 1e9 is out of range; numerator and denominator go up to 999
  | meter**1e9
  |        ^`},
		{unit, "meter**-1000", `
units: the exponent -1000 is out of range; numerator and denominator go up to 999
  | meter**-1000
  |        ^`},
		{unit, "meter**(1/0)", `
units: 1/0 is no exponent
  | meter**(1/0)
  |         ^`},
		{unit, "(meter**99)**99", `
units: the exponent 9801 is out of range; numerator and denominator go up to 999
  | (meter**99)**99
  |            ^`},
		{unit, "meter**600 * meter**600", `
units: the exponent 1200 is out of range; numerator and denominator go up to 999
  | meter**600 * meter**600
  |            ^`},
		{unit, "mvolt**(1/4)", `
units: mvolt**(1/4) is no unit: its size would be 10^(-3/4) SI units; take this root of an unprefixed unit
  | mvolt**(1/4)
  | ^`},
		{unit, "mvolt**200", `
units: mvolt**200 is no unit: its size would be 10^-600 SI units; sizes go from 10^-300 to 10^300
  | mvolt**200
  | ^`},
		{unit, "(volt", `
units: the text ends where ")" is expected
  | (volt
  |      ^`},
		{unit, "volt/", `
units: the text ends where a unit is expected
  | volt/
  |      ^`},
		{unit, "volt\xff", `
units: the end of the unit is expected, not "\xff"
  | volt?
  |     ^`},
		{unit, strings.Repeat("x", 60), `
units: unknown unit "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."; units are written like "mV", "nS", "msecond" or "uF/cm**2"
  | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...
  | ^`},
		{unit, strings.Repeat("(", 1000), `
units: a unit may have 500 characters at most
  | ...((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((...
  |                                                      ^`},
	} {
		err := c.parse(c.text)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || "\n"+err.Error() != c.want {
			t.Errorf("%q gives the error\n%v\nwant%s", c.text, err, c.want)
		}
	}
}

func TestMustParsePanicsOnNonsense(t *testing.T) {
	defer func() {
		if err, ok := recover().(*SyntaxError); !ok || err.Text != "20 mVolt" {
			t.Errorf("MustParse panics with %v, want the *SyntaxError", err)
		}
	}()
	MustParse("20 mVolt")
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"20 mV", "5*ms", "-70mV", "10 uF/cm**2", "3/ms", "1e-3 V s^-1/2", "nan", "2(mV)",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := Parse(text)
		if err != nil {
			requireSyntaxError(t, err)
			return
		}
		back, err := Parse(q.String())
		if err != nil || !sameBits(back.SI(), q.SI()) || back.Dimension() != q.Dimension() {
			t.Fatalf("%q prints as %q, which reads as %v %v, %v", text, q, back.SI(), back.Dimension(), err)
		}
		if back.String() != q.String() {
			t.Fatalf("%q prints as %q, and that as %q", text, q, back)
		}
	})
}

func FuzzParseArray(f *testing.F) {
	for _, text := range []string{"[1, 2, 3] mV", "[]", "[-1e-3]*nS/cm**2", "[nan, inf]/ms"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := ParseArray(text)
		if err != nil {
			requireSyntaxError(t, err)
			return
		}
		back, err := ParseArray(a.String())
		if err != nil || back.String() != a.String() || back.Dimension() != a.Dimension() {
			t.Fatalf("%q prints as %q, and that as %q, %v", text, a, back, err)
		}
		requireSameBits(t, back.SI(), a.SI())
	})
}

func FuzzParseUnit(f *testing.F) {
	for _, text := range []string{
		"uF/cm**2", "1/ms", "(mV)(ms)", "second**(-1/2)", "m^2/3 s", "V s^-1/2", "mV^0.5",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		u, err := ParseUnit(text)
		if err != nil {
			requireSyntaxError(t, err)
			return
		}
		if back, err := ParseUnit(u.Name); err != nil || back != u {
			t.Fatalf("%q has the name %q, which reads as %v %v, %v", text, u.Name, back.Name, back.Scale, err)
		}
		if plain, err := ParseUnit(u.Dim.String()); err != nil || plain.Dim != u.Dim || plain.Scale != 1 {
			t.Fatalf("%q has the dimension %q, which reads as %v of scale %v, %v",
				text, u.Dim, plain.Dim, plain.Scale, err)
		}
	})
}

func requireSyntaxError(t *testing.T, err error) {
	t.Helper()
	var syntax *SyntaxError
	if !errors.As(err, &syntax) || syntax.Pos < 0 || syntax.Pos > len(syntax.Text) || err.Error() == "" {
		t.Fatalf("not a SyntaxError with a place: %v", err)
	}
}

func requireSameBits(t *testing.T, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range got {
		if !sameBits(got[i], want[i]) {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}
