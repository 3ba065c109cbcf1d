package clustered

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"golgi/cli"
	"golgi/manager"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// campaign is an exploration whose results are known.
type campaign struct {
	set      string
	measured units.Quantity
	rEE      []float64
	seeds    []int
	expect   []expectation
}

// expectation is a band for a number of the table: for one value of R_ee, or for the largest over a range.
type expectation struct {
	what      string
	of        int     // the number
	from, to  float64 // of R_ee
	low, high float64
	source    string
}

// The bands are those of independent simulations, written from the equations (6 and 3 seeds), of all excitatory neurons,
// in windows of 100 ms, with the population's variance and silent neurons counted 0.
var campaigns = []campaign{
	{set: "paper", measured: units.Second.Of(10), rEE: []float64{1, 1.8, 2.2, 2.4, 2.5, 2.6, 2.7, 2.8, 3.2}, seeds: []int{1, 2, 3},
		expect: []expectation{
			{"Fano factor at R_ee = 1", fanoPypet, 1, 1, 0.76, 0.86, "independent simulation: .81"},
			{"largest Fano factor for 2.4 <= R_ee <= 2.7", fanoPypet, 2.4, 2.7, 1.2, 10, "independent simulation: 1.37 at 2.4, 1.58 at 2.6"},
			{"Fano factor at R_ee = 3.2", fanoPypet, 3.2, 3.2, 0, 0.5, "independent simulation: .35"},
			{"rate of excitatory neurons at R_ee = 1, Hz", rateE, 1, 1, 2.40, 2.70, "independent simulation: 2.55"},
			{"rate of inhibitory neurons at R_ee = 1, Hz", rateI, 1, 1, 3.28, 3.58, "independent simulation: 3.43"},
		}},
	{set: "pypet", measured: units.Second.Of(1.5), rEE: []float64{1, 1.4, 1.8, 2.2, 2.6, 3, 3.4}, seeds: []int{1, 2, 3, 4, 5, 6},
		expect: []expectation{
			{"Fano factor at R_ee = 1", fanoPypet, 1, 1, 0.43, 0.53, "independent simulation: .48"},
			{"Fano factor at R_ee = 1.4", fanoPypet, 1.4, 1.4, 0.44, 0.54, "independent simulation: .49"},
			{"Fano factor at R_ee = 1.8", fanoPypet, 1.8, 1.8, 0.45, 0.55, "independent simulation: .50"},
			{"Fano factor at R_ee = 2.2", fanoPypet, 2.2, 2.2, 0.47, 0.57, "independent simulation: .52"},
		}},
}

// errBand says that a number lies outside its band.
var errBand = errors.New("clustered: not all numbers lie within their bands")

// reproduce runs both parameter sets at full length, prints their tables, draws their figures into a folder, and compares them with
// known numbers.
func reproduce(ctx context.Context, w io.Writer, folder string, workers int) error {
	engine, why := sim.FastestEngine()
	if why != nil {
		fmt.Fprintf(w, "a faster engine does not work here: %v\n", why)
	}
	var errs []error
	for _, c := range campaigns {
		begin := time.Now()
		fmt.Fprintf(w, "parameter set %q, %s measured, seeds %v, engine %s\n", c.set, c.measured, c.seeds, engine)
		means, err := c.run(ctx, engine, workers)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%d runs in %.0f s\n", len(c.rEE)*len(c.seeds), time.Since(begin).Seconds())
		if err := cli.WriteMeans(w, means); err != nil {
			return err
		}
		title := fmt.Sprintf("%s parameters, %s measured, %d seeds", c.set, c.measured, len(c.seeds))
		if err := drawFigure(filepath.Join(folder, c.set+".png"), title, means); err != nil {
			return err
		}
		errs = append(errs, c.compare(w, means))
		fmt.Fprintln(w)
	}
	return errors.Join(errs...)
}

// run explores and returns the table.
func (c campaign) run(ctx context.Context, engine string, workers int) (*trajectory.Means, error) {
	s, err := setNamed(c.set)
	if err != nil {
		return nil, err
	}
	traj, err := trajectory.New("reproduce_" + c.set)
	if err != nil {
		return nil, err
	}
	m := manager.New(parts(s), manager.WithEngine(engine))
	if err := m.AddParameters(traj); err != nil {
		return nil, err
	}
	if err := traj.Set("simulation.durations."+measurementRun, c.measured); err != nil {
		return nil, err
	}
	points := trajectory.Cartesian{{Path: "connections.R_ee", Values: c.rEE}, {Path: manager.Seed, Values: c.seeds}}
	if err := traj.Explore(points); err != nil {
		return nil, err
	}
	store := trajectory.NewMemoryStore()
	if err := errors.Join(m.Explore(ctx, traj, store, workers), m.Close()); err != nil {
		return nil, err
	}
	return summarise(store, traj, "R_ee")
}

// compare prints each expectation with what was found.
func (c campaign) compare(w io.Writer, m *trajectory.Means) error {
	var err error
	for _, e := range c.expect {
		found := e.largest(m)
		verdict := "ok"
		if !(found >= e.low && found <= e.high) {
			verdict, err = "OUTSIDE", errBand
		}
		fmt.Fprintf(w, "  %-44s %6.3f  in [%.4g, %.4g]  %s  (%s)\n", e.what, found, e.low, e.high, verdict, e.source)
	}
	return err
}

// largest returns the largest value in the range of R_ee.
func (e expectation) largest(m *trajectory.Means) float64 {
	largest := 0.0
	for _, g := range m.Groups {
		if r := rEE(g); r >= e.from && r <= e.to {
			largest = max(largest, g.Mean[e.of])
		}
	}
	return largest
}
