package h5

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestThreadEnds counts goroutines: the library's lives from the first open file to the last, and two for
// each file in the making. They say that they end a moment before they do, so the count needs patience.
func TestThreadEnds(t *testing.T) {
	before := settledGoroutines()
	a, b := newFile(t), newFile(t)
	must(t, a.Close())
	must(t, a.Close())
	waitForGoroutines(t, "with a file open", before+1+2)
	must(t, b.Close())
	waitForGoroutines(t, "after the last file", before)
}

// settledGoroutines returns how many there are once none of them has ended for a while: those of earlier tests may still be on their way out.
func settledGoroutines() int {
	n := runtime.NumGoroutine()
	for same := 0; same < 20; same++ {
		time.Sleep(5 * time.Millisecond)
		if now := runtime.NumGoroutine(); now != n {
			n, same = now, 0
		}
	}
	return n
}

func waitForGoroutines(t *testing.T, when string, want int) {
	t.Helper()
	for range 10_000 {
		if runtime.NumGoroutine() == want {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Errorf("%s there are %d goroutines, wanted %d", when, runtime.NumGoroutine(), want)
}

func TestPanicOfJob(t *testing.T) {
	f := newFile(t)
	thrown := func() (v any) {
		defer func() { v = recover() }()
		_ = f.Do(func(Group) error { panic("no such thing") })
		return nil
	}()
	text, _ := thrown.(string)
	if !strings.Contains(text, "no such thing") || !strings.Contains(text, "thread_test.go") {
		t.Errorf("the panic came through as %v", thrown)
	}
	do(t, f, func(Group) error { return nil }) // the thread lives on
}

// TestFatalInJob ends the goroutine of the thread, as t.Fatal does: the thread lives on.
func TestFatalInJob(t *testing.T) {
	f := newFile(t)
	thrown := func() (v any) {
		defer func() { v = recover() }()
		_ = f.Do(func(Group) error { runtime.Goexit(); return nil })
		return nil
	}()
	if thrown != "h5: a job ended its goroutine" {
		t.Errorf("the end came through as %v", thrown)
	}
	do(t, f, func(Group) error { return nil })
}

// TestConcurrent has 16 goroutines write, read and fail on three files.
func TestConcurrent(t *testing.T) {
	files := []*File{newFile(t), newFile(t), newFile(t)}
	var all sync.WaitGroup
	for g := range 16 {
		all.Go(func() {
			for i := range 20 {
				if err := oneJob(files[(g+i)%len(files)], g, i); err != nil {
					t.Errorf("goroutine %d, job %d: %v", g, i, err)
				}
			}
		})
	}
	all.Wait()
}

// oneJob writes a number, provokes an error, and reads the number again.
func oneJob(f *File, g, i int) error {
	name := fmt.Sprintf("%d-%d", g, i)
	err := f.Do(func(root Group) error {
		if _, err := root.Write(name, Vector([]float64{float64(g), float64(i)}), Layout{}); err != nil {
			return err
		}
		if _, err := root.Open(name); err == nil || !strings.Contains(err.Error(), strconv.Quote(name)) {
			return fmt.Errorf("opening a dataset as a group gave %v", err)
		}
		return nil
	})
	return errors.Join(err, f.Do(func(root Group) error {
		d, err := root.Dataset(name)
		if err != nil {
			return err
		}
		a, err := d.Read()
		if err == nil && !sameBits(a, Vector([]float64{float64(g), float64(i)})) {
			err = fmt.Errorf("the numbers came back as %v", a.Data)
		}
		return err
	}))
}

// TestSilent provokes errors from many threads in a process of its own, whose stderr must stay empty: the
// library prints to it where it is not told otherwise, thread by thread.
func TestSilent(t *testing.T) {
	if path := os.Getenv("GOLGI_H5_SILENT"); path != "" {
		fail(t, path)
		return
	}
	child := exec.Command(os.Args[0], "-test.run=^TestSilent$")
	child.Env = append(os.Environ(), "GOLGI_H5_SILENT="+filepath.Join(t.TempDir(), "x.h5"))
	var stderr strings.Builder
	child.Stderr = &stderr
	if out, err := child.Output(); err != nil {
		t.Fatalf("the child failed: %v\n%s", err, out)
	}
	if stderr.Len() > 0 {
		t.Errorf("the library printed:\n%s", stderr.String())
	}
}

func fail(t *testing.T, path string) {
	var all sync.WaitGroup
	for g := range 8 {
		all.Go(func() {
			runtime.LockOSThread() // and never unlock: each has a thread of its own
			if _, err := Open(path + ".none"); err == nil {
				t.Error("a file that is not there was opened")
			}
			f, err := Create(path + strconv.Itoa(g))
			if err != nil {
				t.Error(err)
				return
			}
			err = f.Do(func(root Group) error { _, err := root.Dataset("none"); return err })
			if err == nil {
				t.Error("a dataset that is not there was opened")
			}
			if err := f.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

// TestIdentifiers repeats all kinds of calls, also ones that fail, and counts what stays open.
func TestIdentifiers(t *testing.T) {
	var counts [2]int
	for i := range counts { // the first round opens what the library keeps for itself
		f := newFile(t)
		do(t, f, everything)
		must(t, f.Close())
		counts[i] = openIdentifiers()
	}
	if counts[0] != counts[1] {
		t.Errorf("after one round %d identifiers are open, after another %d", counts[0], counts[1])
	}
}

// TestMemory repeats them and watches the resident memory of the process, since memory of C is not in Go's
// accounts.
func TestMemory(t *testing.T) {
	if _, err := residentBytes(); err != nil {
		t.Skipf("the memory of the process is not known here: %v", err)
	}
	const warm, rounds, most = 10, 40, 8 << 20 // texts that leak in each round make 12 MB
	f := newFile(t)
	var before int64
	for i := range rounds {
		if i == warm {
			before, _ = residentBytes()
		}
		do(t, f, everything)
	}
	after, err := residentBytes()
	must(t, err)
	if grown := after - before; grown > most {
		t.Errorf("%d rounds took %d bytes of memory", rounds-warm, grown)
	}
}

// everything leaves the file as it was.
func everything(root Group) error {
	g, err := root.Require("a/b")
	if err != nil {
		return err
	}
	text := strings.Repeat("long ", 20000)
	var last Dataset
	for name, a := range map[string]Array{"n": Vector(make([]float64, 100)), "t": Vector([]string{text, "b"}),
		"z": Vector(make([]int64, 1000)), "b": Vector([]bool{true})} {
		if last, err = g.Write(name, a, Layout{Deflate: 1}); err != nil {
			return err
		}
		if err := errors.Join(last.SetAttribute("text", text), last.SetAttribute("flag", true),
			last.SetAttribute("x", 0.5), last.SetAttribute("list", []string{text, ""}),
			last.SetAttribute("variable", Variable(text)), last.WriteRows(0, a)); err != nil {
			return err
		}
		for _, attr := range []string{"text", "flag", "x", "list", "variable"} {
			if _, err := last.Attribute(attr); err != nil {
				return err
			}
		}
		if _, err := last.ReadRows(0, 1); err != nil {
			return err
		}
		if _, err := g.Open(name); err == nil {
			return errors.New("a dataset was opened as a group")
		}
		if _, err := g.Write(name, a, Layout{}); err == nil {
			return errors.New("a dataset was created twice")
		}
	}
	if err := errors.Join(last.MakeScale("x"), last.SetAttribute("NAME", "x")); err != nil {
		return err
	}
	numbers, err := g.Dataset("n")
	if err != nil {
		return err
	}
	if err := numbers.AttachScales([]Dataset{last}); err != nil {
		return err
	}
	if _, err := numbers.Scales(); err != nil {
		return err
	}
	_, err = g.Members()
	return errors.Join(err, tableAndLinks(g), root.Delete("a"))
}

func tableAndLinks(g Group) error {
	table, err := g.WriteTable("table", everyColumn(30), Layout{Deflate: 1})
	if err != nil {
		return err
	}
	if _, err := table.Columns(); err != nil {
		return err
	}
	for _, name := range []string{"run", "größe", "x.y"} {
		if _, err := table.ReadColumn(name, 1, 20); err != nil {
			return err
		}
	}
	if _, err := table.ReadColumn("none", 0, 1); err == nil {
		return errors.New("a column was read that is not there")
	}
	if err := errors.Join(g.LinkExternal("outside", "x.h5", "a"), Copy(g, "table", g, "copy"),
		writeScaled(g, "scaled"), Copy(g, "scaled", g, "again")); err != nil {
		return err
	}
	if _, err := g.Open("outside"); err == nil {
		return errors.New("a link was followed into another file")
	}
	_, _, err = g.Target("outside")
	return err
}

// residentBytes reads /proc, and so works on Linux alone.
func residentBytes() (int64, error) {
	debug.FreeOSMemory() // so that what Go has freed does not count
	raw, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(raw))
	pages, err := strconv.ParseInt(fields[1], 10, 64)
	return pages * int64(os.Getpagesize()), err
}

// TestNoTimeStamps writes the same a second apart: the files are equal byte by byte.
func TestNoTimeStamps(t *testing.T) {
	var raw [2][]byte
	for i := range raw {
		f := newFile(t)
		do(t, f, func(root Group) error {
			g, err := root.Require("a/b")
			if err != nil {
				return err
			}
			_, err = g.Write("x", Vector([]float64{1, 2}), Layout{})
			return errors.Join(err, g.SetAttribute("text", "a"))
		})
		must(t, f.Close())
		var err error
		raw[i], err = os.ReadFile(f.path)
		must(t, err)
		if i == 0 {
			time.Sleep(1100 * time.Millisecond) // the library counts seconds
		}
	}
	if string(raw[0]) != string(raw[1]) {
		t.Error("two files with the same contents differ")
	}
}
