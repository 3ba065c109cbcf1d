package cli_test

import (
	"bytes"
	"context"
	"flag"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"golgi/cli"
	"golgi/component"
	"golgi/trajectory"
	"golgi/units"
)

// clumsy panics in the hook where it is told to.
type clumsy struct {
	component.Base
	where string
}

// stumble is where all of this file goes wrong.
func stumble() {
	var m map[string]int
	m["x"] = 1
}

func (c clumsy) in(where string) error {
	if c.where == where {
		stumble()
	}
	return nil
}

func (c clumsy) AddParameters(traj *trajectory.Trajectory) error {
	_ = c.in("AddParameters")
	return traj.Add(trajectory.Parameter{Path: "simulation.durations.measure", Value: units.Millisecond.Of(1),
		Annotations: trajectory.Annotations{"order": 1}})
}
func (c clumsy) PreBuild(*component.Build) error                             { return c.in("PreBuild") }
func (c clumsy) Build(*component.Build) error                                { return c.in("Build") }
func (c clumsy) AddToNetwork(*component.Subrun) error                        { return c.in("AddToNetwork") }
func (c clumsy) RemoveFromNetwork(*component.Subrun) error                   { return c.in("RemoveFromNetwork") }
func (c clumsy) shout(context.Context, []string, io.Writer, io.Writer) error { return c.in("a word") }

// Wherever the code of an experiment panics, what is printed says file and line; the stack comes where it is asked for.
func TestPanicsHaveTheirPlace(t *testing.T) {
	for _, where := range []string{"AddParameters", "PreBuild", "Build", "AddToNetwork", "RemoveFromNetwork", "Flags", "Choose",
		"Report", "a word"} {
		for _, log := range []string{"off", "debug"} {
			c := clumsy{where: where}
			e := cli.Experiment{Name: "x",
				Flags:  func(*flag.FlagSet) { _ = c.in("Flags") },
				Choose: func() ([]component.Component, error) { return []component.Component{c}, c.in("Choose") },
				Report: func(cli.Report) error { return c.in("Report") },
				Words:  []cli.Word{{Name: "shout", Run: c.shout}},
			}
			args := []string{"run", "--quiet", "--engine", "reference", "--out", filepath.Join(t.TempDir(), "x.hdf5"), "--log", log}
			if where == "a word" {
				args = []string{"shout", "--", "--log", log}
			}
			var out, errs bytes.Buffer
			code := cli.Execute(e, args, &out, &errs)
			text := errs.String()
			if code != cli.Failure || !strings.Contains(text, "panicked at cli/panic_test.go:27: assignment to entry in nil map\n") {
				t.Errorf("%s, log %s: code %d\n%s", where, log, code, text)
			}
			if where == "Report" && !strings.Contains(text, "cli: the report of x panicked at ") {
				t.Errorf("whose fault it was is not said:\n%s", text)
			}
			if hasStack := strings.Contains(text, "cli_test.stumble"); hasStack != (log == "debug") {
				t.Errorf("%s, log %s: the stack is there: %v\n%s", where, log, hasStack, text)
			}
		}
	}
}
