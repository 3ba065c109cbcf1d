package hdf5_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/hdf5/internal/h5"
	"golgi/testing/storetest"
	"golgi/trajectory"
	"golgi/units"
)

// manyRuns is a number of runs of which nobody wants to read all to see one.
func manyRuns() int {
	if os.Getenv("GOLGI_SLOW") != "" {
		return 100_000
	}
	return 20_000
}

// TestBytesRead counts what is read from the disk to open a file of very many runs, and to load one.
func TestBytesRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.hdf5")
	traj := products(t, manyRuns())
	must(t, hdf5.WriteFinished(path, traj))
	s := opened(t, reading, path)
	loaded, err := s.LoadTrajectory(traj.Name())
	must(t, err)
	ps, err := loaded.Parameters("")
	must(t, err)
	if len(ps) != 2 || loaded.Len() != traj.Len() || len(loaded.ExploredPaths()) != 2 {
		t.Errorf("of %d runs, %d were loaded", traj.Len(), loaded.Len())
	}
	wantBytes(t, s, "the parameters", 64<<10)

	i := traj.Len() * 7 / 10 / 1000 * 1000
	status, err := s.Status(loaded, i)
	must(t, err)
	run, err := s.LoadRun(loaded, i)
	must(t, err)
	z, err := run.Result("z")
	must(t, err)
	x, err := trajectory.Value[float64](run, "x")
	must(t, err)
	if status != trajectory.Finished || z.Items[0].Value != int64(i) || x != float64(i) {
		t.Errorf("run %d is %s, with x = %v and z = %v", i, status, x, z.Items[0].Value)
	}
	wantBytes(t, s, "a run", 512<<10)
	must(t, s.Close())
}

func wantBytes(t *testing.T, s *hdf5.Store, what string, most int64) {
	t.Helper()
	if n := s.BytesRead(); n == 0 || n > most {
		t.Errorf("%d bytes were read for %s, wanted at most %d", n, what, most)
	}
}

// BenchmarkOpen opens a file of 100,000 runs and loads one of them.
func BenchmarkOpen(b *testing.B) {
	const n = 100_000
	path := filepath.Join(b.TempDir(), "x.hdf5")
	traj := products(b, n)
	must(b, hdf5.WriteFinished(path, traj))
	for b.Loop() {
		s := opened(b, reading, path)
		loaded, err := s.LoadTrajectory(traj.Name())
		must(b, err)
		_, err = s.LoadRun(loaded, rand.IntN(n))
		must(b, err)
		b.ReportMetric(float64(s.BytesRead())/1024, "KiB")
		must(b, s.Close())
	}
}

// many explores a parameter of each kind at n points.
func many(t *testing.T, n int) *trajectory.Trajectory {
	t.Helper()
	traj, err := trajectory.New("many")
	must(t, err)
	values := map[string]any{"int": 0, "float": 0.5, "bool": true, "text": "ä", "list": []int{}, "fixed": 1,
		"quantity": units.Volt.Of(-0.07), "levels": units.Volt.OfAll(1)}
	for path, value := range values {
		must(t, traj.Add(trajectory.Parameter{Path: "all." + path, Value: value}))
	}
	axes := make(trajectory.Zip, 7)
	for a, path := range []string{"text", "int", "levels", "bool", "float", "list", "quantity"} {
		axes[a] = trajectory.Axis{Path: path, Values: make([]any, n)}
	}
	for i := range n {
		for a, value := range []any{fmt.Sprint("point ", i), i, units.Volt.OfAll(float64(i % 3)), i%2 == 0,
			float64(i) / 3, []int{i % 5, i % 7}, units.Volt.Of(float64(i % 900))} {
			axes[a].Values.([]any)[i] = value
		}
	}
	must(t, traj.Explore(axes))
	return traj
}

// TestPointsOnDemand loads more points than are read at once, of every kind: by the run, and all.
func TestPointsOnDemand(t *testing.T) {
	inFolder(t)
	const n = 5000
	traj := many(t, n)
	s := create(t, "x.hdf5")
	must(t, s.SaveTrajectory(traj))
	must(t, s.Finish())
	r := opened(t, reading, "x.hdf5")
	loaded, err := r.LoadTrajectory("many")
	must(t, err)
	for _, i := range []int{n - 1, 0, 511, 512, 3000} {
		wantPoint(t, loaded, traj, i)
	}
	want, err := storetest.TrajectoryText(traj)
	must(t, err)
	got, err := storetest.TrajectoryText(loaded)
	must(t, err)
	if got != want {
		t.Error("all points together are others")
	}
	must(t, r.Close())
	wantPoint(t, loaded, traj, 4000)
}

func wantPoint(t *testing.T, got, want *trajectory.Trajectory, i int) {
	t.Helper()
	var texts [2]string
	for k, traj := range []*trajectory.Trajectory{got, want} {
		run, err := traj.Run(i)
		must(t, err)
		ps, err := run.Parameters("")
		must(t, err)
		for _, p := range ps {
			texts[k] += fmt.Sprintln(p.Path, p.Value)
		}
	}
	if texts[0] != texts[1] {
		t.Errorf("point %d is\n%s, wanted\n%s", i, texts[0], texts[1])
	}
}

// TestPointsAfterClose: what was read stays, what was not says what to do; of few points all are there.
func TestPointsAfterClose(t *testing.T) {
	inFolder(t)
	for name, n := range map[string]int{"few": 4096, "many": 4097} {
		s := create(t, name+".hdf5")
		must(t, s.SaveTrajectory(products(t, n)))
		must(t, s.Finish())
	}
	load := func(name string) (*hdf5.Store, *trajectory.Trajectory) {
		s := opened(t, reading, name+".hdf5")
		traj, err := s.LoadTrajectory("products")
		must(t, err)
		return s, traj
	}
	s, few := load("few")
	must(t, s.Close())
	wantPoint(t, few, products(t, 4096), 4095)

	s, left := load("many")
	wantPoint(t, left, products(t, 4097), 3)
	must(t, s.Close())
	wantPoint(t, left, products(t, 4097), 4)
	const closed = "hdf5: many.hdf5 is closed, and has the points; call Fetch of the trajectory before Close"
	_, err := left.Run(4096)
	wantError(t, err, "trajectory: cannot read the point of run_00004096: "+closed)
	_, err = left.Axes()
	wantError(t, err, "trajectory: cannot read the points of products: "+closed)
	s = create(t, "again.hdf5")
	wantError(t, s.SaveTrajectory(left), "trajectory: cannot read the points of products: "+closed)
	must(t, s.Close())
}

// TestPointsAtOnce uses one loaded trajectory in several goroutines, and saves it into the store it is from.
func TestPointsAtOnce(t *testing.T) {
	inFolder(t)
	const n = 6000
	s := create(t, "x.hdf5")
	must(t, s.SaveTrajectory(products(t, n)))
	traj, err := s.LoadTrajectory("products")
	must(t, err)
	var all sync.WaitGroup
	for worker := range 6 {
		all.Go(func() {
			if worker == 3 {
				if err := s.SaveTrajectory(traj); err != nil {
					t.Error(err)
				}
			}
			for i := worker; i < n; i += 60 {
				if _, err := s.LoadRun(traj, i); !errors.Is(err, trajectory.ErrNotFound) {
					t.Errorf("loading a run that has not ended: %v", err)
				}
			}
		})
	}
	all.Wait()
	saveProduct(t, s, traj, 5999)
	must(t, s.Finish())
}

// TestRecordsOnDemand finds each run of a finished file, in no order: what has finished, failed, was stopped,
// and what is missing.
func TestRecordsOnDemand(t *testing.T) {
	inFolder(t)
	const n = 700
	traj := products(t, n)
	s := create(t, "x.hdf5")
	must(t, s.SaveTrajectory(traj))
	records := map[int]trajectory.Record{}
	for i := trajectory.PreRun; i < n; i++ {
		run, err := traj.Run(i)
		must(t, err)
		start := time.UnixMicro(int64(1e15 + i)).UTC()
		run.Begin(start)
		switch i % 7 {
		case 1:
			run.End(start.Add(time.Duration(i)*time.Second), fmt.Errorf("no convergence at %d", i))
		case 2:
			continue
		default:
			run.End(start.Add(time.Minute), nil)
		}
		must(t, trajectory.SaveRun(s, run))
		records[i] = run.Record()
	}
	must(t, s.Finish())
	r := opened(t, reading, "x.hdf5")
	for _, place := range rand.New(rand.NewPCG(1, 2)).Perm(n + 1) {
		i := place + trajectory.PreRun
		want, ended := records[i]
		if !ended {
			want.Status = trajectory.Pending
		}
		if status, err := r.Status(traj, i); err != nil || status != want.Status {
			t.Fatalf("run %d is %s, wanted %s: %v", i, status, want.Status, err)
		}
		run, err := r.LoadRun(traj, i)
		if ended != (err == nil) || !ended && !errors.Is(err, trajectory.ErrNotFound) {
			t.Fatalf("loading run %d, which is %s: %v", i, want.Status, err)
		}
		if ended && run.Record() != want {
			t.Fatalf("the record of run %d is %v, wanted %v", i, run.Record(), want)
		}
	}
	for _, i := range []int{n, n + 1000, -2, -1000} {
		if status, err := r.Status(traj, i); err != nil || status != trajectory.Pending {
			t.Errorf("run %d, which there cannot be, is %s, %v", i, status, err)
		}
	}
	must(t, r.Close())
}

// TestRowsInPlace: in a finished file, row i is that of run i.
func TestRowsInPlace(t *testing.T) {
	inFolder(t)
	writeProducts(t, "x.hdf5", 3)
	edit(t, "x.hdf5", in("products/overview/table", replace("run", h5.Vector([]int64{0, 2, 3}))))
	s := opened(t, reading, "x.hdf5")
	_, err := s.LoadRun(products(t, 3), 1)
	wantError(t, err, "hdf5: products/overview/table: row 1 is that of run 2")
	must(t, s.Close())
}

// TestGenerationsDamaged: generations that the points cannot have are damage.
func TestGenerationsDamaged(t *testing.T) {
	inFolder(t)
	traj := products(t, 3)
	_, err := traj.Expand(trajectory.Zip{{Path: "x", Values: []float64{7}}, {Path: "y", Values: []float64{7}}})
	must(t, err)
	must(t, hdf5.WriteFinished("x.hdf5", traj))
	must(t, hdf5.Check("x.hdf5"))
	edit(t, "x.hdf5", in("products/overview", replace("generations", h5.Vector([]int64{0, 4}))))
	_, err = opened(t, reading, "x.hdf5").LoadTrajectory("products")
	wantError(t, err, "hdf5: products/overview/generations: trajectory: 4 points cannot be generations that begin at the points [0 4]")
}
