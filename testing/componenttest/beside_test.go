package componenttest

import (
	"strings"
	"testing"

	"golgi/analyser"
	"golgi/component"
	"golgi/components"
	"golgi/sim"
)

// leaky is a component of which there can be several.
type leaky struct {
	N   int     `min:"2"`
	Tau float64 `unit:"ms"`
}

// copies gives neurons that are connected, with what is recorded of them, in another way where spoil says so.
func copies(prefix, spoil string) []component.Component {
	name := prefix + "neurons"
	build := func(b *component.Build, p leaky) error {
		group, err := component.Add(b, sim.Neurons{Name: name, Size: p.N, Equations: "dv/dt = (1.5 - v)/tau : 1", Threshold: "v > 1", Reset: "v = 0",
			Namespace: sim.NamespaceOf(p), Initial: []sim.Set{{Variable: "v", Value: "rand()"}}})
		if err != nil {
			return err
		}
		synapses := prefix + "synapses"
		if spoil == "object" {
			synapses = "synapses"
		}
		_, err = component.Add(b, sim.Synapse{Name: synapses, Source: group, Target: group, OnPre: "v_post += 0.1", Connect: []sim.Connect{{Probability: "0.5"}}})
		return err
	}
	measure := func(s *component.Subrun) error {
		result := prefix + "statistics"
		if spoil == "result" {
			result = "statistics"
		}
		return s.Run.Add(result+"."+s.Current.Name, "objects", min(2, len(s.Network.Objects())), "")
	}
	group := name
	if spoil == "parameters" {
		group = "neurons"
	}
	parts := []component.Component{component.Bound[leaky]{Group: group, Default: leaky{N: 20, Tau: 3}, Make: build}, components.Record{Spikes: []string{name}},
		analysed{name: prefix + "measure", analyse: measure}}
	if spoil == "neighbour" { // what one does depends on how many there are
		parts = append(parts, analysed{name: prefix + "count", analyse: func(s *component.Subrun) error {
			return s.Run.Add(prefix+"count."+s.Current.Name, "objects", len(s.Network.Objects()), "")
		}})
	}
	return parts
}

// analysed is an analyser with a name.
type analysed struct {
	component.Base
	name    string
	analyse func(*component.Subrun) error
}

func (a analysed) Name() string                      { return a.name }
func (a analysed) Analyse(s *component.Subrun) error { return a.analyse(s) }

var _ analyser.Analyser = analysed{}

func TestTwoCopies(t *testing.T) {
	Suite{Parts: copies("", ""), Set: map[string]any{"neurons.N": 10}, Copy: func(prefix string) []component.Component { return copies(prefix, "") }}.Run(t)
}

// Copies that are in each other's way are told.
func TestTwoCopiesThatMeet(t *testing.T) {
	for spoil, want := range map[string]string{
		"object":     "componenttest: two copies do not stand side by side; put the prefix before the names of groups, objects and results: component \"right_neurons\": Build: component: cannot add \"synapses\"",
		"result":     "componenttest: two copies do not stand side by side; put the prefix before the names of groups, objects and results: analyser \"right_measure\": Analyse in subrun \"first\": trajectory: run_00000000: cannot add to result \"statistics.first\"",
		"parameters": "componenttest: two copies do not stand side by side; put the prefix before the names of groups, objects and results: runner: two components are called \"neurons\"; tell them apart by the Group of a Bound, or a method Name() string",
		"neighbour":  "componenttest: the result left_count.first.objects is something else beside a copy than alone: line 1 is",
		"nothing":    "componenttest: Copy gives no parts; let it give those of the suite, with the prefix before their groups and names",
		"set":        "componenttest: a copy with a prefix alone: trajectory: cannot set: there is no parameter \"M\"",
	} {
		suite := Suite{Copy: func(prefix string) []component.Component { return copies(prefix, spoil) }}
		switch spoil {
		case "nothing":
			suite.Copy = func(string) []component.Component { return nil }
		case "set":
			suite.Set = map[string]any{"M": 1}
		}
		err := standsBesideItself(suite)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: the error is\n  %v\nwanted\n  %s", spoil, err, want)
		}
	}
	if err := standsBesideItself(Suite{}); err != nil {
		t.Error(err)
	}
}
