package cc

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// Both engines come back at the steps of the host, go on behind them, and stop after the moment; what the host writes is seen
// by the steps behind. A plan that is bound anew begins the moment anew.
func TestHostSteps(t *testing.T) {
	for _, e := range []engine.Engine{reference.New(), ordinary()} {
		c := clocked([]float64{1e-4, 2e-4}, []int64{0, 0}, []int64{4, 2})
		c.Step(ir.Step{Name: "first", Clock: 0, Host: &ir.Host{Job: 0}})
		c.Plan.Steps[1], c.Plan.Steps[2] = c.Plan.Steps[2], c.Plan.Steps[1] // between the two diaries
		c.Step(ir.Step{Name: "last", Clock: 1, Host: &ir.Host{Job: 1}})
		in, err := e.NewInstance()
		must(err)
		must(in.Bind(c.Plan))
		in.Stop() // before a run it does nothing
		position := ir.ArrayID(slices.IndexFunc(c.Plan.Memory.Arrays, func(a ir.ArrayDecl) bool { return a.Name == "position" }))
		read := func() int64 {
			at := []int64{0}
			must(in.Read(position, 0, at))
			return at[0]
		}
		var got []string
		ctx, cancel := context.WithCancel(t.Context())
		run := func() engine.Reason {
			reason, err := in.Run(ctx, c.Until)
			must(err)
			if reason == engine.HostStep {
				got = append(got, fmt.Sprintf("%d after %d", in.At(), read()))
			}
			return reason
		}
		for n := range 3 {
			if reason := run(); reason != engine.HostStep {
				t.Fatalf("%s: run %d ends with %d", e.Name(), n, reason)
			}
		}
		in.Stop()
		must(in.Write(position, 0, []int64{100}))
		if reason := run(); reason != engine.Stopped || read() != 100 { // the second clock is not due
			t.Errorf("%s: stopped, a run ends with %d at %d", e.Name(), reason, read())
		}
		run()
		must(in.Bind(c.Plan)) // breaks the moment off
		run()
		cancel() // a moment that has begun goes on to its end, or to the next step of the host
		run()
		if reason, err := in.Run(ctx, c.Until); reason != engine.Cancelled || err == nil {
			t.Errorf("%s: cancelled, a run ends with %d, %v", e.Name(), reason, err)
		}
		want := []string{"1 after 1", "3 after 2", "1 after 3", "1 after 101", "1 after 102", "3 after 103"}
		if !slices.Equal(got, want) {
			t.Errorf("%s: came back at %q, want %q", e.Name(), got, want)
		}
		must(in.Close())
	}
}
