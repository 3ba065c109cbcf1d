package component_test

import (
	"fmt"
	"strings"
	"testing"

	"golgi/component"
	"golgi/sim"
	"golgi/trajectory"
)

type lif struct {
	N   int     `comment:"number of neurons" min:"1"`
	Tau float64 `unit:"ms"`
}

func boundLIF(group string, tau float64) component.Bound[lif] {
	return component.Bound[lif]{Group: group, Default: lif{N: 3, Tau: tau}, Make: func(b *component.Build, p lif) error {
		neurons, err := component.Add(b, sim.Neurons{Name: group, Size: p.N, Equations: "dv/dt = -v/tau : 1", Threshold: "v > 1", Namespace: sim.NamespaceOf(p)})
		if err != nil {
			return err
		}
		_, err = component.Add(b, sim.SpikeRecording{Name: group + "_spikes", Of: neurons})
		return err
	}}
}

// Two components of one struct stand side by side, each with its own group, and build from the values at the point of the run.
func TestBoundComponents(t *testing.T) {
	traj, err := trajectory.New("test")
	check(t, err)
	left, right := boundLIF("left", 5), boundLIF("right", 7)
	check(t, left.AddParameters(traj))
	check(t, right.AddParameters(traj))
	check(t, traj.Explore(trajectory.Cartesian{{Path: "left.N", Values: []int{1, 4}}}))
	run, err := traj.Run(1)
	check(t, err)
	network := newNetwork(t)
	b := &component.Build{Context: t.Context(), Params: run, Run: run,
		Objects: component.NewObjects(nil, func() (*sim.Network, error) { return network, nil })}
	check(t, left.Build(b))
	check(t, right.Build(b))
	if got := strings.Join(b.Objects.Names(), " "); got != "left left_spikes right right_spikes" {
		t.Errorf("there are %s", got)
	}
	group, err := component.Get[*sim.NeuronGroup](b.Objects, "left")
	check(t, err)
	if group.Size() != 4 || left.Name() != "left" {
		t.Errorf("%v has %d neurons", group, group.Size())
	}
	if got := strings.Join(run.ReadPaths(), " "); got != "left.N left.tau right.N right.tau" {
		t.Errorf("the run has read %s", got)
	}
	for _, c := range []struct {
		err  error
		want string
	}{
		{left.Build(b), `component: cannot add "left": "" has added one of that name; names are unique`},
		{component.Bound[lif]{}.AddParameters(traj), "component: a Bound[component_test.lif] has no Group; name the group of its parameters"},
		{component.Bound[lif]{Group: "x"}.AddParameters(traj), `component: the Bound[component_test.lif] "x" has no Make, and would build nothing`},
		{component.Bound[int]{Group: "x", Make: func(*component.Build, int) error { return nil }}.AddParameters(traj), "trajectory: int is no struct"},
		{second(component.Add(b, sim.Neurons{Name: "x"})), `sim: neuron group "x": size 0 is not between 1 and 1073741824`},
		{second(component.Add[*sim.Synapses](b, nil)), "component: Add: the description is nil"},
	} {
		if got := fmt.Sprint(c.err); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
