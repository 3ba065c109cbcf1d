package runner_test

import (
	"context"
	"testing"

	"golgi/analyser"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/trajectory"
)

type plainPart struct{ component.Base }

type namedPart struct {
	component.Base
	name string
}

func (n namedPart) Name() string { return n.name }

// analysingPart has an Analyse of its own, with a pointer receiver.
type analysingPart struct{ component.Base }

func (*analysingPart) Analyse(*component.Subrun) error { return nil }

// hiddenPart declares its needs, but only through a pointer.
type hiddenPart struct{ component.Base }

func (*hiddenPart) Needs() []string { return nil }
func (*hiddenPart) Gives() []string { return nil }

// miswrittenPart has what only looks like hooks.
type miswrittenPart struct{ component.Base }

func (miswrittenPart) Prebuild(*component.Build) error  { return nil }
func (*miswrittenPart) Analyze(*component.Subrun) error { return nil }
func (miswrittenPart) Finish() error                    { return nil }
func (miswrittenPart) BuildE(*component.Build) error    { return nil } // a helper
func (miswrittenPart) ADDTONETWORK(int) error           { return nil } // something else

// ownRunner is a runner with nothing of its own but what it embeds.
type ownRunner struct{ runner.Ordered }

func (ownRunner) ExecuteRun(context.Context, *runner.Plan) error { return nil }

// What would do nothing is refused when parameters are added.
func TestPartsThatWouldDoNothing(t *testing.T) {
	var none *plainPart
	spikes := components.Record{Spikes: []string{"g"}}
	for _, c := range []struct {
		name  string
		parts []component.Component
		want  string
	}{
		{"all in place", []component.Component{ownRunner{}, spikes, analyser.Monitors{}, plainPart{}, &hiddenPart{}, namedPart{name: "a"}}, ""},
		{"two of one type", []component.Component{plainPart{}, plainPart{}, analyser.Monitors{}, analyser.Monitors{Group: "x"}}, ""},
		{"nil pointers", []component.Component{plainPart{}, none}, `runner: part 2 of 2 is nil`},
		{"an analyser by a pointer", []component.Component{analysingPart{}}, `runner: Analyse of component "analysingPart" has a pointer ` +
			`receiver, and would never be called, since the component is given as a value: give &analysingPart{…}`},
		{"two runners", []component.Component{ownRunner{}, runner.None{}}, `runner: "ownRunner" and "None" are runners both, and a run has one`},
		{"nothing to analyse", []component.Component{runner.None{}, spikes}, `runner: Analyse of "Record" would never be called, since ` +
			`runner.None executes no subrun`},
		{"methods that are hidden", []component.Component{hiddenPart{}},
			`runner: Needs of component "hiddenPart" has a pointer receiver, and would never be called, since the component is given as a value: give &hiddenPart{…}
runner: Gives of component "hiddenPart" has a pointer receiver, and would never be called, since the component is given as a value: give &hiddenPart{…}`},
		{"methods that are miswritten", []component.Component{miswrittenPart{}},
			`runner: the method Analyze of component "miswrittenPart" would never be called: call it Analyse
runner: Finish of component "miswrittenPart" is a func() error, and would never be called: it must be a func(*component.Subrun) error
runner: the method Prebuild of component "miswrittenPart" would never be called: call it PreBuild`},
		{"one name", []component.Component{namedPart{name: "a"}, namedPart{name: "a"}},
			`runner: two components are called "a"; tell them apart by the Group of a Bound, or a method Name() string`},
	} {
		traj, err := trajectory.New("test")
		if err == nil {
			err = (&runner.LifeCycle{Parts: c.parts}).AddParameters(traj)
		}
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: the error is\n%s\nwanted\n%s", c.name, got, c.want)
		}
	}
}
