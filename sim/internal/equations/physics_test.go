package equations

import (
	"math"
	"slices"
	"testing"

	"golgi/units"
)

// The constants of nature that Brian 2.5.1 has in brian2.units.constants, and what must hold between them.
func TestConstantsOfNature(t *testing.T) {
	value := func(name string) float64 {
		sym, known := Units{}.Lookup(name)
		if !known {
			t.Fatalf("%s is not known", name)
		}
		return sym.Value
	}
	near := func(what string, got, want float64) {
		if !(math.Abs(got/want-1) < 1e-8) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	near("R = N·k", value("avogadro_constant")*value("boltzmann_constant"), value("gas_constant"))
	near("F = N·e", value("avogadro_constant")*value("elementary_charge"), value("faraday_constant"))
	near("1/sqrt(ε·μ) = c", 1/math.Sqrt(value("electric_constant")*value("magnetic_constant")), 299792458)
	near("0 °C", value("zero_celsius"), 273.15)
	near("mass of an electron", value("electron_mass"), 9.10938356e-31)
	near("mass of a mole", value("molar_mass_constant"), 1e-3)
	if dim := units.MustParse("1 joule/mole/kelvin").Dimension(); physical["gas_constant"].Dimension() != dim {
		t.Errorf("unit %v", physical["gas_constant"])
	}
	if len(physical) != 10 || !slices.Contains(Units{}.Names(), "zero_celsius") {
		t.Errorf("%d constants", len(physical))
	}
}
