package component_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/rs/zerolog"

	"golgi/component"
	"golgi/sim"
	"golgi/units"
)

func onBoard(t *testing.T, base *component.Objects) (*component.Objects, *sim.Network) {
	network := newNetwork(t)
	board := component.NewObjects(base, func() (*sim.Network, error) { return network, nil })
	return board.For("Neurons", zerolog.Nop()), network
}

func TestAddPutsIntoTheNetworkAtOnce(t *testing.T) {
	o, network := onBoard(t, nil)
	group := newGroup(t, "exc")
	first := must[*sim.Subgroup](t)(group.Subgroup("first", 0, 1))
	if err := o.Add("first", first); err != nil {
		t.Fatal(err)
	}
	if !network.Has(first) || !network.Has(group) {
		t.Errorf("the subgroup and its group should be in the network, which has %v", network.Objects())
	}
	if got := must[sim.Group](t)(component.Get[sim.Group](o, "first")); got != sim.Group(first) {
		t.Errorf("Get returned %v", got)
	}
}

func TestShareLeavesTheNetworkAlone(t *testing.T) {
	o, network := onBoard(t, nil)
	group := newGroup(t, "exc")
	if err := o.Share("exc", group); err != nil {
		t.Fatal(err)
	}
	if network.Has(group) {
		t.Error("what was only shared is in the network")
	}
}

// A run reads what PreBuild has shared, and nobody else sees what it adds itself.
func TestBoardsOfRunsLieOnTheBase(t *testing.T) {
	base, _ := onBoard(t, nil)
	if err := base.Share("common", 1); err != nil {
		t.Fatal(err)
	}
	base.Close()
	one, _ := onBoard(t, base)
	other, _ := onBoard(t, base)
	if err := one.Share("own", 2); err != nil {
		t.Fatal(err)
	}
	if got, want := one.Names(), []string{"common", "own"}; !slices.Equal(got, want) {
		t.Errorf("names %v, wanted %v", got, want)
	}
	if got, want := other.Names(), []string{"common"}; !slices.Equal(got, want) {
		t.Errorf("names of another run %v, wanted %v", got, want)
	}
	wantText(t, one.For("Connections", zerolog.Nop()).Share("common", 3),
		`component: cannot add "common": "Neurons" has added one of that name; names are unique`)
}

func TestObjectsErrors(t *testing.T) {
	o, network := onBoard(t, nil)
	if err := o.Add("neurons_e", newGroup(t, "exc")); err != nil {
		t.Fatal(err)
	}
	late := component.NewObjects(nil, func() (*sim.Network, error) { return network, nil })
	late.Close()
	_, missing := component.Get[sim.Group](o, "neurons_i")
	_, nothing := component.Get[sim.Group](late, "neurons_i")
	_, mistaken := component.Get[*sim.Synapses](o, "neurons_e")
	_, unfit := component.Get[sim.Group](shared(t, o, "number", 5), "number")
	broken := component.NewObjects(nil, func() (*sim.Network, error) { return nil, errors.New("no memory") })
	for _, c := range []struct {
		err  error
		want string
	}{
		{missing, `component: there is no "neurons_i" (there are: neurons_e)`},
		{nothing, `component: there is no "neurons_i" (there are: none)`},
		{mistaken, `component: "neurons_e" is a *sim.NeuronGroup, wanted *sim.Synapses`},
		{unfit, `component: "number" is a int, wanted sim.Group`},
		{o.Share("", 1), `component: cannot add an object without a name; name it`},
		{o.Add("neurons_e", newGroup(t, "other")),
			`component: cannot add "neurons_e": "Neurons" has added one of that name; names are unique`},
		{late.Share("x", 1), `component: cannot add "x": this blackboard is of the past; ` +
			`add to the Objects that the hook is given`},
		{broken.Add("x", newGroup(t, "x")), `component: cannot add "x": no memory`},
		{o.Add("again", newGroup(t, "exc")), `component: cannot add "again": sim: network: neuron ` +
			`group "exc" and ` +
			`neuron group "exc" have one name; names are unique within a network`},
	} {
		wantText(t, c.err, c.want)
	}
	if slices.Contains(o.Names(), "again") {
		t.Error("an object that the network has refused is on the blackboard")
	}
}

func shared(t *testing.T, o *component.Objects, name string, value any) *component.Objects {
	t.Helper()
	if err := o.Share(name, value); err != nil {
		t.Fatal(err)
	}
	return o
}

func TestBuildSet(t *testing.T) {
	o, network := onBoard(t, nil)
	group := newGroup(t, "exc")
	if err := o.Add("exc", group); err != nil {
		t.Fatal(err)
	}
	b := &component.Build{Objects: o}
	sets := []sim.Set{{Variable: "u", Value: units.Millivolt.Of(20)}, {Variable: "v", Value: "i/N"}}
	if err := b.Set(group, sets...); err != nil {
		t.Fatal(err)
	}
	if got := must[[]float64](t)(network.Get(group, "u")); !slices.Equal(got, []float64{.02, .02, .02}) {
		t.Errorf("u = %v V, wanted 0.02 V everywhere", got)
	}
	wantText(t, b.Set(group, sim.Set{Variable: "u", Value: 1.0}),
		`sim: neuron group "exc": "u" has unit V, but 1 has none; give a quantity such as `+
			`units.MustParse("1 V")`)
}

type named struct {
	component.Base
	name string
}

func (n *named) Name() string { return n.name }

type generic[T any] struct{ component.Base }

func TestNameOf(t *testing.T) {
	for _, c := range []struct {
		component component.Component
		want      string
	}{
		{component.Base{}, "Base"},
		{&component.Base{}, "Base"},
		{&named{name: "excitatory"}, "excitatory"},
		{generic[int]{}, "generic[int]"},
		{generic[sim.Group]{}, "generic[golgi/sim.Group]"},
	} {
		if got := component.NameOf(c.component); got != c.want {
			t.Errorf("NameOf(%T) = %q, wanted %q", c.component, got, c.want)
		}
	}
}

func TestSpans(t *testing.T) {
	spans := component.Spans{{Name: "a"}, {Name: "b"}}
	list := func() string {
		text := ""
		for _, s := range spans {
			text += s.Name
		}
		return text
	}
	before := spans
	for _, c := range []struct {
		change func()
		want   string
	}{
		{func() { spans.Append(component.Span{Name: "y"}, component.Span{Name: "z"}) }, "abyz"},
		{func() { spans.Insert(component.Span{Name: "n"}, component.Span{Name: "m"}) }, "nmabyz"},
		{func() { slices.Reverse(spans) }, "zybamn"},
		{func() { spans.Clear() }, ""},
		{func() { spans.Append(component.Span{Name: "e"}) }, "e"},
	} {
		c.change()
		if got := list(); got != c.want {
			t.Errorf("the spans are %s, wanted %s", got, c.want)
		}
	}
	if before[0].Name != "a" || before[1].Name != "b" {
		t.Errorf("a change has reached another list: %v", before)
	}
}
