package manager_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"golgi/component"
	"golgi/manager"
	"golgi/trajectory"
)

// talking logs at all levels, and fails in one of two runs.
type talking struct {
	component.Base
	lines int
}

func (c talking) Build(b *component.Build) error {
	trial, err := trajectory.Value[int](b.Params, manager.Trial)
	if err != nil || b.Draft {
		return err
	}
	b.Log.Trace().Msg("never kept")
	b.Log.Debug().Int("n", 3).Str("of", "two words").Msg("building")
	for i := range c.lines {
		b.Log.Info().Int("i", i).Msg(strings.Repeat("x", 100))
	}
	b.Log.Warn().Msg("few cells")
	if trial == 1 {
		return errors.New("no luck")
	}
	return nil
}

// times are those at the beginnings of lines.
var logTimes = regexp.MustCompile(`(?m)^\d+\.\d{3} s `)

// The log of a run is stored with it if it fails, whatever the manager logs; of all runs, if that is asked for.
func TestRunLog(t *testing.T) {
	for _, c := range []struct {
		opts []manager.Option
		kept []bool
	}{
		{nil, []bool{false, true}},
		{[]manager.Option{manager.WithLogsKept()}, []bool{true, true}},
	} {
		var out strings.Builder
		e := newExperiment(t, []component.Component{talking{}}, nil, append(c.opts, manager.WithLog(zerolog.New(&out).Level(zerolog.ErrorLevel)))...).over(overTrial)
		store, _ := e.explore(2)
		if out.Len() > 0 {
			t.Errorf("it logs %s", &out)
		}
		for i, kept := range c.kept {
			run, err := store.LoadRun(e.Trajectory, i)
			check(t, err)
			got := logTimes.ReplaceAllString(run.Record().Log, "")
			const want = `info run begins
debug added to the network component="neurons" object="neurons"
info no method of integration is named: it is "exact", as in Brian 2 component="neurons" object="neurons"
debug added to the network component="synapses" object="synapses"
debug shared component="recording" object="spikes"
debug building component="talking" n=3 of="two words"
warn few cells component="talking"`
			if !kept && got != "" || kept && !strings.HasPrefix(got, want) || strings.Contains(got, "never") {
				t.Errorf("the log of run %d is\n%s", i, got)
			}
		}
	}
}

// Of a long log there is the beginning and the end, and how much is left out.
func TestLongRunLog(t *testing.T) {
	e := newExperiment(t, []component.Component{talking{lines: 5000}}, nil).over(overTrial)
	store, _ := e.explore(2)
	run, err := store.LoadRun(e.Trajectory, 1)
	check(t, err)
	log := run.Record().Log
	lines := strings.Split(log, "\n")
	cut := 0
	for _, line := range lines {
		if _, err := fmt.Sscanf(line, "… %d lines of ", &cut); err == nil {
			break
		}
	}
	if len(log) > 64<<10 || len(log) < 40<<10 || cut+len(lines)-1 != 5007 || !strings.Contains(lines[6], "i=0") || !strings.Contains(lines[len(lines)-1], "few cells") {
		t.Errorf("of %d bytes %d lines are there, and %d are left out; the last is\n%s", len(log), len(lines), cut, lines[len(lines)-1])
	}
}
