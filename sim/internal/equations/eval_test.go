package equations

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Values by hand; // and % as in Python 3.
func TestEval(t *testing.T) {
	scope := world(t)
	for _, c := range []struct {
		text string
		want float64
	}{
		{"1", 1}, {"2.5e-3", 0.0025}, {"True", 1}, {"False", 0}, {"El", -0.07}, {"mV", 1e-3}, {"twice", 6}, {"half", 0.5},
		{"-El", 0.07}, {"+three", 3}, {"not on", 0}, {"not zero == 0", 0}, {"pi", math.Pi}, {"e", math.E}, {"inf", math.Inf(1)},
		{"1 + 2*3", 7}, {"(1 + 2)*3", 9}, {"1 - 2 - 3", -4}, {"7/2", 3.5}, {"2**3**2", 512}, {"-2**2", -4}, {"2**-1", 0.5},
		{"7//2", 3}, {"-7//2", -4}, {"7 % 3", 1}, {"-7 % 3", 2}, {"7 % -3", -2}, {"7.5//2", 3}, {"tau/ms", 10}, {"R*nA", 0.1},
		{"3 > 2", 1}, {"3 >= 3", 1}, {"3 < 2", 0}, {"3 <= 2", 0}, {"3 == 3", 1}, {"3 != 3", 0},
		{"on and 3 > 2", 1}, {"on and 3 < 2", 0}, {"3 < 2 or on", 1}, {"3 < 2 or not on", 0}, {"on*5 + on", 6},
		{"exp(0)", 1}, {"log(1)", 0}, {"sqrt(16)", 4}, {"abs(-3)", 3}, {"sign(-3)", -1}, {"sign(0)", 0}, {"sign(2)", 1},
		{"floor(-0.5)", -1}, {"ceil(0.5)", 1}, {"int(-1.9)", -1}, {"clip(5, 0, 3)", 3}, {"clip(-5, 0, 3)", 0}, {"clip(2, 0, 3)", 2},
		{"exprel(0)", 1}, {"expm1(0)", 0}, {"log1p(0)", 0}, {"log10(1000)", 3}, {"sin(0)", 0}, {"cos(0)", 1}, {"tan(0)", 0},
		{"sinh(0)", 0}, {"cosh(0)", 1}, {"tanh(0)", 0}, {"arcsin(1)", math.Pi / 2}, {"arccos(1)", 0}, {"arctan(1)", math.Pi / 4},
	} {
		e, _ := parse(t, c.text)
		if got, ok := Eval(e, scope); !ok || math.Abs(got-c.want) > 1e-15*math.Abs(c.want) {
			t.Errorf("%s = %v, %t, want %v", c.text, got, ok, c.want)
		}
	}
	for _, text := range []string{"v", "dt", "t", "i", "vr", "1 + v", "v + 1", "-v", "exp(v)", "rand()", "timestep(1*ms, 1*ms)",
		"nobody", "nobody(1)", "exp(1, 2)", "hot"} {
		e, _ := parse(t, text)
		if got, ok := Eval(e, scope); ok {
			t.Errorf("%s = %v, but it is no constant", text, got)
		}
	}
}

// times is a scope of constants with powers of the second as units, where a second is so many units of time.
func times(t testing.TB, perSecond float64) Scope {
	s := make(Symbols)
	for name, c := range map[string]struct {
		halves int
		value  float64
	}{"a": {2, 1.5}, "b": {2, 0.25}, "c": {-2, 3}, "d": {1, 0.7}, "p": {0, 1.25}, "q": {4, 2}} {
		dim, err := units.Second.Dim.Pow(c.halves, 2)
		if err != nil {
			t.Fatal(err)
		}
		value := c.value * math.Pow(perSecond, float64(c.halves)/2)
		s[name] = Symbol{Name: name, Kind: Number, Info: Info{Float, dim}, Value: value}
	}
	return s
}

// expression draws an expression over times; many of them have no consistent unit.
func expression() *rapid.Generator[string] {
	leaf := rapid.SampledFrom([]string{"a", "b", "c", "d", "p", "q", "2.0", "3"})
	return rapid.Custom(func(t *rapid.T) string {
		text := leaf.Draw(t, "leaf")
		for range rapid.IntRange(1, 6).Draw(t, "steps") {
			other := leaf.Draw(t, "other")
			switch rapid.IntRange(0, 7).Draw(t, "operation") {
			case 0:
				text = "(" + text + " + " + other + ")"
			case 1:
				text = "(" + text + " - " + other + ")"
			case 2, 3:
				text = text + "*" + other
			case 4, 5:
				text = "(" + text + ")/" + other
			case 6:
				text = "abs(" + text + ")**" + rapid.SampledFrom([]string{"2", "-1", "0.5", "(1/2)", "-1.5"}).Draw(t, "exponent")
			case 7:
				text = rapid.SampledFrom([]string{"sqrt(abs", "(clip(a, b, a)*("}).Draw(t, "function") + "(" + text + "))"
				if text[0] == '(' {
					text += ")"
				}
			}
		}
		return text
	})
}

// The law of dimensions: if the unit of time shrinks by a factor, every value in s^k grows by its k-th power. An
// expression that is accepted in a unit has it.
func TestUnitsFollowTheLawOfDimensions(t *testing.T) {
	const factor = 4.0
	before, after := times(t, 1), times(t, factor)
	accepted := 0
	rapid.Check(t, func(rt *rapid.T) {
		text := expression().Draw(rt, "expression")
		src := &syntax.Source{Text: text}
		e, err := syntax.ParseExpr(src)
		if err != nil {
			rt.Fatal(err)
		}
		info, list := Check(e, src, before)
		x, _ := Eval(e, before)
		if len(list) > 0 || x == 0 || math.IsInf(x, 0) || math.IsNaN(x) {
			return
		}
		accepted++
		y, _ := Eval(e, after)
		power := math.Log(y/x) / math.Log(factor)
		const den = 1 << 12 // of roots of roots
		num := int(math.Round(power * den))
		dim, err := units.Second.Dim.Pow(num, den)
		if err != nil || dim != info.Dim || math.Abs(power*den-float64(num)) > 1e-6 {
			rt.Errorf("%s is said to be in %s, but scales as s^%v", text, info.Dim, power)
		}
	})
	if accepted < 20 {
		t.Errorf("only %d expressions were accepted", accepted)
	}
}

// FuzzModel: no text makes the checks panic or go on for ever.
func FuzzModel(f *testing.F) {
	for _, seed := range []string{
		"dv/dt = (El - v + x)/tau : volt (unless refractory)\nx = a : volt\na = x : volt",
		"x = x**x : volt**0.5 (shared)\ny = rand() + x : boolean", chain(20), "b = (t > 3*ms)*2 % 0 : integer\nn = 10**99 : 1",
	} {
		f.Add(seed, "v += x; d = v; v = d**2")
	}
	f.Fuzz(func(t *testing.T, equations, code string) {
		src := &syntax.Source{Text: equations}
		block, err := syntax.ParseEquations(src)
		if err != nil {
			return
		}
		m, _ := NewModel(src, block, Neurons)
		own := Symbols{"tau": quantity("tau", "10 ms"), "El": quantity("El", "-70 mV")}
		scope := Layers{own, Units{}}
		for _, v := range m.Variables {
			own[v.Name] = Symbol{Name: v.Name, Kind: Stored, Info: v.Info, Side: Own}
			if v.Kind == syntax.Subexpression {
				own[v.Name] = Symbol{Name: v.Name, Kind: Formula, Info: v.Info, Side: Own, Expr: v.Expr, Scope: scope}
			}
		}
		if list := m.Check(scope); len(list) > 0 {
			_ = list.Error()
		}
		src = &syntax.Source{Text: code}
		if list, err := syntax.ParseStatements(src); err == nil {
			CheckStatements(list, src, scope)
		}
	})
}
