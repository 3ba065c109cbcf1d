package sim_test

import (
	"context"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// Integers of 32 bits are computed with in 64. What Brian 2.5.1 gives where its own 32 bits suffice is the same; where they do
// not, it gives a = 1410065408, 1, 0 and b = -2, 0.
func TestIntegerArithmetic(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "g", Size: 4, Equations: `n : integer
a = n*n*1.0 : 1
b = n + n : 1
c = n % 7 : integer
d = n // 1000 : integer
e_ = -(n // 2) : integer
f = (n + n)//2 : integer
h = n/4 : 1
k = n*2 > n : boolean`, Initial: []sim.Set{{Variable: "n", Value: []int{100000, 2147483647, -2147483648, 7}}}})
	for _, engine := range sim.Engines() {
		net := network(t, sim.Options{Engine: engine}, g)
		for name, want := range map[string][]float64{
			"a":  {1e10, 4611686014132420609, 4611686018427387904, 49},
			"b":  {200000, 4294967294, -4294967296, 14},
			"c":  {5, 1, 5, 0},
			"d":  {100, 2147483, -2147484, 0},
			"e_": {-50000, -1073741823, 1073741824, -3},
			"f":  {100000, 2147483647, -2147483648, 7},
			"h":  {25000, 536870911.75, -536870912, 1.75},
			"k":  {1, 1, 0, 1},
		} {
			if got := get(t, net, g, name); !slices.Equal(got, want) {
				t.Errorf("%s: %s = %v, want %v", engine, name, got, want)
			}
		}
	}
}

// An integer variable that would leave 32 bits ends the run, where Brian 2.5.1 goes on from the other end: 2147483647 + 1 is
// -2147483648 there. Where nothing is written, nothing is wrong.
func TestIntegersThatDoNotFit(t *testing.T) {
	const cure = ", which holds integers of 32 bits, from -2147483648 to 2147483647; a float, with the unit 1, would hold it"
	base := sim.Neurons{Name: "g", Size: 3, Equations: "n : integer\nm : integer\nlarge : boolean", Threshold: "i > 0",
		Initial: []sim.Set{{Variable: "n", Value: "2147483645 + i"}}}
	for _, c := range []struct {
		what     string
		describe func(*sim.Neurons, *sim.Synapse)
		want     string
	}{
		{"an increment", func(g *sim.Neurons, _ *sim.Synapse) { g.Reset = "n += 1" },
			"step g_spike_resetter at t = 0 s: 2147483648 does not fit g.n[2]"},
		{"a decrement, twice", func(g *sim.Neurons, _ *sim.Synapse) { g.Reset = "m -= n" },
			"step g_spike_resetter at t = 0.0001 s: -4294967292 does not fit g.m[1]"},
		{"an assignment", func(g *sim.Neurons, _ *sim.Synapse) { g.Reset = "m = n*n" },
			"step g_spike_resetter at t = 0 s: 4611686009837453316 does not fit g.m[1]"},
		{"what is beyond 64 bits", func(g *sim.Neurons, _ *sim.Synapse) { g.Reset = "m = int(1e30*n)" },
			"step g_spike_resetter at t = 0 s: 2.147483646e+39 does not fit g.m[1]"},
		{"a float", func(g *sim.Neurons, _ *sim.Synapse) { g.Reset = "m = 2.5*n" },
			"step g_spike_resetter at t = 0 s: 5.368709115e+09 does not fit g.m[1]"},
		{"a power", func(g *sim.Neurons, _ *sim.Synapse) { g.Reset = "n **= 2" },
			"step g_spike_resetter at t = 0 s: 4611686009837453316 does not fit g.n[1]"},
		{"a pathway", func(_ *sim.Neurons, s *sim.Synapse) { s.OnPre = "n_post += 1" },
			"step s_pre at t = 0 s: 2147483648 does not fit g.n[2]"},
		{"a variable of synapses", func(_ *sim.Neurons, s *sim.Synapse) { s.OnPre = "c += n_pre" },
			"step s_pre at t = 0.0001 s: 4294967292 does not fit s.c[1]"},
		{"a sum", func(_ *sim.Neurons, s *sim.Synapse) {
			s.Model += "\nm_post = n_pre : integer (summed)"
			s.Connect[0].N = "1 + i"
		},
			"step s_summed_variable_m_post at t = 0 s: 4294967292 does not fit s.sums of m_post[1]"},
		{"a subexpression that is held", func(g *sim.Neurons, _ *sim.Synapse) { g.Equations += "\nh = n + 2 : integer (constant over dt)" },
			"step g_subexpression_update at t = 0 s: 2147483648 does not fit g.h[1]"},
		{"a subexpression that is not", func(g *sim.Neurons, _ *sim.Synapse) { g.Equations += "\nh = n + 2 : integer\nf = h - 2 : integer" }, ""},
		{"no overflow", func(g *sim.Neurons, _ *sim.Synapse) { g.Reset = "n = n + 1 - 1\nm = -n - 1" }, ""},
	} {
		g, s := base, sim.Synapse{Name: "s", Model: "c : integer", OnPre: "c += 0", Connect: []sim.Connect{{Condition: "i == j"}}}
		c.describe(&g, &s)
		group := neurons(t, g)
		s.Source, s.Target = group, group
		syn := synapses(t, s)
		for _, engine := range sim.Engines() {
			net := network(t, sim.Options{Engine: engine}, syn)
			err := net.Run(context.Background(), units.Millisecond.Of(0.3))
			if c.want == "" {
				check(t, err)
				continue
			}
			expectError(t, c.what, err, "sim: network: "+engine+": "+c.want+cure)
		}
	}
}

// Counts from a table, and those from the normal distribution, are added as statements add.
func TestInputsThatDoNotFit(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "g", Size: 1, Equations: "n : integer"})
	for _, c := range []struct {
		trains int
		want   string
	}{
		{1, "step in at t = 0.0001 s: 4000000000 does not fit g.n[0]"},
		{1 << 52, "step in at t = 0 s: 9223372036854775807 does not fit g.n[0]"},
	} {
		input := drive(t, sim.Drive{Name: "in", Of: g, Variable: "n", N: c.trains, Rate: units.Kilohertz.Of(10), Weight: 2000000000})
		for _, engine := range sim.Engines() {
			err := network(t, sim.Options{Engine: engine}, input).Run(t.Context(), units.Millisecond.Of(1))
			expectError(t, "an input", err, "sim: network: "+engine+": "+c.want+
				", which holds integers of 32 bits, from -2147483648 to 2147483647; a float, with the unit 1, would hold it")
		}
	}
}
