package hdf5_test

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/trajectory"
)

// TestKilled kills a process that has stored runs and waits, with one more run open. What it leaves has them.
func TestKilled(t *testing.T) {
	if path := os.Getenv("GOLGI_HDF5_KILLED"); path != "" {
		storeAndWait(t, path)
		return
	}
	path := filepath.Join(t.TempDir(), "x.hdf5")
	child := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	child.Env = append(os.Environ(), "GOLGI_HDF5_KILLED="+path)
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatalf("the child did not say that it has stored the runs: %v", err)
	}
	must(t, child.Process.Kill())
	if child.Wait() == nil {
		t.Fatal("the child was not killed")
	}
	for i := range 3 {
		wantFinished(t, path+".part", i)
	}
	must(t, hdf5.Check(path+".part"))
	s := opened(t, hdf5.Append, path)
	if _, err := s.LoadRun(sample(t), 3); !errors.Is(err, trajectory.ErrNotFound) {
		t.Errorf("the run that was open can be loaded: %v", err)
	}
	must(t, trajectory.SaveRun(s, ended(sampleRun(t, sample(t), 3), nil)))
	must(t, s.Close())
	must(t, hdf5.Check(path))
	wantFinished(t, path, 0)
	wantFinished(t, path, 3)
}

// storeAndWait stores runs in less time than there is between two flushes, and says so when the last is due.
func storeAndWait(t *testing.T, path string) {
	traj := sample(t)
	s := create(t, path)
	must(t, s.SaveTrajectory(traj))
	for i := range 3 {
		must(t, trajectory.SaveRun(s, ended(sampleRun(t, traj, i), nil)))
	}
	w, err := s.Begin(sampleRun(t, traj, 3))
	must(t, err)
	must(t, w.Append("x", trajectory.Result{Items: []trajectory.Item{{Name: "x", Value: 1}}}))
	time.Sleep(400 * time.Millisecond)
	_, err = os.Stdout.WriteString("stored " + strconv.Itoa(os.Getpid()) + "\n")
	must(t, err)
	time.Sleep(time.Minute)
}

// BenchmarkSaveRun stores small runs: a number with unit and comment.
func BenchmarkSaveRun(b *testing.B) {
	traj, err := trajectory.New("bench")
	must(b, err)
	must(b, traj.Add(trajectory.Parameter{Path: "x", Value: 0}))
	xs := make([]int, max(b.N, 2))
	for i := range xs {
		xs[i] = i
	}
	must(b, traj.Explore(trajectory.Zip{{Path: "x", Values: xs}}))
	path := filepath.Join(b.TempDir(), "x.hdf5")
	s := create(b, path)
	must(b, s.SaveTrajectory(traj))
	b.ResetTimer()
	for i := range b.N {
		run, err := traj.Run(i)
		must(b, err)
		must(b, run.AddResult(trajectory.Result{Path: "fano", Comment: "Fano factor",
			Items: []trajectory.Item{{Name: "mean", Value: float64(i), Unit: "Hz"}}}))
		must(b, trajectory.SaveRun(s, run))
	}
	must(b, s.Close())
	info, err := os.Stat(path)
	must(b, err)
	b.ReportMetric(float64(info.Size())/float64(b.N), "file-B/run")
}
