package equations

import (
	"fmt"
	"testing"
)

// What is known of expressions, by the rules of Brian 2 and of Python: integers stay integers but for "/", booleans
// count as 0 or 1 in arithmetic, units multiply.
func TestInfo(t *testing.T) {
	scope := world(t)
	for _, c := range []struct {
		text string
		typ  Type
		unit string
	}{
		// Literals and names.
		{"1", Integer, "1"}, {"1.0", Float, "1"}, {"1e3", Float, "1"}, {"True", Boolean, "1"},
		{"v", Float, "volt"}, {"n", Integer, "1"}, {"b", Boolean, "1"}, {"i", Integer, "1"}, {"mV", Float, "volt"},
		{"pi", Float, "1"}, {"inf", Float, "1"}, {"three", Integer, "1"}, {"on", Boolean, "1"}, {"vr", Float, "volt"},
		{"twice", Integer, "1"}, {"hot", Boolean, "1"}, {"t", Float, "second"}, {"(v)", Float, "volt"},

		// Signs.
		{"-v", Float, "volt"}, {"-n", Integer, "1"}, {"--v", Float, "volt"},

		// Sums and remainders keep the unit, of which there is one.
		{"v + El", Float, "volt"}, {"v - 5*mV", Float, "volt"}, {"R*I + v", Float, "volt"}, {"v % El", Float, "volt"},
		{"n + 1", Integer, "1"}, {"n + 1.0", Float, "1"}, {"n - x", Float, "1"}, {"n % 2", Integer, "1"}, {"n % 2.0", Float, "1"},

		// Products.
		{"R*I", Float, "volt"}, {"v/R", Float, "amp"}, {"v/tau", Float, "volt/second"}, {"2*n", Integer, "1"},
		{"1/tau", Float, "hertz"}, {"v*v/v", Float, "volt"}, {"n/2", Float, "1"}, {"4/2", Float, "1"},
		{"n//2", Integer, "1"}, {"n//2.0", Float, "1"}, {"v//El", Float, "1"}, {"v/(R*tau)", Float, "amp/second"},

		// Booleans in arithmetic.
		{"b*v", Float, "volt"}, {"b + 1", Integer, "1"}, {"b + b", Integer, "1"}, {"(v > El)*2", Integer, "1"}, {"b/2", Float, "1"},
		{"b**2", Integer, "1"},

		// Powers: of units only to constants, of integers to literals.
		{"v**2", Float, "volt**2"}, {"v**-1", Float, "volt**-1"}, {"v**0.5", Float, "volt**0.5"}, {"v**(1/2)", Float, "volt**0.5"},
		{"v**half", Float, "volt**0.5"}, {"v**k", Float, "volt**2"}, {"v**(k/4)", Float, "volt**0.5"}, {"v**three", Float, "volt**3"},
		{"v**(1/3)", Float, "volt**(1/3)"}, {"v**(2/3)*v**(1/3)", Float, "volt"}, {"v**twice", Float, "volt**6"}, {"v**on", Float, "volt"},
		{"v**0", Float, "1"}, {"n**2", Integer, "1"}, {"n**2.0", Float, "1"}, {"n**-1", Float, "1"}, {"n**n", Float, "1"},
		{"2**-x", Float, "1"}, {"x**x", Float, "1"}, {"-v**2", Float, "volt**2"}, {"2**3**2", Float, "1"}, {"10**15", Integer, "1"},

		// Comparisons and logic.
		{"v > El", Boolean, "1"}, {"n <= 3.5", Boolean, "1"}, {"b == on", Boolean, "1"}, {"b != (n > 2)", Boolean, "1"},
		{"v == El", Boolean, "1"}, {"b and v > El", Boolean, "1"}, {"b or not hot", Boolean, "1"}, {"not b", Boolean, "1"},

		// Functions.
		{"exp(v/El)", Float, "1"}, {"exp(n)", Float, "1"}, {"floor(x)", Float, "1"}, {"floor(v)", Float, "volt"}, {"ceil(v)", Float, "volt"},
		{"not x", Boolean, "1"}, {"b == 1", Boolean, "1"}, {"b < n", Boolean, "1"}, {"n == True", Boolean, "1"}, {"abs(b)", Integer, "1"}, {"clip(b, 0, 1)", Integer, "1"}, {"ceil(n)", Float, "1"}, {"int(x)", Integer, "1"},
		{"int(b)", Integer, "1"}, {"int(v > El)", Integer, "1"}, {"sqrt(v**2)", Float, "volt"}, {"sqrt(n)", Float, "1"},
		{"sqrt(v)", Float, "volt**0.5"}, {"abs(v)", Float, "volt"}, {"abs(n)", Integer, "1"}, {"sign(v)", Float, "1"},
		{"sign(n)", Integer, "1"}, {"clip(v, El, 0*mV)", Float, "volt"}, {"clip(n, 0, 9)", Integer, "1"},
		{"clip(n, 0, 9.5)", Float, "1"}, {"timestep(t, dt)", Integer, "1"}, {"rand()", Float, "1"}, {"randn()*mV", Float, "volt"},
		{"exprel(x) + expm1(x) + log1p(x) + log10(x) + log(x)", Float, "1"}, {"sin(x)*cos(x)*tan(x)*sinh(x)*cosh(x)*tanh(x)", Float, "1"},
		{"arcsin(x) + arccos(x) + arctan(x)", Float, "1"},
	} {
		e, src := parse(t, c.text)
		info, list := Check(e, src, scope)
		if want := (Info{c.typ, dim(t, c.unit)}); info != want || len(list) > 0 {
			t.Errorf("%s is %s in %s, want %s in %s; %v", c.text, info.Type, info.Dim, want.Type, want.Dim, list)
		}
	}
}

// Each mistake is one fault, with its whole text.
func TestFaultsOfExpressions(t *testing.T) {
	scope := world(t)
	for _, c := range []struct{ text, want string }{
		{"El - v + I", `
sim: test: cannot add V to A
  | El - v + I
  |          ^ I has unit A; R*I would have V`},
		{"I + v", `
sim: test: cannot add A to V
  | I + v
  |     ^ v has unit V; v/R would have A`},
		{"v - 5", `
sim: test: cannot subtract a number without unit from V
  | v - 5
  |     ^ 5 has no unit; write 5*mV`},
		{"1 + (v - El)", `
sim: test: cannot add a number without unit to V
  | 1 + (v - El)
  |      ^~~~~~ v - El has unit V`},
		{"v > 10", `
sim: test: cannot compare V with a number without unit
  | v > 10
  |     ^~ 10 has no unit; write 10*mV`},
		{"v > t", `
sim: test: cannot compare V with s
  | v > t
  |     ^ t has unit s`},
		{"v % tau", `
sim: test: cannot take V modulo s
  | v % tau
  |     ^~~ tau has unit s`},
		{"v // tau", `
sim: test: cannot divide V by s without a rest
  | v // tau
  |      ^~~ tau has unit s`},
		{"v > b", `
sim: test: cannot compare V with a number without unit
  | v > b
  |     ^ b has no unit; El*b would have V`},
		{"n > True", `
sim: test: cannot compare an integer with a boolean by ">"
  | n > True
  |   ^`},
		{"v > El and 3", `
sim: test: "and" needs conditions, but 3 is an integer
  | v > El and 3
  |            ^ compare it with something`},
		{"x or n", `
sim: test: "or" needs conditions, but x is a float
  | x or n
  | ^ compare it with something
sim: test: "or" needs conditions, but n is an integer
  | x or n
  |      ^ compare it with something`},
		{"not (v*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x)", `
sim: test: "not" needs conditions, but this is a float
  | not (v*x*x*x*x*x*x*x*x*x*x*x*x*x*x*x)
  |      ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ compare it with something`},

		// Names.
		{"taux*x", `
sim: test: unknown name "taux"
  | taux*x
  | ^~~~ did you mean "tau"?`},
		{"El - thing", `
sim: test: unknown name "thing"
  | El - thing
  |      ^~~~~ it is no variable here, no constant of the namespace and no unit`},
		{"5*mv", `
sim: test: unknown name "mv"
  | 5*mv
  |   ^~ did you mean "mV"?`},
		{"5*V", `
sim: test: unknown name "V"
  | 5*V
  |   ^ the unit is written volt`},
		{"thing/tau + thing*thing", `
sim: test: unknown name "thing"
  | thing/tau + thing*thing
  | ^~~~~ it is no variable here, no constant of the namespace and no unit`},

		// Functions.
		{"exq(x) + exq(x)", `
sim: test: unknown function "exq"
  | exq(x) + exq(x)
  | ^~~ did you mean "exp"?`},
		{"sigmoid(v)", `
sim: test: unknown function "sigmoid"
  | sigmoid(v)
  | ^~~~~~~ there are: abs, arccos, arcsin, arctan, ceil, clip, cos, cosh, exp, expm1, exprel, floor, int, log, log10, log1p, poisson, rand, randn, sign, sin, sinh, sqrt, tan, tanh, timestep`},
		{"exp(x, x) + rand(1) + clip(x, 1)", `
sim: test: exp takes 1 argument, not 2
  | exp(x, x) + rand(1) + clip(x, 1)
  | ^~~~~~~~~
sim: test: rand takes no argument, not 1
  | exp(x, x) + rand(1) + clip(x, 1)
  |             ^~~~~~~
sim: test: clip takes 3 arguments, not 2
  | exp(x, x) + rand(1) + clip(x, 1)
  |                       ^~~~~~~~~~`},
		{"exp(v)", `
sim: test: exp needs a number without unit
  | exp(v)
  |     ^ v has unit V; v/El would have no unit`},
		{"int(v - El)", `
sim: test: int needs a number without unit
  | int(v - El)
  |     ^~~~~~ v - El has unit V`},
		{"sign(b)", `
sim: test: sign needs a number
  | sign(b)
  |      ^ b is a boolean`},
		{"clip(v, 0, 1)", `
sim: test: clip takes three values of one unit
  | clip(v, 0, 1)
  |         ^ 0 has no unit; write 0*mV`},
		{"clip(v, b, El)", `
sim: test: clip takes three values of one unit
  | clip(v, b, El)
  |         ^ b is a boolean`},
		{"timestep(v, dt)", `
sim: test: timestep takes two times
  | timestep(v, dt)
  |          ^ v has unit V`},

		// Powers.
		{"v**x", `
sim: test: the unit of v**x is not known
  | v**x
  |    ^ the exponent of a quantity with a unit must be a constant`},
		{"x**v", `
sim: test: an exponent cannot have a unit
  | x**v
  |    ^ v has unit V; v/El would have no unit`},
		{"v**0.123", `
sim: test: the unit of v**0.123 is not known
  | v**0.123
  |    ^~~~~ 0.123 is no fraction with a denominator up to 12`},
		{"v**inf", `
sim: test: the unit of v**inf is not known
  | v**inf
  |    ^~~ +Inf is no fraction with a denominator up to 12`},
		{"v**1e300", `
sim: test: the unit of v**1e300 is not known
  | v**1e300
  |    ^~~~~ 1e+300 is no fraction with a denominator up to 12`},
		{"v**9223372036854775808.0", `
sim: test: the unit of v**9223372036854775808.0 is not known
  | v**9223372036854775808.0
  |    ^~~~~~~~~~~~~~~~~~~~~ 9.223372036854776e+18 is no fraction with a denominator up to 12`},
		{"v**500*v**500", `
sim: test: the unit of v**500 is not known
  | v**500*v**500
  |    ^~~ power of V: the exponent 1000 is out of range; numerator and denominator go up to 999
sim: test: the unit of v**500 is not known
  | v**500*v**500
  |           ^~~ power of V: the exponent 1000 is out of range; numerator and denominator go up to 999`},
		{"v**300*v**300", `
sim: test: the result has no unit: kg^300 m^600 s^-900 A^-300 times kg^300 m^600 s^-900 A^-300: the exponent 1200 is out of range; numerator and denominator go up to 999
  | v**300*v**300
  |       ^`},
		{"10**20", `
sim: test: the integer 10**20 is too large
  | 10**20
  | ^~~~~~ write 10.0**20 to compute with floats`},

		// Division by zero.
		{"x/0 + x//zero + x % (three - 3)", `
sim: test: division by zero
  | x/0 + x//zero + x % (three - 3)
  |   ^
sim: test: division by zero
  | x/0 + x//zero + x % (three - 3)
  |          ^~~~ zero is 0
sim: test: division by zero
  | x/0 + x//zero + x % (three - 3)
  |                      ^~~~~~~~~ three - 3 is 0`},

		// All at once, but no consequence of a fault.
		{"exp(v)*foo + exp(I) + (v + x)*(foo + bar)", `
sim: test: exp needs a number without unit
  | exp(v)*foo + exp(I) + (v + x)*(foo + bar)
  |     ^ v has unit V; v/El would have no unit
sim: test: unknown name "foo"
  | exp(v)*foo + exp(I) + (v + x)*(foo + bar)
  |        ^~~ it is no variable here, no constant of the namespace and no unit
sim: test: exp needs a number without unit
  | exp(v)*foo + exp(I) + (v + x)*(foo + bar)
  |                  ^ I has unit A
sim: test: cannot add V to a number without unit
  | exp(v)*foo + exp(I) + (v + x)*(foo + bar)
  |                            ^ x has no unit; El*x would have V
sim: test: unknown name "bar"
  | exp(v)*foo + exp(I) + (v + x)*(foo + bar)
  |                                      ^~~ it is no variable here, no constant of the namespace and no unit`},
	} {
		e, src := parse(t, c.text)
		_, list := Check(e, src, scope)
		expectText(t, c.text, list, c.want)
	}
}

// A value is given to a variable of its type and unit.
func TestCheckValue(t *testing.T) {
	scope := world(t)
	volt, flag, count := &Variable{Name: "v", Info: Info{Float, dim(t, "volt")}}, &Variable{Name: "b", Info: Info{Type: Boolean}},
		&Variable{Name: "n", Info: Info{Type: Integer}}
	shared := &Variable{Name: "s", Info: Info{Type: Float}, Flags: []string{"shared"}}
	for _, c := range []struct {
		v          *Variable
		text, want string
	}{
		{volt, "El + i*mV", ""}, {volt, "El + rand()*mV", ""}, {flag, "i > 3", ""}, {count, "i//2", ""}, {count, "int(x)", ""},
		{shared, "2*s + dt/tau", ""}, {shared, "3", ""},
		{volt, "5", `
sim: test: v has unit V, but the expression has none
  | 5
  | ^ write 5*mV`},
		{volt, "I", `
sim: test: v has unit V, but the expression has A
  | I
  | ^ R*I would have V`},
		{volt, "i > 3", `
sim: test: v has unit V, but the expression has none
  | i > 3
  | ^~~~~`},
		{flag, "1", ""}, {flag, "x", ""}, {count, "x", ""}, {count, "-0.5", ""}, {count, "i > 3", ""}, {count, "2147483647.5", ""}, // as Brian 2.5.1
		{flag, "v", `
sim: test: b has no unit, but the expression has V
  | v
  | ^ v/El would have no unit`},
		{count, "2147483648.0", `
sim: test: n is an integer of 32 bits, from -2147483648 to 2147483647
  | 2147483648.0
  | ^~~~~~~~~~~~ it is 2147483648; make n a float, with the unit 1`},
		{count, "-2147483649.0", `
sim: test: n is an integer of 32 bits, from -2147483648 to 2147483647
  | -2147483649.0
  | ^~~~~~~~~~~~~ it is -2147483649; make n a float, with the unit 1`},
		{count, "1e300", `
sim: test: n is an integer of 32 bits, from -2147483648 to 2147483647
  | 1e300
  | ^~~~~ it is 1e+300; make n a float, with the unit 1`},
		{count, "inf - inf", `
sim: test: n is an integer of 32 bits, from -2147483648 to 2147483647
  | inf - inf
  | ^~~~~~~~~ it is NaN; make n a float, with the unit 1`},
		{shared, "El/mV", ""},
		{shared, "x", `
sim: test: "s" is shared, but the expression is not the same for all elements
  | x
  | ^`},
		{shared, "rand()*El/mV", ""}, // one number for all; so Brian 2.5.1
	} {
		e, src := parse(t, c.text)
		expectText(t, fmt.Sprintf("%s = %s", c.v.Name, c.text), CheckValue(e, src, scope, c.v), c.want)
	}
}

func TestSameForAll(t *testing.T) {
	scope := world(t)
	for text, want := range map[string]bool{
		"1": true, "s": true, "t": true, "dt": true, "El + R*nA": true, "twice": true, "v": false, "i": false, "vr": false,
		"s*(t > 3*ms)": true, "s + x": false, "rand()": true, "exp(s)": true, "exp(x)": false, "hot": false,
	} {
		if e, _ := parse(t, text); sameForAll(e, scope) != want {
			t.Errorf("sameForAll(%s) is %t", text, !want)
		}
	}
}
