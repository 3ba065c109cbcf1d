package cli_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"golgi/cli"
	"golgi/component"
	"golgi/hdf5"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// neurons are a small group whose drive is a parameter, and which can be told to fail.
type neurons struct{ component.Base }

func (neurons) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(
		trajectory.Parameter{Path: "neurons.I", Value: 1.5, Comment: "drive"},
		trajectory.Parameter{Path: "neurons.tau", Value: units.Millisecond.Of(10), Comment: "membrane time constant"},
		trajectory.Parameter{Path: "neurons.fail", Value: "", Comment: "how to fail"},
		trajectory.Parameter{Path: "neurons.weights", Value: make([]float64, 100)},
		trajectory.Parameter{Path: "simulation.durations.main", Value: units.Millisecond.Of(5),
			Annotations: trajectory.Annotations{"order": 0}},
	)
}

func (neurons) Build(b *component.Build) error {
	drive, err := trajectory.Value[float64](b.Params, "neurons.I")
	if err != nil {
		return err
	}
	tau, err := trajectory.Value[units.Quantity](b.Params, "neurons.tau")
	if err != nil {
		return err
	}
	how, err := trajectory.Value[string](b.Params, "neurons.fail")
	switch {
	case err != nil:
		return err
	case how == "error":
		return errors.New("no neurons today")
	case how == "panic":
		panic("out of neurons")
	}
	group, err := sim.NewNeuronGroup(sim.Neurons{Name: "neurons", Size: 3, Equations: "dv/dt = (I - v)/tau : 1",
		Threshold: "v > 1", Reset: "v = 0", Namespace: sim.Namespace{"I": drive, "tau": tau},
		Initial: []sim.Set{{Variable: "v", Value: "0.1*rand()"}}})
	if err != nil {
		return err
	}
	return b.Objects.Add("neurons", group)
}

// interrupter presses Ctrl-C when a long subrun begins.
type interrupter struct{ component.Base }

func (interrupter) AddToNetwork(s *component.Subrun) error {
	if s.Current.Duration.SI() > 1000 {
		return syscall.Kill(os.Getpid(), syscall.SIGINT)
	}
	return nil
}

// finals stores v as it is in the end.
type finals struct{ component.Base }

func (finals) Analyse(s *component.Subrun) error {
	group, err := component.Get[*sim.NeuronGroup](s.Objects, "neurons")
	if err != nil {
		return err
	}
	v, err := s.Network.Get(group, "v")
	if err != nil {
		return err
	}
	return s.Run.AddResult(trajectory.Result{Path: "v", Items: []trajectory.Item{{Name: "v", Value: v}}})
}

// program is an experiment that reports one line for each run, and draws them into a text file.
func program() cli.Experiment {
	scale := 1.0
	return cli.Experiment{
		Name:    "lif",
		Doc:     "leaky integrate-and-fire neurons\n\nThey leak, and fire.",
		Explore: trajectory.Cartesian{{Path: "I", Values: []float64{1.5, 2}}},
		Flags: func(f *flag.FlagSet) {
			f.Float64Var(&scale, "scale", scale, "`FACTOR` of the number of neurons")
			f.Bool("dry", false, "a switch of its own")
		},
		ReportFlags: func(f *flag.FlagSet) { f.Bool("dots", false, "a switch of the report") },
		Choose: func() ([]component.Component, error) {
			if scale <= 0 {
				return nil, fmt.Errorf("lif: scale %v is not positive", scale)
			}
			return []component.Component{neurons{}, interrupter{}, finals{}}, nil
		},
		Report:        report,
		FigureFormats: []string{".txt"},
		Words: []cli.Word{{Name: "shout", Doc: "shout", Run: func(_ context.Context, args []string, out, _ io.Writer) error {
			_, err := fmt.Fprintln(out, strings.ToUpper(strings.Join(args, " ")))
			return err
		}}},
	}
}

func report(r cli.Report) error {
	var lines []string
	for i := range r.Trajectory.Len() {
		run, err := r.Load(i)
		if err != nil && !errors.Is(err, trajectory.ErrNotFound) {
			return err
		}
		if run == nil { // it never began
			continue
		}
		if (err == nil) != (run.Record().Status == trajectory.Finished) || run.Err() != nil && err.Error() != run.Err().Error() {
			return fmt.Errorf("run %d is %s, and the error is %w", i, run.Record().Status, err)
		}
		lines = append(lines, fmt.Sprintf("run %d %s\n", i, run.Record().Status))
	}
	table := strings.Join(lines, "")
	fmt.Fprint(r.Out, table)
	if r.Figure == "" {
		return nil
	}
	return os.WriteFile(r.Figure, []byte(table), 0o666)
}

// call executes a command, and returns what was printed, with times as T.
func call(args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = cli.Execute(program(), args, &o, &e)
	return code, timeless(o.String()), timeless(e.String())
}

var times = regexp.MustCompile(`\d+\.\d s`)

// shortly is how long a run took.
var shortly = regexp.MustCompile(`\b(in|for) \d+\.\d ms`)

// places are where something panicked.
var places = regexp.MustCompile(` at cli/(\w+\.go):\d+`)

func timeless(text string) string {
	return places.ReplaceAllString(shortly.ReplaceAllString(times.ReplaceAllString(text, "T"), "$1 T"), " at $1")
}

// want compares what a command has given.
func want(t *testing.T, code int, out, errs string, wantCode int, wantOut, wantErrs string) {
	t.Helper()
	if code != wantCode || out != wantOut || errs != wantErrs {
		t.Errorf("code %d, printed\n%serrors\n%swanted code %d, "+
			"printed\n%serrors\n%s", code, out, errs, wantCode, wantOut, wantErrs)
	}
}

func load(t *testing.T, path string) *trajectory.Trajectory {
	t.Helper()
	store, err := hdf5.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	traj, err := store.LoadTrajectory("lif")
	if err != nil {
		t.Fatal(err)
	}
	return traj
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func digest(t *testing.T, path string) string {
	t.Helper()
	d, err := hdf5.ResultDigest(path)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
