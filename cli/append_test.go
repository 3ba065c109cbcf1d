package cli_test

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"golgi/cli"
	"golgi/hdf5"
)

// TestAppend adds points to a finished file: those that are there are not run again, and the results are those of one exploration of all.
func TestAppend(t *testing.T) {
	t.Chdir(t.TempDir())
	const begin = "run --quiet --scale 2 tau=5ms --seed=7 --trials 2 --explore I=2,3 --out "
	for _, c := range []struct{ words, says string }{
		{begin + "x.hdf5", "4 runs finished in T"},
		{"run --append --quiet --explore I=3,4 --out x.hdf5", "2 runs finished, 4 were there before in T"}, // as many trials as before
		{"run --append --quiet --explore I=2,3,4 --out x.hdf5", "0 runs finished, 6 were there before in T"},
		{"run --append --quiet --trials 3 --explore I=2 --out x.hdf5", "1 run finished, 6 were there before in T"},
		{"resume --quiet --out x.hdf5", "0 runs finished, 7 were there before in T"},
		{"run --quiet --out bare.hdf5", "2 runs finished in T"}, // whose command says nothing
		{"run --append --quiet --explore I=3 --out bare.hdf5", "1 run finished, 2 were there before in T"},
		{"resume --quiet --out bare.hdf5", "0 runs finished, 3 were there before in T"},
		{"run --quiet --scale 2 tau=5ms --seed=7 --zip --explore I=2,2,3,3,4,4,2 --explore trial=0,1,0,1,0,1,2 --out whole.hdf5", "7 runs finished in T"},
	} {
		code, out, errs := call(strings.Fields(c.words)...)
		if code != cli.Success || errs != "" || !strings.HasPrefix(out, c.says+";") {
			t.Fatalf("%s: code %d\n%s%s", c.words, code, out, errs)
		}
	}
	if digest(t, "x.hdf5") != digest(t, "whole.hdf5") {
		t.Error("what was appended to has other results than what was explored at once")
	}
	traj := load(t, "x.hdf5")
	const command = "--scale=2 --seed=7 --trials=2 --explore=I=2,3 tau=5ms --append --explore=I=3,4 --append --trials=3 --explore=I=2"
	if got := strings.Join(traj.Provenance.Command, " "); got != command {
		t.Errorf("the command that resumes it is %q, wanted %q", got, command)
	}
	if got := traj.Generations(); len(got) != 3 || got[1] != 4 || got[2] != 6 {
		t.Errorf("the generations begin at %v, wanted [0 4 6]", got)
	}
	if got := load(t, "bare.hdf5").Generations(); len(got) != 2 || got[1] != 2 {
		t.Errorf("the generations begin at %v, wanted [0 2]", got)
	}
}

func TestAppendRefused(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, words := range []string{"run --quiet --explore I=2,3 --out x.hdf5", "run --quiet I=2 --out one.hdf5"} {
		if code, _, errs := call(strings.Fields(words)...); code != cli.Success {
			t.Fatal(errs)
		}
	}
	before := digest(t, "x.hdf5")
	const begun = ": what is not explored is as the file was begun; say only what to explore, by --explore, --zip and --trials\nsee: lif help run\n"
	for _, c := range []struct {
		words string
		code  int
		want  string
	}{
		{"tau=3ms --explore I=5", cli.Usage, "cli: --append cannot take tau=3ms" + begun},
		{"--scale 3 --explore I=5", cli.Usage, "cli: --append cannot take --scale=3" + begun},
		{"--seed 3 --explore I=5", cli.Usage, "cli: --append cannot take --seed=3" + begun},
		{"--overwrite", cli.Usage, "cli: --append adds to the file, and --overwrite replaces it; leave out one\nsee: lif help run\n"},
		{"--explore tau=5ms", cli.Usage, "cli: cannot append to x.hdf5: trajectory: cannot expand: further points need the same parameters " +
			"as the first: neurons.I\nsee: lif help run\n"},
		{"--explore I=5 --out y.hdf5", cli.Failure, "hdf5: there is no y.hdf5: file does not exist\n"},
		{"--explore I=5 --out one.hdf5", cli.Usage, "cli: cannot append to one.hdf5: neurons.I is set and explored; only one of them can be\nsee: lif help run\n"},
		{"--explore tau=5ms --out one.hdf5", cli.Usage, "cli: cannot append to one.hdf5: the file has one run, at the defaults, and " +
			"nothing is explored; begin another file for an exploration\nsee: lif help run\n"},
	} {
		words := "run --append --quiet " + c.words
		if !strings.Contains(words, "--out") {
			words += " --out x.hdf5"
		}
		code, out, errs := call(strings.Fields(words)...)
		want(t, code, out, errs, c.code, "", c.want)
	}
	if err := hdf5.Check("x.hdf5"); err != nil || digest(t, "x.hdf5") != before || exists("x.hdf5.parts") {
		t.Errorf("what was refused has left something: %v", err)
	}
}

// TestAppendKilled kills programs that append at any time: the file has the runs of before in any case, and what is resumed is what an exploration of
// all points at once gives.
func TestAppendKilled(t *testing.T) {
	kills, trials := 2, "20"
	if os.Getenv("GOLGI_SLOW") != "" {
		kills, trials = 200, "300"
	}
	t.Chdir(t.TempDir())
	study := "--quiet --engine reference --workers 4 durations.main=0.1ms --trials " + trials
	must := func(words string) {
		t.Helper()
		if out, err := child(words, false).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", words, err, out)
		}
	}
	must("run --out begun/first.hdf5 --explore I=1 " + study)
	must("run --out whole.hdf5 --explore I=1,2 " + study)
	first, whole := finishedIn(t, "begun/first.hdf5"), digest(t, "whole.hdf5")
	life := 400 * time.Millisecond
	for done := 0; done < kills; {
		if err := os.CopyFS("copy", os.DirFS("begun")); err != nil {
			t.Fatal(err)
		}
		path := "copy/first.hdf5"
		words := "run --append --explore I=2 --quiet --workers 4 --engine reference --out " + path
		for done < kills {
			killed(t, child(words, false), time.Duration(rand.Int64N(int64(life))))
			done++
			if n := finishedIn(t, path); n < first {
				t.Fatalf("after %d kills %d runs have finished, and before there were %d", done, n, first)
			}
			if !exists(path + ".parts") {
				break
			}
		}
		_ = child(words, false).Run()                       // which goes on; a run that was killed alone is lost, and so it fails
		must("resume --rerun-failed --quiet --out " + path) // with runs that were killed alone, and so are lost
		if err := hdf5.Check(path); err != nil || digest(t, path) != whole || exists(path+".parts") {
			t.Fatalf("after %d kills, the results are others (%v)", done, err)
		}
		if err := os.RemoveAll("copy"); err != nil {
			t.Fatal(err)
		}
	}
}
