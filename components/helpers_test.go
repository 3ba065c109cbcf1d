package components

import (
	"context"
	"testing"

	"github.com/rs/zerolog"

	"golgi/component"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// A stage is a network of stock parts, to be run and looked at.
type stage struct {
	t       testing.TB
	net     *sim.Network
	objects *component.Objects
}

// staged builds parts in a network.
func staged(t testing.TB, options sim.Options, parts ...component.Component) stage {
	t.Helper()
	if options.Engine == "" {
		options.Engine = sim.Reference
	}
	net, err := sim.NewNetwork(options)
	check(t, err)
	t.Cleanup(func() { check(t, net.Close()) })
	s := stage{t, net, component.NewObjects(nil, func() (*sim.Network, error) { return net, nil })}
	check(t, s.build(parts...))
	return s
}

// build has the parts build.
func (s stage) build(parts ...component.Component) error {
	traj, err := trajectory.New("stage")
	check(s.t, err)
	check(s.t, traj.Add(trajectory.Parameter{Path: "simulation.seed", Value: 1}, trajectory.Parameter{Path: "simulation.trial", Value: 0}))
	for _, part := range parts {
		if err := part.AddParameters(traj); err != nil {
			return err
		}
	}
	for _, part := range parts {
		if fitting, is := part.(component.Fitting); is {
			if err := fitting.Fit(parts); err != nil {
				return err
			}
		}
	}
	run, err := traj.Run(0)
	check(s.t, err)
	for _, part := range parts {
		if err := part.Build(&component.Build{Context: context.Background(), Params: run, Run: run, Objects: s.objects, Log: zerolog.Nop()}); err != nil {
			return err
		}
	}
	return nil
}

// run simulates.
func (s stage) run(ms float64) {
	s.t.Helper()
	check(s.t, s.net.Run(context.Background(), units.Millisecond.Of(ms)))
}

// get returns a variable of an object.
func (s stage) get(object, variable string) []float64 {
	s.t.Helper()
	of, err := component.Get[sim.Object](s.objects, object)
	check(s.t, err)
	values, err := s.net.Get(of, variable)
	check(s.t, err)
	return values
}

// watch adds a monitor of spikes.
func (s stage) watch(group string) *sim.SpikeMonitor {
	s.t.Helper()
	of, err := component.Get[sim.Object](s.objects, group)
	check(s.t, err)
	m, err := sim.NewSpikeMonitor(sim.Recording{Name: "watch_" + group, Of: of})
	check(s.t, err)
	check(s.t, s.net.Add(m))
	return m
}

func (s stage) spikes(m *sim.SpikeMonitor) sim.Spikes {
	s.t.Helper()
	spikes, err := s.net.Spikes(m)
	check(s.t, err)
	return spikes
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
