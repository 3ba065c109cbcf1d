package units

// Units by their full names, since MV in Go could not be told from a megavolt. They are not to be
// assigned to.
var (
	One = Unit{"1", 1, dimNone}

	Volt      = Unit{"V", 1, dimVoltage}
	Millivolt = Unit{"mV", 1e-3, dimVoltage}
	Microvolt = Unit{"uV", 1e-6, dimVoltage}

	Second      = Unit{"s", 1, dimDuration}
	Millisecond = Unit{"ms", 1e-3, dimDuration}
	Microsecond = Unit{"us", 1e-6, dimDuration}

	Amp      = Unit{"A", 1, dimCurrent}
	Milliamp = Unit{"mA", 1e-3, dimCurrent}
	Microamp = Unit{"uA", 1e-6, dimCurrent}
	Nanoamp  = Unit{"nA", 1e-9, dimCurrent}
	Picoamp  = Unit{"pA", 1e-12, dimCurrent}

	Siemens      = Unit{"S", 1, dimConductance}
	Millisiemens = Unit{"mS", 1e-3, dimConductance}
	Microsiemens = Unit{"uS", 1e-6, dimConductance}
	Nanosiemens  = Unit{"nS", 1e-9, dimConductance}
	Picosiemens  = Unit{"pS", 1e-12, dimConductance}

	Farad      = Unit{"F", 1, dimCapacitance}
	Microfarad = Unit{"uF", 1e-6, dimCapacitance}
	Nanofarad  = Unit{"nF", 1e-9, dimCapacitance}
	Picofarad  = Unit{"pF", 1e-12, dimCapacitance}

	Ohm     = Unit{"ohm", 1, dimResistance}
	Kiloohm = Unit{"kohm", 1e3, dimResistance}
	Megaohm = Unit{"Mohm", 1e6, dimResistance}
	Gigaohm = Unit{"Gohm", 1e9, dimResistance}

	Hertz     = Unit{"Hz", 1, dimFrequency}
	Kilohertz = Unit{"kHz", 1e3, dimFrequency}
	Megahertz = Unit{"MHz", 1e6, dimFrequency}

	Meter      = Unit{"m", 1, dimLength}
	Centimeter = Unit{"cm", 1e-2, dimLength}
	Millimeter = Unit{"mm", 1e-3, dimLength}
	Micrometer = Unit{"um", 1e-6, dimLength}

	Kilogram   = Unit{"kg", 1, dimMass}
	Mole       = Unit{"mol", 1, dimAmount}
	Molar      = Unit{"M", 1e3, dimConcentration}
	Millimolar = Unit{"mM", 1, dimConcentration}
	Micromolar = Unit{"uM", 1e-3, dimConcentration}
	Nanomolar  = Unit{"nM", 1e-6, dimConcentration}
	Kelvin     = Unit{"K", 1, dimTemperature}
	Candela    = Unit{"cd", 1, dimLuminosity}

	Coulomb = Unit{"C", 1, dimCharge}
	Joule   = Unit{"J", 1, dimEnergy}
	Watt    = Unit{"W", 1, dimPower}
	Newton  = Unit{"N", 1, dimForce}
)
