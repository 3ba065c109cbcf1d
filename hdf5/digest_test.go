package hdf5_test

import (
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/testing/storetest"
	"golgi/trajectory"
)

func digestOf(t *testing.T, path string) string {
	t.Helper()
	digest, err := hdf5.ResultDigest(path)
	must(t, err)
	if len(digest) != 64 {
		t.Errorf("the digest is %q", digest)
	}
	return digest
}

// TestDigestOfWorkers writes the same runs in several orders, from several goroutines, at other times, and
// compressed: the results are the same.
func TestDigestOfWorkers(t *testing.T) {
	inFolder(t)
	traj := sample(t)
	write := func(path string, order []int, workers int, opts ...hdf5.Option) {
		s := create(t, path, opts...)
		must(t, s.SaveTrajectory(traj))
		jobs := make(chan int)
		var all sync.WaitGroup
		for range workers {
			all.Go(func() {
				for i := range jobs {
					run := sampleRun(t, traj, i)
					run.End(time.Now(), nil)
					if err := trajectory.SaveRun(s, run); err != nil {
						t.Error(err)
					}
				}
			})
		}
		for _, i := range order {
			jobs <- i
		}
		close(jobs)
		all.Wait()
		must(t, s.Close())
	}
	write("1.hdf5", []int{-1, 0, 1, 2, 3}, 1)
	want := digestOf(t, "1.hdf5")
	write("2.hdf5", []int{3, 2, 1, 0, -1}, 1)
	write("3.hdf5", []int{0, 3, -1, 1, 2}, 4)
	write("4.hdf5", []int{0, 1, 2, 3, -1}, 2, hdf5.Compress(9))
	for _, path := range []string{"2.hdf5", "3.hdf5", "4.hdf5"} {
		if got := digestOf(t, path); got != want {
			t.Errorf("the results of %s have the digest %s, wanted %s", path, got, want)
		}
	}
	write("fewer.hdf5", []int{0, 1, 2, -1}, 1)
	if digestOf(t, "fewer.hdf5") == want {
		t.Error("a run is missing, and the digest does not tell")
	}
}

// TestDigestOfChanges changes the least of everything that belongs to a result.
func TestDigestOfChanges(t *testing.T) {
	inFolder(t)
	result := func() trajectory.Result {
		return trajectory.Result{Path: "a.b", Comment: "c", Annotations: trajectory.Annotations{"n": 1},
			Items: []trajectory.Item{
				{Name: "v", Value: []float64{1, 2}, Unit: "mV", Dims: []string{"time"}, Comment: "d"},
				{Name: "s", Value: []string{"ab", "c"}},
			}}
	}
	changes := []func(*trajectory.Result){
		func(*trajectory.Result) {},
		func(r *trajectory.Result) { r.Path = "a.c" },
		func(r *trajectory.Result) { r.Comment = "" },
		func(r *trajectory.Result) { r.Annotations["n"] = 1.0 },
		func(r *trajectory.Result) { r.Items[0].Name = "w" },
		func(r *trajectory.Result) { r.Items[0].Value = []float64{1, 2.0000000000000004} },
		func(r *trajectory.Result) { r.Items[0].Value = []int64{1, 2} },
		func(r *trajectory.Result) { r.Items[0].Unit = "V" },
		func(r *trajectory.Result) { r.Items[0].Dims = []string{"t"} },
		func(r *trajectory.Result) { r.Items[0].Comment = "" },
		func(r *trajectory.Result) { r.Items[1].Value = []string{"a", "bc"} },
		func(r *trajectory.Result) {
			r.Items[1].Value = trajectory.NDArray{Shape: []int{2, 1}, Data: []string{"ab", "c"}}
		},
	}
	seen := map[string]int{}
	for i, change := range changes {
		res := result()
		change(&res)
		traj := sample(t)
		run, err := traj.Run(0)
		must(t, err)
		must(t, run.AddResult(res))
		path := fmt.Sprintf("%d.hdf5", i)
		s := create(t, path)
		must(t, s.SaveTrajectory(traj))
		must(t, trajectory.SaveRun(s, run))
		must(t, s.Close())
		digest := digestOf(t, path)
		if other, same := seen[digest]; same {
			t.Errorf("changes %d and %d have the same digest", other, i)
		}
		seen[digest] = i
	}
}

// TestCompressed reads back what was compressed.
func TestCompressed(t *testing.T) {
	inFolder(t)
	traj := sample(t)
	long := make([]float64, 100000)
	for i := range long {
		long[i] = float64(i / 100)
	}
	var sizes [2]int64
	for i, level := range []int{0, 6} {
		run := sampleRun(t, traj, 0)
		wide := trajectory.NDArray{Shape: []int{2, 50000}, Data: long}
		must(t, run.AddResult(trajectory.Result{Path: "long",
			Items: []trajectory.Item{{Name: "x", Value: long}, {Name: "wide", Value: wide}}}))
		path := fmt.Sprintf("%d.hdf5", level)
		s := create(t, path, hdf5.Compress(level))
		must(t, s.SaveTrajectory(traj))
		must(t, trajectory.SaveRun(s, run))
		must(t, s.Finish())
		must(t, hdf5.Check(path))
		got, err := opened(t, reading, path).LoadRun(traj, 0)
		must(t, err)
		if storetest.RunText(got) != storetest.RunText(run) {
			t.Errorf("at level %d, something else came back", level)
		}
		sizes[i] = fileSize(t, path)
	}
	if sizes[1] > sizes[0]/20 {
		t.Errorf("compressed, the file has %d bytes instead of %d", sizes[1], sizes[0])
	}
}

// TestCompressedResults leaves it to each result how it is compressed, in a store that does and one that does
// not.
func TestCompressedResults(t *testing.T) {
	inFolder(t)
	traj := sample(t)
	size := func(store, own int) int64 {
		run, err := traj.Run(0)
		must(t, err)
		must(t, run.AddResult(trajectory.Result{Path: "long", Compression: own,
			Items: []trajectory.Item{{Name: "x", Value: make([]float64, 10000)}}}))
		path := fmt.Sprintf("%d.%d.hdf5", store, own)
		s := create(t, path, hdf5.Compress(store))
		must(t, s.SaveTrajectory(traj))
		must(t, trajectory.SaveRun(s, run))
		must(t, s.Finish())
		return fileSize(t, path)
	}
	plain, small := size(0, 0), size(6, 0)
	if small > plain/3 || size(6, -1) != plain || size(0, 6) != small {
		t.Errorf("plain results have %d bytes, compressed ones %d, and by themselves %d and %d",
			plain, small, size(6, -1), size(0, 6))
	}
}

func fileSize(t testing.TB, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	return info.Size()
}
