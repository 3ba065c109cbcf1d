package manager_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

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

func exploreProducts(b *testing.B, path string, n int) {
	b.Helper()
	m := manager.New(idle{}, []component.Component{product{}}, nil)
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
