package hdf5_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/trajectory"
)

// The forms of files whose bits are flipped: the file that is damaged, and what is opened then.
var forms = []struct{ damaged, opened string }{
	{"finished.hdf5", "finished.hdf5"},
	{"kept.hdf5", "kept.hdf5"},
	{"kept.hdf5.parts/000001-77b2b3e0.hdf5", "kept.hdf5"},
	{"begun.hdf5.parts/000001-3f7e4d6e.hdf5", "begun.hdf5.parts"},
	{"begun.hdf5.parts/plan-clustered-000001.hdf5", "begun.hdf5.parts"},
}

// TestEachBit flips bits of a small file of each form, one at a time, and opens, checks and loads it in a child: an error
// comes, or the right values, and nobody dies. With GOLGI_EVERY_BIT it is every bit, which takes an hour, with
// GOLGI_SLOW one of 61, and all of the last 300 bytes, which are checksums; and else one of many.
func TestEachBit(t *testing.T) {
	if job := os.Getenv(jobVariable); job != "" {
		flipBits(t, job)
		return
	}
	stride := strideOf(29989)
	for k, form := range forms {
		info, err := os.Stat(filepath.Join("testdata", oldest, form.damaged))
		must(t, err)
		t.Run(form.damaged, func(t *testing.T) {
			t.Parallel()
			for bit := 0; bit < int(info.Size())*8; {
				bit = tryFrom(t, "TestEachBit", form.damaged, fmt.Sprint(k, " ", bit, " ", stride)) + stride
			}
		})
	}
}

// strideOf returns the distance between the bits that a test flips.
func strideOf(quick int) int {
	switch {
	case os.Getenv("GOLGI_EVERY_BIT") != "":
		return 1
	case slow:
		return 61
	}
	return quick
}

// jobVariable names to a child what it is to try, and a file for its progress.
const jobVariable = "HDF5_TEST_BITS"

// tryFrom lets a child of a test do a job, and returns the last number that it has noted. Where the child dies, that is
// what it died of.
func tryFrom(t *testing.T, test, what, job string) int {
	t.Helper()
	progress := filepath.Join(t.TempDir(), "progress")
	child := exec.Command(os.Args[0], "-test.run", "^"+test+"$", "-test.timeout", "3h")
	child.Env = append(os.Environ(), jobVariable+"="+job+" "+progress)
	out, err := child.CombinedOutput()
	last, convErr := strconv.Atoi(strings.TrimSpace(read(t, progress)))
	must(t, convErr)
	if err != nil {
		t.Errorf("%s: at %d: %v\n%.2000s", what, last, err, out)
	}
	return last
}

// A notebook is where a child writes down what it tries next.
type notebook struct{ file *os.File }

func newNotebook(t *testing.T, path string) notebook {
	t.Helper()
	file, err := os.Create(path)
	must(t, err)
	t.Cleanup(func() { _ = file.Close() })
	return notebook{file}
}

func (n notebook) note(t *testing.T, i int) {
	_, err := fmt.Fprintf(io.NewOffsetWriter(n.file, 0), "%-20d", i)
	must(t, err)
}

// flipBits tries bits of one form.
func flipBits(t *testing.T, job string) {
	var form, bit, stride int
	var progress string
	_, err := fmt.Sscanf(job, "%d %d %d %s", &form, &bit, &stride, &progress)
	must(t, err)
	notes := newNotebook(t, progress)
	folder := memoryFolder(t)
	must(t, os.CopyFS(folder, os.DirFS(filepath.Join("testdata", oldest))))
	t.Chdir(folder)
	f := forms[form]
	want := digestOf(t, f.opened)
	file, err := os.OpenFile(f.damaged, os.O_RDWR, 0)
	must(t, err)
	defer file.Close()
	for size := int(sizeOf(t, f.damaged)); bit < size*8; {
		notes.note(t, bit)
		flip(t, file, bit)
		wantFound(t, f.opened, want)
		flip(t, file, bit)
		if bit += stride; slow && bit/8 > size-300 {
			bit += 1 - stride
		}
	}
}

func flip(t *testing.T, file *os.File, bit int) {
	var b [1]byte
	_, err := file.ReadAt(b[:], int64(bit/8))
	must(t, err)
	b[0] ^= 1 << (bit % 8)
	_, err = file.WriteAt(b[:], int64(bit/8))
	must(t, err)
}

// wantFound opens, checks and loads what is damaged: each function says so, or has the right results. What hangs takes
// 20 s of a processor, or waits for minutes, however busy the machine is.
func wantFound(t *testing.T, path, want string) {
	start, before := time.Now(), processorTime(t)
	checked := hdf5.Check(path)
	digest, err := hdf5.ResultDigest(path)
	if checked == nil {
		t.Fatalf("Check finds nothing, and the results are %s, %v; want %s", digest, err, want)
	}
	if err == nil && digest != want {
		t.Fatalf("the results are others, and nobody says so; Check says %v", checked)
	}
	_ = loadAll(path) // which must not die
	if took, waited := processorTime(t)-before, time.Since(start); took > 20*time.Second || waited > 5*time.Minute {
		t.Fatalf("it took %v, of which a processor %v", waited, took)
	}
}

// processorTime returns what this process and its children have used.
func processorTime(t testing.TB) (used time.Duration) {
	for _, whose := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var usage syscall.Rusage
		must(t, syscall.Getrusage(whose, &usage))
		used += time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
	}
	return used
}

// TestBitsWithoutChecksums flips bits, one, or many at once, in files that have no checksums, by which Golgi could tell:
// nobody dies, and nothing takes long or much memory. Values may be others: then Check says that nobody can tell.
func TestBitsWithoutChecksums(t *testing.T) {
	if job := os.Getenv(jobVariable); job != "" {
		flipMany(t, job)
		return
	}
	times := 1
	if slow {
		times = 60
	}
	for _, name := range []string{"ours", "cases", "releases", "old", "odd"} {
		if !slow && name != "ours" {
			continue
		}
		for seed := 0; seed < times; {
			seed = tryFrom(t, "TestBitsWithoutChecksums", name, fmt.Sprint(name, " ", seed, " ", times)) + 1
		}
	}
}

// flipMany tries files in which one bit is flipped, or 10, or 100, by the seed.
func flipMany(t *testing.T, job string) {
	var name, progress string
	var seed, end int
	_, err := fmt.Sscanf(job, "%s %d %d %s", &name, &seed, &end, &progress)
	must(t, err)
	notes := newNotebook(t, progress)
	if name == "ours" {
		whole := read(t, filepath.Join("testdata", oldest, "finished.hdf5"))
		inFolder(t)
		write(t, "ours.hdf5", whole[:len(whole)-3*4-4-28]) // without the checksums of three blocks
	} else {
		unpacked(t, name+".hdf5")
	}
	path := name + ".hdf5"
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	must(t, err)
	defer file.Close()
	for size := int(sizeOf(t, path)); seed < end; seed++ {
		notes.note(t, seed)
		random := rand.New(rand.NewPCG(uint64(seed), 0))
		bits := make([]int, []int{1, 10, 100}[seed%3])
		for i := range bits {
			bits[i] = random.IntN(size * 8)
			flip(t, file, bits[i])
		}
		start := time.Now()
		if err := hdf5.Check(path); err == nil && name == "ours" {
			t.Errorf("seed %d: Check finds nothing", seed)
		}
		_, _ = hdf5.ResultDigest(path)
		_ = loadAll(path)
		if took := time.Since(start); took > 3*time.Minute { // what hangs is given up after 30 s, each time
			t.Errorf("seed %d: it took %v", seed, took)
		}
		if n := residentNow(t); n > 1<<30 {
			t.Errorf("seed %d: the process has %d bytes", seed, n)
		}
		for _, bit := range bits {
			flip(t, file, bit)
		}
	}
}

// loadAll loads all there is, as far as that goes.
func loadAll(path string) error {
	s, err := hdf5.Open(path)
	if err != nil {
		return err
	}
	names, err := s.Trajectories()
	for _, name := range names {
		traj, loadErr := s.LoadTrajectory(name)
		if loadErr != nil {
			err = errors.Join(err, loadErr)
			continue
		}
		for i := -1; i < traj.Len(); i++ {
			_, loadErr := s.LoadRun(traj, i)
			err = errors.Join(err, loadErr)
		}
		_, loadErr = s.LoadRuns(traj, 0, traj.Len())
		err = errors.Join(err, loadErr)
	}
	return errors.Join(err, s.Close())
}

// TestAppendToDamaged flips a bit of a finished file, and goes on with it: that is refused, or what comes out has the
// right results, or says what is wrong.
func TestAppendToDamaged(t *testing.T) {
	if job := os.Getenv(jobVariable); job != "" {
		appendToFlipped(t, job)
		return
	}
	stride := strideOf(99991)
	inFolder(t)
	writeSample(t, "x.hdf5")
	for bit, end := 0, int(sizeOf(t, "x.hdf5"))*8; bit < end; {
		bit = tryFrom(t, "TestAppendToDamaged", "the sample", fmt.Sprint(bit, " ", stride)) + stride
	}
}

// appendToFlipped saves the last run in copies of the sample that have a bit flipped.
func appendToFlipped(t *testing.T, job string) {
	var bit, stride int
	var progress string
	_, err := fmt.Sscanf(job, "%d %d %s", &bit, &stride, &progress)
	must(t, err)
	notes := newNotebook(t, progress)
	t.Chdir(memoryFolder(t))
	traj := writeSample(t, "x.hdf5")
	whole := read(t, "x.hdf5")
	must(t, appendRun("x.hdf5", ended(sampleRun(t, traj, 3), nil)))
	want := digestOf(t, "x.hdf5")
	for ; bit < len(whole)*8; bit += stride {
		notes.note(t, bit)
		clean(t)
		damaged := []byte(whole)
		damaged[bit/8] ^= 1 << (bit % 8)
		write(t, "x.hdf5", string(damaged))
		err := appendRun("x.hdf5", ended(sampleRun(t, traj, 3), nil))
		digest, digestErr := hdf5.ResultDigest("x.hdf5")
		if err == nil && digestErr == nil && digest != want && hdf5.Check("x.hdf5") == nil {
			t.Errorf("bit %d: the results are others, and nobody says so", bit)
		}
	}
}

// appendRun saves a run in a file that is there.
func appendRun(path string, run *trajectory.Run) error {
	s, err := hdf5.Append(path)
	if err != nil {
		return err
	}
	return errors.Join(trajectory.SaveRun(s, run), s.Close())
}
