package enginetest

import (
	"fmt"
	"math"
	"strings"

	"golgi/sim"
	"golgi/units"

	"pgregory.net/rapid"
)

// Random draws networks of up to n models: model k is a group G<k>, a pathway S<k> to it from any group up to
// itself, what runs regularly, and monitors. A network has several, and most of them have the texts of an earlier one with other
// values, sizes, connections, delays and clocks, since what takes the time is the compilation of texts.
//
// Every group has a potential v, in units of 1 or of mV, that is driven over its threshold; a second variable
// w; parameters mu and y, an integer n, a boolean b and a shared q; and subexpressions of whatever the language has.
func Random(n int) *rapid.Generator[Description] {
	return rapid.Custom(func(t *rapid.T) Description {
		r := &random{d: Description{DT: q("0.1 ms"), Duration: q("20 ms")}, turns: map[int]int{}}
		r.d.Timed = stimuli(t)
		r.turns[len(elementary)] = rapid.IntRange(0, len(elementary)-1).Draw(t, "turn")
		rapid.SliceOfN(rapid.Custom(r.model), 1, n).Draw(t, "models")
		r.d.Synapses = append(r.d.Synapses, r.above...)
		return r.d
	})
}

// random draws a description.
type random struct {
	t     *rapid.T // of the model that is being drawn
	d     Description
	turns map[int]int
	volts []bool    // whether v of a group is in mV
	from  []int     // the source of a pathway
	above []Synapse // on synapses
}

// model draws the next model and returns its number.
func (r *random) model(t *rapid.T) int {
	r.t = t
	k := len(r.d.Neurons)
	r.neurons(k)
	r.synapses(k)
	r.operations(k)
	r.input(k)
	r.monitors(k)
	r.modulators(k)
	return k
}

// speech returns texts over names; the caller adds those of integers and booleans.
func (r *random) speech(floats ...string) *speech {
	return &speech{t: r.t, floats: floats, turns: r.turns}
}

// again draws whether the texts of an earlier model are taken.
func (r *random) again() bool { return rapid.IntRange(0, 3).Draw(r.t, "again") < 3 }

// number turns something that is like v of a group into a number.
func (r *random) number(k int, name string) string {
	if r.volts[k] {
		return "(" + name + "/mV)"
	}
	return name
}

// inUnit turns a number into what v of a group can be set to.
func (r *random) inUnit(k int, number string) string {
	if r.volts[k] {
		return "(" + number + ")*mV"
	}
	return number
}

// constants are the names that all texts know. Their values are no part of the code.
func (r *random) constants() sim.Namespace {
	return sim.Namespace{
		"tau": q(rapid.SampledFrom([]string{"4 ms", "2 ms", "7.5 ms"}).Draw(r.t, "tau")),
		"c":   rapid.SampledFrom([]float64{0.3, -0.2, 1.7}).Draw(r.t, "c"),
		"k":   rapid.IntRange(1, 9).Draw(r.t, "k"),
		"p":   rapid.Bool().Draw(r.t, "p"),
	}
}

// stimuli are functions of time that all texts know, of values that are no part of the code.
func stimuli(t *rapid.T) map[string]sim.Timed {
	spacing := func() units.Quantity {
		return q(rapid.SampledFrom([]string{"1 ms", "0.3 ms", "0.25 ms", "0.07 ms", "5 ms"}).Draw(t, "spacing"))
	}
	some := func(n int) []float64 {
		return rapid.SliceOfN(rapid.SampledFrom([]float64{0.5, -0.25, 1, 0, 2.5}), n, n).Draw(t, "values")
	}
	return map[string]sim.Timed{
		"wave":  {Values: some(5), DT: spacing()},
		"image": {Values: some(12), Columns: 3, DT: spacing()},
		"count": {Values: []int{1, -2, 3, rapid.IntRange(0, 9).Draw(t, "value")}, DT: spacing()},
		"gate":  {Values: []bool{true, false, rapid.Bool().Draw(t, "value"), true}, Columns: 2, DT: spacing()},
	}
}

// neurons draws group k.
func (r *random) neurons(k int) {
	spec := sim.Neurons{}
	if k > 0 && r.again() {
		like := rapid.IntRange(0, k-1).Draw(r.t, "like")
		spec = r.d.Neurons[like]
		r.volts = append(r.volts, r.volts[like])
	} else {
		r.volts = append(r.volts, rapid.Bool().Draw(r.t, "volts"))
		spec = r.dynamics(k)
	}
	s := r.neuronSpeech(k)
	spec.Name, spec.Size = fmt.Sprintf("G%d", k), rapid.SampledFrom([]int{9, 1, 2, 17, 33}).Draw(r.t, "size")
	spec.Namespace, spec.Order = r.constants(), rapid.IntRange(-1, 1).Draw(r.t, "order")
	spec.DT = units.Quantity{}
	if s.chance(3) {
		spec.DT = q(s.pick("0.2 ms", "0.1 ms", "0.3 ms"))
	}
	spec.Initial = []sim.Set{ // texts may read each other's variables: the first values break the circle
		set("y", 0.0), set("n", 0), set("b", false), set("w", 0.0), set("q", 0.5),
		set("v", r.inUnit(k, s.pick("0.9*rand()", "i/N", "0.5"))),
		set("mu", s.pick("2", "1.5 + rand()", "1.3 + 2.0*i/N")),
		set("y", s.tame(2)), set("n", "int("+s.tame(1)+")"), set("b", s.condition(1)),
		{Variable: "w", Value: 0.5, Where: s.condition(1)}, {Variable: "n", Value: 5, Index: []int{spec.Size - 1}},
	}
	r.d.Neurons = append(r.d.Neurons, spec)
}

// neuronSpeech returns texts about a neuron of group k.
func (r *random) neuronSpeech(k int) *speech {
	s := r.speech(r.number(k, "v"), "w", "mu", "y", "q", "c", "t/ms", "i/N", "wave(t)", "image(t, i % 3)")
	s.integers, s.booleans = []string{"n", "i", "N", "k", "t_in_timesteps", "count(t - 1*ms)"}, []string{"b", "p", "gate(t, i % 2)"}
	return s
}

// dynamics draws the texts of group k.
func (r *random) dynamics(k int) sim.Neurons {
	s := r.neuronSpeech(k)
	spec := sim.Neurons{}
	if s.chance(2) {
		spec.Refractory = r.refractory(k, s)
	}
	spec.Equations, spec.Method = r.equations(k, s, spec.Refractory != "")
	if spec.Method == "rkf45" { // statements make w as large as can be
		spec.Options.AbsoluteErrors = map[string]units.Quantity{"w": units.FromSI(math.MaxFloat64, units.Dimension{})}
	}
	spec.Threshold, spec.Reset = r.threshold(k, s), r.reset(k, s)
	r.events(k, s, &spec)
	return spec
}

func (r *random) refractory(k int, s *speech) sim.Refractory {
	switch rapid.IntRange(0, 2).Draw(r.t, "refractory") {
	case 0:
		return sim.Refractory(s.pick("1 ms", "0.35 ms", "2.4 ms"))
	case 1:
		return sim.Refractory(s.pick("(1 + i % 3)*0.5*ms", "0.3*abs(clip(y, -3, 3))*ms"))
	}
	return sim.Refractory(r.number(k, "v") + s.pick(" > 0.5", " > 0.2 and b"))
}

// equations draws equations and a method that can integrate them.
func (r *random) equations(k int, s *speech, rests bool) (text, method string) {
	flag, unit := "", "1"
	if rests && s.chance(2) {
		flag = " (unless refractory)"
	}
	if r.volts[k] {
		unit = "volt"
	}
	v := r.number(k, "v")
	drive, second := "mu - "+v+" + 0.2*w + 0.1*s", "c*"+v+" - w"
	noise, coupled := "", ""
	switch {
	case s.chance(2):
		drive, second = drive+" + 0.3*"+s.tame(3), second+" + 0.2*"+s.tame(2)
		method = s.any("euler", "rk2", "rk4", "heun")
	case s.chance(6):
		drive = "mu - " + v + " + 0.2*tanh(w) + 0.3*sin(" + v + ")" // without sums, which may be huge
		second, method = second+" + 0.2*cos(t/ms)", "rkf45"
	case s.chance(3):
		noise, coupled = " + "+r.inUnit(k, "0.2*xi_1")+"*tau**-0.5", " + 0.1*c*xi_1*tau**-0.5"
		method = s.any("", "euler", "heun")
	case s.chance(3):
		noise, coupled = " + "+r.inUnit(k, "0.2*"+v+"*xi_1")+"*tau**-0.5", " + 0.1*w*xi_2*tau**-0.5"
		method = s.any("", "milstein", "heun")
	case s.chance(2):
		second = "mu*" + v + " - w" // coefficients of each neuron, in a loop
		method = s.any("", "exact")
	default:
		method = s.pick("", "exact", "euler", "exponential_euler")
	}
	lines := []string{
		fmt.Sprintf("dv/dt = (%s)/tau%s : %s%s", r.inUnit(k, drive), noise, unit, flag),
		fmt.Sprintf("dw/dt = (%s)/(2*tau)%s : 1", second, coupled),
		"mu : 1", "s : 1", "y : 1", "n : integer", "b : boolean", "q : 1 (shared)",
	}
	return strings.Join(append(lines, r.subexpressions(s)...), "\n"), method
}

// subexpressions draws some; later ones may use earlier ones, and draw no random numbers.
func (r *random) subexpressions(s *speech) []string {
	s.silent = true
	defer func() { s.silent = false }()
	f := "f = " + s.wild(3) + " : 1"
	s.floats = append(s.floats, "f")
	m := "m = " + s.integer(3) + " : integer"
	s.integers = append(s.integers, "m")
	h := "h = " + s.condition(3) + " : boolean"
	s.booleans = append(s.booleans, "h")
	return []string{f, m, h}
}

// threshold draws one of a few, since many groups with one threshold need it compiled once.
func (r *random) threshold(k int, s *speech) string {
	v := r.number(k, "v")
	switch rapid.IntRange(0, 4).Draw(r.t, "threshold") {
	case 1:
		return v + " >= 1 + c*" + s.pick("sin(t/ms)", "tanh(w)")
	case 2:
		return fmt.Sprintf("%s > 1 and (%s)", v, s.pick("b or i % 2 == 0", "h or i % 3 == 0", "w > y or i != 1"))
	case 3:
		return fmt.Sprintf("not (%s <= 1) or rand() < 0.01", v)
	}
	return v + " > 1"
}

func (r *random) reset(k int, s *speech) string {
	list := []string{"v = " + r.inUnit(k, s.pick("0", "0.1*i/N", "-0.2*rand()", "-0.5*tanh(w)"))}
	if s.chance(4) {
		list = []string{"old = v", "v -= " + r.inUnit(k, "1"), "y = " + r.number(k, "old")}
	}
	for range rapid.IntRange(0, 3).Draw(r.t, "statements") {
		list = append(list, r.statement(s, ""))
	}
	return strings.Join(list, "\n")
}

// statement draws a statement that writes to something of a neuron other than v; suffix says whose.
func (r *random) statement(s *speech, suffix string) string {
	switch rapid.IntRange(0, 5).Draw(r.t, "statement") {
	case 0:
		if s.chance(4) {
			return fmt.Sprintf("n%s = n%s*%s %% 1000", suffix, suffix, s.integer(2))
		}
		return fmt.Sprintf("n%s %s %s %% 1000", suffix, s.any("+=", "-=", "="), s.integer(2))
	case 1:
		return fmt.Sprintf("w%s %s 0.1*%s", suffix, s.any("+=", "-="), s.tame(2))
	case 2:
		return fmt.Sprintf("b%s = %s", suffix, s.condition(2))
	case 3:
		return fmt.Sprintf("y%s %s %s", suffix, s.any("=", "+=", "-=", "*=", "**="), s.wild(2))
	case 4:
		return fmt.Sprintf("y%s %s %s\nn%s %s %s", suffix, s.any("/=", "//=", "%="), s.divisor(1),
			suffix, s.any("//=", "%="), s.integers[0])
	}
	return fmt.Sprintf("w%s = clip(%s, -2, 2)*%s", suffix, s.tame(1), s.drawn())
}
