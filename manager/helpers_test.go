package manager_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golgi/analyser"
	"golgi/component"
	"golgi/manager"
	"golgi/sim"
	"golgi/testing/storetest"
	"golgi/trajectory"
	"golgi/units"
)

// neurons are a group in which each run sets random values, so that every spike depends on the seed.
type neurons struct {
	component.Base
	before bool // build them in PreBuild
}

func (neurons) AddParameters(traj *trajectory.Trajectory) error {
	ms := units.Millisecond
	return traj.Add(
		trajectory.Parameter{Path: "neurons.N", Value: 20},
		trajectory.Parameter{Path: "neurons.mu", Value: 1.1},
		trajectory.Parameter{Path: "neurons.tau", Value: ms.Of(5)},
		trajectory.Parameter{Path: "simulation.durations.first", Value: ms.Of(20),
			Annotations: trajectory.Annotations{"order": 1}},
		trajectory.Parameter{Path: "simulation.durations.second", Value: ms.Of(10),
			Annotations: trajectory.Annotations{"order": 2}},
	)
}

func (n neurons) PreBuild(b *component.Build) error {
	if n.before {
		return n.build(b)
	}
	return nil
}

func (n neurons) Build(b *component.Build) error {
	if !n.before {
		if err := n.build(b); err != nil {
			return err
		}
	}
	mu, err := trajectory.Value[float64](b.Params, "neurons.mu")
	if err != nil {
		return err
	}
	group, err := component.Get[*sim.NeuronGroup](b.Objects, "neurons")
	if err != nil {
		return err
	}
	return b.Set(group, sim.Set{Variable: "mu", Value: mu}, sim.Set{Variable: "v", Value: "rand()"})
}

func (neurons) build(b *component.Build) error {
	n, err := trajectory.Value[int](b.Params, "neurons.N")
	if err != nil {
		return err
	}
	tau, err := trajectory.Value[units.Quantity](b.Params, "neurons.tau")
	if err != nil {
		return err
	}
	group, err := sim.NewNeuronGroup(sim.Neurons{
		Name: "neurons", Size: n, Equations: "dv/dt = (mu - v) / tau : 1\nmu : 1",
		Threshold: "v > 1", Reset: "v = 0", Namespace: sim.Namespace{"tau": tau},
	})
	if err != nil {
		return err
	}
	return b.Objects.Add("neurons", group)
}

// synapses connect the neurons at random.
type synapses struct {
	component.Base
	before bool // build them in PreBuild
}

func (s synapses) DrawsFixed() bool { return s.before }

func (s synapses) PreBuild(b *component.Build) error {
	if s.before {
		return s.build(b)
	}
	return nil
}

func (s synapses) Build(b *component.Build) error {
	if !s.before {
		return s.build(b)
	}
	return nil
}

func (synapses) build(b *component.Build) error {
	group, err := component.Get[sim.Group](b.Objects, "neurons")
	if err != nil {
		return err
	}
	made, err := sim.NewSynapses(sim.Synapse{
		Name: "synapses", Source: group, Target: group, OnPre: "v_post += 0.05",
		Connect: []sim.Connect{{Condition: "i != j", Probability: "0.2"}},
	})
	if err != nil {
		return err
	}
	return b.Objects.Add("synapses", made)
}

// recording puts a spike monitor into the network for each subrun. In the pre-run there is none yet.
type recording struct{ component.Base }

func (recording) Build(b *component.Build) error {
	group, err := component.Get[sim.Group](b.Objects, "neurons")
	if err != nil {
		return err
	}
	monitor, err := sim.NewSpikeMonitor(sim.Recording{Name: "spikes", Of: group})
	if err != nil {
		return err
	}
	return b.Objects.Share("spikes", monitor)
}

func (recording) AddToNetwork(s *component.Subrun) error {
	if s.PreRun() {
		return nil
	}
	monitor, err := component.Get[*sim.SpikeMonitor](s.Objects, "spikes")
	if err != nil {
		return err
	}
	return s.Network.Add(monitor)
}

func (recording) RemoveFromNetwork(s *component.Subrun) error {
	if s.PreRun() {
		return nil
	}
	monitor, err := component.Get[*sim.SpikeMonitor](s.Objects, "spikes")
	if err != nil {
		return err
	}
	return s.Network.Remove(monitor)
}

// hooks is a component whose hooks a test gives; those that are nil do nothing.
type hooks struct {
	component.Base
	name            string
	preBuild, build func(*component.Build) error
	add, remove     func(*component.Subrun) error
}

func (h hooks) Name() string { return h.name }

func (h hooks) PreBuild(b *component.Build) error           { return callHook(h.preBuild, b) }
func (h hooks) Build(b *component.Build) error              { return callHook(h.build, b) }
func (h hooks) AddToNetwork(s *component.Subrun) error      { return callHook(h.add, s) }
func (h hooks) RemoveFromNetwork(s *component.Subrun) error { return callHook(h.remove, s) }

// analysing is hooks of an analyser.
type analysing struct {
	hooks
	analyse func(*component.Subrun) error
}

func (a analysing) Analyse(s *component.Subrun) error { return callHook(a.analyse, s) }

func callHook[T any](hook func(T) error, given T) (err error) {
	if hook != nil {
		err = hook(given)
	}
	return err
}

// An experiment is a manager with its trajectory.
type experiment struct {
	*manager.NetworkManager
	*trajectory.Trajectory
	t *testing.T
}

// newExperiment has the noisy group, the synapses, the recording and what is given besides.
func newExperiment(t *testing.T, more []component.Component, as []analyser.Analyser,
	opts ...manager.Option) experiment {
	t.Helper()
	cs := append([]component.Component{neurons{}, synapses{}, recording{}}, more...)
	return newBareExperiment(t, cs, append(as, analyser.Monitors{}), opts...)
}

func newBareExperiment(t *testing.T, cs []component.Component, as []analyser.Analyser,
	opts ...manager.Option) experiment {
	t.Helper()
	parts := slices.Clone(cs)
	for _, a := range as {
		parts = append(parts, a)
	}
	m := manager.New(parts, opts...)
	t.Cleanup(func() {
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	})
	traj, err := trajectory.New("test")
	if err == nil {
		err = m.AddParameters(traj)
	}
	if err != nil {
		t.Fatal(err)
	}
	return experiment{m, traj, t}
}

// over explores, which must work.
func (e experiment) over(axes ...trajectory.Axis) experiment {
	e.t.Helper()
	if len(axes) == 0 {
		return e
	}
	if err := e.Trajectory.Explore(trajectory.Cartesian(axes)); err != nil {
		e.t.Fatal(err)
	}
	return e
}

// explore executes all runs into a new store, and returns both.
func (e experiment) explore(workers int) (*trajectory.MemoryStore, error) {
	store := trajectory.NewMemoryStore()
	return store, e.NetworkManager.Explore(context.Background(), e.Trajectory, store, workers)
}

// texts returns what the store has of each run, by point, to the last bit.
func (e experiment) texts(store trajectory.Store) map[string]string {
	e.t.Helper()
	all := map[string]string{}
	for i := range e.Len() {
		run, err := store.LoadRun(e.Trajectory, i)
		if err != nil {
			e.t.Fatal(err)
		}
		if status := run.Record().Status; status != trajectory.Finished {
			e.t.Fatalf("%s is %s: %s", run.Name(), status, run.Record().Error)
		}
		all[pointText(e.t, run)] = resultText(run)
	}
	return all
}

// pointText says where a run is, by values alone.
func pointText(t *testing.T, run *trajectory.Run) string {
	t.Helper()
	ps, err := run.Parameters("")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range ps {
		fmt.Fprintf(&b, "%s = %v\n", p.Path, p.Value)
	}
	return b.String()
}

// resultText is storetest's, without the run's name.
func resultText(run *trajectory.Run) string {
	_, text, _ := strings.Cut(storetest.RunText(run), "\n")
	return text
}

func wantError(t *testing.T, err error, want string) {
	t.Helper()
	got := "no error"
	if err != nil {
		got = err.Error()
	}
	wantText(t, got, want)
}

var places = regexp.MustCompile(` at manager/(\w+\.go):\d+`)

// placeless returns a text without the lines and folders in which something panicked.
func placeless(text string) string { return places.ReplaceAllString(text, " at $1") }

func wantText(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("the error is\n%s\nwanted\n%s", got, want)
	}
}
