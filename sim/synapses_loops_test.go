package sim_test

import (
	"fmt"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"

	"pgregory.net/rapid"
)

// Several Connects one after another, of every form and with any number of synapses for a pair, make what loops make; the number
// among the synapses of a pair and those of neurons count them.
func TestConnectsAreLoops(t *testing.T) {
	const sources, targets = 6, 5
	from, to := ends(t, sources, targets)
	rapid.Check(t, func(rt *rapid.T) {
		var list []sim.Connect
		var want [][2]int
		for range rapid.IntRange(1, 4).Draw(rt, "connects") {
			c, pairs := connectAndPairs(rt, sources, targets)
			list = append(list, c)
			want = append(want, pairs...)
		}
		s := synapses(t, sim.Synapse{Name: "S", Source: from, Target: to, Model: "w : 1", Connect: list, MultisynapticIndex: "nr"})
		net := network(t, sim.Options{}, s)
		var nr, out, in []float64
		sent, received, seen := map[int]float64{}, map[int]float64{}, map[[2]int]float64{}
		for _, p := range want {
			nr = append(nr, seen[p])
			seen[p]++
			sent[p[0]]++
			received[p[1]]++
		}
		var i, j []float64
		for _, p := range want {
			i, j, out, in = append(i, float64(p[0])), append(j, float64(p[1])), append(out, sent[p[0]]), append(in, received[p[1]])
		}
		for name, values := range map[string][]float64{"i": i, "j": j, "nr": nr, "N_outgoing": out, "N_incoming": in} {
			if got := get(t, net, s, name); !slices.Equal(got, values) {
				rt.Fatalf("%+v: %s = %v, want %v", list, name, got, values)
			}
		}
	})
}

// connectAndPairs draws a Connect, and does by loops what it says.
func connectAndPairs(rt *rapid.T, sources, targets int) (c sim.Connect, pairs [][2]int) {
	n := rapid.IntRange(0, 3).Draw(rt, "n")
	copies := func(i, j int) int { return n }
	c.N = sim.Count(fmt.Sprint(n))
	if rapid.Bool().Draw(rt, "an expression") {
		copies = func(i, j int) int { return (i + n*j) % 3 }
		c.N = sim.Count(fmt.Sprintf("(i + %d*j) %% 3", n))
	}
	add := func(i, j int) {
		for range copies(i, j) {
			pairs = append(pairs, [2]int{i, j})
		}
	}
	each := func(test func(i, j int) bool) {
		for i := range sources {
			for j := range targets {
				if test(i, j) {
					add(i, j)
				}
			}
		}
	}
	switch a := rapid.IntRange(-2, 4).Draw(rt, "a"); rapid.IntRange(0, 6).Draw(rt, "form") {
	case 0:
		each(func(i, j int) bool { return true })
	case 1:
		c.Condition = fmt.Sprintf("i - j >= %d", a)
		each(func(i, j int) bool { return i-j >= a })
	case 2:
		c.Condition, c.Probability = fmt.Sprintf("x_pre + y_post == %d + 2", a), "1"
		each(func(i, j int) bool { return i+j == a+2 })
	case 3:
		c.I, c.J = []int{sources - 1}, []int{0, targets - 1, 0}
		for _, j := range c.J {
			add(sources-1, j)
		}
	case 4:
		c.JOf, c.SkipIfInvalid = sim.Generator(fmt.Sprintf("i + %d if i %% 2 == 0", a)), true
		each(func(i, j int) bool { return i%2 == 0 && j == i+a })
	case 5:
		c.IOf, c.SkipIfInvalid = sim.Generator(fmt.Sprintf("k - j for k in range(%d, 4)", a)), true
		for j := range targets {
			for k := a; k < 4; k++ {
				if i := k - j; i >= 0 && i < sources {
					add(i, j)
				}
			}
		}
	default:
		matrix := make([]float64, sources*targets)
		for k := range matrix {
			matrix[k] = float64((k*k + a) % 3)
		}
		c, copies = sim.Connect{W: sim.Weights{Matrix: units.ArrayFromSI(matrix, units.Dimension{})}}, func(i, j int) int { return 1 }
		each(func(i, j int) bool { return matrix[i*targets+j] != 0 })
	}
	return c, pairs
}
