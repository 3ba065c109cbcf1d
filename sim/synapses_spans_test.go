package sim_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"golgi/sim"
)

// conditionText draws a condition on i, j, and what neurons have.
func conditionText(t *rapid.T, depth int) string {
	if depth > 0 {
		switch rapid.IntRange(0, 5).Draw(t, "form") {
		case 0:
			return fmt.Sprintf("(%s and %s)", conditionText(t, depth-1), conditionText(t, depth-1))
		case 1:
			return fmt.Sprintf("(%s or %s)", conditionText(t, depth-1), conditionText(t, depth-1))
		case 2:
			return fmt.Sprintf("(not %s)", conditionText(t, depth-1))
		}
	}
	operator := rapid.SampledFrom([]string{"==", "!=", "<", "<=", ">", ">="}).Draw(t, "comparison")
	if rapid.Bool().Draw(t, "usual") {
		k := rapid.IntRange(-3, 9).Draw(t, "bound")
		return fmt.Sprintf("(%s(%s - %s) %s %d)", rapid.SampledFrom(functions).Draw(t, "function"), sideText(t, "i"), sideText(t, "j"), operator, k)
	}
	return fmt.Sprintf("(%s %s %s)", numberText(t, 2), operator, numberText(t, 2))
}

var functions = []string{"abs", "abs", "abs", "", "", "sqrt", "exp", "log", "floor", "ceil", "int", "sign", "cos", "-", ""}

// sideText draws what usual conditions compare of the two neurons.
func sideText(t *rapid.T, of string) string {
	form := rapid.SampledFrom([]string{"%s", "%s", "%s*%d", "%s//%d", "%s%%%d", "(%s + %d)%%40", "%s*0.1/%d", "int(%s/%d)", "clip(%s, %d, 60)", "(%s - %d)**2"}).
		Draw(t, "side")
	if form == "%s" {
		return of
	}
	return fmt.Sprintf(form, of, rapid.IntRange(1, 50).Draw(t, "k"))
}

// numberText draws an expression without unit.
func numberText(t *rapid.T, depth int) string {
	if depth == 0 || rapid.IntRange(0, 3).Draw(t, "leaf") == 0 {
		return rapid.SampledFrom([]string{"i", "j", "i", "j", "0", "1", "3", "10", "40", "-7", "2.5", "0.1", "N_post", "x_pre", "x_post", "n_post", "1e300"}).
			Draw(t, "operand")
	}
	x := numberText(t, depth-1)
	switch f := rapid.SampledFrom(append([]string{"+", "-", "*", "/", "//", "%", "clip", "square"}, functions...)).Draw(t, "operation"); f {
	case "clip":
		return fmt.Sprintf("clip(%s, %s, 20)", x, numberText(t, 0))
	case "square":
		return "(" + x + ")**2"
	case "+", "-", "*", "/", "//", "%":
		return fmt.Sprintf("(%s %s %s)", x, f, numberText(t, depth-1))
	default:
		return fmt.Sprintf("%s(%s)", f, x)
	}
}

// connectedBy connects groups, and returns i and j of the synapses that meet a condition, in their order.
func connectedBy(t testing.TB, from, to sim.Group, c sim.Connect, where string) [2][]float64 {
	s := synapses(t, sim.Synapse{Name: "S", Source: from, Target: to, Connect: []sim.Connect{c}})
	net := network(t, sim.Options{}, s)
	var pairs [2][]float64
	for k, name := range []string{"i", "j"} {
		values, err := net.GetAt(s, name, sim.Selection{Where: where})
		if err != nil {
			t.Fatalf("%+v: %v", c, err)
		}
		pairs[k] = values
	}
	return pairs
}

// endsOf returns ways to have neurons at both ends: whole groups with state, and parts of them.
func endsOf(t testing.TB, sources, targets int) map[string][2]sim.Group {
	initial := []sim.Set{{Variable: "x", Value: "0.5*i - 20"}, {Variable: "n", Value: "(7*i) % 11"}}
	a := neurons(t, sim.Neurons{Name: "A", Size: sources + 20, Equations: "x : 1\nn : integer", Initial: initial})
	b := neurons(t, sim.Neurons{Name: "B", Size: 2 * targets, Equations: "x : 1\nn : integer", Initial: initial})
	from, err := a.Subgroup("from", 13, 13+sources)
	if err != nil {
		t.Fatal(err)
	}
	list := make([]int, targets)
	for k := range list {
		list[k] = 2*k + k%2
	}
	picked, err := b.Pick("picked", list)
	if err != nil {
		t.Fatal(err)
	}
	to, err := b.Subgroup("to", 3, 3+targets)
	if err != nil {
		t.Fatal(err)
	}
	return map[string][2]sim.Group{"whole": {a, b}, "parts": {from, to}, "picked": {from, picked}}
}

// Pairs for which a condition cannot hold are left out unseen: never one too many. The naive loop makes a synapse of each pair that
// the probability lets through, and asks the condition of all of them.
func TestConditionsAgainstTheNaiveLoop(t *testing.T) {
	groups := endsOf(t, 70, 90)
	rapid.Check(t, func(rt *rapid.T) {
		condition := conditionText(rt, 2)
		if _, err := sim.NewSynapses(sim.Synapse{Name: "S", Source: groups["whole"][0], Target: groups["whole"][1],
			Connect: []sim.Connect{{Condition: condition}}}); err != nil {
			return // a division by the number 0
		}
		ends := groups[rapid.SampledFrom([]string{"whole", "parts", "picked"}).Draw(rt, "ends")]
		p := sim.Probability(rapid.SampledFrom([]string{"", "", "0.3", "0.5*exp(-abs(i - j)/20.0)"}).Draw(rt, "p"))
		got := connectedBy(t, ends[0], ends[1], sim.Connect{Condition: condition, Probability: p}, "")
		want := connectedBy(t, ends[0], ends[1], sim.Connect{Probability: p}, condition)
		if !slices.Equal(got[0], want[0]) || !slices.Equal(got[1], want[1]) {
			rt.Fatalf("%s makes %d synapses, the naive loop %d", condition, len(got[0]), len(want[0]))
		}
	})
}

// Long rows are examined by a kernel of their own.
func TestConditionsOnLongRows(t *testing.T) {
	for name, ends := range endsOf(t, 12, 1500) {
		for _, condition := range []string{"(i + j) % 7 == 2", "i % 5 == j % 5", "i != j", "x_pre < x_post", "j > 40*i", "abs(i - j) < 700 and n_post == 3",
			"j // 750 == i // 6", "False", "True", "cos(i*j) > 0.9"} {
			for _, n := range []sim.Count{"", "(i + j) % 3"} {
				got := connectedBy(t, ends[0], ends[1], sim.Connect{Condition: condition, N: n}, "")
				want := connectedBy(t, ends[0], ends[1], sim.Connect{N: n}, condition)
				if !slices.Equal(got[0], want[0]) || !slices.Equal(got[1], want[1]) {
					t.Errorf("%s neurons, %s, N %q: %d synapses, want %d", name, condition, n, len(got[0]), len(want[0]))
				}
			}
		}
	}
}

// FuzzConditions: no text makes connecting panic or hang, and what is left out unseen is what the naive loop leaves out.
func FuzzConditions(f *testing.F) {
	f.Add("abs(i - j) < 5 and x_pre > 0", "0.5")
	f.Add("(i + 1) % N_post == j or i // 10 == j // 10", "exp(-abs(i - j)/10.0)")
	f.Add("rand() < 0.5 or not i != j", "rand()")
	f.Add("sqrt((i - 3)**2 + (j - 4)**2) <= 7.5", "clip(x_post, 0, 1)")
	f.Add("log(i - j) < 1e300*i*j and int(x_pre/x_post) == sign(n_pre)", "")
	groups := endsOf(f, 40, 70)["parts"]
	f.Fuzz(func(t *testing.T, condition, probability string) {
		c := sim.Connect{Condition: condition, Probability: sim.Probability(probability)}
		s, err := sim.NewSynapses(sim.Synapse{Name: "S", Source: groups[0], Target: groups[1], Connect: []sim.Connect{c}})
		if err != nil {
			return
		}
		got, err := network(t, sim.Options{}, s).Get(s, "j")
		if err != nil || strings.Contains(condition+probability, "rand") {
			return
		}
		c.Condition = ""
		s = synapses(t, sim.Synapse{Name: "S", Source: groups[0], Target: groups[1], Connect: []sim.Connect{c}})
		want, err := network(t, sim.Options{}, s).GetAt(s, "j", sim.Selection{Where: condition})
		if err == nil && !slices.Equal(got, want) {
			t.Errorf("%q: %d synapses, the naive loop makes %d", condition, len(got), len(want))
		}
	})
}
