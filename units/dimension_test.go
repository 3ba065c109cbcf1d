package units

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func mustUnit(t *testing.T, text string) Unit {
	t.Helper()
	u, err := ParseUnit(text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestDimensionString(t *testing.T) {
	for text, want := range map[string]string{
		"1":                                   "1",
		"mvolt":                               "V",
		"namp":                                "A",
		"siemens":                             "S",
		"1/ohm":                               "S",
		"uF":                                  "F",
		"Mohm":                                "ohm",
		"1/second":                            "Hz",
		"becquerel":                           "Hz",
		"second**-2":                          "s^-2",
		"second**-0.5":                        "s^-1/2",
		"second**0.5":                         "s^1/2",
		"volt/second":                         "V/s",
		"volt*second":                         "V s",
		"volt*second**-0.5":                   "V s^-1/2",
		"volt**2":                             "V^2",
		"volt**2/second":                      "V^2/s",
		"1/volt":                              "V^-1",
		"1/(volt*second)":                     "V^-1 s^-1",
		"amp/volt/second":                     "S/s",
		"siemens**0.5":                        "S^1/2",
		"amp/meter**2":                        "A/m^2",
		"uF/cm**2":                            "F/m^2",
		"siemens/meter**2/second":             "S m^-2 s^-1",
		"ohm*cmeter":                          "ohm m",
		"ohm**2":                              "ohm^2",
		"mole/meter**3":                       "mol/m^3",
		"molar/second":                        "mol m^-3 s^-1",
		"meter/second":                        "m/s",
		"meter**2":                            "m^2",
		"kilogram":                            "kg",
		"mgram*meter/second":                  "N s",
		"nA*ms":                               "C",
		"joule":                               "J",
		"watt":                                "W",
		"newton":                              "N",
		"pascal":                              "Pa",
		"weber":                               "V s",
		"henry":                               "ohm s",
		"kilogram*meter**2*second**-3*kelvin": "W K",
		"kilogram*meter*mole/second**4":       "N mol s^-2",
		"tesla":                               "kg s^-2 A^-1",
		"joule/(mole*kelvin)":                 "J K^-1 mol^-1",
		"coulomb/mole":                        "C/mol",
		"kelvin/second":                       "K/s",
		"gray":                                "m^2/s^2",
		"lux":                                 "cd/m^2",
		"radian":                              "1",
	} {
		u := mustUnit(t, text)
		if got := u.Dim.String(); got != want {
			t.Errorf("the dimension of %s prints as %q, want %q", text, got, want)
		}
	}
}

// drawDimension makes dimensions with the odd fraction among their exponents.
func drawDimension(t *rapid.T, name string) Dimension {
	var d Dimension
	for i := range d.exponents {
		num := rapid.OneOf(rapid.Just(0), rapid.IntRange(-4, 4), rapid.IntRange(-100, 100)).Draw(t, name)
		den := rapid.OneOf(rapid.Just(1), rapid.IntRange(1, 3)).Draw(t, name+" over")
		var err error
		if d.exponents[i], err = newRational(num, den); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func TestDimensionPrintsAndParses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDimension(t, "d")
		u, err := ParseUnit(d.String())
		if err != nil || u.Dim != d || u.Scale != 1 {
			t.Fatalf("%q parses as %v of scale %v, %v", d, u.Dim, u.Scale, err)
		}
	})
}

func TestDimensionLaws(t *testing.T) {
	must := func(d Dimension, err error) Dimension {
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	rapid.Check(t, func(t *rapid.T) {
		d, e := drawDimension(t, "d"), drawDimension(t, "e")
		product := must(d.Mul(e))
		switch {
		case product != must(e.Mul(d)):
			t.Fatalf("%s times %s does not commute", d, e)
		case must(product.Div(e)) != d:
			t.Fatalf("%s times and over %s is not the same", d, e)
		case must(must(d.Pow(1, 3)).Pow(3, 1)) != d:
			t.Fatalf("the cube of the root of %s is not the same", d)
		case must(d.Pow(-2, 2)) != must(Dimension{}.Div(d)):
			t.Fatalf("%s^(-2/2) is not its inverse", d)
		case must(d.Pow(3, -6)) != must(d.Pow(-1, 2)):
			t.Fatalf("%s^(3/-6) is not its power -1/2", d)
		case !must(d.Pow(0, 5)).IsDimensionless():
			t.Fatalf("%s^0 is not dimensionless", d)
		}
	})
}

func TestDimensionErrors(t *testing.T) {
	far, err := Meter.Dim.Pow(600, 1)
	if err != nil {
		t.Fatal(err)
	}
	fine := Dimension{}
	if fine, err = Meter.Dim.Pow(1, 500); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		do   func() (Dimension, error)
		want string
	}{
		{func() (Dimension, error) { return far.Mul(far) },
			"units: m^600 times m^600: the exponent 1200 is out of range; numerator and denominator go up to 999"},
		{func() (Dimension, error) { return Hertz.Dim.Div(mustUnit(t, "s^999").Dim) },
			"units: Hz over s^999: the exponent -1000 is out of range; numerator and denominator go up to 999"},
		{func() (Dimension, error) { return far.Pow(2, 1) },
			"units: power of m^600: the exponent 1200 is out of range; numerator and denominator go up to 999"},
		{func() (Dimension, error) { return fine.Pow(1, 2) },
			"units: power of m^1/500: the exponent 1/1000 is out of range; numerator and denominator go up to 999"},
		{func() (Dimension, error) { return Volt.Dim.Pow(math.MinInt32, -1) },
			"units: power of V: the exponent -2147483648/-1 is out of range; " +
				"numerator and denominator go up to 999"},
		{func() (Dimension, error) { return Volt.Dim.Pow(1, 0) },
			"units: power of V: the exponent 1/0 has denominator zero"},
	} {
		if _, err := c.do(); err == nil || err.Error() != c.want {
			t.Errorf("got the error\n  %v\nwant\n  %s", err, c.want)
		}
	}
}

func TestDimensionIsAMapKey(t *testing.T) {
	names := map[Dimension]string{Volt.Dim: "voltage", mustUnit(t, "s^-1/2").Dim: "noise"}
	if got := names[mustUnit(t, "nA*Gohm").Dim]; got != "voltage" {
		t.Errorf("nA*Gohm is the key of %q, want voltage", got)
	}
	if got := names[mustUnit(t, "1/second**0.5").Dim]; got != "noise" {
		t.Errorf("1/second**0.5 is the key of %q, want noise", got)
	}
}
