package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"golgi/cli"
	"golgi/hdf5"
	"golgi/internal/memory"
	"golgi/trajectory"
	"golgi/units"
)

const lifModel = `{"name": "lif", "constants": {"tau": "10 ms"}, "objects": [
{"kind": "neurons", "name": "G", "n": 2, "model": ["dv/dt = (1.5 + 0.5*i - v)/tau : 1", "u : volt"], "threshold": "v > 1", "reset": "v = 0",
 "method": "exact", "init": [{"variable": "u", "values": [0.25, -0.5]}]},
{"kind": "spike_monitor", "name": "spikes", "of": "G"},
{"kind": "state_monitor", "name": "trace", "of": "G", "variables": ["u"], "dt": "10 ms"},
{"kind": "rate_monitor", "name": "rate", "of": "G"}],
"schedule": [{"run": "0.1 s"}, {"deactivate": "spikes"}, {"run": 0.1}]}`

// inFolder writes files to a new folder, and works there.
func inFolder(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

var took = regexp.MustCompile(`in [^ ]+ s by`)

func want(t *testing.T, args []string, code int, out, errs string) {
	t.Helper()
	gotCode, gotOut, gotErrs := call(args...)
	if gotOut = took.ReplaceAllString(gotOut, "in 0 s by"); gotCode != code || gotOut != out || gotErrs != errs {
		t.Errorf("%q:\ncode %d, want %d\n%s\nwant\n%s\nerrors\n%s\nwant\n%s", args, gotCode, code, gotOut, out, gotErrs, errs)
	}
}

// What was recorded is said in words: of spikes how many there were while they were recorded. (The neurons spike every 10 ms ln 3 = 11 ms
// and 10 ms ln 2 = 7 ms, in whole steps; in the end 2 and 4 ms have gone since: v is 1.5 (1 - exp(-0.2)) and 2 (1 - exp(-0.4)).)
func TestSummary(t *testing.T) {
	inFolder(t, map[string]string{"lif.json": lifModel})
	want(t, []string{"run", "lif.json", "--engine", "reference", "--quiet"}, cli.Success, `lif: 0.2 s simulated in 0 s by engine reference

recorded:
  rate     rate   2000   0 to 10000, mean 115 Hz
  spikes          23 by 2 neurons, 115 Hz each
  trace    u      2 × 20   -0.5 to 0.25, mean -0.125 V

in the end:
  G   u   2   -0.5 to 0.25, mean -0.125 V
  G   v   2   0.2719 to 0.65936, mean 0.46563
`, "")
	want(t, []string{"check", "lif.json"}, cli.Success, "lif.json: nothing is wrong; it has 4 objects, and simulates 0.2 s\n", "")
}

// Mistakes in commands and models end with a message, and leave nothing behind.
func TestMistakes(t *testing.T) {
	files := map[string]string{"lif.json": lifModel, "there.json": "precious", "arrays.bin": "precious", "two.json": `{"objects": [
{"kind": "neurons", "name": "G", "n": 1, "model": "dv/dt = -v/tau : 1"},
{"kind": "neurons", "name": "H", "n": 1, "model": "dv/dt = -v/ms : volt", "init": [{"variable": "v", "value": 1, "unit": "amp"}]}]}`,
		"late.json": `{"objects": [{"kind": "neurons", "name": "G", "n": 1, "model": "dv/dt = v**2/ms : 1", "method": "euler",
 "init": [{"variable": "v", "value": 1}]}],
"schedule": [{"run": 0.001},
 {"run": 0.1}]}`}
	inFolder(t, files)
	for _, c := range []struct {
		args []string
		code int
		errs string
	}{
		{[]string{"run"}, cli.Usage, "cli: name one MODEL.json; there is none\nsee: golgi help run"},
		{[]string{"check", "a", "b"}, cli.Usage, "cli: name one FILE; \"b\" is one too many\nsee: golgi help check"},
		{[]string{"rum", "lif.json"}, cli.Usage, "cli: golgi cannot \"rum\"; did you mean \"run\"?\nsee: golgi help"},
		{[]string{"version", "1"}, cli.Usage, "golgi: version takes no words\nsee: golgi help version"},
		{[]string{"run", "lif.json", "--engin", "cc"}, cli.Usage, "cli: unknown option --engin; did you mean \"--engine\"?\nsee: golgi help run"},
		{[]string{"run", "lif.json", "--engine", "refrence"}, cli.Usage,
			"cli: unknown engine \"refrence\"; there are reference, cc; did you mean \"reference\"?\nsee: golgi help run"},
		{[]string{"run", "lif.json", "--seed", "1.5"}, cli.Usage, "cli: --seed: \"1.5\" is not a whole number of 64 bits\nsee: golgi help run"},
		{[]string{"run", "lif.json", "--out", "x.txt"}, cli.Usage,
			"golgi: cannot store in x.txt: the end of its name says how; there are .json and .hdf5\nsee: golgi help run"},
		{[]string{"run", "lif.json", "--out", "there.json"}, cli.Failure, "golgi: cannot store in there.json: it exists; choose another name, or --overwrite it"},
		{[]string{"run", "lif.json", "--out", "lif.json", "--overwrite"}, cli.Failure, "golgi: cannot store in lif.json: that is the model"},
		{[]string{"run", "lif.json", "--out", "arrays.json", "--overwrite"}, cli.Failure,
			"golgi: cannot store in arrays.json: arrays.bin exists, which would be the file of its arrays; choose another name"},
		{[]string{"run", "lif.json", "--out", "no/x.json"}, cli.Failure, "golgi: cannot store in no/x.json: stat no: no such file or directory"},
		{[]string{"run", "lif.json", "--out", "lif.json/x.json"}, cli.Failure, "golgi: cannot store in lif.json/x.json: lif.json is no folder"},
		{[]string{"run", "none.json"}, cli.Failure, "modelfile: stat none.json: no such file or directory"},
		{[]string{"run", "two.json"}, cli.Failure, "modelfile: two.json:2: sim: neuron group \"G\": equations: unknown name \"tau\"\n" +
			"  | dv/dt = -v/tau : 1\n  |            ^~~ it is no variable here, no constant of the namespace and no unit\n" +
			"modelfile: two.json:3: objects[1] \"H\": init[0]: sim: neuron group \"H\": \"v\" has unit V, but 1 amp has unit A"},
		{[]string{"check", "there.json"}, cli.Failure, "modelfile: there.json:1: it is no JSON: invalid character 'p' looking for beginning of value, at the beginning of the line"},
		{[]string{"run", "late.json", "--quiet", "--engine", "reference"}, cli.Failure, "modelfile: late.json:4: schedule[1]: sim: neuron group \"G\": " +
			"\"v\" of element 0 is +Inf; it became so between 1 ms and 101 ms. A smaller step size, or another method of integration, may help; a StateMonitor shows the step"},
	} {
		want(t, c.args, c.code, "", c.errs+"\n")
	}
	entries, err := os.ReadDir(".")
	if err != nil || len(entries) != len(files) {
		t.Errorf("mistakes have left %v, %v", entries, err)
	}
}

// Results are stored in JSON, with large arrays in a file beside it, and in HDF5; both have the same numbers, the second time too.
func TestStoring(t *testing.T) {
	inFolder(t, map[string]string{"lif.json": strings.NewReplacer(`"dt": "10 ms"`, `"dt": null`, `{"run": 0.1}`, `{"run": 0.15}`).Replace(lifModel)})
	for _, name := range []string{"x.json", "x.hdf5"} {
		for _, more := range []string{"--seed=3", "--overwrite"} {
			want(t, []string{"run", "lif.json", "--engine", "reference", "--quiet", "--out", name, more}, cli.Success,
				"lif: 0.25 s simulated in 0 s by engine reference\nresults in "+name+"\n", "")
		}
	}
	text, err := os.ReadFile("x.json")
	if err != nil || !bytes.Contains(text, []byte(`"count": [9, 14]`)) || !bytes.Contains(text, []byte(`"u": [0.25, -0.5]`)) {
		t.Errorf("%v\n%.2000s", err, text)
	}
	reference := regexp.MustCompile(`"u": \{"array": \{"file": "x.bin", "type": "float64", "offset": (\d+), "shape": \[2, 2500\]\}\}`)
	found := reference.FindSubmatch(text)
	binary, err := os.ReadFile("x.bin")
	if found == nil || err != nil {
		t.Fatalf("%v\n%.2000s", err, text)
	}
	if offset, err := strconv.Atoi(string(found[1])); err != nil || offset%64 != 0 || !bytes.Equal(binary[offset+2500*8:offset+2500*8+8], []byte{7: 0xbf, 6: 0xe0}) {
		t.Errorf("the second row does not begin with -0.5 behind byte %d", offset)
	}
	store, err := hdf5.Open("x.hdf5")
	if err != nil {
		t.Fatal(err)
	}
	traj, err := store.LoadTrajectory("lif")
	if err != nil {
		t.Fatal(err)
	}
	run, err := store.LoadRun(traj, 0)
	if err != nil {
		t.Fatal(err)
	}
	final, err := run.Result("final.G")
	if err != nil {
		t.Fatal(err)
	}
	if u, err := final.Item("u"); err != nil || u.Unit != "V" || !slices.Equal(u.Value.([]float64), []float64{0.25, -0.5}) {
		t.Errorf("u is %v, %v", u, err)
	}
	if tau, err := trajectory.Value[units.Quantity](run, "constants.tau"); err != nil || tau.SI() != 0.01 {
		t.Errorf("tau is %v, %v", tau, err)
	}
	if err := errors.Join(store.Close(), hdf5.Check("x.hdf5")); err != nil {
		t.Error(err)
	}
}

// Memory is full where what has been recorded could not be held once more.
func TestFull(t *testing.T) {
	if full(memory.Used()) || !full(memory.Used()-memory.Available()) {
		t.Errorf("of %d bytes, %d are used", memory.Available(), memory.Used())
	}
}

// A folder in which no file can be made is found out before the run: as /proc is, for everybody.
func TestFoldersWithoutFiles(t *testing.T) {
	inFolder(t, map[string]string{"lif.json": lifModel})
	code, _, errs := call("run", "lif.json", "--out", "/proc/x.json")
	if code != cli.Failure || !strings.HasPrefix(errs, "golgi: cannot store in /proc/x.json: no file can be made in /proc: ") {
		t.Errorf("code %d, %s", code, errs)
	}
}

// Trajectories have what can stand in their names of those of models.
func TestTrajectoryName(t *testing.T) {
	for name, want := range map[string]string{"lif": "lif", "é_net": "net", "__a b": "ab", "é": "model", strings.Repeat("x", 200): strings.Repeat("x", 127)} {
		if got := trajectoryName(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		} else if _, err := trajectory.New(got); err != nil {
			t.Error(err)
		}
	}
}

// Results do not replace what the model reads.
func TestInputsAreSpared(t *testing.T) {
	inFolder(t, map[string]string{"data.json": "old", "data.bin": "12345678", "m.json": `{"objects": [{"kind": "neurons", "name": "G", "n": 1,
		"model": "v : 1", "init": [{"variable": "v", "values": {"array": {"file": "data.bin", "type": "float64", "shape": [1]}}}]}]}`})
	want(t, []string{"run", "m.json", "--out", "data.json", "--overwrite"}, cli.Failure, "",
		"golgi: cannot store in data.json: the model reads data.bin, which would be replaced; choose another name\n")
}

// What stops a run is said, and what went wrong besides is not lost.
func TestStopped(t *testing.T) {
	ctx, stop := context.WithCancelCause(t.Context())
	stop(errMemory)
	if err := stopped(ctx, fmt.Errorf("sim: %w", context.Canceled)); err != errMemory {
		t.Error(err)
	}
	if err := stopped(ctx, io.ErrUnexpectedEOF); !errors.Is(err, errMemory) || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
}

// fullDisk is a stream on which nothing can be written.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// What a command says must be written, or it has failed.
func TestStreamsThatFail(t *testing.T) {
	inFolder(t, map[string]string{"lif.json": lifModel})
	for _, args := range [][]string{{"run", "lif.json", "--engine", "reference"}, {"check", "lif.json"}, {"version"}, {"help"}} {
		var errs bytes.Buffer
		if args[0] == "run" {
			args = append(args, "--quiet")
		}
		code := cli.ExecuteTool(golgi(), args, fullDisk{}, &errs)
		if code != cli.Failure || errs.String() != "cli: what golgi says could not be written: no space left on device\n" {
			t.Errorf("%q: code %d\n%s", args, code, errs.String())
		}
		if code := cli.ExecuteTool(golgi(), args, io.Discard, fullDisk{}); code != cli.Success {
			t.Errorf("%q: code %d where nobody reads errors, and there are none", args, code)
		}
	}
}

// A waker does something once when a text has been written.
type waker struct {
	text bytes.Buffer
	at   string
	do   func()
	done bool
}

func (w *waker) Write(p []byte) (int, error) {
	n, err := w.text.Write(p)
	if !w.done && strings.Contains(w.text.String(), w.at) {
		w.done = true
		w.do()
	}
	return n, err
}

// A signal ends a long run at once, and nothing is left of it.
func TestSignals(t *testing.T) {
	if text := os.Getenv("GOLGI_TEST_COMMAND"); text != "" {
		os.Exit(cli.ExecuteTool(golgi(), strings.Fields(text), os.Stdout, os.Stderr))
	}
	inFolder(t, map[string]string{"lif.json": strings.ReplaceAll(lifModel, `{"run": 0.1}`, `{"run": 2000}`)})
	c := exec.Command(os.Args[0], "-test.run", "^TestSignals$")
	c.Env = append(os.Environ(), "GOLGI_TEST_COMMAND=run lif.json --engine reference --out x.json")
	errs := &waker{at: "golgi: lif: ", do: func() { _ = c.Process.Signal(syscall.SIGINT) }}
	c.Stderr = errs
	_ = c.Run()
	if code := c.ProcessState.ExitCode(); code != cli.Interrupted || !strings.Contains(errs.text.String(), "stopping; what was not stored is lost") ||
		!strings.Contains(errs.text.String(), "golgi: stopped at ") {
		t.Errorf("code %d\n%s", code, errs.text.String())
	}
	if entries, err := filepath.Glob("*"); err != nil || len(entries) != 1 {
		t.Errorf("it has left %v", entries)
	}
}
