package lower

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/mathlib"
	"golgi/sim/internal/rng"
	"golgi/sim/internal/syntax"
)

func own(name string) Ref { return Ref{equations.Own, name} }

// value computes an expression for element 0 of a group by the kernel of its probe.
func value(t testing.TB, text string, scope equations.Scope, memory map[Ref][]float64) float64 {
	t.Helper()
	m := machine{memory: map[Ref][]float64{Output: {math.NaN()}}, bound: map[string]float64{"dt": 1e-4, "N": 7}}
	for ref, content := range memory {
		m.memory[ref] = content
	}
	m.run(t, Probe(expression(t, text, scope), scope, false), 1)
	return m.memory[Output][0]
}

// Values by hand: types, conversions, Python's // and %, products for small powers.
func TestValues(t *testing.T) {
	g := newGroup(t, "x : 1\nn : integer\nb : boolean\ny = 2*x + n : 1\nq = n//2 : integer\nhot = x > 1 : boolean", "k = 3, h = 0.5, tau = 10 ms")
	memory := map[Ref][]float64{own("x"): {2.5}, own("n"): {7}, own("b"): {1}, {equations.Clock, "t"}: {0.0123},
		{equations.Clock, "t_in_timesteps"}: {123}}
	for text, want := range map[string]float64{
		"1": 1, "True": 1, "x": 2.5, "n": 7, "b": 1, "i": 0, "N": 7, "y": 12, "q": 3, "hot": 1, "k": 3, "h": 0.5, "tau/ms": 10, "t": 0.0123,
		"t_in_timesteps": 123, "t/dt": 0.0123 / 1e-4,
		"n/2": 3.5, "7/2": 3.5, "n//2": 3, "-n//2": -4, "n % 4": 3, "-n % 4": 1, "n//2.0": 3, "x//2": 1, "-x//2": -2, "x % 2": 0.5,
		"-x % 2": 1.5, "n - 10": -3, "n*k": 21, "n + 0.5": 7.5, "b + b": 2, "b*x": 2.5, "b/2": 0.5, "(x > 1)*3": 3,
		"n**2": 49, "n**0": 1, "x**2": 6.25, "x**3": 15.625, "x**4": 39.0625, "x**5": mathlib.Pow(2.5, 5), "x**0.5": mathlib.Pow(2.5, 0.5),
		"x**-1": mathlib.Pow(2.5, -1), "2**k": 8, "n**5": 16807, "-x**2": -6.25, "2**3**2": 512,
		"x < 2": 0, "x <= 2.5": 1, "x > 2": 1, "x >= 3": 0, "n == 7": 1, "n != 7.5": 1, "b == True": 1, "b != hot": 0, "x > n": 0,
		"b and hot": 1, "b and x < 1": 0, "not b or x < 1": 0, "not hot": 0,
		"int(x)": 2, "int(-x)": -2, "int(b) + int(x > 9)": 1, "abs(-n)": 7, "abs(-x)": 2.5, "sign(-x)": -1, "sign(n)": 1, "sign(n - 7)": 0,
		"floor(-x)": -3, "ceil(x)": 3, "sqrt(x*x)": 2.5, "exp(b)": mathlib.Exp(1), "log(n)": mathlib.Log(7), "exprel(0)": 1,
		"clip(x, 0, 1)": 1, "clip(x, 3, 4)": 3, "clip(n, 0, 5)": 5, "clip(n, 7.5, 9)": 7.5, "clip(x, 0, n)": 2.5,
		"timestep(t, dt)": 123, "timestep(0.35*ms, dt)": 3, "timestep(0.29999*ms, dt)": 3, "timestep(0.2998*ms, dt)": 2,
	} {
		if got := value(t, text, g.scope, memory); got != want {
			t.Errorf("%s = %v, want %v", text, got, want)
		}
	}
}

// An expression of constants has the value that equations.Eval gives it, to the last bit but for the powers that
// are products.
func TestKernelsAgreeWithEval(t *testing.T) {
	g := newGroup(t, "z : 1", "a = 3, b = -7, c = 2.5, d = -0.125")
	leaf := rapid.SampledFrom([]string{"a", "b", "c", "d", "2", "5", "0.75", "True", "(a > c)"})
	number := rapid.SampledFrom([]string{"+", "-", "*", "/", "//", "%"})
	one := rapid.SampledFrom([]string{"exp", "abs(0.0+", "int", "floor", "sign(0.0+", "-", "sin"})
	rapid.Check(t, func(rt *rapid.T) {
		text := leaf.Draw(rt, "leaf")
		for range rapid.IntRange(1, 5).Draw(rt, "steps") {
			switch rapid.IntRange(0, 3).Draw(rt, "kind") {
			case 0, 1:
				text = "(" + text + ")" + number.Draw(rt, "operator") + leaf.Draw(rt, "right")
			case 2:
				f := one.Draw(rt, "function")
				text = f + "(" + text + ")"
				if f[len(f)-1] == '+' {
					text += ")"
				}
			case 3:
				text = "clip(" + text + ", int(" + leaf.Draw(rt, "low") + "), 3.5)"
			}
		}
		src := &syntax.Source{Text: text}
		e, err := syntax.ParseExpr(src)
		if err != nil {
			rt.Fatal(err)
		}
		if _, list := equations.Check(e, src, g.scope); len(list) > 0 {
			rt.Skip() // a boolean where a number is needed, or a division by zero
		}
		want, _ := equations.Eval(e, g.scope)
		if math.Abs(want) > 1e15 || math.IsNaN(want) {
			rt.Skip() // beyond the integers of a kernel
		}
		if got := value(t, text, g.scope, nil); got != want {
			rt.Errorf("%s = %v, want %v", text, got, want)
		}
	})
}

// Every occurrence of rand() and randn() is a draw of its own, numbered in the order of the text; a kernel about
// selected elements draws for these.
func TestDraws(t *testing.T) {
	g := newGroup(t, "x : 1\ny : 1", "")
	m := machine{memory: map[Ref][]float64{own("x"): make([]float64, 3), own("y"): make([]float64, 3), Selected: {2, 0}},
		key: rng.Key{1, 2}, tick: 5}
	m.run(t, Statements("reset", statements(t, "x = rand() - rand()*randn()\ny = rand()", g.scope), g.scope, equations.Reset), 3)
	for i := range uint32(3) {
		x := rng.Uniform(m.key, i, 5, 0) - float64(rng.Uniform(m.key, i, 5, 1)*rng.Normal(m.key, i, 5, 2))
		if y := rng.Uniform(m.key, i, 5, 3); m.memory[own("x")][i] != x || m.memory[own("y")][i] != y {
			t.Errorf("element %d: x = %v, want %v; y = %v, want %v", i, m.memory[own("x")][i], x, m.memory[own("y")][i], y)
		}
	}
	m.run(t, Assignment("x", expression(t, "rand()", g.scope), nil, g.scope, true), 2)
	for _, i := range []uint32{2, 0} {
		if want := rng.Uniform(m.key, i, 5, 0); m.memory[own("x")][i] != want {
			t.Errorf("selected element %d: %v, want %v", i, m.memory[own("x")][i], want)
		}
	}
}

// A power draws its base once.
func TestPowersDrawOnce(t *testing.T) {
	g := newGroup(t, "x : 1", "")
	k := Probe(expression(t, "rand()**3", g.scope), g.scope, false).Kernel
	if n := len(slices.DeleteFunc(k.Body, func(in ir.Instr) bool { return in.Op != ir.Rand })); n != 1 {
		t.Errorf("%d draws", n)
	}
}

// Whether a neuron is refractory, by the rule timestep(t - lastspike) >= timestep(duration) at dt = 0.1 ms.
// Source: conformance, refr_multiple_of_dt_edges: 0.35 ms are 3 steps, and a period of one step has no effect.
func TestRefractoryDurations(t *testing.T) {
	g := newGroup(t, "dv/dt = 1/ms : 1 (unless refractory)\nr : second", "")
	tmpl := g.stateUpdate(t, "euler", duration("r", t, g))
	for _, c := range []struct {
		duration float64 // s
		steps    int     // since the spike
		active   bool
	}{
		{0, 0, true}, {1e-4, 0, false}, {1e-4, 1, true}, {3.5e-4, 2, false}, {3.5e-4, 3, true}, {2e-3, 19, false}, {2e-3, 20, true},
		{2.9999e-4, 2, false}, {2.9999e-4, 3, true}, {2.99e-4, 2, true},
	} {
		spike := 1234 * 1e-4
		m := machine{bound: map[string]float64{"dt": 1e-4}, memory: map[Ref][]float64{own("v"): {0}, own("r"): {c.duration},
			own("lastspike"): {spike}, own("not_refractory"): {0}, {equations.Clock, "t"}: {float64(1234+c.steps) * 1e-4}}}
		m.run(t, tmpl, 1)
		if active := m.memory[own("not_refractory")][0] == 1; active != c.active {
			t.Errorf("%v s, %d steps after the spike: active is %t", c.duration, c.steps, active)
		}
		if moved := m.memory[own("v")][0] != 0; moved != c.active {
			t.Errorf("%v s, %d steps after the spike: moved is %t", c.duration, c.steps, moved)
		}
	}
}

// While a condition holds a neuron stays refractory; only leaving is tested.
func TestRefractoryConditions(t *testing.T) {
	g := newGroup(t, "dv/dt = 1/ms : 1 (unless refractory)", "")
	tmpl := g.stateUpdate(t, "euler", Refractory{While: expression(t, "v > 1", g.scope)})
	for _, c := range []struct{ v, before, after float64 }{{2, 0, 0}, {0.5, 0, 1}, {2, 1, 1}, {0.5, 1, 1}} {
		m := machine{bound: map[string]float64{"dt": 1e-4}, memory: map[Ref][]float64{own("v"): {c.v}, own("not_refractory"): {c.before}}}
		m.run(t, tmpl, 1)
		if got := m.memory[own("not_refractory")][0]; got != c.after {
			t.Errorf("v = %v, not_refractory %v: %v afterwards, want %v", c.v, c.before, got, c.after)
		}
	}
}

// A spike begins a refractory period at once, and a refractory neuron does not spike.
func TestThreshold(t *testing.T) {
	g := newGroup(t, "v : 1", "")
	m := machine{memory: map[Ref][]float64{own("v"): {2, 0, 2, 2}, own("not_refractory"): {1, 1, 0, 1},
		own("lastspike"): {-1, -2, -3, -4}, {equations.Clock, "t"}: {9}}}
	spikes := m.run(t, Threshold(expression(t, "v > 1", g.scope), nil, g.scope, duration("2*ms", t, g)), 4)
	if !slices.Equal(spikes, []int{0, 3}) || !slices.Equal(m.memory[own("not_refractory")], []float64{0, 1, 0, 0}) ||
		!slices.Equal(m.memory[own("lastspike")], []float64{9, -2, -3, 9}) {
		t.Errorf("spikes %v, memory %v", spikes, m.memory)
	}
}

// All new values follow from the old ones, whatever the order of the equations.
func TestStateUpdateReadsOldValues(t *testing.T) {
	g := newGroup(t, "dx/dt = y/ms : 1\ndy/dt = x/ms : 1", "")
	m := machine{bound: map[string]float64{"dt": 1e-3}, memory: map[Ref][]float64{own("x"): {1}, own("y"): {10}}}
	m.run(t, g.stateUpdate(t, "euler", Refractory{}), 1)
	if x, y := m.memory[own("x")][0], m.memory[own("y")][0]; x != 11 || y != 11 {
		t.Errorf("x = %v, y = %v, want 11, 11", x, y)
	}
}

// A neuron that rests keeps its flagged variables, and what they drive follows the second set of propagators.
func TestStateUpdateOfRestingNeurons(t *testing.T) {
	g := newGroup(t, "dv/dt = (2 - v)/tau : 1 (unless refractory)\ndw/dt = (v - w)/tau : 1", "tau = 5 ms")
	tmpl := g.stateUpdate(t, "exact", duration("1*ms", t, g))
	u, _ := integrate.Choose(integrate.NewSystem(g.model, g.model.ClockDriven(), g.scope), integrate.Method{Text: "exact"})
	m := machine{bound: map[string]float64{"dt": 1e-3}, memory: map[Ref][]float64{own("v"): {0.5, 0.5}, own("w"): {3, 3},
		own("lastspike"): {0, -1}, own("not_refractory"): {0, 1}, {equations.Clock, "t"}: {0}}}
	for _, c := range u.Constants {
		m.bound[c.Name] = c.Value(1e-3)
	}
	m.run(t, tmpl, 2)
	x := 0.2 // dt/tau
	decay := math.Exp(-x)
	wantV := []float64{0.5, 2 - 1.5*decay}
	wantW := []float64{0.5 + 2.5*decay, 2 + (3-2)*decay - 1.5*x*decay} // analytic
	for i := range 2 {
		if math.Abs(m.memory[own("v")][i]-wantV[i]) > 1e-15 || math.Abs(m.memory[own("w")][i]-wantW[i]) > 2e-15 {
			t.Errorf("neuron %d: v = %v, want %v; w = %v, want %v", i, m.memory[own("v")][i], wantV[i], m.memory[own("w")][i], wantW[i])
		}
	}
}

// Statements run one after another, with temporary variables; a pathway leaves the flagged variables of
// refractory neurons alone, a reset does not.
func TestStatements(t *testing.T) {
	g := newGroup(t, "dv/dt = -v/ms : 1 (unless refractory)\nx : 1\nn : integer\nb : boolean", "k = 3")
	run := func(text string, who equations.Writer) machine {
		m := machine{memory: map[Ref][]float64{own("v"): {10, 10}, own("x"): {1.5, 1.5}, own("n"): {7, 7}, own("b"): {0, 0},
			own("not_refractory"): {1, 0}}}
		m.run(t, Statements("code", statements(t, text, g.scope), g.scope, who), 2)
		return m
	}
	for _, c := range []struct {
		text string
		name string
		want float64
	}{
		{"x = 2; x = x + 3", "x", 5}, {"x += 2", "x", 3.5}, {"x -= 2", "x", -0.5}, {"x *= 2", "x", 3}, {"x /= 2", "x", 0.75},
		{"x //= 1", "x", 1}, {"x %= 1", "x", 0.5}, {"x **= 2", "x", 2.25}, {"n += 1", "n", 8}, {"n -= k", "n", 4}, {"n //= 2", "n", 3},
		{"n %= 4", "n", 3}, {"n **= 2", "n", 49}, {"x = n", "x", 7}, {"b = n > 3", "b", 1}, {"n = int(x)", "n", 1},
		{"d = x; x = 0; x = d*2", "x", 3}, {"d = 1; d += 0.5; d *= n; x = d", "x", 10.5}, {"d = n; d /= 2; x = d", "x", 3.5},
		{"x = v; v = 0; x += v", "x", 10}, {"x += b", "x", 1.5},
	} {
		if m := run(c.text, equations.Reset); m.memory[own(c.name)][0] != c.want {
			t.Errorf("%s: %s = %v, want %v", c.text, c.name, m.memory[own(c.name)][0], c.want)
		}
	}
	for _, text := range []string{"v = 1", "v += -9", "v -= 9", "v /= 10"} {
		if m := run(text, equations.Pathway); !slices.Equal(m.memory[own("v")], []float64{1, 10}) {
			t.Errorf("%s by a pathway: %v", text, m.memory[own("v")])
		}
		if m := run(text, equations.Reset); !slices.Equal(m.memory[own("v")], []float64{1, 1}) {
			t.Errorf("%s by a reset: %v", text, m.memory[own("v")])
		}
	}
}

// Synapses find their neurons: x_pre, v_post, their numbers within source and target, and within the whole group
// where a subexpression of the group means them.
func TestSynapses(t *testing.T) {
	source, target := newGroup(t, "x : 1\ny = x + 100*i : 1", ""), newGroup(t, "v : 1\nE : 1 (shared)", "")
	scope := equations.Layers{equations.Symbols{
		"w": {Name: "w", Kind: equations.Stored, Info: plain(equations.Float), Side: equations.Own},
		"i": {Name: "i", Kind: equations.Element, Info: plain(equations.Integer), Side: equations.Pre},
		"j": {Name: "j", Kind: equations.Element, Info: plain(equations.Integer), Side: equations.Post},
	}, source.seenFrom(equations.Pre), target.seenFrom(equations.Post), equations.Units{}}
	m := machine{bound: map[string]float64{"_start_pre": 1, "_start_post": 2}, memory: map[Ref][]float64{
		PreIndex: {1, 2, 2}, PostIndex: {2, 2, 4}, own("w"): {0.1, 0.2, 0.3},
		{equations.Pre, "x"}: {9, 1, 2}, {equations.Post, "v"}: make([]float64, 5), {equations.Post, "E"}: {1000}}}
	m.run(t, Statements("pre", statements(t, "v_post += x_pre*10 + w; w = i + 10*j + y_pre + E_post", scope), scope, equations.Pathway), 3)
	if v := m.memory[Ref{equations.Post, "v"}]; math.Abs(v[2]-30.3) > 1e-14 || math.Abs(v[4]-20.3) > 1e-14 || v[0]+v[1]+v[3] != 0 {
		t.Errorf("v = %v", v)
	}
	if w := m.memory[own("w")]; !slices.Equal(w, []float64{1101, 1203, 1223}) {
		t.Errorf("w = %v", w)
	}
}

// Constants are arguments: other values give the same kernel.
func TestValuesAreNoCode(t *testing.T) {
	hash := func(constants string) [32]byte {
		g := newGroup(t, "dv/dt = (El - v)/tau : volt", constants)
		return g.stateUpdate(t, "exact", Refractory{}).Kernel.Hash()
	}
	if hash("El = -70 mV, tau = 10 ms") != hash("El = 0 mV, tau = 3 s") {
		t.Error("other constants give another kernel")
	}
}

// Refractoriness ends in the step in which Brian 2 ends it, although it is written otherwise (see refresh).
func TestRefractoryPeriodEndsAsInBrian(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dt := rapid.SampledFrom([]float64{1e-4, 2.5e-5, 1e-3, 1e-5, 0.7e-4, 1. / 3e4}).Draw(t, "dt")
		now := rapid.Int64Range(0, 1e11).Draw(t, "step")
		spike := now - rapid.Int64Range(0, 200).Draw(t, "steps since the spike")
		duration := float64(rapid.Float64Range(0, 200).Draw(t, "duration in steps") * dt)
		at, last, slack := float64(float64(now)*dt), float64(float64(spike)*dt), float64(1e-3*dt)
		timestep := func(x float64) int64 { return int64((x + slack) / dt) }
		brian := timestep(at-last) >= timestep(duration)
		ours := last <= at+slack-float64(float64(timestep(duration))*dt)
		if ours != brian {
			t.Fatalf("at step %d, after a spike in step %d: over is %t, and %t in Brian", now, spike, ours, brian)
		}
	})
}
