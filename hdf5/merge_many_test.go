package hdf5_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
)

// productsFrom are products at n points, x from first on.
func productsFrom(t testing.TB, first, n int) *trajectory.Trajectory {
	t.Helper()
	traj, err := trajectory.New("products")
	must(t, err)
	must(t, traj.Add(trajectory.Parameter{Path: "x", Value: 1.0}, trajectory.Parameter{Path: "y", Value: 2.0}))
	xs, ys := make([]float64, n), make([]float64, n)
	for i := range n {
		xs[i], ys[i] = float64(first+i), float64(i%7)
	}
	must(t, traj.Explore(trajectory.Zip{{Path: "x", Values: xs}, {Path: "y", Values: ys}}))
	return traj
}

// BenchmarkMergeFiles merges two trajectories of 5,000 tiny runs. The processor's time is what an idle machine takes.
func BenchmarkMergeFiles(b *testing.B) {
	const n = 5000
	b.Chdir(b.TempDir())
	names := []string{"a.hdf5", "b.hdf5"}
	for k, name := range names {
		traj := productsFrom(b, k*n, n)
		s := create(b, name)
		must(b, s.SaveTrajectory(traj))
		for i := range n {
			saveProduct(b, s, traj, i)
		}
		must(b, s.Close())
	}
	before := processorTime(b)
	for b.Loop() {
		_, err := hdf5.Merge(context.Background(), "c.hdf5", names, hdf5.Merging{}, hdf5.Overwrite())
		must(b, err)
	}
	b.ReportMetric((processorTime(b)-before).Seconds()/float64(b.N), "cpu-s/op")
}

// TestMergeMany merges ten files, of 100,000 runs in all, and deletes half of them: a process needs less than 500 MB for each.
func TestMergeMany(t *testing.T) {
	if word := os.Getenv(childVariable); word != "" {
		mergeMany(t, word)
		return
	}
	const parts = 10
	n := 50
	if slow {
		n = 10000
	}
	t.Chdir(memoryFolder(t))
	for k := range parts {
		must(t, hdf5.WriteFinished(fmt.Sprintf("%d.hdf5", k), productsFrom(t, k*n, n)))
	}
	for _, word := range []string{"merge", "delete"} {
		out, err := child("TestMergeMany", word).CombinedOutput()
		must(t, err)
		text, _, _ := strings.Cut(string(out), "\n")
		var kilobytes int
		if _, err := fmt.Sscanf(text, "VmHWM: %d kB", &kilobytes); err != nil && isLinux() {
			t.Error(string(out))
		}
		t.Logf("%s of %d runs: at most %d MB", word, parts*n, kilobytes/1000)
		if kilobytes > 500_000 {
			t.Errorf("%s needs %d kB", word, kilobytes)
		}
	}
	s := opened(t, reading, "all.hdf5")
	traj, err := s.LoadTrajectory("products")
	must(t, err)
	for i, want := range map[int]trajectory.Status{0: trajectory.Deleted, parts*n - 1: trajectory.Finished} {
		if status, err := s.Status(traj, i); err != nil || status != want || traj.Len() != parts*n {
			t.Errorf("run %d of %d is %s, %v", i, traj.Len(), status, err)
		}
	}
	must(t, s.Close())
}

// mergeMany is the child: it says how much memory it has needed.
func mergeMany(t *testing.T, word string) {
	if word == "merge" {
		files, err := filepath.Glob("?.hdf5")
		must(t, err)
		_, err = hdf5.Merge(context.Background(), "all.hdf5", files, hdf5.Merging{})
		must(t, err)
	} else {
		var runs []int
		s := opened(t, reading, "all.hdf5")
		traj, err := s.LoadTrajectory("products")
		must(t, err)
		must(t, s.Close())
		for i := 0; i < traj.Len()-1; i += 2 {
			runs = append(runs, i)
		}
		_, err = hdf5.Delete(context.Background(), "all.hdf5", hdf5.Deletion{Runs: runs})
		must(t, err)
	}
	text, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "VmHWM") {
			fmt.Print(line)
		}
	}
}
