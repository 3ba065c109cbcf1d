package equations

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestModel(t *testing.T) {
	m, list := model(t, `
		dv/dt = (El - v + vr)/tau : volt (unless refractory)  # the membrane
		vr = 2*w*mV : volt
		w : 1 (constant)
		n : integer
		on = v > El : boolean
		drive = 3*E : 1 (shared)
		E : 1 (constant, shared)`)
	if len(list) > 0 {
		t.Fatal(list)
	}
	got := ""
	for _, v := range m.Variables {
		got += fmt.Sprintf("%s %s in %s %v stored %t\n", v.Name, v.Type, v.Dim, v.Flags, v.Stored())
	}
	want := `v a float in V [unless refractory] stored true
vr a float in V [] stored false
w a float in 1 [constant] stored true
n an integer in 1 [] stored true
on a boolean in 1 [] stored false
drive a float in 1 [shared] stored false
E a float in 1 [constant shared] stored true
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if d := m.ClockDriven(); len(d) != 1 || d[0] != m.Variable("v") || m.Variable("nobody") != nil {
		t.Errorf("differential variables %v", d)
	}
	if note := m.MissingVariable("vrr"); note != `did you mean "vr"?` {
		t.Error(note)
	}
	if note := m.MissingVariable("something"); note != "there are: v, vr, w, n, on, drive, E" {
		t.Error(note)
	}
}

// Every fault of a block at once, and none that follows from another.
func TestFaultsOfModels(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"names", "t : 1\nxi_a : 1\ni : integer\nexp : 1\npi : 1\nmV : 1\n_x : 1\nx_pre : 1\ny_post : 1\nN : 1\nlastspike : second", `
sim: test, line 1: a variable cannot be named "t"
  | t : 1
  | ^ it is the time
sim: test, line 2: a variable cannot be named "xi_a"
  | xi_a : 1
  | ^~~~ it is noise
sim: test, line 3: a variable cannot be named "i"
  | i : integer
  | ^ it is the number of the element
sim: test, line 4: a variable cannot be named "exp"
  | exp : 1
  | ^~~ it is a function
sim: test, line 5: a variable cannot be named "pi"
  | pi : 1
  | ^~ it is a constant
sim: test, line 6: a variable cannot be named "mV"
  | mV : 1
  | ^~ it is a unit
sim: test, line 7: a variable cannot be named "_x"
  | _x : 1
  | ^~ names with a leading underscore are reserved
sim: test, line 8: a variable cannot be named "x_pre"
  | x_pre : 1
  | ^~~~~ the endings _pre and _post say whose variable a synapse means
sim: test, line 9: a variable cannot be named "y_post"
  | y_post : 1
  | ^~~~~~ the endings _pre and _post say whose variable a synapse means
sim: test, line 10: a variable cannot be named "N"
  | N : 1
  | ^ it is the number of elements
sim: test, line 11: a variable cannot be named "lastspike"
  | lastspike : second
  | ^~~~~~~~~ it is the time of the last spike`},
		{"types", "b : bool\nn : int\nx : float", `
sim: test, line 1: the unit of "b" is no unit of a variable
  | b : bool
  |     ^~~~ it is no unit; write boolean
sim: test, line 2: the unit of "n" is no unit of a variable
  | n : int
  |     ^~~ it is no unit; write integer
sim: test, line 3: the unit of "x" is no unit of a variable
  | x : float
  |     ^~~~~ it is no unit; write 1`},
		{"units", "v : volts\nu : mV\nw : 3\ndn/dt = 1/tau : integer\ndb/dt = 1/tau : boolean", `
sim: test, line 1: the unit of "v" is no unit of a variable
  | v : volts
  |     ^~~~~ unknown unit "volts"; did you mean "volt" or "V"?
sim: test, line 2: the unit of "u" is no unit of a variable
  | u : mV
  |     ^~ it is no base unit; write V, and give values in mV
sim: test, line 3: the unit of "w" is no unit of a variable
  | w : 3
  |     ^ the only number in a unit is 1, not 3; a quantity has one number, in front, and fractional powers are written like second**(-1/2)
sim: test, line 4: "n" follows a differential equation and so cannot be an integer
  | dn/dt = 1/tau : integer
  |                 ^~~~~~~
sim: test, line 5: "b" follows a differential equation and so cannot be a boolean
  | db/dt = 1/tau : boolean
  |                 ^~~~~~~`},
		{"defined twice", "v : volt\nw : 1\nv = 3*mV : volt", `
sim: test, line 3: "v" is defined twice
  | v = 3*mV : volt
  | ^`},
		{"flags", "dv/dt = -v/tau : 1 (constant)\nw : 1 (unless refractory)\nx = 2 : 1 (constant)\ny : 1 (linked, shared)\nz = 1 : 1 (shared, event-driven)", `
sim: test, line 1: "v" cannot be flagged (constant)
  | dv/dt = -v/tau : 1 (constant)
  |                     ^~~~~~~~ the flag is not for differential equations
sim: test, line 2: "w" cannot be flagged (unless refractory)
  | w : 1 (unless refractory)
  |        ^~~~~~~~~~~~~~~~~ the flag is not for parameters
sim: test, line 3: "x" cannot be flagged (constant)
  | x = 2 : 1 (constant)
  |            ^~~~~~~~ the flag is not for subexpressions
sim: test, line 4: "y" cannot be flagged (linked) and something else
  | y : 1 (linked, shared)
  |        ^~~~~~ it is what it is linked to
sim: test, line 5: "z" cannot be flagged (event-driven)
  | z = 1 : 1 (shared, event-driven)
  |                    ^~~~~~~~~~~~ the flag is not for neurons`},
		{"declared units and types", `dv/dt = El - v : volt
dw/dt = w*nA/tau : amp
u = El : amp
z = 3*mV : 1
b = 1 : boolean
q = El > u*ohm : 1
n = 0.5 : integer
dg/dt = v > El : 1`, `
sim: test, line 1: dv/dt has unit V/s, but the expression has V
  | dv/dt = El - v : volt
  |         ^~~~~~ divide it by a time constant
sim: test, line 2: dw/dt has unit A/s, but the expression has A^2/s
  | dw/dt = w*nA/tau : amp
  |         ^~~~~~~~
sim: test, line 3: u has unit A, but the expression has V
  | u = El : amp
  |     ^~
sim: test, line 4: z has no unit, but the expression has V
  | z = 3*mV : 1
  |     ^~~~
sim: test, line 5: b is a boolean, but 1 is an integer
  | b = 1 : boolean
  |     ^ write a condition
sim: test, line 6: q is a float, but El > u*ohm is a condition
  | q = El > u*ohm : 1
  |     ^~~~~~~~~~ write q = int(El > u*ohm)
sim: test, line 7: n is an integer, but 0.5 is a float
  | n = 0.5 : integer
  |     ^~~ write n = int(0.5)
sim: test, line 8: dg/dt is a float, but v > El is a condition
  | dg/dt = v > El : 1
  |         ^~~~~~ write dg/dt = int(v > El)`},
		{"shared and random", "x : 1\ny = x : 1 (shared)\nz = rand() : 1\ndw/dt = rand()/tau : 1", `
sim: test, line 2: "y" is shared, but the expression is not the same for all elements
  | y = x : 1 (shared)
  |     ^
sim: test, line 3: the subexpression "z" would draw other random numbers at every use
  | z = rand() : 1
  |     ^~~~~~ flag it (constant over dt), or draw them where they are used`},
		{"an unknown name is said once", "dv/dt = (E - v)/tau + E/taus : volt\ndw/dt = E/taus : volt", `
sim: test, line 1: unknown name "E"
  | dv/dt = (E - v)/tau + E/taus : volt
  |          ^ did you mean "El"?
sim: test, line 1: unknown name "taus"
  | dv/dt = (E - v)/tau + E/taus : volt
  |                         ^~~~ did you mean "tau"?`},
		{"faulty definitions cause no others", "x : volts\ni : 1\ny = x + El + i : volt\ndv/dt = (x - v)/tau + 3 : volt", `
sim: test, line 1: the unit of "x" is no unit of a variable
  | x : volts
  |     ^~~~~ unknown unit "volts"; did you mean "volt" or "V"?
sim: test, line 2: a variable cannot be named "i"
  | i : 1
  | ^ it is the number of the element`},
		{"circles", "a = b : 1\nb = c + d : 1\nc = a : 1\nd = e1 : 1\ne1 = d*d : 1\nf = 1 + f : 1\ng = a : 1\nh = 2 : 1\nk = foo : 1", `
sim: test, line 1: "a" refers to itself: a -> b -> c -> a
  | a = b : 1
  | ^
sim: test, line 4: "d" refers to itself: d -> e1 -> d
  | d = e1 : 1
  | ^
sim: test, line 6: "f" refers to itself: f -> f
  | f = 1 + f : 1
  | ^
sim: test, line 9: unknown name "foo"
  | k = foo : 1
  |     ^~~ it is no variable here, no constant of the namespace and no unit`},
		{"circles in exponents and shared", "a = b : 1\nb = a : 1\nc = a : 1 (shared)\nd = El**a/volt : 1\ndv/dt = a**a/tau : 1", `
sim: test, line 1: "a" refers to itself: a -> b -> a
  | a = b : 1
  | ^`},
	} {
		_, list := model(t, c.text)
		expectText(t, c.name, list, c.want)
	}
}

func TestFlagsOfSynapses(t *testing.T) {
	_, list := modelOf(t, Synapses, "dv/dt = -v/tau : 1 (unless refractory)\nw : 1 (constant)\ns = 2 : 1 (shared)\nj : integer")
	expectText(t, "synapses", list, `
sim: test, line 1: "v" cannot be flagged (unless refractory)
  | dv/dt = -v/tau : 1 (unless refractory)
  |                     ^~~~~~~~~~~~~~~~~ the flag is not for synapses
sim: test, line 4: a variable cannot be named "j"
  | j : integer
  | ^ it is the number of the postsynaptic neuron`)
}

// chain is a block of equations in which each but the first uses the one before it twice.
func chain(n int) string {
	var b strings.Builder
	b.WriteString("x0 = 1 : 1\n")
	for k := 1; k < n; k++ {
		fmt.Fprintf(&b, "x%d = x%d + x%d : 1\n", k, k-1, k-1)
	}
	return b.String()
}

// What would be written out without end, or nearly so, is refused at once.
func TestBoundsOfModels(t *testing.T) {
	const tooLarge = `
sim: test, line 14: with its subexpressions written out, this has more than 20000 operations
  | x13 = x12 + x12 : 1
  |       ^~~~~~~~~ every use of a subexpression counts`
	many := strings.Repeat("x9 + ", 10)
	for _, c := range []struct{ name, text, want string }{
		{"a chain that doubles", chain(60), tooLarge},
		{"its end in exponents and shared", chain(60) + "y = El**x59/volt + x59 : 1 (shared)\ndv/dt = x59**x59/tau : 1", tooLarge},
		{"differential equations together", chain(10) + "dv/dt = (" + many + "1)/tau : 1\ndw/dt = (" + many + "2)/tau : 1", `
sim: test, line 12: with its subexpressions written out, this has more than 20000 operations
  | dw/dt = (x9 + x9 + x9 + x9 + x9 + x9 + x9 + x9 + x9 + x9 + 2)/tau : 1
  |         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ every use of a subexpression counts`},
	} {
		start := time.Now()
		_, list := model(t, c.text)
		expectText(t, c.name, list, c.want)
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%s took %v", c.name, took)
		}
	}
}

func TestModelsOfTooManyVariables(t *testing.T) {
	var b strings.Builder
	for k := range 1001 {
		fmt.Fprintf(&b, "x%d : 1\n", k)
	}
	_, list := model(t, b.String())
	expectText(t, "1001 variables", list, `
sim: test, line 1001: a model has at most 1000 variables
  | x1000 : 1
  | ^~~~~`)
}

// Long circles and deep chains are followed to their end.
func TestLongCircle(t *testing.T) {
	var b strings.Builder
	for k := range 1000 {
		fmt.Fprintf(&b, "x%d = x%d : 1\n", k, (k+1)%1000)
	}
	_, list := model(t, b.String())
	expectText(t, "circle of 1000", list, `
sim: test, line 1: "x0" refers to itself: x0 -> x1 -> x2 -> x3 -> x4 -> x5 -> ... -> x0
  | x0 = x1 : 1
  | ^~`)
}

// A block full of mistakes is answered soon.
func TestManyFaults(t *testing.T) {
	var b strings.Builder
	for k := range 1000 {
		fmt.Fprintf(&b, "variable%d = El", k)
		for n := range 30 {
			fmt.Fprintf(&b, " + unknown%d_%d + 3*(El + %d)", k, n, n)
		}
		b.WriteString(" : volt\n")
	}
	start := time.Now()
	_, list := model(t, b.String())
	if took := time.Since(start); len(list) != 60_000 || took > 30*time.Second { // a machine may be busy
		t.Errorf("%d faults in %v", len(list), took)
	}
}
