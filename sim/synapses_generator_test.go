package sim_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"

	"pgregory.net/rapid"
)

// ends are groups to be connected.
func ends(t testing.TB, sources, targets int) (from, to *sim.NeuronGroup) {
	t.Helper()
	return neurons(t, sim.Neurons{Name: "from", Size: sources, Equations: "x : 1", Initial: []sim.Set{{Variable: "x", Value: "i"}}}),
		neurons(t, sim.Neurons{Name: "to", Size: targets, Equations: "y : 1\nm : integer", Initial: []sim.Set{{Variable: "y", Value: "i"}}})
}

// pairsOf connects two groups and returns the pairs.
func pairsOf(t testing.TB, seed int64, from, to sim.Group, c ...sim.Connect) ([][2]int, error) {
	t.Helper()
	s := synapses(t, sim.Synapse{Name: "S", Source: from, Target: to, Connect: c})
	net := network(t, sim.Options{Seed: seed}, s)
	i, err := net.Get(s, "i")
	if err != nil {
		return nil, err
	}
	j := get(t, net, s, "j")
	pairs := make([][2]int, len(i))
	for k := range i {
		pairs[k] = [2]int{int(i[k]), int(j[k])}
	}
	return pairs, nil
}

// Windows of any step, from any side, with and without conditions, are those of a loop over all values.
func TestGeneratorsAreLoops(t *testing.T) {
	from, to := ends(t, 9, 7)
	rapid.Check(t, func(rt *rapid.T) {
		a, b := rapid.IntRange(-12, 12).Draw(rt, "from"), rapid.IntRange(-12, 12).Draw(rt, "to")
		step := rapid.SampledFrom([]int{1, 2, 3, -1, -2, -5, 40}).Draw(rt, "step")
		factor, late := rapid.IntRange(-1, 2).Draw(rt, "factor"), rapid.Bool().Draw(rt, "late")
		over := rapid.Bool().Draw(rt, "over the targets")
		condition, near, sizes := "k % 3 != 1", "i", [2]int{9, 7}
		if late {
			condition = "y_post + x_pre > 4"
		}
		text := func(near string) sim.Generator {
			return sim.Generator(fmt.Sprintf("%s*%d + k for k in range(%d, %d, %d) if %s", near, factor, a, b, step, condition))
		}
		c := sim.Connect{JOf: text("i"), SkipIfInvalid: true}
		if over {
			c, near, sizes = sim.Connect{IOf: text("j"), SkipIfInvalid: true}, "j", [2]int{7, 9}
		}
		var want [][2]int
		for i := range sizes[0] {
			for k := a; step > 0 && k < b || step < 0 && k > b; k += step {
				j := i*factor + k
				if j < 0 || j >= sizes[1] || late && i+j <= 4 || !late && ((k%3)+3)%3 == 1 {
					continue
				}
				if over {
					want = append(want, [2]int{j, i})
				} else {
					want = append(want, [2]int{i, j})
				}
			}
		}
		if got, err := pairsOf(t, 1, from, to, c); err != nil || !slices.Equal(got, want) {
			rt.Errorf("%s over %s: %v, %v, want %v", text(near), near, got, err, want)
		}
	})
}

// A sample by probability has each value with it, one by size has so many different ones, each as often as any other, few of many
// and many of few; and each seed has its own.
func TestSamples(t *testing.T) {
	const rows, n = 4000, 40
	from, to := ends(t, rows, n)
	for _, c := range []struct {
		generator sim.Generator
		mean      float64 // of how often a pair is there
		size      int     // of each row; 0: any
	}{
		{"k for k in sample(N_post, p=0.1)", 0.1, 0},
		{"k for k in sample(N_post, p=0.5*(1 + i//2000))", 0.75, 0},
		{"k for k in sample(N_post, size=2)", 0.05, 2},
		{"k for k in sample(N_post, size=13)", 13.0 / n, 13},
		{"k for k in sample(39, -1, -1, size=39)", 39.0 / n, 39},
	} {
		pairs, err := pairsOf(t, 3, from, to, sim.Connect{JOf: c.generator})
		check(t, err)
		var counts [n]float64
		row := make([]int, rows)
		seen := map[[2]int]bool{}
		for _, p := range pairs {
			counts[p[1]]++
			row[p[0]]++
			if seen[p] {
				t.Fatalf("%s: the pair %v twice", c.generator, p)
			}
			seen[p] = true
		}
		band := 5 * math.Sqrt(c.mean*(1-c.mean)/rows)
		for j, count := range counts {
			if math.Abs(count/rows-c.mean) > band {
				t.Errorf("%s: %d is in %v of the samples, want %v ± %v", c.generator, j, count/rows, c.mean, band)
			}
		}
		if c.size > 0 && slices.ContainsFunc(row, func(k int) bool { return k != c.size }) {
			t.Errorf("%s: samples of sizes %v", c.generator, row[:20])
		}
		again, err := pairsOf(t, 3, from, to, sim.Connect{JOf: c.generator})
		check(t, err)
		other, err := pairsOf(t, 4, from, to, sim.Connect{JOf: c.generator})
		check(t, err)
		if !slices.Equal(again, pairs) || slices.Equal(other, pairs) {
			t.Errorf("%s: the seed does not decide", c.generator)
		}
	}
}

func TestMistakesInGenerators(t *testing.T) {
	from, to := ends(t, 5, 4)
	for _, c := range []struct {
		connect sim.Connect
		want    string
	}{
		{sim.Connect{JOf: "k for k on range(2)"}, `
sim: synapses "S": connect: JOf: "in" is missing after "for k"
  | k for k on range(2)
  |         ^~ write k for k in range(i - 10, i + 10)`},
		{sim.Connect{JOf: "k for k in range(0.5*i)"}, `
sim: synapses "S": connect: JOf: the end of a range is an integer without unit
  | k for k in range(0.5*i)
  |                  ^~~~~ write int(...)`},
		{sim.Connect{JOf: "i*mV"}, `
sim: synapses "S": connect: JOf: the number of a neuron is a number without unit
  | i*mV
  | ^~~~`},
		{sim.Connect{JOf: "i if j"}, `
sim: synapses "S": connect: JOf: what stands behind "if" is a condition, but this is an integer
  | i if j
  |      ^`},
		{sim.Connect{JOf: "k for k in range(N)"}, `
sim: synapses "S": connect: JOf: unknown name "N"
  | k for k in range(N)
  |                  ^ it is the number of synapses, which are not there yet; N_pre and N_post are those of neurons`},
		{sim.Connect{JOf: "k for k in range(j)"}, `
sim: synapses "S": connect: JOf: unknown name "j"
  | k for k in range(j)
  |                  ^ it is of the neuron that is looked for; only what stands behind "if" may depend on it`},
		{sim.Connect{IOf: "k for k in range(x_pre)"}, `
sim: synapses "S": connect: IOf: unknown name "x_pre"
  | k for k in range(x_pre)
  |                  ^~~~~ it is of the neuron that is looked for; only what stands behind "if" may depend on it`},
		{sim.Connect{JOf: "t for t in range(3)"}, `
sim: synapses "S": connect: JOf: the variable of a loop cannot be "t"
  | t for t in range(3)
  |       ^ it is the time`},
		{sim.Connect{JOf: "k for k in sample(3, p=i > 1)"}, `
sim: synapses "S": connect: JOf: a probability is a number without unit
  | k for k in sample(3, p=i > 1)
  |                        ^~~~~`},
		{sim.Connect{JOf: "i", IOf: "j"}, `
sim: synapses "S": connect: IOf says all; leave Condition, Probability, I, J and other generators out`},
		{sim.Connect{JOf: "i", Probability: "0.5"}, `
sim: synapses "S": connect: JOf says all; leave Condition, Probability, I, J and other generators out`},
		{sim.Connect{Condition: "i == j", SkipIfInvalid: true}, `
sim: synapses "S": connect: SkipIfInvalid is for JOf and IOf`},
	} {
		_, err := sim.NewSynapses(sim.Synapse{Name: "S", Source: from, Target: to, Connect: []sim.Connect{c.connect}})
		expectError(t, fmt.Sprint(c.connect), err, c.want)
	}
	for _, c := range []struct{ generator, want string }{
		{"i", `j = 4, but neuron group "to" has neurons 0 to 3; SkipIfInvalid leaves such pairs out`},
		{"i/4 if i > 3", ""}, {"0.5 if i == 4", ""}, {"-0.5 if i == 4", ""}, {"inf - i*inf if i == 4", `j = NaN is no number`},
		{"k for k in range(0, 3, i - 4)", `the step of the range is 0`},
		{"k for k in range(0, 1 + 2147483647*(i == 4))", `the range from 0 to 2.147483648e+09 in steps of 1 leads beyond 32-bit integers`},
		{"k for k in sample(4, p=3 - i)", `the probability of the sample is -1, and no number of 0 or more`},
		{"k for k in sample(4, size=i + 1)", `there is no sample of 5 out of 4 values; SkipIfInvalid takes what there is`},
		{"k for k in sample(4, size=3 - i)", `there is no sample of -1 out of 4 values; SkipIfInvalid takes what there is`},
		{"y_post", ""},
	} {
		s, err := sim.NewSynapses(sim.Synapse{Name: "S", Source: from, Target: to, Connect: []sim.Connect{{JOf: sim.Generator(c.generator)}}})
		if err == nil {
			err = network(t, sim.Options{}, s).Run(t.Context(), units.MustParse("0.1 ms"))
		} else if c.want == "" {
			continue
		}
		if c.want != "" {
			c.want = `sim: synapses "S": connect: of i = 4: ` + c.want
		} else {
			c.want = "no error"
		}
		expectError(t, c.generator, err, c.want)
	}
}
