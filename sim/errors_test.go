package sim_test

import (
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// expectError compares the whole text of an error.
func expectError(t *testing.T, what string, err error, want string) {
	t.Helper()
	got := "no error"
	if err != nil {
		got = err.Error()
	}
	if want = strings.TrimSpace(want); got != want {
		t.Errorf("%s:\n got\n%s\nwant\n%s", what, got, want)
	}
}

// mistake is something that was refused, and the whole text of its error.
type mistake struct {
	what string
	err  error
	want string
}

func expectErrors(t *testing.T, mistakes []mistake) {
	t.Helper()
	for _, m := range mistakes {
		expectError(t, m.what, m.err, m.want)
	}
}

// errorOf forgets what came with an error.
func errorOf[T any](_ T, err error) error { return err }

func mV(x float64) units.Quantity { return units.Millivolt.Of(x) }

// membrane is a group without fault; mistaken changes it.
func membrane(mistaken func(*sim.Neurons)) sim.Neurons {
	spec := sim.Neurons{
		Name: "exc", Size: 10,
		Equations: "dv/dt = (El - v + R*I)/tau : volt (unless refractory)\nI : amp\nn : integer\nb : boolean\ntwice = 2*v : volt\nc : 1 (constant)\ns : 1 (shared)",
		Threshold: "v > -50*mV", Reset: "v = El", Refractory: "2 ms",
		Namespace: sim.Namespace{"El": mV(-70), "R": units.MustParse("100 Mohm"), "tau": millisecondsOf(10)},
		Initial:   []sim.Set{{Variable: "v", Value: "El"}},
	}
	if mistaken != nil {
		mistaken(&spec)
	}
	return spec
}
