package sim_test

import (
	"fmt"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/sim/internal/rng"
	"golgi/sim/internal/topology"
)

// Rows of which bounds leave most of the pairs out are drawn to the bit as those of which each pair is computed: by the thinning of
// whole rows, written out here.
func TestVaryingProbabilitiesAgainstWholeRows(t *testing.T) {
	const text = "x : 1\ny : 1\nkind : integer\nopen : boolean\nwell = x*(1 - x) : 1"
	g := neurons(t, sim.Neurons{Name: "G", Size: 200, Equations: text, Initial: []sim.Set{{Variable: "x", Value: "i/200.0"}, {Variable: "y", Value: "rand()"},
		{Variable: "kind", Value: "(i // 50) % 3"}, {Variable: "open", Value: "i % 100 < 20"}}})
	part := must[*sim.Subgroup](t)(g.Subgroup("part", 33, 191))
	var numbers []int
	for k := 0; k < 200; k += 1 + k%3 {
		numbers = append(numbers, k)
	}
	picked := must[*sim.Subgroup](t)(g.Pick("picked", numbers))
	for _, p := range []string{
		"0.1*exp(-abs(i - j)/20.0)", "0.5*exp(-(i - j)**2/50.0)", "exp(-abs(i - j)/3.0)", "3*exp(-abs(i - j)/30.0)", // some above 1
		"0.2*int(abs(i - j) < 5)", "0.3*int(i == j) + 0.01", "0.05 + 0*i", "0.2/(1 + abs(i - j))", "clip(0.3 - 0.01*abs(2*i - j), 0, 1)",
		"0.3*exp(-((x_pre - x_post)/0.02)**2)", "0.1*exp(-((x_pre - x_post)**2 + (y_pre - y_post)**2)/0.01)", "0.2*int(kind_pre == kind_post)",
		"0.5*int(open_post and not open_pre)", "0.4*well_post*y_pre", "0*i", "0.1*(sin(i) + 1)*exp(-abs(i - j)/10.0)", "0.01*sqrt(j % 7)",
	} {
		for _, ends := range [][2]sim.Group{{g, g}, {picked, part}, {part, picked}} {
			all := synapses(t, sim.Synapse{Name: "all", Source: ends[0], Target: ends[1], Model: "p : 1", Connect: []sim.Connect{{}}, Initial: []sim.Set{{Variable: "p", Value: p}}})
			some := synapses(t, sim.Synapse{Name: "some", Source: ends[0], Target: ends[1], Connect: []sim.Connect{{Probability: sim.Probability(p)}}})
			net := network(t, sim.Options{Seed: 3}, all, some)
			each := get(t, net, all, "p")
			var pre, post []float64
			for i := range ends[0].Size() {
				row := slices.Clone(each[i*ends[1].Size() : (i+1)*ends[1].Size()])
				for j := range row {
					row[j] = min(row[j], 1)
				}
				stream := rng.NewStream(rng.NewKey(3, 0, "some", "connect 0"), uint32(i), 0)
				for _, j := range topology.RowVarying(nil, row, &stream) {
					pre, post = append(pre, float64(i)), append(post, float64(j))
				}
			}
			what := fmt.Sprintf("%s from %s to %s", p, ends[0], ends[1])
			if i, j := get(t, net, some, "i"), get(t, net, some, "j"); !slices.Equal(i, pre) || !slices.Equal(j, post) {
				t.Errorf("%s: %d synapses, want %d", what, len(i), len(pre))
			}
		}
	}
}

// What is no probability is said of the first pair, also where bounds would leave it out.
func TestNoProbabilityOfSomePair(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 500, Equations: "x : 1", Initial: []sim.Set{{Variable: "x", Value: "i"}}})
	for p, want := range map[string]string{
		"exp(-abs(i - j)) - int(i == 300 and j == 444)": "probability -1 of the pair i=300, j=444 is not a number of 0 or more",
		"0.5*exp(-abs(i - j)) + sqrt(j - 7)":            "probability NaN of the pair i=0, j=0 is not a number of 0 or more",
		"exp(-abs(i - j))*(400 - x_post)":               "probability -7.04551520987685e-175 of the pair i=0, j=401 is not a number of 0 or more",
	} {
		net := network(t, sim.Options{}, synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Connect: []sim.Connect{{Probability: sim.Probability(p)}}}))
		expectError(t, p, net.Connect(), "\nsim: synapses \"S\": connect: "+want)
	}
}
