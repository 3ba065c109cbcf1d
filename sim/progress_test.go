package sim_test

import (
	"context"
	"errors"
	"math"
	"os"
	"slices"
	"testing"
	"time"

	"golgi/sim"
	"golgi/units"
)

// slowly is a group of which a step takes about as long as its size says.
func slowly(t testing.TB, size int) *sim.NeuronGroup {
	return neurons(t, sim.Neurons{Name: "G", Size: size, Method: "euler",
		Equations: "dv/dt = (sin(v) + cos(v) + tanh(v) + exp(-v**2) - v)/(10*ms) : 1"})
}

// Reports come at their intervals, say how far the run is, and change nothing.
func TestReports(t *testing.T) {
	for _, engine := range sim.Engines() {
		group := slowly(t, 20)
		silent, telling := network(t, sim.Options{Engine: engine}, group), network(t, sim.Options{Engine: engine}, group)
		const every = 5 * time.Millisecond
		var seen []sim.Progress
		run(t, telling, "1 ms") // kernels are compiled here
		check(t, telling.Report(every, func(p sim.Progress) { seen = append(seen, p) }))
		began := time.Now()
		for len(seen) < 4 && time.Since(began) < time.Minute { // a busy machine may take long
			run(t, telling, "1 s")
		}
		took := time.Since(began)
		if n := len(seen); n < 4 || n > int(took/every) {
			t.Errorf("%s: %d reports in %v", engine, n, took)
		}
		for _, p := range seen {
			share := (p.Now.SI() - p.Start.SI()) / (p.End.SI() - p.Start.SI())
			left := float64(p.Elapsed) * (1 - share) / share
			if !(share >= 0 && share <= 1) || p.End.SI()-p.Start.SI() < 0.999 || p.Left < 0 || share > 2e-6 && math.Abs(float64(p.Left)-left) > 1e-6*left+1 {
				t.Errorf("%s: report %+v", engine, p)
			}
		}
		if !slices.IsSortedFunc(seen, func(a, b sim.Progress) int { return int(math.Copysign(1, a.Now.SI()-b.Now.SI())) }) {
			t.Errorf("%s: time goes back", engine)
		}
		check(t, silent.Run(t.Context(), telling.Time()))
		if !slices.Equal(get(t, silent, group, "v"), get(t, telling, group, "v")) {
			t.Errorf("%s: reports change what is simulated", engine)
		}
		n := len(seen)
		check(t, telling.Report(0, nil))
		run(t, telling, "1 s")
		if len(seen) != n {
			t.Error("there are reports after they were ended")
		}
	}
	err := network(t, sim.Options{}).Report(0, func(sim.Progress) {})
	expectError(t, "no interval", err, "sim: network: cannot report every 0s; give an interval above 0")
}

// A context that is cancelled in a report, or whose time is over, ends the run with its own error, whatever reports are due.
func TestCancelledWhileReporting(t *testing.T) {
	for _, engine := range sim.Engines() {
		net := network(t, sim.Options{Engine: engine}, slowly(t, 100))
		ctx, cancel := context.WithCancel(t.Context())
		check(t, net.Report(time.Millisecond, func(sim.Progress) { cancel() }))
		if err := net.Run(ctx, units.Second.Of(1e5)); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: error %v", engine, err)
		}
		net = network(t, sim.Options{Engine: engine}, slowly(t, 100))
		ctx, cancel = context.WithTimeout(t.Context(), 20*time.Millisecond)
		check(t, net.Report(time.Microsecond, func(sim.Progress) {}))
		if err := net.Run(ctx, units.Second.Of(1e5)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: error %v", engine, err)
		}
		cancel()
	}
}

// A cancelled context ends a run within 100 ms, or at the end of the step where one takes longer; a run that becomes slower by orders
// of magnitude as well.
//
//	GOLGI_SLOW=1 go test ./sim -run Reaction -v
//
// prints the times.
func TestReaction(t *testing.T) {
	limit, sizes := 10*time.Second, []int{1, 1000} // where tests should be quick, the machine may be busy
	if os.Getenv("GOLGI_SLOW") != "" {
		limit, sizes = 100*time.Millisecond, []int{1, 1000, 100_000, 3_000_000, 30_000_000}
	}
	for _, engine := range sim.Engines() {
		for _, size := range sizes {
			if size > 3_000_000 && engine == sim.Reference {
				continue
			}
			net := network(t, sim.Options{Engine: engine}, slowly(t, size))
			run(t, net, "0.1 ms")
			began := time.Now()
			run(t, net, "0.1 ms")
			step := time.Since(began)
			ctx, cancel := context.WithCancel(t.Context())
			var cancelled time.Time
			time.AfterFunc(20*time.Millisecond, func() { cancelled = time.Now(); cancel() })
			err := net.Run(ctx, units.Second.Of(1e5))
			took := time.Since(cancelled)
			t.Logf("%s, %d neurons: a step takes %v, and it stops after %v", engine, size, step, took)
			if !errors.Is(err, context.Canceled) || took > max(limit, step+step/2)+20*time.Millisecond {
				t.Errorf("%s, %d neurons, %v a step: it stops after %v (%v)", engine, size, step, took, err)
			}
		}
	}
}

// Reports cost less than a hundredth, at ten a second and a microsecond a step.
//
//	GOLGI_SLOW=1 go test ./sim -run CostOfReports -v
//
// prints the cost. Runs with and without take turns, and the fastest of each count, since other programs only slow them.
func TestCostOfReports(t *testing.T) {
	if os.Getenv("GOLGI_SLOW") == "" {
		t.Skip("it measures for some seconds; set GOLGI_SLOW=1")
	}
	for _, engine := range sim.Engines() {
		for _, size := range []int{500, 4000} {
			group := neurons(t, sim.Neurons{Name: "G", Size: size, Method: "euler", Equations: "dv/dt = (1 - v)/(10*ms) : 1"})
			seen := 0
			nets := []*sim.Network{network(t, sim.Options{Engine: engine}, group), network(t, sim.Options{Engine: engine}, group)}
			check(t, nets[1].Report(100*time.Millisecond, func(sim.Progress) { seen++ }))
			const steps = 10_000
			fastest := [2]time.Duration{math.MaxInt64, math.MaxInt64}
			for range 60 {
				for k, net := range nets {
					began := time.Now()
					check(t, net.Run(t.Context(), units.Second.Of(steps*1e-4)))
					fastest[k] = min(fastest[k], time.Since(began))
				}
			}
			cost := float64(fastest[1])/float64(fastest[0]) - 1
			t.Logf("%s, %d neurons: %v a step, %.2f %% more with reports (%d)", engine, size, fastest[0]/steps, 100*cost, seen)
			if cost > 0.01 {
				t.Errorf("%s, %d neurons: reports cost %.2f %%", engine, size, 100*cost)
			}
		}
	}
}

// However short the interval, a run comes forward between reports, also where steps are done in Go.
func TestReportsWithoutEnd(t *testing.T) {
	for _, engine := range sim.Engines() {
		op, err := sim.NewNetworkOperation(sim.Operation{Name: "op", Do: func(*sim.Network) error { return nil }})
		check(t, err)
		net := network(t, sim.Options{Engine: engine}, slowly(t, 10), op)
		check(t, net.Report(time.Nanosecond, func(sim.Progress) {}))
		run(t, net, "20 ms")
	}
}

// A report may stop the run between two steps, and the next run goes on there.
func TestStopFromReport(t *testing.T) {
	for _, engine := range sim.Engines() {
		group := slowly(t, 20)
		net, whole := network(t, sim.Options{Engine: engine}, group), network(t, sim.Options{Engine: engine}, group)
		check(t, net.Report(5*time.Millisecond, func(sim.Progress) { net.Stop() }))
		run(t, net, "10000 s")
		stopped := net.Time()
		if !(stopped.SI() > 0 && stopped.SI() < 10000) {
			t.Fatalf("%s: stopped at %s", engine, stopped)
		}
		check(t, net.Report(0, nil))
		net.Stop()
		run(t, net, "1 ms")
		check(t, whole.Run(t.Context(), net.Time()))
		if net.Time().SI() < stopped.SI()+0.9e-3 || !slices.Equal(get(t, net, group, "v"), get(t, whole, group, "v")) {
			t.Errorf("%s: it went on at %s to %s", engine, stopped, net.Time())
		}
	}
}
