package hdf5_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/trajectory"
)

// The tests here start this program again as a child, which finds what to do in this variable.
const childVariable = "GOLGI_HDF5_CHILD"

// child returns a command that executes one test of this program, with word for the variable.
func child(test, word string) *exec.Cmd {
	c := exec.Command(os.Args[0], "-test.run=^"+test+"$")
	c.Env = append(os.Environ(), childVariable+"="+word)
	return c
}

const (
	killedWorkers = 4
	firstLife     = 30 * time.Millisecond
)

// killedRuns is how many runs the exploration has that is killed.
func killedRuns() int {
	if slow {
		return 120
	}
	return 40
}

// TestKilled kills an exploration again and again, at any time, and each time finds what it has committed,
// and resumes it, until it has finished: then its results are those of one that nobody has killed.
func TestKilled(t *testing.T) {
	if os.Getenv(childVariable) != "" {
		exploreForParent(t)
		return
	}
	kills := 4
	if slow {
		kills = 500
	}
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	c := scenario{name: "killed", runs: killedRuns()}
	t.Chdir(memoryFolder(t))
	want := c.uninterrupted(t)
	for done := 0; done < kills; {
		clean(t)
		finished := false
		for life := firstLife; !finished && !t.Failed(); done++ {
			var committed []int
			committed, finished = lifeOfChild(t, time.Duration(random.Int64N(int64(life))))
			life = life * 3 / 2 // so that at last it is enough, however busy the machine is
			if !finished {
				c.wantReadable(t, fmt.Sprintf("kill %d", done), committed)
			}
		}
		if got := digestOf(t, "x.hdf5"); got != want {
			t.Errorf("after %d kills, the results are others", done)
		}
		must(t, hdf5.Check("x.hdf5"))
		c.wantNothingElse(t, "at the end")
		if t.Failed() {
			return
		}
	}
}

// lifeOfChild lets a child explore, kills it after a while, and returns which runs it has committed, and
// whether it was done before.
func lifeOfChild(t *testing.T, span time.Duration) (committed []int, finished bool) {
	t.Helper()
	c := child("TestKilled", "explore")
	out, err := c.StdoutPipe()
	must(t, err)
	must(t, c.Start())
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		switch {
		case len(words) == 0:
		case words[0] == "begin":
			time.AfterFunc(span, func() { _ = c.Process.Kill() })
		case words[0] == "committed":
			for _, word := range words[1:] {
				i, err := strconv.Atoi(word)
				must(t, err)
				committed = append(committed, i)
			}
		case words[0] != "PASS" && words[0] != "ok":
			t.Errorf("the child says %q", lines.Text())
		}
	}
	return committed, c.Wait() == nil
}

// exploreForParent is the child: it tells which runs are committed, as soon as they are.
func exploreForParent(t *testing.T) {
	open := hdf5.Append
	if !has(t, "x.hdf5.parts") && !has(t, "x.hdf5") {
		open = hdf5.Create
	}
	fmt.Println("begin")
	s, err := open("x.hdf5")
	must(t, err)
	traj := tiny(t, killedRuns())
	must(t, s.SaveTrajectory(traj))
	var all sync.WaitGroup
	for worker := range killedWorkers {
		all.Go(func() { exploreShare(t, s, traj, worker) })
	}
	all.Wait()
	must(t, s.Close())
}

// exploreShare executes what is missing of the runs of a worker, and tells of six at a time.
func exploreShare(t *testing.T, s *hdf5.Store, traj *trajectory.Trajectory, worker int) {
	handed := ""
	for i := worker; i < killedRuns(); i += killedWorkers {
		if status, err := s.Status(traj, i); err != nil || status != trajectory.Pending {
			continue
		}
		if err := execute(t, s, traj, i); err != nil {
			t.Error(err)
		}
		if handed += fmt.Sprint(" ", i); len(handed) < 16 {
			continue
		}
		if err := s.Sync(); err != nil {
			t.Error(err)
		}
		fmt.Println("committed" + handed)
		handed = ""
	}
}

// TestFullDisk explores where no file can have more than 2 MiB: run 40 is larger.
func TestFullDisk(t *testing.T) {
	if os.Getenv(childVariable) != "" {
		exploreOnFullDisk(t)
		return
	}
	t.Chdir(memoryFolder(t))
	out, err := child("TestFullDisk", "explore").Output()
	must(t, err)
	said, _, _ := strings.Cut(string(out), "\nPASS")
	if !strings.HasPrefix(said, "hdf5: cannot write x.hdf5.parts/000") ||
		!strings.HasSuffix(said, "file too large; what was committed before is there") {
		t.Errorf("the child says %q", said)
	}
	wantFull(t, 40)
	s := opened(t, hdf5.Append, "x.hdf5")
	for i := 40; i < 50; i++ {
		must(t, s.SaveTrajectory(products(t, 50)))
		must(t, large(t, s, i, 1<<19))
	}
	must(t, s.Close())
	wantFull(t, 50)
	must(t, hdf5.Check("x.hdf5"))
}

func exploreOnFullDisk(t *testing.T) {
	signal.Ignore(syscall.SIGXFSZ)
	limit := syscall.Rlimit{Cur: 2 << 20, Max: 2 << 20}
	must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit))
	s := create(t, "x.hdf5")
	must(t, s.SaveTrajectory(products(t, 50)))
	for i := range 50 {
		size := 10
		if i == 40 {
			must(t, s.Sync())
			size = 1 << 19
		}
		if large(t, s, i, size) != nil {
			break
		}
	}
	err := s.Sync()
	if err == nil || err.Error() != s.Close().Error() {
		t.Errorf("Sync gave %v, and Close something else", err)
	}
	fmt.Println(err)
}

// large stores run i with so many numbers.
func large(t testing.TB, s *hdf5.Store, i, size int) error {
	t.Helper()
	run, err := products(t, 50).Run(i)
	must(t, err)
	must(t, run.AddResult(trajectory.Result{Path: "v",
		Items: []trajectory.Item{{Name: "v", Value: slices.Repeat([]float64{float64(i)}, size)}}}))
	return trajectory.SaveRun(s, run)
}

// wantFull checks that runs 0 to n-1 have finished, and no others.
func wantFull(t *testing.T, n int) {
	t.Helper()
	s := opened(t, reading, "x.hdf5")
	for i := range 50 {
		run, err := s.LoadRun(products(t, 50), i)
		switch there := err == nil; {
		case there != (i < n):
			t.Errorf("run %d: %v", i, err)
		case there && run.Results()[0].Items[0].Value.([]float64)[9] != float64(i):
			t.Errorf("run %d came back with other numbers", i)
		}
	}
	must(t, s.Close())
}

// TestMemoryFlat stores many runs, and needs no more memory for the last than for the first.
func TestMemoryFlat(t *testing.T) {
	n, early := 2500, 1000
	if slow {
		n, early = 20000, 8000
	}
	traj := products(t, n)
	s := create(t, memoryFolder(t)+"/x.hdf5")
	must(t, s.SaveTrajectory(traj))
	var before, after memory
	for i := range n {
		saveProduct(t, s, traj, i)
		if i == early {
			before = memoryNow(t, s)
		}
	}
	after = memoryNow(t, s)
	for range 600 { // where the machine is busy, segments are still being merged
		if after.heap <= before.heap+1<<20 {
			break
		}
		time.Sleep(100 * time.Millisecond)
		after = memoryNow(t, s)
	}
	t.Logf("after %d runs %+v, after %d runs %+v", early, before, n, after)
	if after.heap > before.heap+1<<20 {
		t.Errorf("Go holds %d bytes after %d runs, and %d after %d", before.heap, early, after.heap, n)
	}
	if after.resident > before.resident+48<<20 { // the system's own figure goes up and down by 20 MiB
		t.Errorf("the process has %d bytes after %d runs, and %d after %d",
			before.resident, early, after.resident, n)
	}
	must(t, s.Close())
}

// TestMemoryGoesBack writes one file after another: the memory of each goes back to the system when its store
// closes, though the library's thread, for which it was taken, ends with it.
func TestMemoryGoesBack(t *testing.T) {
	withoutThread(t)
	var first int64
	for i := range 3 {
		writeProducts(t, fmt.Sprintf("%s/%d.hdf5", memoryFolder(t), i), 1000)
		debug.FreeOSMemory()
		resident := residentNow(t)
		if first == 0 {
			first = resident
		}
		if resident > first+32<<20 {
			t.Errorf("the process has %d bytes after one file, and %d after %d", first, resident, i+1)
		}
	}
}

// memory is how many bytes there are on Go's heap and in the process, 0 where that is not known.
type memory struct{ heap, resident int64 }

func memoryNow(t testing.TB, s *hdf5.Store) (m memory) {
	t.Helper()
	must(t, s.Sync())
	runtime.GC()
	runtime.GC() // what is in a sync.Pool survives one
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	m.heap = int64(stats.HeapAlloc)
	m.resident = residentNow(t)
	return m
}

func residentNow(t testing.TB) int64 {
	t.Helper()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	var pages int64
	_, err = fmt.Sscan(string(text), new(int64), &pages)
	must(t, err)
	return pages * int64(os.Getpagesize())
}

// TestNoGoroutineStays counts them after stores of every kind are closed.
func TestNoGoroutineStays(t *testing.T) {
	inFolder(t)
	withoutThread(t)
	before := runtime.NumGoroutine()
	writeSample(t, "x.hdf5")
	leave(t, "y.hdf5", 0)
	must(t, opened(t, reading, "x.hdf5").Close())
	must(t, opened(t, reading, "y.hdf5").Close())
	must(t, opened(t, hdf5.Append, "x.hdf5").Close())
	s := create(t, "z.hdf5")
	must(t, s.SaveTrajectory(sample(t)))
	must(t, os.RemoveAll("z.hdf5.parts"))
	save(t, s, 0)
	if s.Close() == nil {
		t.Error("there is no error")
	}
	for wait := time.Now(); runtime.NumGoroutine() > before && time.Since(wait) < 10*time.Second; {
		time.Sleep(time.Millisecond)
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("there are %d goroutines, and were %d", after, before)
	}
}
