package sim_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"golgi/sim"
	"golgi/units"
)

// own is a linear system of n variables in which each neuron has coefficients of its own, and its matrices [A b].
type own struct {
	text    string
	initial []sim.Set
	a       []*mat.Dense
}

// ownSystem makes a system from its coefficients; flags[i] stands behind equation i.
func ownSystem(n int, neurons []*mat.Dense, flags ...string) own {
	s := own{a: neurons}
	parameter := func(row, col int) string {
		name := fmt.Sprintf("a%d%d", row, col)
		values := make([]float64, len(neurons))
		for k, a := range neurons {
			values[k] = a.At(row, col)
		}
		s.text += name + " : Hz\n"
		s.initial = append(s.initial, sim.Set{Variable: name, Value: values})
		return name
	}
	for i := range n {
		terms := []string{parameter(i, n)}
		for j := range n {
			terms = append(terms, fmt.Sprintf("%s*x%d", parameter(i, j), j))
		}
		flag := ""
		if i < len(flags) {
			flag = flags[i]
		}
		s.text += fmt.Sprintf("dx%d/dt = %s : 1%s\n", i, strings.Join(terms, " + "), flag)
		s.initial = append(s.initial, sim.Set{Variable: fmt.Sprintf("x%d", i), Value: float64(i + 1)})
	}
	return s
}

// after returns where neuron k is after a time in seconds, by gonum's matrix exponential.
func (s own) after(k int, t float64) []float64 {
	n, _ := s.a[k].Dims()
	var m, p mat.Dense
	m.CloneFrom(s.a[k].Grow(1, 0))
	m.Scale(t, &m)
	p.Exp(&m)
	x := make([]float64, n)
	for i := range x {
		x[i] = p.At(i, n)
		for j := range n {
			x[i] += p.At(i, j) * float64(j+1)
		}
	}
	return x
}

// Systems whose coefficients differ between neurons against gonum's matrix exponential, on every engine. Among them are
// singular and defective ones, oscillations, and time constants far apart.
func TestExactOfOwnCoefficients(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	dense := func(rows ...[]float64) *mat.Dense {
		m := mat.NewDense(len(rows), len(rows)+1, nil)
		for i, row := range rows {
			m.SetRow(i, row)
		}
		return m
	}
	two := []*mat.Dense{
		dense([]float64{0, 300, 0}, []float64{-300, 0, 0}),          // oscillates
		dense([]float64{-100, 100, 7}, []float64{0.5, -0.5, 3}),     // singular
		dense([]float64{-200, 100, 7}, []float64{-100, 0, 3}),       // defective
		dense([]float64{0, 0, 1}, []float64{0, 0, 2}),               // integrates its input
		dense([]float64{-1e6, 1e6, 0}, []float64{1e-3, -2e-3, 0}),   // far apart
		dense([]float64{500, 20, -30}, []float64{10, 400, 0}),       // grows
		dense([]float64{-1e-9, 1e-9, 0}, []float64{1e-9, -1e-9, 1}), // stands nearly still
	}
	random := func(n int) (list []*mat.Dense) {
		for range 12 {
			m := mat.NewDense(n, n+1, nil)
			for i := range n {
				for j := range n + 1 {
					m.Set(i, j, 300*(r.Float64()-0.6))
				}
			}
			list = append(list, m)
		}
		return list
	}
	for _, engine := range sim.Engines() {
		for _, s := range []own{ownSystem(2, append(two, random(2)...)), ownSystem(3, random(3)), ownSystem(5, random(5))} {
			n, _ := s.a[0].Dims()
			group := neurons(t, sim.Neurons{Name: "G", Size: len(s.a), Equations: s.text, Method: "exact", Initial: s.initial})
			net := network(t, sim.Options{DT: units.Millisecond.Of(1), Engine: engine}, group)
			run(t, net, "20 ms")
			for i := range n {
				for k, got := range get(t, net, group, fmt.Sprintf("x%d", i)) {
					want := s.after(k, 20e-3)
					size := 0.0
					for _, x := range want {
						size = max(size, math.Abs(x))
					}
					if math.Abs(got-want[i]) > 1e-12*size {
						t.Errorf("%s: x%d of %v is %v, want %v", engine, i, mat.Formatted(s.a[k]), got, want[i])
					}
				}
			}
		}
	}
}

// Propagators are computed before each run where nothing changes their coefficients within, and else in each step.
func TestWherePropagatorsAreComputed(t *testing.T) {
	const text = "dx/dt = w*y : 1\ndy/dt = -w*x : 1\nw : Hz"
	for _, c := range []struct {
		what        string
		reset       string
		before, now string
	}{
		{"kept", "", "G_propagators: ", ""},
		{"changed by the reset", "w = 200*Hz", "", "G_propagators: sets"},
	} {
		spec := sim.Neurons{Name: "G", Size: 2, Equations: text, Method: "exact", Threshold: "x < 0.9 and w < 150*Hz", Reset: c.reset,
			Initial: []sim.Set{{Variable: "x", Value: 1.0}, {Variable: "w", Value: "100*Hz"}}}
		group := neurons(t, spec)
		net := network(t, sim.Options{DT: units.Millisecond.Of(1)}, group)
		before, loop, _ := strings.Cut(net.Explain(), "schedule of a time step")
		if c.before != "" != strings.Contains(before, "G_propagators: ") || c.now != "" != strings.Contains(loop, "G_propagators: ") {
			t.Errorf("%s:\n%s", c.what, net.Explain())
		}
		run(t, net, "10 ms")
		angle := 1.0 // rad
		if c.reset != "" {
			angle = 0.5 + 2*0.5 // cos(0.5) < 0.9 first, after the step that ends at 5 ms
		}
		if x := get(t, net, group, "x")[1]; math.Abs(x-math.Cos(angle)) > 1e-14 {
			t.Errorf("%s: x = %v, want cos(%v) = %v", c.what, x, angle, math.Cos(angle))
		}
		check(t, net.Set(group, sim.Set{Variable: "w", Value: "0*Hz"})) // between runs
		still := get(t, net, group, "x")[1]
		run(t, net, "10 ms")
		if x := get(t, net, group, "x")[1]; c.reset == "" && math.Abs(x-still) > 1e-15 {
			t.Errorf("%s: after w = 0, x = %v, want %v", c.what, x, still)
		}
	}
}

// While it is refractory a flagged variable stands still and drives the other as a constant, also where it is driven itself
// and coefficients differ between neurons.
func TestExactOfRefractoryNeurons(t *testing.T) {
	const a, b = 100.0, 50.0 // Hz
	s := ownSystem(2, []*mat.Dense{mat.NewDense(2, 3, []float64{-a, a, 0, b, -a, 0})}, " (unless refractory)")
	group := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: s.text, Method: "exact", Initial: s.initial,
		Threshold: "t < 0.5*ms", Refractory: "100 ms"})
	net := network(t, sim.Options{DT: units.Millisecond.Of(1)}, group)
	run(t, net, "11 ms")
	first := s.after(0, 1e-3)
	decay := math.Exp(-a * 10e-3)
	want := []float64{first[0], first[0]*b/a + (first[1]-first[0]*b/a)*decay}
	for i, x := range want {
		if got := get(t, net, group, fmt.Sprintf("x%d", i))[0]; math.Abs(got-x) > 1e-13 {
			t.Errorf("x%d is %v, want %v", i, got, x)
		}
	}
}
