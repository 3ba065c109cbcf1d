package equations

import "golgi/units"

// physical are the constants of nature that Brian 2 has: values and units. They are known in every text, but a variable or
// constant of the user's own may have their names.
//
// Source: Brian 2.5.1, brian2.units.constants (CODATA 2014).
var physical = map[string]units.Quantity{
	"avogadro_constant":   constantOf(6.022140857e23, "1/mole"),
	"boltzmann_constant":  constantOf(1.38064852e-23, "joule/kelvin"),
	"electric_constant":   constantOf(8.854187817e-12, "farad/meter"),
	"electron_mass":       constantOf(9.10938356e-31, "kilogram"),
	"elementary_charge":   constantOf(1.6021766208e-19, "coulomb"),
	"faraday_constant":    constantOf(96485.33289, "coulomb/mole"),
	"gas_constant":        constantOf(8.3144598, "joule/mole/kelvin"),
	"magnetic_constant":   constantOf(1.2566370614359173e-06, "newton/amp**2"), // 4e-7·pi
	"molar_mass_constant": constantOf(1e-3, "kilogram/mole"),
	"zero_celsius":        constantOf(273.15, "kelvin"),
}

func constantOf(x float64, unit string) units.Quantity {
	u, err := units.ParseUnit(unit)
	if err != nil {
		panic(err)
	}
	return u.Of(x)
}
