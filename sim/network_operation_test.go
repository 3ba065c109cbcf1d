package sim_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"golgi/sim"
	"golgi/units"
)

func operation(t testing.TB, spec sim.Operation) *sim.NetworkOperation {
	t.Helper()
	return must[*sim.NetworkOperation](t)(sim.NewNetworkOperation(spec))
}

// operated is a pair of groups with synapses, whose exact integration hangs on a parameter of each neuron.
type operated struct {
	g   *sim.NeuronGroup
	syn *sim.Synapses
}

func newOperated(t testing.TB) operated {
	g := neurons(t, sim.Neurons{Name: "G", Size: 6, Equations: "dv/dt = (u - v)/tau : 1\ndu/dt = (1.5 - u)/(4*ms) : 1\ntau : second\nk : integer",
		Method: "exact", Threshold: "v > 1", Reset: "v = 0", Initial: []sim.Set{{Variable: "tau", Value: "(2 + i)*ms"}}})
	syn := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Model: "w : 1", OnPre: "v_post += w", Delay: "0.3 ms",
		Connect: []sim.Connect{{Condition: "i != j"}}, Initial: []sim.Set{{Variable: "w", Value: 0.02}}})
	return operated{g, syn}
}

// An operation that sets what run_regularly would set gives the same bits, on every engine: in a slot, on a clock, also where
// it changes coefficients of an exact integration and weights of synapses.
func TestOperationsDoWhatStatementsDo(t *testing.T) {
	for _, engine := range sim.Engines() {
		o := newOperated(t)
		every := units.Millisecond.Of(0.7)
		said := []sim.Object{
			regularly(t, sim.Regularly{Name: "a", Of: o.g, Code: "tau = clip(tau*0.99 + 0.01*k*ms, 1*ms, 9*ms)\nk += 1", When: "before_groups"}),
			regularly(t, sim.Regularly{Name: "b", Of: o.syn, Code: "w = w*0.9 + 0.002*v_post", Every: every, When: "synapses", Order: -2}),
		}
		done := []sim.Object{
			operation(t, sim.Operation{Name: "a", When: "before_groups", Do: func(net *sim.Network) error {
				return errors.Join(net.Set(o.g, sim.Set{Variable: "tau", Value: "clip(tau*0.99 + 0.01*k*ms, 1*ms, 9*ms)"}),
					net.Set(o.g, sim.Set{Variable: "k", Value: "k + 1"}))
			}}),
			operation(t, sim.Operation{Name: "b", Every: every, When: "synapses", Order: -2, Do: func(net *sim.Network) error {
				w, err := net.Get(o.syn, "w")
				v, vErr := net.Get(o.syn, "v_post")
				for k := range w {
					w[k] = float64(w[k]*0.9) + float64(0.002*v[k])
				}
				return errors.Join(err, vErr, net.Set(o.syn, sim.Set{Variable: "w", Value: w}))
			}}),
		}
		var results [2][]float64
		for k, extra := range [][]sim.Object{said, done} {
			listed := spikeMonitor(t, "listed", o.g)
			net := network(t, sim.Options{Engine: engine}, append(extra, o.syn, listed)...)
			run(t, net, "12.3 ms")
			run(t, net, "20 ms")
			got := spikes(t, net, listed)
			results[k] = slices.Concat(get(t, net, o.g, "v"), get(t, net, o.g, "tau"), get(t, net, o.syn, "w"), got.T, floats(got.I))
		}
		if !slices.Equal(results[0], results[1]) || len(results[0]) < 60 {
			t.Errorf("engine %s: operations give\n%v, statements\n%v", engine, results[1], results[0])
		}
	}
}

// When operations run, what Stop does and how the next run goes on. Numbers: real Brian 2, testdata/groups.py.
func TestOperationsInTime(t *testing.T) {
	for _, engine := range sim.Engines() {
		g := neurons(t, sim.Neurons{Name: "G", Size: 2, Equations: "x : 1\ny : 1"})
		var slow, fast []float64
		stops := operation(t, sim.Operation{Name: "stops", When: "groups", Do: func(net *sim.Network) error {
			fast = append(fast, net.Time().SI())
			if len(fast) == 8 || len(fast) == 12 {
				net.Stop()
			}
			return net.Set(g, sim.Set{Variable: "x", Value: "x + t/ms"})
		}})
		late := operation(t, sim.Operation{Name: "late", Every: units.Millisecond.Of(0.25), When: "end", Do: func(net *sim.Network) error {
			slow = append(slow, net.Time().SI())
			return net.Set(g, sim.Set{Variable: "y", Value: units.Scalar(float64(len(slow))), Where: "i == 1"})
		}})
		after := regularly(t, sim.Regularly{Name: "after", Of: g, Code: "y += x", When: "after_end"})
		net := network(t, sim.Options{Engine: engine}, g, stops, late, after)
		want := recordedByBrian(t, "operations_that_stop")
		var times []float64
		for range 3 {
			run(t, net, "1 ms")
			times = append(times, net.Time().SI())
		}
		expectRecorded(t, engine+": times of the network", times, want["times"])
		expectRecorded(t, engine+": times of the first operation", fast, want["fast"])
		expectRecorded(t, engine+": times of the second", slow, want["slow"])
		expectRecorded(t, engine+": x", get(t, net, g, "x"), want["x"])
		expectRecorded(t, engine+": y", get(t, net, g, "y"), want["y"])
	}
}

// What an operation can read and write: values in every form, subexpressions, synapses, and what monitors have.
func TestOperationsReadAndWrite(t *testing.T) {
	o := newOperated(t)
	part := must[*sim.Subgroup](t)(o.g.Subgroup("part", 2, 5))
	listed, counter := spikeMonitor(t, "listed", o.g), spikeCounter(t, "counter", o.g)
	calls := 0
	op := operation(t, sim.Operation{Name: "op", When: "end", Do: func(net *sim.Network) error {
		calls++
		got, seen := spikes(t, net, listed), counts(t, net, counter)
		if !slices.Equal(countOf(got), seen) {
			t.Errorf("call %d: %d spikes are listed, and %v counted", calls, len(got.T), seen)
		}
		if i := get(t, net, o.syn, "j"); len(i) != 30 {
			t.Errorf("%d synapses", len(i))
		}
		return errors.Join(
			net.Set(part, sim.Set{Variable: "k", Value: []int{1, 2, 3}}),
			net.Set(o.g, sim.Set{Variable: "k", Value: 7, Index: []int{0}}),
			net.Set(o.g, sim.Set{Variable: "k", Value: "int(100*rand())", Where: "i == 5"}))
	}})
	net := network(t, sim.Options{Seed: 3}, o.syn, listed, counter, op)
	run(t, net, "30 ms")
	k := get(t, net, o.g, "k")
	if !slices.Equal(k[:5], []float64{7, 0, 1, 2, 3}) || calls != 300 || len(spikes(t, net, listed).T) < 10 {
		t.Errorf("k = %v after %d calls with %d spikes", k, calls, len(spikes(t, net, listed).T))
	}
}

// Stop is heard however often the run pauses to report. When it pauses is up to the machine, so that some reports are waited for.
func TestStopWhileReporting(t *testing.T) {
	for _, engine := range sim.Engines() {
		g := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: "x : 1"})
		reports, stopped := 0, math.Inf(1)
		op := operation(t, sim.Operation{Name: "op", Do: func(net *sim.Network) error {
			time.Sleep(50 * time.Microsecond)
			if reports > 2 && math.IsInf(stopped, 1) {
				stopped = net.Time().SI()
				net.Stop()
			}
			return nil
		}})
		net := network(t, sim.Options{Engine: engine}, g, op)
		check(t, net.Report(time.Millisecond, func(sim.Progress) { reports++ }))
		run(t, net, "60 s")
		if now := net.Time().SI(); math.Abs(now-stopped-1e-4) > 1e-6 {
			t.Errorf("engine %s: Stop at %v s, and the run ended at %v s after %d reports", engine, stopped, now, reports)
		}
	}
}

// Clones run operations at the same time, each with its own network.
func TestOperationsOfClones(t *testing.T) {
	o := newOperated(t)
	op := operation(t, sim.Operation{Name: "op", Do: func(net *sim.Network) error {
		return net.Set(o.g, sim.Set{Variable: "u", Value: "u + 0.1*rand()"})
	}})
	net := network(t, sim.Options{Seed: 3}, o.syn, op)
	var all sync.WaitGroup
	results := make([][]float64, 3)
	for k := range results {
		c := clone(t, net)
		all.Add(1)
		go func() {
			defer all.Done()
			if err := c.Run(context.Background(), units.Millisecond.Of(10)); err != nil {
				t.Error(err)
			}
			results[k], _ = c.Get(o.g, "v")
		}()
	}
	all.Wait()
	if !slices.Equal(results[0], results[1]) || !slices.Equal(results[1], results[2]) || len(results[0]) != 6 {
		t.Errorf("clones differ: %v", results)
	}
}

// What would change the network under the feet of its run is refused, and so is what is not in it.
func TestOperationsAreRefused(t *testing.T) {
	for _, engine := range sim.Engines() {
		o := newOperated(t)
		other := neurons(t, sim.Neurons{Name: "other", Size: 1, Equations: "x : 1"})
		gone := neurons(t, sim.Neurons{Name: "gone", Size: 1, Equations: "x : 1"})
		ctx, cancel := context.WithCancel(t.Context())
		var snapshot *sim.Snapshot
		tried := false
		op := operation(t, sim.Operation{Name: "op", When: "synapses", Do: func(net *sim.Network) error {
			if tried {
				return nil
			}
			tried = true
			const running = `sim: network: it is running: "op" may get and set values, and stop the run; do this before or after it`
			expectErrors(t, []mistake{
				{"add", net.Add(other), running}, {"remove", net.Remove(o.syn), running}, {"close", net.Close(), running},
				{"run", net.Run(ctx, units.Millisecond.Of(1)), running}, {"clone", errorOf(net.Clone()), running},
				{"snapshot", errorOf(net.Snapshot()), running}, {"restore", net.Restore(snapshot), running},
				{"connect", net.Connect(), running}, {"connect with a context", net.ConnectContext(ctx), running},
				{"a stranger", errorOf(net.Get(other, "x")), `sim: neuron group "other" was never added to this network`},
				{"who is gone", errorOf(net.Get(gone, "x")), `sim: neuron group "gone" is not in the network that is running`},
				{"to set who is gone", net.Set(gone, sim.Set{Variable: "x", Value: 1.0}), `sim: neuron group "gone" is not in the network that is running`},
			})
			net.Reseed(1, 2)
			cancel()
			return nil
		}})
		net := network(t, sim.Options{Engine: engine}, o.syn, op, gone)
		check(t, net.Remove(gone))
		snapshot = must[*sim.Snapshot](t)(net.Snapshot())
		if err := net.Run(ctx, units.Millisecond.Of(50)); !errors.Is(err, context.Canceled) {
			t.Errorf("engine %s: cancelled, the run says %v", engine, err)
		}
		check(t, net.Restore(snapshot))
		run(t, net, "1 ms")
		check(t, snapshot.Close())
	}
}

// Nor does what a run warns or reports to change it.
func TestWarnAndReportDoNotChangeARun(t *testing.T) {
	const running = `sim: network: it is running: what it reports or warns to may get and set values; do this before or after it`
	stimulus := must[*sim.TimedArray](t)(sim.NewTimedArray(sim.Timed{Values: []float64{1, 2}, DT: units.Millisecond.Of(0.25)}))
	g := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: "dx/dt = f(t)/ms : 1", Namespace: sim.Namespace{"f": stimulus}})
	rates := must[*sim.NeuronGroup](t)(sim.NewPoissonGroup(sim.Poisson{Name: "rates", Size: 1, Rates: "-1*Hz*i - t*Hz/ms"}))
	slow := operation(t, sim.Operation{Name: "slow", Do: func(*sim.Network) error { time.Sleep(10 * time.Millisecond); return nil }}) // for a report, also of a busy machine
	var net *sim.Network
	calls := 0
	tries := func() {
		calls++
		expectErrors(t, []mistake{
			{"a step size", net.SetDT(units.Millisecond.Of(0.05)), running}, {"a run", net.Run(t.Context(), units.Millisecond.Of(1)), running},
			{"connect", net.Connect(), running}, {"clone", errorOf(net.Clone()), running}, {"close", net.Close(), running},
			{"add", net.Add(g), running},
		})
		check(t, net.Set(g, sim.Set{Variable: "x", Value: "x"}))
	}
	net = network(t, sim.Options{Engine: sim.Reference, Warn: func(string) { tries() }}, g, rates, slow)
	check(t, net.Report(time.Millisecond, func(sim.Progress) { tries() }))
	run(t, net, "0.5 ms")
	if len(net.Warnings()) != 2 || calls < 3 {
		t.Errorf("%d warnings, %d calls; wanted 2 and more than 2", len(net.Warnings()), calls)
	}
	check(t, net.SetDT(units.Millisecond.Of(0.05)))
}

func TestMistakesInOperations(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 2, Equations: "x : 1"})
	made := func(o sim.Operation) error { return errorOf(sim.NewNetworkOperation(o)) }
	fails := operation(t, sim.Operation{Name: "fails", Every: units.Millisecond.Of(0.3), Do: func(net *sim.Network) error {
		if net.Time().SI() > 0.0005 {
			return net.Set(g, sim.Set{Variable: "y", Value: 1.0})
		}
		return nil
	}})
	bad := errors.New("bad luck")
	unlucky := operation(t, sim.Operation{Name: "unlucky", Do: func(*sim.Network) error { return bad }})
	for _, engine := range sim.Engines() {
		net := network(t, sim.Options{Engine: engine}, g, fails)
		expectErrors(t, []mistake{
			{"no name", made(sim.Operation{Do: func(*sim.Network) error { return nil }}), `
sim: network operation "": a name begins with a letter and has letters, digits and underscores`},
			{"all", made(sim.Operation{Name: "op", When: "ende", Every: mV(1)}), `
sim: network operation "op": Do must be the function to call
sim: network operation "op": unknown slot "ende"; before_ and after_ may stand before a slot; there are start, groups, thresholds, synapses, resets, end; did you mean "end"?
sim: network operation "op": interval 1 mV is not a positive time`},
			{"a wrong variable", net.Run(t.Context(), units.Millisecond.Of(2)), `
sim: network operation "fails", at 600 us: sim: neuron group "G" has no variable "y"; there are: x`},
		})
		net = network(t, sim.Options{Engine: engine}, unlucky)
		if err := net.Run(t.Context(), units.Millisecond.Of(2)); !errors.Is(err, bad) {
			t.Errorf("engine %s: %v", engine, err)
		}
		net.Stop()
		(*sim.Network)(nil).Stop()
		panics := operation(t, sim.Operation{Name: "panics", Do: func(net *sim.Network) error { return net.Set(g, sim.Set{Value: []int(nil)[int(net.Time().SI())]}) }})
		net = network(t, sim.Options{Engine: engine}, panics)
		expectError(t, engine, net.Run(t.Context(), units.Millisecond.Of(2)), `
sim: network: step panics at 0 s: its function in Go panics: runtime error: index out of range [0] with length 0`)
	}
}

// A run that was broken off within does not go on as if nothing had been done: neither in the network nor in a clone, but from a snapshot.
func TestBrokenRunsDoNotGoOn(t *testing.T) {
	for _, engine := range sim.Engines() {
		g := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: "x : 1"})
		counts := regularly(t, sim.Regularly{Name: "counts", Of: g, Code: "x += 1"})
		bad := errors.New("bad luck")
		fails := operation(t, sim.Operation{Name: "fails", When: "end", Do: func(net *sim.Network) error {
			if get(t, net, g, "x")[0] == 8 {
				return bad
			}
			return nil
		}})
		net := network(t, sim.Options{Engine: engine}, g, counts, fails)
		cancelled, cancel := context.WithCancel(t.Context())
		cancel()
		if err := net.Run(cancelled, units.Millisecond.Of(1)); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: cancelled before it begins: %v", engine, err)
		}
		run(t, net, "0.5 ms")
		before := must[*sim.Snapshot](t)(net.Snapshot())
		if err := net.Run(t.Context(), units.Millisecond.Of(1)); !errors.Is(err, bad) {
			t.Errorf("%s: %v", engine, err)
		}
		for _, broken := range []*sim.Network{net, clone(t, net)} {
			expectError(t, engine, broken.Run(t.Context(), units.Millisecond.Of(1)),
				`sim: network: its last run was broken off at 700 us, and cannot go on; restore a snapshot, or make a new network`)
			if x := get(t, broken, g, "x"); x[0] != 8 {
				t.Errorf("%s: x = %v, want what it was", engine, x)
			}
		}
		check(t, net.Restore(before))
		run(t, net, "0.2 ms")
		check(t, before.Close())
		if x := get(t, net, g, "x"); x[0] != 7 || net.Time().String() != "700 us" {
			t.Errorf("%s: x = %v at %v", engine, x, net.Time())
		}
	}
}
