package hdf5_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/hdf5/internal/failtest"
	"golgi/internal/files"
	"golgi/trajectory"
)

// A change is one of those that make a file anew, or give it another name.
type change struct {
	name string
	do   func(opts ...hdf5.Option) error
}

var changes = []change{
	{"merge", func(opts ...hdf5.Option) error {
		_, err := hdf5.Merge(context.Background(), "out.hdf5", []string{"a.hdf5", "b.hdf5"}, hdf5.Merging{}, opts...)
		return err
	}},
	{"merge into one", func(opts ...hdf5.Option) error {
		_, err := hdf5.Merge(context.Background(), "a.hdf5", []string{"a.hdf5", "b.hdf5"}, hdf5.Merging{}, append(opts, hdf5.Overwrite())...)
		return err
	}},
	{"delete runs", func(opts ...hdf5.Option) error {
		_, err := hdf5.Delete(context.Background(), "a.hdf5", hdf5.Deletion{Runs: []int{0, 2}}, opts...)
		return err
	}},
	{"delete results", func(opts ...hdf5.Option) error {
		_, err := hdf5.Delete(context.Background(), "a.hdf5", hdf5.Deletion{Results: []string{"monitors"}}, opts...)
		return err
	}},
	{"rename", func(opts ...hdf5.Option) error {
		return hdf5.Rename(context.Background(), "a.hdf5", "", "renamed", opts...)
	}},
	{"backup", func(opts ...hdf5.Option) error {
		return hdf5.Backup(context.Background(), "a.hdf5", "out.hdf5", opts...)
	}},
	{"move", func(opts ...hdf5.Option) error { return hdf5.Move("a.hdf5", "out.hdf5", opts...) }},
}

// whatIsChanged returns what makes the files that are changed, again and again.
func whatIsChanged(t testing.TB) (prepare func()) {
	t.Helper()
	writeFactors(t, "a.hdf5", 1, sixPoints()...)
	writeFactors(t, "b.hdf5", 1, append(finished(5, 6), pointed{7, 0, trajectory.Failed})...)
	a, err := os.ReadFile("a.hdf5")
	must(t, err)
	b, err := os.ReadFile("b.hdf5")
	must(t, err)
	return func() {
		clean(t)
		must(t, errors.Join(os.WriteFile("a.hdf5", a, 0o666), os.WriteFile("b.hdf5", b, 0o666)))
	}
}

// finishedFiles are all that can be read, by name.
func finishedFiles(t testing.TB) string {
	t.Helper()
	names, err := filepath.Glob("*.hdf5")
	must(t, err)
	var all []string
	for _, name := range names {
		must(t, hdf5.Check(name))
		all = append(all, name+strings.Join(contents(t, name), "\n"))
	}
	return strings.Join(all, "\n")
}

// TestChangesFail stops each change before and after an operation on the disk, by an error and as a kill does. Then there is what was there before, or
// what is to be there, and nothing keeps the change from being made once more.
func TestChangesFail(t *testing.T) {
	t.Chdir(memoryFolder(t))
	prepare := whatIsChanged(t)
	stride := 127
	if slow {
		stride = 1
	}
	for n, c := range changes {
		prepare()
		before := finishedFiles(t)
		must(t, c.do())
		after := finishedFiles(t)
		for k := 1 + n; ; k += stride {
			prepare()
			p := failtest.CrashAt(k)
			if k%2 == 0 {
				p = failtest.FailAt(k)
			}
			err := c.do(hdf5.OnDisk(files.Disk{Hook: p.Hook}))
			if !p.Reached() {
				must(t, err)
				break
			}
			if err != nil && !errors.Is(err, failtest.Err) {
				t.Errorf("%s, %v: the error is %v", c.name, p, err)
			}
			c.wantOneOf(t, p.String(), before, after)
		}
	}
}

// wantOneOf checks that there is one of two states, and that the change can be made if there is the first.
func (c change) wantOneOf(t *testing.T, where, before, after string) {
	t.Helper()
	now := finishedFiles(t)
	if now != before && now != after {
		t.Fatalf("%s, %s: there is neither what was nor what is to be:\n%s", c.name, where, now)
	}
	if now == before {
		if err := c.do(); err != nil {
			t.Fatalf("%s, %s: once more: %v", c.name, where, err)
		}
	}
	if now := finishedFiles(t); now != after {
		t.Fatalf("%s, %s: once more there is\n%s", c.name, where, now)
	}
	left, err := filepath.Glob("*.parts*/*")
	must(t, err)
	for _, name := range left {
		if base := filepath.Base(name); base != "lock" && !strings.HasSuffix(base, ".tmp") {
			t.Errorf("%s, %s: there is %s", c.name, where, name)
		}
	}
}

// TestChangesKilled kills each change at any time, and finds what was there, or what is to be there.
func TestChangesKilled(t *testing.T) {
	if word := os.Getenv(childVariable); word != "" {
		k := slices.IndexFunc(changes, func(c change) bool { return c.name == word })
		fmt.Println("begin")
		must(t, changes[k].do())
		return
	}
	kills := 1
	if slow {
		kills = 60
	}
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	t.Chdir(memoryFolder(t))
	prepare := whatIsChanged(t)
	some := random.Perm(len(changes))
	if !slow {
		some = some[:2]
	}
	for _, k := range some {
		c := changes[k]
		prepare()
		before := finishedFiles(t)
		begun := time.Now()
		must(t, c.do())
		took := time.Since(begun)
		after := finishedFiles(t)
		for range kills {
			prepare()
			span := time.Duration(random.Int64N(int64(took) + 1))
			command := child("TestChangesKilled", c.name)
			out, err := command.StdoutPipe()
			must(t, err)
			must(t, command.Start())
			_, err = out.Read(make([]byte, 6))
			must(t, err)
			time.Sleep(span)
			_ = command.Process.Kill()
			_ = command.Wait()
			c.wantOneOf(t, fmt.Sprint("killed after ", span), before, after)
		}
	}
}
