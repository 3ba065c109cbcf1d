package units

import (
	"bufio"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// brianUnit is a line of testdata/brian2_units.txt.
type brianUnit struct {
	name  string
	scale float64
	dim   Dimension
}

func readBrianUnits(t *testing.T) []brianUnit {
	t.Helper()
	file, err := os.Open("testdata/brian2_units.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var list []brianUnit
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if fields := strings.Fields(lines.Text()); fields[0] != "#" {
			list = append(list, brianUnit{fields[0], readFloat(t, fields[1]), readExponents(t, fields[2:])})
		}
	}
	return list
}

func readFloat(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// readExponents takes them in Brian's order, which has the metre before the kilogram.
func readExponents(t *testing.T, texts []string) Dimension {
	t.Helper()
	var n [7]int
	for i, text := range texts {
		var err error
		if n[i], err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	return baseDimension(n[1], n[0], n[2], n[3], n[4], n[5], n[6])
}

func TestLookupKnowsBriansUnitsAndNoOthers(t *testing.T) {
	list := readBrianUnits(t)
	for _, want := range list {
		got, ok := Lookup(want.name)
		if !ok || got != (Unit{want.name, want.scale, want.dim}) {
			t.Errorf("Lookup(%q) = %v %v %v, %v; Brian2 has %v %v",
				want.name, got.Name, got.Scale, got.Dim, ok, want.scale, want.dim)
		}
	}
	if n := len(vocabulary().names); n != len(list) {
		t.Errorf("the vocabulary has %d names, Brian2 %d", n, len(list))
	}
	for _, name := range []string{
		"", "1", "V", "s", "m", "A", "celsius", "volts", "mvolt4", "kkelvin", "liter2",
	} {
		if u, ok := Lookup(name); ok {
			t.Errorf("Lookup(%q) = %v; it is no name of equations", name, u)
		}
	}
}

// Two bases must not meet in one symbol, as a "Pa" of pascal would with a peta-a.
func TestSymbolsAreUnambiguous(t *testing.T) {
	v := vocabulary()
	for _, b := range bases {
		for _, prefix := range prefixes {
			symbol := prefix.symbol + b.symbol
			want := factor{whole(b.ten + prefix.ten), b.dim}
			if b.forms == unscaled && prefix.ten != 0 {
				continue
			}
			if got := v.symbols[symbol].factor; got != want {
				t.Errorf("symbol %q means %v, but %q has %v", symbol, got, b.names, want)
			}
			if e, ok := v.names[symbol]; ok && e.factor != want {
				t.Errorf("symbol %q means %v, but the name %v", symbol, want, e.factor)
			}
		}
	}
}

func TestSynonymsMeanTheSame(t *testing.T) {
	v := vocabulary()
	for _, words := range []map[string]entry{v.names, v.symbols} {
		for word, e := range words {
			if s, ok := v.find(e.synonym); !ok || s.factor != e.factor {
				t.Errorf("%q has the synonym %q, which means %v, not %v", word, e.synonym, s.factor, e.factor)
			}
		}
	}
}

func TestVariablesReadBackFromTheirNames(t *testing.T) {
	variables := map[string]Unit{
		"1": One, "volt": Volt, "mvolt": Millivolt, "uvolt": Microvolt,
		"second": Second, "msecond": Millisecond, "usecond": Microsecond,
		"amp": Amp, "mamp": Milliamp, "uamp": Microamp, "namp": Nanoamp, "pamp": Picoamp,
		"siemens": Siemens, "msiemens": Millisiemens, "usiemens": Microsiemens, "nsiemens": Nanosiemens,
		"psiemens": Picosiemens,
		"farad":    Farad, "ufarad": Microfarad, "nfarad": Nanofarad, "pfarad": Picofarad,
		"ohm": Ohm, "kohm": Kiloohm, "Mohm": Megaohm, "Gohm": Gigaohm,
		"hertz": Hertz, "khertz": Kilohertz, "Mhertz": Megahertz,
		"meter": Meter, "cmeter": Centimeter, "mmeter": Millimeter, "umeter": Micrometer,
		"kilogram": Kilogram, "mole": Mole, "molar": Molar, "mmolar": Millimolar, "umolar": Micromolar,
		"nmolar": Nanomolar, "kelvin": Kelvin, "candle": Candela,
		"coulomb": Coulomb, "joule": Joule, "watt": Watt, "newton": Newton,
	}
	for brian, u := range variables {
		bySymbol, err := ParseUnit(u.Name)
		if err != nil || bySymbol != u {
			t.Errorf("ParseUnit(%q) = %#v, %v; the variable is %#v", u.Name, bySymbol, err, u)
		}
		byName, err := ParseUnit(brian)
		if err != nil || byName.Scale != u.Scale || byName.Dim != u.Dim {
			t.Errorf("ParseUnit(%q) = %#v, %v; the variable is %#v", brian, byName, err, u)
		}
	}
}

// 10^(k/2) has the right digits: against math.Sqrt, which is within half an ULP of the root of a
// power of ten that is itself within half an ULP.
func TestScaleOfHalfPowers(t *testing.T) {
	for k := -25; k <= 25; k++ {
		got, err := factor{ten: rational{int16(2*k + 1), 2}}.scale()
		if err != nil {
			t.Fatal(err)
		}
		root := math.Sqrt(readFloat(t, "1e"+strconv.Itoa(2*k+1)))
		if math.Abs(got-root) > 1e-15*root {
			t.Errorf("10^(%d/2) = %v, want %v", 2*k+1, got, root)
		}
	}
}
