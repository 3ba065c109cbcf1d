package manager_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"golgi/component"
	"golgi/manager"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

var update = flag.Bool("update", false, "write the golden files")

// A logbook takes down who was called with what.
type logbook struct {
	mu    sync.Mutex
	lines []string
}

func (l *logbook) write(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, fmt.Sprintf(format, args...))
}

// A recorder is a component that writes down each call.
type recorder struct {
	component.Base
	name string
	book *logbook
	plan func(s *component.Subrun) // changes what remains, when it is added to the network
}

// A runningRecorder is a runner besides.
type runningRecorder struct {
	recorder
	ordered
}

// ordered is what makes a runner of a component: the subruns of runner.Ordered.
type ordered struct{}

func (ordered) ExecutePreRun(ctx context.Context, p *runner.Plan) error {
	return runner.Ordered{}.ExecutePreRun(ctx, p)
}
func (ordered) ExecuteRun(ctx context.Context, p *runner.Plan) error {
	return runner.Ordered{}.ExecuteRun(ctx, p)
}

// An analysingRecorder is an analyser besides.
type analysingRecorder struct{ recorder }

func (r analysingRecorder) Analyse(s *component.Subrun) error { return r.subrun("Analyse", s) }

func (r recorder) Name() string { return r.name }

func (r recorder) AddParameters(*trajectory.Trajectory) error {
	r.book.write("%-19s%s", "AddParameters", r.name)
	return nil
}

func (r recorder) PreBuild(b *component.Build) error {
	r.book.write("%-19s%s, for %s", "PreBuild", r.name, b.Run.Name())
	return nil
}

func (r recorder) Build(b *component.Build) error {
	name := b.Run.Name()
	if b.Draft {
		name += ", which is tried"
	}
	r.book.write("%-19s%s, for %s", "Build", r.name, name)
	return nil
}

func (r recorder) AddToNetwork(s *component.Subrun) error {
	r.subrun("AddToNetwork", s)
	if r.plan != nil {
		r.plan(s)
	}
	return nil
}

func (r recorder) RemoveFromNetwork(s *component.Subrun) error {
	return r.subrun("RemoveFromNetwork", s)
}

func (r recorder) subrun(hook string, s *component.Subrun) error {
	if hook == "AddToNetwork" && r.name == "neurons" {
		r.book.write("  subrun %d, %s, begins at %.3g ms and lasts "+
			"%v", s.Number, s.Current.Name, 1e3*s.Start.SI(),
			s.Current.Duration)
	}
	remaining := ""
	for _, span := range *s.Remaining {
		remaining += " " + span.Name
	}
	if remaining == "" {
		remaining = " nothing"
	}
	r.book.write("    %-19s%s, at %.3g ms, before%s", hook, r.name, 1e3*s.Network.Time().SI(), remaining)
	return nil
}

// TestLifeCycle pins the whole life cycle: the pre-run, and two runs with two subruns of which hooks make
// other ones.
func TestLifeCycle(t *testing.T) {
	book := &logbook{}
	ms := units.Millisecond
	changing := func(s *component.Subrun) {
		switch s.Current.Name {
		case "first":
			s.Remaining.Insert(component.Span{Name: "inserted", Duration: ms.Of(1)})
			s.Remaining.Append(component.Span{Name: "appended", Duration: ms.Of(2)})
			slices.Reverse((*s.Remaining)[1:])
		case "appended":
			s.Remaining.Clear()
		}
	}
	m := manager.New([]component.Component{ // which are told apart by their hooks
		runningRecorder{recorder: recorder{name: "runner", book: book}}, analysingRecorder{recorder{name: "analyser 1", book: book}},
		recorder{name: "neurons", book: book}, analysingRecorder{recorder{name: "analyser 2", book: book}},
		recorder{name: "planner", book: book, plan: changing},
	})
	defer m.Close()
	traj, err := trajectory.New("test")
	if err == nil {
		err = m.AddParameters(traj)
	}
	ordered := func(name string, duration units.Quantity, order int) trajectory.Parameter {
		return trajectory.Parameter{Path: "simulation." + name, Value: duration,
			Annotations: trajectory.Annotations{"order": order}}
	}
	if err == nil {
		err = traj.Add(ordered("durations.second", ms.Of(5), 7), ordered("durations.first", ms.Of(10), -1),
			ordered("pre_durations.settle", ms.Of(3), 1))
	}
	if err == nil {
		err = traj.Explore(trajectory.Cartesian{{Path: "simulation.trial", Values: []int{0, 1}}})
	}
	if err == nil {
		err = m.Explore(context.Background(), traj, trajectory.NewMemoryStore(), 1)
	}
	if err != nil {
		t.Fatal(err)
	}
	wantGolden(t, "testdata/lifecycle.golden", strings.Join(book.lines, "\n")+"\n")
}

func wantGolden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; go test -update writes what came out:\n%s", file, got)
	}
}
