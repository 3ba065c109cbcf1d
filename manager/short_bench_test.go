package manager_test

import (
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"golgi/component"
	"golgi/components"
	"golgi/hdf5"
	"golgi/manager"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// small are the parameters of a small network.
type small struct {
	N    int     `comment:"number of neurons"`
	P    float64 `comment:"probability of a synapse"`
	W    float64 `unit:"mV" comment:"weight of excitatory synapses"`
	Bias float64 `comment:"of the resting potential"`
}

// makeSmall makes a network of 100 neurons and 2,000 synapses.
func makeSmall(b *component.Build, p small) error {
	constants := sim.NamespaceOf(p)
	g, err := component.Add(b, sim.Neurons{Name: "neurons", Size: p.N, Method: "exact", Namespace: constants,
		Equations: "dv/dt = (ge - (v + 49*mV*bias))/(20*ms) : volt (unless refractory)\ndge/dt = -ge/(5*ms) : volt",
		Threshold: "v > -50*mV", Reset: "v = -60*mV", Refractory: "5 ms", Initial: []sim.Set{{Variable: "v", Value: "-60*mV + rand()*10*mV"}}})
	if err != nil {
		return err
	}
	for _, s := range []struct{ name, statement, from string }{{"exc", "ge += W", "i < 4*N_pre//5"}, {"inh", "ge -= 5*W", "i >= 4*N_pre//5"}} {
		if _, err := component.Add(b, sim.Synapse{Name: s.name, Source: g, Target: g, OnPre: s.statement, Namespace: constants,
			Connect: []sim.Connect{{Condition: s.from, Probability: "P"}}}); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkShortRuns is an exploration of 2,000 runs of a small network for 100 ms, with two workers, the finished file included. Of each
// run, it says what the program takes beside the simulation, and the ratio of all to the simulation: at most 0.35 ms (0.1 ms to build,
// 0.25 ms for manager and store) and 1.5 are wanted. The simulation is what one run of 200 s takes.
func BenchmarkShortRuns(b *testing.B) {
	const runs = 2000
	var simulation, all time.Duration
	for b.Loop() {
		simulation += exploreSmall(b, 1, runs*100)
		all += exploreSmall(b, runs, 100)
	}
	n := float64(b.N * runs)
	b.ReportMetric(all.Seconds()*1e3/n, "cpu-ms/run")
	b.ReportMetric((all-simulation).Seconds()*1e3/n, "ms-beside/run")
	b.ReportMetric(float64(all)/float64(simulation), "of-simulation")
}

// exploreSmall returns the processor's time for some runs of the small network.
func exploreSmall(b *testing.B, runs int, milliseconds float64) time.Duration {
	b.Helper()
	begun := usedTime(b)
	m := manager.New([]component.Component{
		component.Bound[small]{Group: "small", Default: small{N: 100, P: 0.2, W: 1.62, Bias: 1}, Make: makeSmall},
		runner.Subruns{{Name: "run", Duration: units.Millisecond.Of(milliseconds)}},
		components.Record{Spikes: []string{"neurons"}},
	}, manager.WithEngine(sim.CC))
	traj, err := trajectory.New("short")
	fatal(b, err)
	fatal(b, m.AddParameters(traj))
	weights := make([]units.Quantity, runs)
	for i := range weights {
		weights[i] = units.Millivolt.Of(1.62 + float64(i)*1e-5)
	}
	fatal(b, traj.Explore(trajectory.Cartesian{{Path: "small.W", Values: weights}}))
	store, err := hdf5.Create(filepath.Join(b.TempDir(), "short.hdf5"), hdf5.Overwrite())
	fatal(b, err)
	fatal(b, m.Explore(b.Context(), traj, store, 2))
	fatal(b, store.Close())
	return usedTime(b) - begun
}

func fatal(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// usedTime is what the process has taken so far: it does not hang on who else is at work.
func usedTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	fatal(b, syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
