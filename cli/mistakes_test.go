package cli_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"

	"golgi/cli"
	"golgi/sim"
)

func TestMistakes(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	if err := errors.Join(os.Mkdir("folder.txt", 0o755), syscall.Mkfifo("fifo.txt", 0o644)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("results.hdf5", []byte("\x89HDF\r\n\x1a\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"old.hdf5", "file"} {
		if err := os.WriteFile(name, []byte("precious"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args []string
		want string
		code int
	}{
		{[]string{"rum"}, "cli: lif cannot \"rum\"; did you mean \"run\"?\nsee: lif help", cli.Usage},
		{[]string{"dance"},
			"cli: lif cannot \"dance\"; there are run, resume, params, explain, profile, verify, show, post, shout, completion, help\nsee: lif help", cli.Usage},
		{[]string{"help", "rum"}, "cli: lif cannot \"rum\"; did you mean \"run\"?\nsee: lif help", cli.Usage},
		{[]string{"run", "--wokers", "2", "--zop", "--log"}, "cli: unknown option --wokers; did you mean \"--workers\"?\n" +
			"cli: unknown option --zop; did you mean \"--zip\" or \"--log\"?\n" +
			"cli: --log needs a value: --log LEVEL\nsee: lif help run", cli.Usage},
		{[]string{"run", "--neurons.tau=-5 ms", "--I", "-3", "--neurons.tauu", "--neurons.taau=1 ms"}, "cli: neurons.tau is a parameter, and no option; write neurons.tau='-5 ms'\n" +
			"cli: I is a parameter, and no option; write I=-3\n" +
			"cli: unknown option --neurons.tauu; did you mean the parameter neurons.tau=VALUE?\n" +
			"cli: unknown option --neurons.taau; did you mean the parameter neurons.tau='1 ms'?\nsee: lif help run", cli.Usage},
		{[]string{"run", "-engine=cc", "-q", "--=3"}, "cli: unknown option -engine; options have two dashes, as in --engine\n" +
			"cli: unknown option -q; options have two dashes\ncli: \"--=3\" is no option, for it has no name\nsee: lif help run", cli.Usage},
		{[]string{"completion", "bahs"}, "cli: unknown shell \"bahs\"; there are bash, zsh, fish; did you mean \"bash\"?\nsee: lif help completion", cli.Usage},
		{[]string{"run", "--workers", "two"},
			"cli: --workers: \"two\" is not a whole number\nsee: lif help run", cli.Usage},
		{[]string{"run", "--workers", "-1"},
			"cli: --workers: -1 is too small; the least is 0\nsee: lif help run", cli.Usage},
		{[]string{"run", "--trials", "0"},
			"cli: --trials: \"0\" is not a number of trials, from 1 to 1000000\nsee: lif help run", cli.Usage},
		{[]string{"run", "--memory-cap", "8 carrots", "--time-limit", "-1s"}, `cli: --memory-cap: "8 carrots" is no size of memory; there are 500MB, 8GB, 7.5GiB and so on, from 1MiB on
cli: --time-limit: "-1s" is no duration; there are 30s, 5m, 1h30m and so on, and 0s
see: lif help run`, cli.Usage},
		{[]string{"run", "--seed", "1.5"},
			"cli: --seed: \"1.5\" is not a whole number of 64 bits\nsee: lif help run", cli.Usage},
		{[]string{"run", "--quiet=perhaps"},
			"cli: --quiet: \"perhaps\" is not true or false\nsee: lif help run", cli.Usage},
		{[]string{"run", "--scale", "big"},
			"cli: --scale: \"big\" is not a number\nsee: lif help run", cli.Usage},
		{[]string{"run", "--scale", "-1"}, "lif: scale -1 is not positive\nsee: lif help run", cli.Usage},
		{[]string{"run", "--log", "loud"},
			"cli: --log: \"loud\" is no level; there are trace, debug, info, warn and off\n" +
				"see: lif help run", cli.Usage},
		{[]string{"run", "--engine", "refrence"},
			"cli: unknown engine \"refrence\"; there are " + strings.Join(sim.Engines(), ", ") +
				"; did you mean \"reference\"?\nsee: lif help run", cli.Usage},
		{[]string{"run", "tauu=5", "tau=5 mV", "tau"},
			"trajectory: cannot set: there is no parameter \"tauu\"; did you mean neurons.tau?\n" +
				"trajectory: cannot set neurons.tau: \"5 mV\" is a quantity in V, wanted a quantity in s like the default 10 ms\n" +
				"cli: \"tau\" is no NAME=VALUE; to set a parameter, write tau=1\nsee: lif help run", cli.Usage},
		{[]string{"run", "=3"}, "cli: \"=3\" is no NAME=VALUE, for it has no name\nsee: lif help run", cli.Usage},
		{[]string{"run", "--explore", "I", "--explore", "J=1,2"},
			"trajectory: cannot explore: I has no values; write I=1,2,3 or I=1:3:0.5\n  | I\n  | ^\n" +
				"trajectory: cannot explore: there is no parameter \"J\"; did you mean neurons.I?\n  | J=1,2\n  | ^\nsee: lif help run", cli.Usage},
		{[]string{"run", "I=1", "neurons.I=2"}, "cli: neurons.I is set twice, the second time to 2\nsee: lif help run", cli.Usage},
		{[]string{"run", "--seed", "2", "simulation.seed=3"}, "cli: --seed 2 sets simulation.seed, which the command sets as well; leave out one\nsee: lif help run", cli.Usage},
		{[]string{"run", "--workers", "1", "--out=a", "--workers=2", "--out", "b"}, "cli: --workers: it is given twice, the second time as \"2\"\n" +
			"cli: --out: it is given twice, the second time as \"b\"\nsee: lif help run", cli.Usage},
		{[]string{"run", "--scale", "1", "--scale", "2", "--trials", "2", "--trials", "3"}, "cli: --scale: it is given twice, the second time as \"2\"\n" +
			"cli: --trials: it is given twice, the second time as \"3\"\nsee: lif help run", cli.Usage},
		{[]string{"run", "--zip", "--explore", "I=1,2"}, "cli: --zip takes the values of several --explore together, and there is 1\nsee: lif help run", cli.Usage},
		{[]string{"run", "I=1", "--explore", "I=1,2"}, "cli: neurons.I is set and explored; only one of them can be\nsee: lif help run", cli.Usage},
		{[]string{"run", "trial=1", "--trials", "3"}, "cli: simulation.trial is set, and --trials explores it; only one of them can be\n" +
			"see: lif help run", cli.Usage},
		{[]string{"run", "--explore", "I=1,1"},
			"trajectory: cannot explore: point 1 repeats point 0 (neurons.I = 1), and would give the same results; to repeat an experiment, explore simulation.trial with it\nsee: lif help run", cli.Usage},
		{[]string{"run", "--explore", "I=1,2", "--trials", "1000000"},
			"trajectory: cannot explore: 2 x 1000000 points are more than the 1000000 that a trajectory may have; split it into several\nsee: lif help run", cli.Usage},
		{[]string{"run", "--out", "results.hdf5"},
			"hdf5: results.hdf5 exists; choose another name, or ask to overwrite it (--out FILE, --overwrite, or: lif resume results.hdf5)", cli.Failure},
		{[]string{"run", "--out", "old.hdf5", "--overwrite"},
			"hdf5: old.hdf5 is not an HDF5 file, and is not overwritten; choose another name, or move it away", cli.Failure},
		{[]string{"run", "--share", "3/2"},
			"cli: --share: \"3/2\" is no share; those of 8 programs are 1/8, 2/8, … 8/8\nsee: lif help run", cli.Usage},
		{[]string{"resume", "--out", "none.hdf5"}, "hdf5: there is no none.hdf5: file does not exist", cli.Failure},
		{[]string{"run", "--out", "file/new.hdf5"},
			"hdf5: cannot create file/new.hdf5: lstat file/new.hdf5: not a directory", cli.Failure},
		{[]string{"run", "--figure", "file/x.txt"},
			"cli: cannot draw a figure there: mkdir file: not a directory\nsee: lif help run", cli.Usage},
		{[]string{"run", "--figure", "x.tx"}, "cli: cannot draw x.tx: \".tx\" is no format of figures; there are .txt; did you mean \".txt\"?\n" +
			"see: lif help run", cli.Usage},
		{[]string{"run", "--figure", "x"}, "cli: cannot draw x: the format of a figure is the end of its name, and this has none; there are .txt\n" +
			"see: lif help run", cli.Usage},
		{[]string{"run", "--out", "x.txt", "--figure", "./x.txt"},
			"cli: cannot draw ./x.txt: the results are there; give the figure another name\nsee: lif help run", cli.Usage},
		{[]string{"run", "--out", "x.hdf5", "--figure", "x.hdf5.parts/f.txt"},
			"cli: cannot draw x.hdf5.parts/f.txt: that folder is for the parts of the results, and goes with them; name another\nsee: lif help run", cli.Usage},
		{[]string{"show", "--figure", "folder.txt", "none.hdf5"},
			"cli: cannot draw folder.txt: it is a folder; name a plain file\nsee: lif help show", cli.Usage},
		{[]string{"show", "--figure", "fifo.txt", "none.hdf5"},
			"cli: cannot draw fifo.txt: it is a FIFO; name a plain file\nsee: lif help show", cli.Usage},
		{[]string{"show", "--scale", "2", "none.hdf5"}, "cli: unknown option --scale; there are --figure, --where, --provenance, --dots\nsee: lif help show", cli.Usage},
		{[]string{"show", "a", "b", "c"}, "cli: name one file to show\nsee: lif help show", cli.Usage},
		{[]string{"show"}, "hdf5: there is no out/lif.hdf5: file does not exist", cli.Failure},
		{[]string{"show", "3"}, "hdf5: there is no out/lif.hdf5: file does not exist", cli.Failure},
		{[]string{"show", "none.hdf5"}, "hdf5: there is no none.hdf5: file does not exist", cli.Failure},
		{[]string{"parameters", "tau=5"},
			"trajectory: cannot set neurons.tau: \"5\" is a plain number, wanted a quantity in s like the default 10 ms; give it a unit, as in 5 ms\nsee: lif help params", cli.Usage},
	} {
		code, out, errs := call(c.args...)
		want(t, code, out, errs, c.code, "", c.want+"\n")
	}
	var left []string
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if !slices.Equal(left, []string{"fifo.txt", "file", "folder.txt", "old.hdf5", "results.hdf5"}) {
		t.Errorf("mistakes have left %v", left)
	}
	if content, err := os.ReadFile("old.hdf5"); err != nil || string(content) != "precious" {
		t.Errorf("the existing file has %q, %v", content, err)
	}
}

// What is set, and makes no difference, is warned of; a figure that is not drawn, and a word without Run, are failures.
func TestWhatHasNoEffect(t *testing.T) {
	t.Chdir(t.TempDir())
	code, out, errs := call("run", "--quiet", "--out", "x.hdf5", "I=2", "weights=1,2", "tau=5 ms")
	lines := strings.Split(strings.TrimSpace(errs), "\n")
	if code != cli.Success || len(lines) != 1 || !strings.Contains(errs, "it is set, and no run has read it: it makes no difference set=neurons.weights") {
		t.Errorf("code %d\n%s%s", code, out, errs)
	}
	e := program()
	e.Report = func(cli.Report) error { return nil }
	e.Words = []cli.Word{{Name: "idle"}}
	for word, text := range map[string]string{"show x.hdf5 --figure f.txt": "cli: no figure was drawn into f.txt: the report of lif has drawn none\n",
		"idle": "cli: the word \"idle\" of lif has no Run\n"} {
		var out, errs bytes.Buffer
		code := cli.Execute(e, strings.Fields(word), &out, &errs)
		want(t, code, out.String(), errs.String(), cli.Failure, "", text)
	}
}

// Words and options of an experiment that hide behind those of every program are faults of the experiment.
func TestCollisions(t *testing.T) {
	e := program()
	e.Words = append(e.Words, cli.Word{Name: "run"}, cli.Word{Name: "help"})
	flags := e.Flags
	e.Flags = func(f *flag.FlagSet) {
		flags(f)
		f.Bool("quiet", false, "")
	}
	var out, errs bytes.Buffer
	code := cli.Execute(e, []string{"parameters"}, &out, &errs)
	want(t, code, out.String(), errs.String(), cli.Failure, "", `cli: lif run has two options --quiet; give the experiment's own another name
cli: lif has two words "run"; give its own another name
cli: lif has two words "help"; give its own another name
`)
}
