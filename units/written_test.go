package units

import (
	"testing"

	"pgregory.net/rapid"
)

// What was written is printed in its unit, also in that of others, as long as numbers of it give the bits.
func TestAs(t *testing.T) {
	for _, c := range []struct{ text, unit, print string }{
		{"0.1 mV", "mV", "0.1 mV"},
		{"5 ms", "s", "0.005 s"},
		{"100 uV", "mV", "100 uV"}, // 100*1e-6 is one bit below 0.1*1e-3, and 0.09999999999999999 mV
		{"0.5 s", "ms", "500 ms"},
		{"3 nS", "nsiemens", "3 nsiemens"},
	} {
		unit, err := ParseUnit(c.unit)
		if err != nil {
			t.Fatal(err)
		}
		was := q(c.text)
		as, err := was.As(unit)
		if err != nil || as.String() != c.print || as.SI() != was.SI() {
			t.Errorf("%s as %s is %v of %v, %v; wanted %s", c.text, c.unit, as, as.SI(), err, c.print)
		}
		if written, is := as.Written(); !is || written != unit {
			t.Errorf("%s as %s was written in %v, %v", c.text, c.unit, written, is)
		}
		all, err := array(t, "["+was.String()[:len(was.String())-len(was.Unit().Name)-1]+"] "+was.Unit().Name).As(unit)
		if written, is := all.Written(); err != nil || !is || written != unit {
			t.Errorf("the array %v as %s: %v, %v", all, c.unit, is, err)
		}
	}
	if _, is := FromSI(1, Volt.Dim).Written(); is {
		t.Error("a computed quantity was written")
	}
	if _, err := q("1 mV").As(Second); err == nil || err.Error() != "units: cannot express 1 mV in s: V and s differ" {
		t.Error(err)
	}
	if _, err := Volt.OfAll(1).As(Second); err == nil || err.Error() != "units: cannot express [1] V in s: V and s differ" {
		t.Error(err)
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"0.1 mV", "100 uV", true},
		{"0.1 mV", "1e-4 V", true},
		{"0.1 mV", "0.1 ms", false},
		{"1 V", "1.00000000000001 V", false}, // 15 digits
		{"1 V", "1.000000000000001 V", true}, // 16
		{"nan V", "nan V", true},
		{"inf V", "inf mV", true},
		{"inf V", "-inf V", false},
		{"0 V", "0 mV", true},
		{"1e308 V", "1.01e308 V", false},
	} {
		if got := q(c.a).Same(q(c.b)); got != c.want {
			t.Errorf("%s and %s: %v, wanted %v", c.a, c.b, got, c.want)
		}
	}
	if !array(t, "[0.1, 0.2] mV").Same(array(t, "[100, 200] uV")) || array(t, "[1] mV").Same(array(t, "[1, 2] mV")) ||
		array(t, "[1, 2] mV").Same(array(t, "[1, 3] mV")) || array(t, "[] mV").Same(array(t, "[] s")) {
		t.Error("arrays")
	}
}

// The same number written with any two prefixes is the same.
func TestPrefixesAreTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(-999999, 999999).Draw(t, "n")
		a, b := Millivolt.Of(float64(n)/1000), Microvolt.Of(float64(n))
		if !a.Same(b) {
			t.Fatalf("%v and %v differ", a, b)
		}
	})
}

// Names as brian2 2.5.1 knows them: testdata/brian2_units.txt has each of them.
func TestSpelled(t *testing.T) {
	for text, want := range map[string]string{
		"mV": "mvolt", "ms": "msecond", "kg": "kilogram", "mM": "mmolar", "Mohm": "Mohm", "mvolt": "mvolt", "1/ms": "1 / msecond",
		"uF/cm**2": "ufarad / cmetre ** (2)", "V s^-1/2": "volt * second ** (-1/2)", "mV/ms**0.5": "mvolt / msecond ** (0.5)",
		"siemens*meter**-2": "siemens * meter ** (-2)", "S/m^2 s": "siemens / metre ** (2) * second", "amp/(meter**2)": "amp / ( meter ** (2) )",
		"m^1/2": "metre ** (1/2)", "kg^2/s": "kilogram ** (2) / second", "m s^-1/2 K": "metre * second ** (-1/2) * kelvin", "cd": "candle",
		"1/s": "1 / second", "mol/m^3": "mole / metre ** (3)",
		"second**(-1/2)": "second ** (-1/2)", "(mV)(s)": "( mvolt ) * ( second )", "A/m*s": "amp / metre * second", "mm2": "mmetre2",
	} {
		unit, err := ParseUnit(text)
		if err != nil {
			t.Fatal(text, err)
		}
		got := unit.Spelled()
		if back, err := ParseUnit(got); got != want || err != nil || back.Scale != unit.Scale || back.Dim != unit.Dim {
			t.Errorf("%s is spelled %q, %v; wanted %q", text, got, err, want)
		}
	}
}
