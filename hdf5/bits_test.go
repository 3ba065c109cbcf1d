package hdf5_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golgi/hdf5"
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
// comes, or the right values, and nobody dies. With GOLGI_EVERY_BIT it is every bit, which takes hours, and else one of many.
func TestEachBit(t *testing.T) {
	if job := os.Getenv("HDF5_TEST_BITS"); job != "" {
		flipBits(t, job)
		return
	}
	stride := 29989
	switch {
	case os.Getenv("GOLGI_EVERY_BIT") != "":
		stride = 1
	case os.Getenv("GOLGI_SLOW") != "":
		stride = 61
	}
	for k, form := range forms {
		info, err := os.Stat(filepath.Join("testdata", oldest, form.damaged))
		must(t, err)
		for bit := 0; bit < int(info.Size())*8; {
			bit = tryFrom(t, k, bit, stride)
		}
	}
}

// tryFrom lets a child try bits from one on, and returns the first that is still to be tried. Where the child dies, that is
// the one after.
func tryFrom(t *testing.T, form, bit, stride int) int {
	t.Helper()
	progress := filepath.Join(t.TempDir(), "progress")
	child := exec.Command(os.Args[0], "-test.run", "^TestEachBit$", "-test.timeout", "60m")
	child.Env = append(os.Environ(), fmt.Sprintf("HDF5_TEST_BITS=%d %d %d %s", form, bit, stride, progress))
	out, err := child.CombinedOutput()
	text, readErr := os.ReadFile(progress)
	must(t, readErr)
	last, convErr := strconv.Atoi(strings.TrimSpace(string(text)))
	must(t, convErr)
	if err != nil {
		t.Errorf("%s: with bit %d flipped: %v\n%.2000s", forms[form].damaged, last, err, out)
	}
	return last + stride
}

// flipBits tries bits of one form, and writes down before each which it is.
func flipBits(t *testing.T, job string) {
	var form, bit, stride int
	var progress string
	_, err := fmt.Sscanf(job, "%d %d %d %s", &form, &bit, &stride, &progress)
	must(t, err)
	folder := t.TempDir()
	must(t, os.CopyFS(folder, os.DirFS(filepath.Join("testdata", oldest))))
	t.Chdir(folder)
	f := forms[form]
	want := digestOf(t, f.opened)
	whole, err := os.ReadFile(f.damaged)
	must(t, err)
	for ; bit < len(whole)*8; bit += stride {
		must(t, os.WriteFile(progress, []byte(strconv.Itoa(bit)), 0o644))
		damaged := append([]byte{}, whole...)
		damaged[bit/8] ^= 1 << (bit % 8)
		must(t, os.WriteFile(f.damaged, damaged, 0o644))
		start := time.Now()
		checked := hdf5.Check(f.opened)
		digest, err := hdf5.ResultDigest(f.opened)
		if checked == nil && (err != nil || digest != want) {
			t.Fatalf("Check finds nothing, and the results are %s, %v; want %s", digest, err, want)
		}
		if err == nil && digest != want {
			t.Fatalf("the results are others, and nobody says so; Check says %v", checked)
		}
		loadAll(f.opened) // which must not die
		if took := time.Since(start); took > 20*time.Second {
			t.Fatalf("it took %v", took)
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
	}
	return errors.Join(err, s.Close())
}
