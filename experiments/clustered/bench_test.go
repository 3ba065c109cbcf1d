package clustered

import (
	"context"
	"fmt"
	"testing"

	"golgi/component"
	"golgi/manager"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// BenchmarkConnect draws the connections of the paper's network at R_ee = 2.5, on one thread.
func BenchmarkConnect(b *testing.B) {
	synapses := 0
	for range b.N {
		b.StopTimer()
		net, objects := paperNetwork(b, 2.5)
		b.StartTimer()
		check(b, net.Run(context.Background(), units.Second.Of(0))) // connects
		b.StopTimer()
		synapses = 0
		for _, s := range objects {
			i, err := net.Get(s, "i")
			check(b, err)
			synapses += len(i)
		}
		check(b, net.Close())
	}
	b.ReportMetric(float64(synapses), "synapses")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*synapses), "ns/synapse")
}

// paperNetwork returns the paper's network, not connected yet, and its synapses.
func paperNetwork(t testing.TB, rEE float64) (*sim.Network, []*sim.Synapses) {
	t.Helper()
	traj, err := trajectory.New("connect")
	check(t, err)
	list := parts(sets[0])
	for _, c := range list {
		check(t, c.AddParameters(traj))
	}
	check(t, traj.Set("R_ee", rEE))
	run, err := traj.Run(0)
	check(t, err)
	net, err := sim.NewNetwork(sim.Options{Seed: 1})
	check(t, err)
	objects := component.NewObjects(nil, func() (*sim.Network, error) { return net, nil })
	build := &component.Build{Context: context.Background(), Params: run, Run: run, Objects: objects}
	for _, c := range list {
		check(t, c.PreBuild(build))
		check(t, c.Build(build))
	}
	var synapses []*sim.Synapses
	for _, name := range objects.Names() {
		if s, err := component.Get[*sim.Synapses](objects, name); err == nil {
			synapses = append(synapses, s)
		}
	}
	return net, synapses
}

// BenchmarkSimulate runs the paper's network at R_ee = 1 for 100 ms, on one thread.
func BenchmarkSimulate(b *testing.B) {
	net, _ := paperNetwork(b, 1)
	check(b, net.Run(context.Background(), units.Millisecond.Of(100)))
	b.ResetTimer()
	for range b.N {
		check(b, net.Run(context.Background(), units.Millisecond.Of(100)))
	}
	const neurons, steps = 5000, 1000
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(neurons*steps), "ns/neuron-step")
	check(b, net.Close())
}

// BenchmarkWorkers explores 16 points of the paper's network with one and with two workers. The ratio of the two times is the
// speed-up; run it on a machine with two free cores.
func BenchmarkWorkers(b *testing.B) {
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			for range b.N {
				exploreSixteen(b, workers)
			}
		})
	}
}

func exploreSixteen(b *testing.B, workers int) {
	traj, err := trajectory.New("sixteen")
	check(b, err)
	m := manager.New(parts(sets[0]))
	check(b, m.AddParameters(traj))
	check(b, traj.Set("simulation.durations."+initialRun, units.MustParse("100 ms")))
	check(b, traj.Set("simulation.durations."+measurementRun, units.MustParse("400 ms")))
	seeds := make([]int, 16)
	for k := range seeds {
		seeds[k] = k
	}
	check(b, traj.Explore(trajectory.Cartesian{{Path: "R_ee", Values: []float64{2.5}}, {Path: manager.Seed, Values: seeds}}))
	check(b, m.Explore(context.Background(), traj, trajectory.NewMemoryStore(), workers))
}
