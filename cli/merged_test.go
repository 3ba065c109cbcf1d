package cli_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golgi/cli"
	"golgi/hdf5"
)

// What was merged of files goes on with their options, and with what it has itself; nothing else is guessed.
func TestMergedGoesOn(t *testing.T) {
	folder := t.TempDir()
	path := func(name string) string { return filepath.Join(folder, name+".hdf5") }
	run := func(name string, words ...string) {
		t.Helper()
		if code, _, errs := call(append([]string{"run", "--quiet", "--out", path(name)}, words...)...); code != cli.Success {
			t.Fatal(errs)
		}
	}
	merge := func(out string, how hdf5.Merging, names ...string) {
		t.Helper()
		for k := range names {
			names[k] = path(names[k])
		}
		if _, err := hdf5.Merge(context.Background(), path(out), names, how, hdf5.Overwrite()); err != nil {
			t.Fatal(err)
		}
	}
	run("a", "--scale", "2", "tau=5 ms", "--explore", "I=2,3")
	run("a2", "--scale", "2", "tau=5 ms", "--explore", "I=2,3")
	run("b", "--share", "1/2", "--scale=2", "tau=5 ms", "--explore", "I=4,5", "--trials", "2")
	run("all", "--scale", "2", "tau=5 ms", "--explore", "I=2,3,4,5", "--trials", "2")
	merge("ab", hdf5.Merging{}, "a", "b")
	code, out, errs := call("resume", "--out", path("ab"), "--quiet")
	want(t, code, out, errs, cli.Success, "2 runs finished, 4 were there before in T; results in "+path("ab")+
		"\n\nrun 0 finished\nrun 1 finished\nrun 2 finished\nrun 3 finished\nrun 4 finished\nrun 5 finished\n", "")
	merge("both", hdf5.Merging{}, "ab", "all") // which is an error where a run gave something else
	for k, command := range [][]string{{"run", "--append", "--explore", "I=6", "--explore", "trial=0"}, {"resume"}, {"resume"}} {
		code, out, errs = call(append(command, "--out", path("ab"), "--quiet")...)
		wanted := fmt.Sprintf("%d runs finished, %d were there before in T", []int{1, 0, 0}[k], []int{6, 7, 7}[k])
		if k == 0 {
			wanted = strings.Replace(wanted, "1 runs", "1 run", 1)
		}
		if code != cli.Success || !strings.HasPrefix(out, wanted) {
			t.Errorf("%v: code %d, %s%s\nwanted %s", command, code, out, errs, wanted)
		}
	}
	run("c", "--scale", "3", "tau=5 ms", "--explore", "I=7", "--trials", "1")
	merge("abc", hdf5.Merging{Explore: true}, "a", "c")
	if code, _, errs := call("resume", "--out", path("abc"), "--quiet"); code != cli.Failure || !strings.Contains(errs, "made with the options") {
		t.Errorf("code %d, %s", code, errs)
	}
	merge("numbered", hdf5.Merging{Number: "file.number"}, "a", "a2")
	for _, command := range [][]string{{"resume"}, {"run", "--append", "--explore", "I=9"}} {
		code, _, errs := call(append(command, "--out", path("numbered"), "--quiet")...)
		if code != cli.Failure || !strings.HasSuffix(errs, path("numbered")+": file.number is no parameter of the experiment: it was added when files were merged "+
			"(--number), and no run can be made with it; go on with one of the files, such as a.hdf5, and merge them again\n") {
			t.Errorf("%v: code %d, %s", command, code, errs)
		}
	}
}
