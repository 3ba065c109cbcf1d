package hdf5_test

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/trajectory"
)

// products is the smallest experiment: z = x*y, at n points.
func products(t testing.TB, n int) *trajectory.Trajectory {
	t.Helper()
	traj, err := trajectory.New("products")
	must(t, err)
	must(t, traj.Add(
		trajectory.Parameter{Path: "x", Value: 1.0, Comment: "first factor"},
		trajectory.Parameter{Path: "y", Value: 2.0, Comment: "second factor"},
	))
	xs, ys := make([]float64, n), make([]float64, n)
	for i := range n {
		xs[i], ys[i] = float64(i), float64(i%7)
	}
	must(t, traj.Explore(trajectory.Zip{{Path: "x", Values: xs}, {Path: "y", Values: ys}}))
	return traj
}

// saveProduct executes run i, and stores it.
func saveProduct(t testing.TB, s trajectory.Store, traj *trajectory.Trajectory, i int) {
	t.Helper()
	run, err := traj.Run(i)
	must(t, err)
	x, err := trajectory.Value[float64](run, "x")
	must(t, err)
	y, err := trajectory.Value[float64](run, "y")
	must(t, err)
	must(t, run.AddResult(trajectory.Result{Path: "z", Items: []trajectory.Item{{Name: "z", Value: x * y}}}))
	must(t, trajectory.SaveRun(s, run))
}

// writeProducts writes a finished file of n products.
func writeProducts(t testing.TB, path string, n int) *trajectory.Trajectory {
	t.Helper()
	traj := products(t, n)
	s := create(t, path)
	must(t, s.SaveTrajectory(traj))
	for i := range n {
		saveProduct(t, s, traj, i)
	}
	must(t, s.Close())
	return traj
}

// BenchmarkRuns is what a tiny run costs, from its parameters to the finished file.
func BenchmarkRuns(b *testing.B) {
	for _, n := range []int{2000, 20000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				path := filepath.Join(b.TempDir(), "x.hdf5")
				writeProducts(b, path, n)
				b.ReportMetric(float64(sizeOf(b, path))/float64(n), "file-B/run")
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/run")
		})
	}
}

// BenchmarkLoad loads 5,000 tiny runs: their trajectory with one run, and everything.
func BenchmarkLoad(b *testing.B) {
	const n = 5000
	path := filepath.Join(b.TempDir(), "x.hdf5")
	traj := writeProducts(b, path, n)
	for _, c := range []struct {
		name string
		runs int
	}{{"skeleton", 1}, {"everything", n}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				s, err := hdf5.Open(path)
				must(b, err)
				_, err = s.LoadTrajectory(traj.Name())
				must(b, err)
				for i := range c.runs {
					_, err := s.LoadRun(traj, i)
					must(b, err)
				}
				must(b, s.Close())
			}
		})
	}
}

// BenchmarkLarge stores 200 runs of 1 MiB, and compares that with writing and syncing the same bytes in one
// plain file: to the last commit, and to the finished file.
func BenchmarkLarge(b *testing.B) {
	const n, size = 200, 1 << 17
	data := make([]float64, size)
	for i := range data {
		data[i] = float64(i) / 3
	}
	var plain, committed, finished time.Duration
	for b.Loop() {
		folder := b.TempDir()
		plain += since(func() { writePlain(b, filepath.Join(folder, "plain"), n, data) })
		s := create(b, filepath.Join(folder, "x.hdf5"))
		begun := time.Now()
		writeLarge(b, s, n, data)
		committed += time.Since(begun)
		must(b, s.Close())
		finished += time.Since(begun)
	}
	b.ReportMetric(plain.Seconds()/float64(b.N), "s-plain")
	b.ReportMetric(100*plain.Seconds()/committed.Seconds(), "%-committed")
	b.ReportMetric(100*plain.Seconds()/finished.Seconds(), "%-finished")
}

func since(do func()) time.Duration {
	begun := time.Now()
	do()
	return time.Since(begun)
}

func writePlain(b *testing.B, path string, n int, data []float64) {
	file, err := os.Create(path)
	must(b, err)
	raw, err := binary.Append(nil, binary.LittleEndian, data)
	must(b, err)
	for range n {
		_, err := file.Write(raw)
		must(b, err)
	}
	must(b, file.Sync())
	must(b, file.Close())
}

func writeLarge(b *testing.B, s *hdf5.Store, n int, data []float64) {
	traj := products(b, n)
	must(b, s.SaveTrajectory(traj))
	for i := range n {
		run, err := traj.Run(i)
		must(b, err)
		w, err := s.Begin(run)
		must(b, err)
		must(b, w.Append("v", trajectory.Result{Items: []trajectory.Item{{Name: "v", Value: data, Unit: "mV"}}}))
		must(b, w.Commit())
	}
	must(b, s.Sync())
}

func sizeOf(t testing.TB, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	return info.Size()
}
