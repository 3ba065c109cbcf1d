package hdf5_test

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/internal/files"
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
				for first := 0; first < c.runs; first += 256 {
					_, err := s.LoadRuns(traj, first, min(256, c.runs-first))
					must(b, err)
				}
				must(b, s.Close())
			}
		})
	}
}

// BenchmarkTable reads the table of 20,000 runs, and their records.
func BenchmarkTable(b *testing.B) {
	const n = 20000
	path := filepath.Join(b.TempDir(), "x.hdf5")
	writeProducts(b, path, n)
	for b.Loop() {
		s, err := hdf5.Open(path)
		must(b, err)
		traj, err := s.LoadTrajectory("products")
		must(b, err)
		_, err = s.LoadRecords(traj)
		must(b, err)
		table, err := trajectory.Rows(s, traj)
		if must(b, err); len(table.Rows) != n {
			b.Fatal(len(table.Rows))
		}
		must(b, s.Close())
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/run")
}

// BenchmarkLarge stores 200 runs of 1 MiB, and compares that with writing and syncing the same bytes in one
// plain file, which is done before and after: to the last commit, until the finished file is in its place,
// and until the parts are gone. The figures are medians, since the speed of the plain file varies fourfold
// with the state of the system's memory.
func BenchmarkLarge(b *testing.B) {
	const n, size = 200, 1 << 17
	data := make([]float64, size)
	for i := range data {
		data[i] = float64(i) / 3
	}
	folder := b.TempDir()
	plain, stored := filepath.Join(folder, "plain"), filepath.Join(folder, "x.hdf5")
	var inPlace time.Time
	watch := hdf5.OnDisk(files.Disk{Hook: func(op, path string) error {
		if op == "sync" && path == folder { // of the file's name, and then of that of the folder
			inPlace = time.Now()
		}
		return nil
	}})
	var speed, committed, finished, closed []float64
	for b.Loop() {
		before := writePlain(b, plain, n, data)
		s := create(b, stored, watch)
		begun := time.Now()
		writeLarge(b, s, n, data)
		handed := time.Since(begun)
		must(b, s.Close())
		whole := time.Since(begun)
		must(b, os.Remove(stored))
		mean := (before + writePlain(b, plain, n, data)).Seconds() / 2
		speed = append(speed, float64(n)/mean)
		committed = append(committed, 100*mean/handed.Seconds())
		finished = append(finished, 100*mean/inPlace.Sub(begun).Seconds())
		closed = append(closed, 100*mean/whole.Seconds())
	}
	b.ReportMetric(median(speed), "MiB/s-plain")
	b.ReportMetric(median(committed), "%-committed")
	b.ReportMetric(median(finished), "%-finished")
	b.ReportMetric(median(closed), "%-closed")
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

// writePlain writes a file, removes it, and returns how long the writing took.
func writePlain(b *testing.B, path string, n int, data []float64) time.Duration {
	begun := time.Now()
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
	took := time.Since(begun)
	must(b, os.Remove(path))
	return took
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
