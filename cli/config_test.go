package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golgi/cli"
)

// A file says what a command says, line for line; what the command says itself counts more.
func TestConfig(t *testing.T) {
	t.Chdir(t.TempDir())
	const text = `# comments stay here
explore:
  - I=1:2:0.5
  - tau=5ms,6ms
trials: 2
parameters:
  neurons:
    fail: ""
  simulation.durations: {main: 4 ms}
`
	if err := os.WriteFile("x.yaml", []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct{ file, line string }{
		{"", "--explore I=1:2:0.5 --explore tau=5ms,6ms --trials 2 fail= main=4ms"},
		{"--trials 3", "--explore I=1:2:0.5 --explore tau=5ms,6ms --trials 3 fail= main=4ms"},
		{"--explore I=3 main=6ms", "--explore I=3 --trials 2 fail= main=6ms"},
	} {
		var digests []string
		for k, line := range []string{"--config x.yaml " + c.file, c.line} {
			path := fmt.Sprintf("%d%d.hdf5", i, k)
			code, out, errs := call(append([]string{"run", "--quiet", "--engine", "reference", "--out", path}, strings.Fields(line)...)...)
			if code != cli.Success {
				t.Fatalf("%s: code %d\n%s%s", line, code, out, errs)
			}
			digests = append(digests, digest(t, path))
		}
		if digests[0] != digests[1] {
			t.Errorf("%s has not the results of %s", c.file, c.line)
		}
	}
	// What the file said is stored: it is not needed any more.
	if err := os.Remove("x.yaml"); err != nil {
		t.Fatal(err)
	}
	code, out, errs := call("resume", "--quiet", "--out", "00.hdf5")
	if code != cli.Success || !strings.HasPrefix(out, "0 runs finished, 12 were there before") {
		t.Errorf("code %d\n%s%s", code, out, errs)
	}
}

func TestConfigFaults(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, c := range []struct{ text, want string }{
		{"trails: 3\nworkers: many\nparameters:\n  tau: 5 mV\n  I:\n", `x.yaml:5: a value is missing; write one after the colon
x.yaml:1: cli: unknown option --trails; did you mean "--trials"?
x.yaml:2: cli: --workers: "many" is not a whole number`},
		{"parameters:\n  tau: 5 mV\n  J: 1\n", `x.yaml:2: trajectory: cannot set neurons.tau: "5 mV" is a quantity in V, wanted a quantity in s like the default 10 ms
x.yaml:3: trajectory: cannot set: there is no parameter "J"; did you mean neurons.I?`},
		{"explore:\n  - I=1,2\n  - tau=5:6:1\n", `x.yaml:3: trajectory: cannot explore: neurons.tau: "5" is a plain number, wanted a quantity in s like the default 10 ms; give it a unit, as in 5 ms
  | tau=5:6:1
  |     ^`},
		{"trials: 2\ntrials: 3\n", `x.yaml:2: mapping key "trials" already defined at [1:1]`},
		{"trials: [2, 3]\n", `x.yaml:1: cli: --trials: it is given twice, the second time as "3"`},
		{"explore: [I=1\n", "x.yaml:1: sequence end token ']' not found"},
		{"- 1\n", "x.yaml:1: names and values are expected, as in trials: 3"},
		{"explore: {I: 1:3:1}\n", "x.yaml:1: what to explore is a text, as in explore: R_ee=1:3.5:0.5, or a list of texts"},
		{"neurons: 3\n", "x.yaml:1: cli: unknown option --neurons; if it is a parameter, it stands below \"parameters:\""},
		{"trials: {a: 1}\n", "x.yaml:1: trials is an option, and has one value; parameters stand below \"parameters:\""},
		{"neurons:\n  I: 2\n", "x.yaml:2: neurons is an option, and has one value; parameters stand below \"parameters:\""},
		{"parameters:\n\tI: 2\n", "x.yaml:2: a line begins with a tab, and YAML wants spaces"},
		{"parameters:\n  I: 2\n  neurons: {I: 3}\n", "x.yaml:3: cli: neurons.I is set twice, the second time to 3"},
		{"explore: [I=1,2]\n", "x.yaml:1: in brackets a comma separates texts; write them in quotes, as in explore: [\"R_ee=1,2\"]"},
		{"trials: &a 3\nseed: *a\n", "x.yaml:1: a text, a number, true or false is expected\nx.yaml:2: a text, a number, true or false is expected"},
		{"config: x.yaml\n", "x.yaml:1: a file names no other file"},
		{strings.Repeat("[", 100), "cli: cannot read x.yaml: its brackets are nested more than 64 deep"},
		{strings.Repeat("#", 1<<17), "cli: cannot read x.yaml: it has 131072 bytes, and a file of an experiment has at most 65536"},
	} {
		if err := os.WriteFile("x.yaml", []byte(c.text), 0o666); err != nil {
			t.Fatal(err)
		}
		code, out, errs := call("run", "--config", "x.yaml")
		want(t, code, out, errs, cli.Usage, "", c.want+"\nsee: lif help run\n")
	}
	if err := os.WriteFile("x.yaml", []byte("\ufeffparameters: # none\ntrials: 2\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := call("run", "--dry-run", "--config", "x.yaml"); code != cli.Success || errs != "" {
		t.Errorf("code %d\n%s%s", code, out, errs)
	}
	code, out, errs := call("run", "--config", ".")
	want(t, code, out, errs, cli.Usage, "", "cli: cannot read .: it is a folder; name a plain file\nsee: lif help run\n")
	code, out, errs = call("params", "--config", "none")
	want(t, code, out, errs, cli.Usage, "", "cli: cannot read the file of the experiment: stat none: no such file or directory\nsee: lif help params\n")
}

// Whatever is in a file, it is read or refused.
func FuzzConfig(f *testing.F) {
	for _, seed := range []string{"explore: [I=1:2:1, tau=5ms]\n", "parameters: {neurons: {I: 2}}\n", "a: &b [*b]\n", "a: |\n  x\n---\nb: !!binary x\n", "? a\n: b\n", "\xff: \x00", "- - - -"} {
		f.Add(seed)
	}
	folder := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(folder, fmt.Sprint(os.Getpid()))
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if code, out, errs := call("params", "--config", path); code != cli.Success && code != cli.Usage {
			t.Errorf("code %d\n%s%s", code, out, errs)
		}
	})
}

// A dry run says what would be run, and makes no file.
func TestDryRun(t *testing.T) {
	t.Chdir(t.TempDir())
	code, out, errs := call("run", "--dry-run", "--workers", "1", "--explore", "tau=5ms:6ms:0.5ms", "--trials", "2", "--share", "2/2")
	want(t, code, out, errs, cli.Success, `lif: share 2/2 of 6 runs over neurons.tau and simulation.trial, 1 at a time, into out/lif.hdf5
run  tau/ms  trial
  1       5      1
  3     5.5      1
  5       6      1
`, "")
	code, out, errs = call("run", "--dry-run", "--workers", "1", "I=2")
	want(t, code, out, errs, cli.Success, "lif: 1 run, 1 at a time, into out/lif.hdf5\n", "")
	code, out, errs = call("run", "--dry-run", "--append")
	want(t, code, out, errs, cli.Usage, "", "cli: --dry-run says what a new file would have, and --append adds to one; leave out one\nsee: lif help run\n")
	if exists("out") {
		t.Error("a dry run has made a folder")
	}
	if err := os.WriteFile("old.hdf5", nil, 0o666); err != nil {
		t.Fatal(err)
	}
	code, _, errs = call("run", "--dry-run", "--out", "old.hdf5", "--figure", "folder/x.txt")
	want(t, code, "", errs, cli.Success, "", "lif: old.hdf5 exists: --overwrite replaces it, --append adds to it, --out FILE names another\n")
	if _, err := os.Stat("folder"); err == nil {
		t.Error("a dry run has made a folder for a figure")
	}
}
