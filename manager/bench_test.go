package manager_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golgi/component"
	"golgi/hdf5"
	"golgi/manager"
	"golgi/runner"
	"golgi/trajectory"
)

// product is the smallest experiment: z = x*y, without a network.
type product struct{ component.Base }

func (product) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(
		trajectory.Parameter{Path: "x", Value: 1.0, Comment: "first factor"},
		trajectory.Parameter{Path: "y", Value: 1.0, Comment: "second factor"},
	)
}

func (product) Build(b *component.Build) error {
	x, err := trajectory.Value[float64](b.Params, "x")
	if err != nil {
		return err
	}
	y, err := trajectory.Value[float64](b.Params, "y")
	if err != nil {
		return err
	}
	return b.Run.AddResult(trajectory.Result{Path: "z", Items: []trajectory.Item{{Name: "z", Value: x * y}}})
}

// idle is a runner without subruns.
type idle struct{ component.Base }

func (idle) ExecutePreRun(context.Context, *runner.Plan) error { return nil }
func (idle) ExecuteRun(context.Context, *runner.Plan) error    { return nil }

// BenchmarkExplore is what an exploration of tiny runs takes, one worker per core, the finished file included. Of
// pypet 0.7, 5,000 such runs take 76 s with two workers, and 3.4 kB each.
func BenchmarkExplore(b *testing.B) {
	for _, n := range []int{2000, 5000, 20000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "products.hdf5")
			for b.Loop() {
				exploreProducts(b, path, n)
			}
			info, err := os.Stat(path)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/run")
			b.ReportMetric(float64(info.Size())/float64(n), "B/run")
		})
	}
}

// BenchmarkTrialBuilds is how long it takes from Explore to the first of 1,000 tiny runs, which differ in a size, a text and a
// number: as it is, and without points that are tried before.
func BenchmarkTrialBuilds(b *testing.B) {
	sizes, thresholds, shares := make([]int, 1000), make([]string, 1000), make([]float64, 1000)
	for i := range sizes {
		sizes[i], thresholds[i], shares[i] = i%50+2, fmt.Sprintf("v > %d", i%30), 0.5+float64(i)/1000
	}
	for name, opts := range map[string][]manager.Option{"tried": nil, "untried": {manager.WithoutTrials()}} {
		b.Run(name, func(b *testing.B) {
			waited := time.Duration(0)
			for b.Loop() {
				waited += exploreDescribed(b, opts, trajectory.Zip{{Path: "d.N", Values: sizes}, {Path: "d.threshold", Values: thresholds},
					{Path: "d.share", Values: shares}})
			}
			b.ReportMetric(float64(waited.Microseconds())/1000/float64(b.N), "ms/start")
		})
	}
}

// exploreDescribed returns how long it took until the first run was begun.
func exploreDescribed(b *testing.B, opts []manager.Option, points trajectory.Zip) (waited time.Duration) {
	b.Helper()
	var began time.Time
	m := manager.New([]component.Component{described{}}, append(opts, manager.WithProgress(func(p manager.Progress) {
		if p.Run < 0 {
			waited = time.Since(began)
		}
	}))...)
	traj, err := trajectory.New("described")
	if err == nil {
		err = m.AddParameters(traj)
	}
	if err == nil {
		err = traj.Explore(points)
	}
	if began = time.Now(); err == nil {
		err = m.Explore(b.Context(), traj, trajectory.NewMemoryStore(), 0)
	}
	if err != nil {
		b.Fatal(err)
	}
	return waited
}

func exploreProducts(b *testing.B, path string, n int) {
	b.Helper()
	m := manager.New([]component.Component{idle{}, product{}})
	traj, err := trajectory.New("products")
	if err != nil {
		b.Fatal(err)
	}
	if err := m.AddParameters(traj); err != nil {
		b.Fatal(err)
	}
	xs, ys := make([]float64, n), make([]float64, n)
	for i := range n {
		xs[i], ys[i] = float64(i), float64(i%7)
	}
	if err := traj.Explore(trajectory.Zip{{Path: "x", Values: xs}, {Path: "y", Values: ys}}); err != nil {
		b.Fatal(err)
	}
	store, err := hdf5.Create(path, hdf5.Overwrite())
	if err != nil {
		b.Fatal(err)
	}
	if err := m.Explore(context.Background(), traj, store, 0); err != nil {
		b.Fatal(err)
	}
	if err := store.Close(); err != nil {
		b.Fatal(err)
	}
}
