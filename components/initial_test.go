package components

import (
	"strings"
	"testing"

	"golgi/component"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// An initial value is an expression, or a quantity as those of Set are.
func TestInitialValuesAreQuantitiesToo(t *testing.T) {
	for text, want := range map[string]any{
		"-60 mV": units.MustParse("-60 mV"), "1.5e-3 V": units.MustParse("1.5e-3 V"), "-60*mV": "-60*mV", "E_L + 2*mV": "E_L + 2*mV", "0": "0", "1e5": "1e5", "5 pV/q": "5 pV/q",
	} {
		if got := initialValue(text); got != want {
			t.Errorf("%q is %#v, want %#v", text, got, want)
		}
	}
	s := staged(t, sim.Options{}, Neurons{Name: "n", Size: 2, Model: LIF, Initial: Values{"v": "-60 mV"}})
	if v := s.get("n", "v"); v[1] != -0.06 {
		t.Errorf("v is %v V, want -0.06", v)
	}
}

// Delays that are drawn below 0 are an error, as a constant delay below 0 is; a draw that has a bound is the cure.
func TestDelaysDrawnBelowZero(t *testing.T) {
	build := func(delay Draw) error {
		net, err := sim.NewNetwork(sim.Options{})
		check(t, err)
		defer net.Close()
		traj, err := trajectory.New("x")
		check(t, err)
		check(t, traj.Add(trajectory.Parameter{Path: "simulation.seed", Value: 1}, trajectory.Parameter{Path: "simulation.trial", Value: 0}))
		parts := []component.Component{Source{Name: "s", Size: 20, Kind: Poisson}, Neurons{Name: "n", Size: 20, Model: LIF, Currents: Currents{"exc": ExponentialCurrent}},
			Connection{From: "s", To: "n", Onto: "exc", Weight: Exactly("1 nA"), Delay: delay}}
		for _, part := range parts {
			check(t, part.AddParameters(traj))
		}
		run, err := traj.Run(0)
		check(t, err)
		b := &component.Build{Params: run, Run: run, Objects: component.NewObjects(nil, func() (*sim.Network, error) { return net, nil })}
		for _, part := range parts {
			check(t, part.Build(b))
		}
		return net.Run(t.Context(), units.Millisecond.Of(1))
	}
	err := build(Normal("1 ms", "5 ms"))
	for _, part := range []string{`sim: synapses "s_n": delay -0.0`, ` s is not a time of 0 or more; `, `delay_mean`, ` needs a bound, as clip(…, 0*second, inf*second) and components.NormalBetween have`} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("got %v\nwant … %s …", err, part)
		}
	}
	check(t, build(NormalBetween("1 ms", "5 ms", "0 ms", "20 ms")))
}
