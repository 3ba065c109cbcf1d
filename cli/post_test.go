package cli_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/hdf5"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// rates is an analyser of spikes.
var rates = analyser.Bound[struct {
	Factor float64 `comment:"by which rates are multiplied"`
}]{Group: "rates", During: []string{"one"}, Measure: func(s *component.Subrun, p struct {
	Factor float64 `comment:"by which rates are multiplied"`
}) error {
	trains, err := s.Trains("cells")
	if err != nil {
		return err
	}
	all := make([]float64, 100)
	for k := range all {
		all[k] = p.Factor * float64(k) * trains.Rate()
	}
	if err := s.Run.Add("further", "all", all, ""); err != nil {
		return err
	}
	return s.Run.Add("statistics", "rate", trains.Rate(), "Hz")
}}

// analysed is the experiment that records, with analysers.
func analysed(stream bool, short bool, more ...component.Component) cli.Experiment {
	x := recorded(stream)
	if short {
		x.Parts[1] = runner.Subruns{{Name: "one", Duration: units.Millisecond.Of(2)}, {Name: "pause", Duration: units.Millisecond.Of(1)}, {Name: "two", Duration: units.Millisecond.Of(1)}}
	}
	x.Parts = append(x.Parts, more...)
	return x
}

func executed(t *testing.T, x cli.Experiment, words string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = cli.Execute(x, strings.Fields(words), &o, &e)
	return code, timeless(o.String()), timeless(e.String())
}

func postDigest(t *testing.T, path string) string {
	t.Helper()
	d, err := hdf5.PostDigest(path)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A file is post-processed by analysers that it did not know, also of what had streamed: the results of the runs stay, and further ones are those that the
// analysers would have given in the runs, with one worker and with eight.
func TestPost(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, words := range []string{"run --quiet --engine reference --trials 3 --out x.hdf5", "run --quiet --engine reference --trials 3 --out y.hdf5"} {
		if code, _, errs := executed(t, analysed(true, false), words); code != 0 {
			t.Fatal(errs)
		}
	}
	if code, _, errs := executed(t, analysed(false, false, rates), "run --quiet --engine reference --trials 3 --out live.hdf5 factor=3"); code != 0 {
		t.Fatal(errs)
	}
	before := digest(t, "x.hdf5")
	code, out, errs := executed(t, analysed(true, false, rates), "post --workers 1 x.hdf5 factor=3")
	if code != 0 || !strings.HasPrefix(out, "3 runs post-processed in T; results in x.hdf5\n\n") || !strings.Contains(out, "rate") {
		t.Fatalf("code %d\n%s%s", code, out, errs)
	}
	if code, _, errs := executed(t, analysed(true, false, rates), "post --workers 8 --quiet y.hdf5 factor=3"); code != 0 || errs != "" {
		t.Fatal(errs)
	}
	if digest(t, "x.hdf5") != before || digest(t, "y.hdf5") != before || postDigest(t, "x.hdf5") != postDigest(t, "y.hdf5") || postDigest(t, "live.hdf5") != "" {
		t.Error("digests differ")
	}
	for i := range 3 {
		sameNumbers(t, i, "x.hdf5", "live.hdf5")
	}
	for _, path := range []string{"x.hdf5", "y.hdf5"} {
		if err := hdf5.Check(path); err != nil || exists(path+".parts") {
			t.Error(err)
		}
	}
	want := postDigest(t, "x.hdf5")
	code, out, errs = executed(t, analysed(true, false, rates), "post --quiet x.hdf5 factor=3")
	if code != 1 || out != "" || !strings.Contains(errs, `"further": item "all": one of that name is there already, from post-processing 1; keep it (--existing keep)`) || exists("x.hdf5.parts") {
		t.Errorf("code %d\n%s%s", code, out, errs)
	}
	if code, _, errs := executed(t, analysed(true, false, rates), "post --quiet --existing replace x.hdf5 factor=4"); code != 0 || postDigest(t, "x.hdf5") == want {
		t.Errorf("code %d\n%s", code, errs)
	}
	if code, _, errs := executed(t, analysed(true, false, rates), "post --quiet --existing replace x.hdf5 factor=3"); code != 0 || postDigest(t, "x.hdf5") != want || digest(t, "x.hdf5") != before {
		t.Errorf("code %d\n%s", code, errs)
	}
	traj := loadNamed(t, "x.hdf5", "recorded")
	if p := traj.Provenance.Posts; len(p) != 3 || strings.Join(p[1].Command, " ") != "post --existing=replace factor=4" {
		t.Errorf("the provenance is %+v", p)
	}
}

// Who goes on with a file that was post-processed, or adds points, keeps by what that was; and the runs that were added are analysed like those before.
func TestPostGoesOn(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, c := range []struct{ words, want string }{
		{"run --quiet --engine reference --explore N=2,3 --out x.hdf5", "2 runs finished"},
		{"post --quiet x.hdf5 factor=3", "2 runs post-processed in"},
		{"run --append --quiet --explore N=5 --out x.hdf5", "1 run finished, 2 were there before"},
		{"resume --quiet --out x.hdf5", "0 runs finished, 3 were there before"},
		{"post --quiet x.hdf5 factor=3", "1 run post-processed, 2 before in"},
		{"post --quiet --existing replace x.hdf5 factor=4", "3 runs post-processed in"},
	} {
		x := analysed(false, true)
		if strings.HasPrefix(c.words, "post") {
			x = analysed(false, true, rates)
		}
		if code, out, errs := executed(t, x, c.words); code != 0 || !strings.HasPrefix(out, c.want) {
			t.Fatalf("%s: code %d\n%s%s", c.words, code, out, errs)
		}
	}
	traj := loadNamed(t, "x.hdf5", "recorded")
	if p := traj.Provenance.Posts; len(p) != 2 || strings.Join(p[0].Command, " ") != "post --existing=refuse factor=3" {
		t.Errorf("it was post-processed by %+v", p)
	}
	for number, want := range []float64{3, 4} {
		if factor, err := trajectory.Value[float64](traj.Config(), fmt.Sprintf("post.post_%05d.rates.factor", number+1)); factor != want {
			t.Errorf("post-processing %d was with the factor %v, %v", number+1, factor, err)
		}
	}
}

// sameNumbers compares what an analyser has given to a run in two files.
func sameNumbers(t *testing.T, i int, paths ...string) {
	t.Helper()
	var texts []string
	for _, path := range paths {
		store, err := hdf5.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		traj, err := store.LoadTrajectory("recorded")
		if err != nil {
			t.Fatal(err)
		}
		run, err := store.LoadRun(traj, i)
		if err != nil {
			t.Fatal(err)
		}
		further, err := run.Result("further")
		if err != nil {
			t.Fatal(err)
		}
		rate, err := run.Float("statistics.rate")
		texts = append(texts, fmt.Sprint(rate, err, further.Items[0].Value))
	}
	if texts[0] != texts[1] {
		t.Errorf("run %d: %s\n%s", i, texts[0], texts[1])
	}
}

func loadNamed(t *testing.T, path, name string) *trajectory.Trajectory {
	t.Helper()
	store, err := hdf5.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	traj, err := store.LoadTrajectory(name)
	if err != nil {
		t.Fatal(err)
	}
	return traj
}

func TestPostMistakes(t *testing.T) {
	t.Chdir(t.TempDir())
	if code, _, errs := executed(t, analysed(false, true), "run --quiet --engine reference --out x.hdf5 N=5"); code != 0 {
		t.Fatal(errs)
	}
	const hint = "\nsee: recorded help post\n"
	for _, c := range []struct {
		words string
		code  int
		want  string
	}{
		{"post", cli.Usage, "cli: name the file of which the runs are to be analysed" + hint},
		{"post y.hdf5", cli.Failure, "hdf5: there is no y.hdf5: file does not exist\n"},
		{"post x.hdf5 rate", cli.Usage, `manager: there is no analyser "rate" (there are: Record, rates); did you mean "rates"?` + "\nsee: recorded help post\n"},
		{"post x.hdf5 N=7", cli.Usage, "cli: cells.N is a parameter of the runs (5), and cannot be another one now; give the analyser one of its own" + hint},
		{"post x.hdf5 M=7", cli.Usage, `trajectory: cannot set: there is no parameter "M"; did you mean cells.N?` + hint},
		{"post --existing=drop x.hdf5", cli.Usage, `cli: --existing: "drop" says nothing of results that are there; there are refuse, keep and replace` + hint},
	} {
		code, out, errs := executed(t, analysed(false, true, rates), c.words+" --quiet")
		want(t, code, out, errs, c.code, "", c.want)
	}
	if err := hdf5.Check("x.hdf5"); err != nil || exists("x.hdf5.parts") {
		t.Errorf("what was refused has left something: %v", err)
	}
}

const postVariable = "GOLGI_CLI_POST"

// TestPostKilled kills post-processing at any time: the file has the runs as they were, each in the old or the new state, and the same command goes on until it is what
// nobody has disturbed would be.
func TestPostKilled(t *testing.T) {
	if words := os.Getenv(postVariable); words != "" {
		os.Exit(cli.Execute(analysed(false, true, rates), strings.Fields(words), os.Stdout, os.Stderr))
	}
	kills, trials, span := 2, "8", 100*time.Millisecond
	if os.Getenv("GOLGI_SLOW") != "" {
		kills, trials, span = 200, "300", 600*time.Millisecond
	}
	t.Chdir(t.TempDir())
	must := func(words string) {
		t.Helper()
		if code, _, errs := executed(t, analysed(false, true), words); code != 0 {
			t.Fatal(errs)
		}
	}
	if err := os.Mkdir("begun", 0o777); err != nil {
		t.Fatal(err)
	}
	must("run --quiet --engine reference --out begun/x.hdf5 --trials " + trials)
	before := digest(t, "begun/x.hdf5")
	words := "post --quiet --workers 4 "
	post := func(path string) {
		t.Helper()
		if code, _, errs := executed(t, analysed(false, true, rates), words+path); code != 0 {
			t.Fatal(errs)
		}
	}
	copied(t, "begun", "whole")
	post("whole/x.hdf5")
	whole := postDigest(t, "whole/x.hdf5")
	for done := 0; done < kills; {
		copied(t, "begun", "copy")
		for last := 0; done < kills; done++ {
			c := exec.Command(os.Args[0], "-test.run=^TestPostKilled$")
			c.Env = append(os.Environ(), postVariable+"="+words+"copy/x.hdf5")
			killed(t, c, time.Duration(rand.Int64N(int64(span))))
			now := postedIn(t, "copy/x.hdf5")
			if now < last || digest(t, "copy/x.hdf5") != before {
				t.Fatalf("after %d kills %d runs are post-processed, and before there were %d", done, now, last)
			}
			if last = now; !exists("copy/x.hdf5.parts") && now > 0 {
				done++
				break
			}
		}
		if exists("copy/x.hdf5.parts") || postedIn(t, "copy/x.hdf5") == 0 {
			post("copy/x.hdf5")
		}
		if err := hdf5.Check("copy/x.hdf5"); err != nil || postDigest(t, "copy/x.hdf5") != whole || digest(t, "copy/x.hdf5") != before || exists("copy/x.hdf5.parts") {
			t.Fatalf("after %d kills, the results are others (%v)", done, err)
		}
		if n := len(loadNamed(t, "copy/x.hdf5", "recorded").Provenance.Posts); n != 1 {
			t.Fatalf("after %d kills, there are %d post-processings", done, n)
		}
		if err := os.RemoveAll("copy"); err != nil {
			t.Fatal(err)
		}
	}
}

func copied(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

// postedIn returns how many runs of a file are post-processed; all that it has must be there.
func postedIn(t *testing.T, path string) (n int) {
	t.Helper()
	store, err := hdf5.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	traj, err := store.LoadTrajectory("recorded")
	if err != nil {
		t.Fatal(err)
	}
	runs, err := store.LoadRuns(traj, 0, traj.Len())
	if err != nil || len(runs) != traj.Len() {
		t.Fatal(err)
	}
	for _, run := range runs {
		_, err := run.Result("further")
		if (err == nil) != (run.Record().Posts == 1) || run.Record().Status != trajectory.Finished {
			t.Fatalf("%s is %s, post-processed %d times: %v", run.Name(), run.Record().Status, run.Record().Posts, err)
		}
		n += run.Record().Posts
	}
	return n
}
