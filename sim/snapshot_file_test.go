package sim_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// a storedModel is a network in which all can be altered that can be altered between runs.
type storedModel struct {
	net     *sim.Network
	given   *sim.NeuronGroup
	group   *sim.NeuronGroup
	syn     *sim.Synapses
	regular *sim.RunRegularly
	spikes  *sim.SpikeMonitor
	states  *sim.StateMonitor
	isi     *sim.ISIHistogramMonitor
	means   *sim.MeanMonitor
}

func newStoredModel(t testing.TB, o sim.Options, change ...func(*sim.Neurons, *sim.Synapse)) *storedModel {
	t.Helper()
	g := sim.Neurons{Name: "G", Size: 20, Method: "exact", Equations: "dv/dt = (a - v)/tau : 1 (unless refractory)\nx : integer",
		Threshold: "v > 1", Reset: "v = 0", Refractory: "1 ms", Namespace: sim.Namespace{"tau": millisecondsOf(5), "a": 1.1}, Initial: []sim.Set{{Variable: "v", Value: "rand()"}}}
	s := sim.Synapse{Name: "S", Model: "w : 1", OnPre: "v_post += w*rand()", OnPost: "w += 0.001", Delay: "2 ms", Connect: []sim.Connect{{Probability: "0.3"}},
		Initial: []sim.Set{{Variable: "w", Value: "0.1 + 0.1*rand()"}}}
	for _, f := range change {
		f(&g, &s)
	}
	m := &storedModel{group: neurons(t, g)}
	m.given = must[*sim.NeuronGroup](t)(sim.NewSpikeGeneratorGroup(sim.SpikeGenerator{Name: "given", Size: 2, Indices: []int{0, 1}, Times: units.Millisecond.OfAll(3, 4)}))
	s.Source, s.Target = m.group, m.group
	m.syn = synapses(t, s)
	kick := synapses(t, sim.Synapse{Name: "kick", Source: m.given, Target: m.group, OnPre: "v_post += 0.5", Delay: "rand()*4*ms", Connect: []sim.Connect{{}}})
	m.regular = must[*sim.RunRegularly](t)(sim.NewRunRegularly(sim.Regularly{Name: "regular", Of: m.group, Code: "x += 1", Every: millisecondsOf(0.5)}))
	m.spikes = must[*sim.SpikeMonitor](t)(sim.NewSpikeMonitor(sim.Recording{Name: "spikes", Of: m.group, Variables: []string{"v"}}))
	m.states = stateMonitor(t, sim.Recording{Name: "states", Of: m.group, Variables: []string{"v", "x"}, Record: []int{3, 1}, Every: millisecondsOf(0.3)})
	m.isi = isiHistogramMonitor(t, "isi", m.group, 0, 5, 10)
	m.means = meanMonitor(t, sim.Recording{Name: "means", Of: m.syn, Variables: []string{"w"}})
	m.net = network(t, o, m.syn, kick, m.regular, m.spikes, m.states, m.isi, m.means)
	return m
}

// alter does between runs what can be done.
func (m *storedModel) alter(t testing.TB) {
	t.Helper()
	check(t, m.net.SetConstant(m.group, "tau", millisecondsOf(4)))
	check(t, m.net.SetSpikes(m.given, []int{1, 0}, units.Millisecond.OfAll(1, 2), millisecondsOf(7)))
	check(t, m.net.Set(m.syn, sim.Set{Variable: "delay", Value: "1*ms + 3*ms*rand()"}))
	check(t, m.net.Set(m.group, sim.Set{Variable: "v", Value: "rand()"}))
	check(t, m.net.Deactivate(m.regular))
	check(t, m.net.Remove(m.states))
}

// all is what can be seen of the network.
func (m *storedModel) all(t testing.TB) string {
	t.Helper()
	var list []any
	for _, r := range []sim.Monitor{m.spikes, m.states, m.isi, m.means} {
		list = append(list, must[sim.Recorded](t)(m.net.Recorded(r)))
	}
	list = append(list, m.net.Time(), get(t, m.net, m.group, "v"), get(t, m.net, m.group, "x"), get(t, m.net, m.syn, "w"), get(t, m.net, m.syn, "delay"),
		fmt.Sprint(m.net.Objects()), m.net.Active(m.regular))
	return fmt.Sprint(list...)
}

func written(t testing.TB, net *sim.Network) []byte {
	t.Helper()
	s := must[*sim.Snapshot](t)(net.Snapshot())
	defer s.Close()
	var file bytes.Buffer
	if n := must[int64](t)(s.WriteTo(&file)); n != int64(file.Len()) {
		t.Errorf("WriteTo says %d, and there are %d bytes", n, file.Len())
	}
	return file.Bytes()
}

func restoreFrom(t testing.TB, net *sim.Network, file []byte) {
	t.Helper()
	s := must[*sim.Snapshot](t)(net.ReadSnapshot(bytes.NewReader(file)))
	check(t, net.Restore(s))
	check(t, s.Close())
}

// What was altered between runs is in the file: a new network of another engine goes on as the old one does.
func TestSnapshotFilesHaveAll(t *testing.T) {
	for k, engine := range sim.Engines() {
		old := newStoredModel(t, sim.Options{Seed: 4, Engine: engine})
		run(t, old.net, "6.3 ms")
		old.alter(t)
		run(t, old.net, "8 ms")
		file := written(t, old.net)
		fresh := newStoredModel(t, sim.Options{Seed: 4, Engine: sim.Engines()[len(sim.Engines())-1-k]})
		restoreFrom(t, fresh.net, file)
		if got := written(t, fresh.net); !bytes.Equal(got, file) {
			t.Errorf("%s: it is written otherwise again", engine)
		}
		for range 2 {
			if got, want := fresh.all(t), old.all(t); got != want {
				t.Fatalf("%s: %s\nwant %s", engine, got, want)
			}
			for _, m := range []*storedModel{old, fresh} {
				if !m.net.Has(m.states) {
					check(t, m.net.Add(m.states))
				}
				run(t, m.net, "15 ms")
			}
		}
	}
}

// A restored network has its own seed and trial, unless it is given those of the snapshot; another trial makes other random numbers from then on.
func TestSnapshotFilesAndTrials(t *testing.T) {
	m := newStoredModel(t, sim.Options{Seed: 4, Trial: 2})
	run(t, m.net, "5 ms")
	file := written(t, m.net)
	run(t, m.net, "20 ms")
	want := m.all(t)
	for _, c := range []struct {
		reseed func(*sim.Network, *sim.Snapshot)
		same   bool
	}{
		{func(*sim.Network, *sim.Snapshot) {}, true},
		{func(net *sim.Network, s *sim.Snapshot) { net.Reseed(4, 3) }, false},
		{func(net *sim.Network, s *sim.Snapshot) { net.Reseed(1, 1); net.Reseed(s.Seeds()) }, true},
	} {
		m := newStoredModel(t, sim.Options{Seed: 4, Trial: 2})
		s := must[*sim.Snapshot](t)(m.net.ReadSnapshot(bytes.NewReader(file)))
		check(t, m.net.Restore(s))
		c.reseed(m.net, s)
		check(t, s.Close())
		run(t, m.net, "20 ms")
		if got := m.all(t); (got == want) != c.same {
			t.Errorf("the same: %v, want %v", got == want, c.same)
		}
	}
}

// The seeds of what is built are others than those of steps where BuildWith has set them; that something is fixed just now is in no file.
func TestSnapshotFilesAndBuilding(t *testing.T) {
	m := newStoredModel(t, sim.Options{Seed: 4, Trial: 2})
	m.net.BuildWith(7, 8)
	file := written(t, m.net)
	set := sim.Set{Variable: "v", Value: "rand()"}
	check(t, m.net.Set(m.group, set))
	want := get(t, m.net, m.group, "v")
	for _, same := range []bool{true, false} {
		fresh := newStoredModel(t, sim.Options{Seed: 4, Trial: 2})
		s := must[*sim.Snapshot](t)(fresh.net.ReadSnapshot(bytes.NewReader(file)))
		check(t, fresh.net.Restore(s))
		if same {
			fresh.net.Reseed(s.Seeds())
			fresh.net.BuildWith(s.BuildSeeds())
		}
		check(t, s.Close())
		check(t, fresh.net.Set(fresh.group, set))
		if got := get(t, fresh.net, fresh.group, "v"); reflect.DeepEqual(got, want) != same {
			t.Errorf("the same: %v, want %v", !same, same)
		}
	}
	m.net.Fix(3)
	s := must[*sim.Snapshot](t)(m.net.Snapshot())
	defer s.Close()
	_, err := s.WriteTo(new(bytes.Buffer))
	expectError(t, "fixed", err, "sim: snapshot: what its network builds is fixed, which a file does not have; call Unfix before")
}

// Save and LoadSnapshot: whatever fails, the file that was there stays, and nothing is left beside it.
func TestSnapshotsAreSaved(t *testing.T) {
	m := newStoredModel(t, sim.Options{Seed: 4})
	run(t, m.net, "5 ms")
	s := must[*sim.Snapshot](t)(m.net.Snapshot())
	want := m.all(t)
	path := filepath.Join(t.TempDir(), "x.snapshot")
	check(t, s.Save(path))
	run(t, m.net, "5 ms")
	check(t, s.Save(path))
	loaded := must[*sim.Snapshot](t)(m.net.LoadSnapshot(path))
	check(t, m.net.Restore(loaded))
	if got := m.all(t); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	for _, none := range []string{"", "a/"} {
		expectError(t, "no file", s.Save(none), fmt.Sprintf("sim: snapshot: %q names no file; give a path such as state.bin", none))
	}
	check(t, errors.Join(s.Close(), loaded.Close()))
	if err := s.Save(path); err == nil || err.Error() != "sim: snapshot: there is none: it is nil, or closed" {
		t.Error(err)
	}
	if list, err := os.ReadDir(filepath.Dir(path)); err != nil || len(list) != 1 {
		t.Errorf("there are %v, %v", list, err)
	}
	file := must[[]byte](t)(os.ReadFile(path))
	check(t, os.WriteFile(path, append(file, 0), 0o644))
	_, err := m.net.LoadSnapshot(path)
	expectError(t, "a byte too many", err, "sim: snapshot: it is damaged: there is something behind its end ("+path+")")
	_, err = m.net.LoadSnapshot(path + "s")
	if !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

func TestMistakesWithSnapshotFiles(t *testing.T) {
	m := newStoredModel(t, sim.Options{Seed: 4})
	run(t, m.net, "5 ms")
	file := written(t, m.net)
	into := func(o sim.Options, file []byte, change ...func(*sim.Neurons, *sim.Synapse)) error {
		_, err := newStoredModel(t, o, change...).net.ReadSnapshot(bytes.NewReader(file))
		return err
	}
	with := func(at int, b byte) []byte {
		changed := slices.Clone(file)
		changed[at] = b
		return changed
	}
	other := network(t, sim.Options{}, m.group)
	run(t, other, "1 ms")
	same := sim.Options{Seed: 4}
	expectErrors(t, []mistake{
		{"no snapshot", into(same, []byte("something that is longer than magic")), `sim: snapshot: it is none: it does not begin as one`},
		{"nothing", into(same, nil), `sim: snapshot: it is cut off`},
		{"a part", into(same, file[:len(file)/2]), `sim: snapshot: it is cut off`},
		{"without the last byte", into(same, file[:len(file)-1]), `sim: snapshot: it is cut off`},
		{"a newer one", into(same, with(16, 2)), `sim: snapshot: it is of version 2, and this Golgi reads version 1`},
		{"another bit", into(same, with(len(file)-100, 0xfe)), `sim: snapshot: it is damaged: its checksum is another one`},
		{"another step size", into(sim.Options{Seed: 4, DT: millisecondsOf(0.2)}, file), `
sim: snapshot: it is of a network with a step size of 0.1 ms, and this one has 0.2 ms`},
		{"another seed", into(sim.Options{Seed: 5}, file), `
sim: snapshot: synapses "S" has 100 elements, and 102 in this network`},
		{"another size", into(same, file, func(g *sim.Neurons, _ *sim.Synapse) { g.Size = 21 }), `
sim: snapshot: neuron group "G" has 20 elements, and 21 in this network`},
		{"another equation", into(same, file, func(g *sim.Neurons, _ *sim.Synapse) { g.Threshold = "v > 2" }), `
sim: snapshot: neuron group "G" does other things in a step than in this network: its equations, methods, statements or places in the schedule differ`},
		{"another variable", into(same, file, func(_ *sim.Neurons, s *sim.Synapse) { s.Model += "\ny : 1" }), `
sim: snapshot: synapses "S" has 1 arrays of state, and 2 in this network`},
		{"another pathway", into(same, file, func(_ *sim.Neurons, s *sim.Synapse) { s.OnPost = "w += 0.002" }), `
sim: snapshot: synapses "S" does other things in a step than in this network: its equations, methods, statements or places in the schedule differ`},
		{"random numbers by position", into(sim.Options{Seed: 4, ByPosition: true}, file), `
sim: snapshot: neuron group "G" draws the random numbers of "G", and of "#0" in this network`},
		{"other objects", errorOf(other.ReadSnapshot(bytes.NewReader(file))), `
sim: snapshot: it has an object "S", which this network does not have; add it before`},
		{"nowhere", errorOf(m.net.ReadSnapshot(nil)), `sim: snapshot: there is nothing to read it from: the reader is nil`},
	})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_ = m.net.Run(ctx, units.Second.Of(1))
	full := must[*sim.Snapshot](t)(m.net.Snapshot())
	defer full.Close()
	_, err := full.WriteTo(failing{})
	expectError(t, "a full disk", err, `sim: snapshot: the disk is full`)
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

// A value of a constant belongs to the network that restores, unless SetConstant has given it.
func TestConstantsInSnapshotFiles(t *testing.T) {
	tau := func(ms float64) func(*sim.Neurons, *sim.Synapse) {
		return func(g *sim.Neurons, _ *sim.Synapse) { g.Namespace["tau"] = millisecondsOf(ms) }
	}
	for _, set := range []bool{false, true} {
		m := newStoredModel(t, sim.Options{Seed: 4}, tau(5))
		if set {
			check(t, m.net.SetConstant(m.group, "tau", millisecondsOf(3)))
		}
		run(t, m.net, "2 ms")
		file := written(t, m.net)
		other := newStoredModel(t, sim.Options{Seed: 4}, tau(8))
		restoreFrom(t, other.net, file)
		run(t, m.net, "2 ms")
		run(t, other.net, "2 ms")
		if same := reflect.DeepEqual(get(t, m.net, m.group, "v"), get(t, other.net, other.group, "v")); same != set {
			t.Errorf("set %v: the same %v", set, same)
		}
	}
}

// Whatever a file says, reading it is no panic, and takes no more memory than there are bytes; what is read can be run.
func FuzzSnapshots(f *testing.F) {
	m := newStoredModel(f, sim.Options{Seed: 4})
	run(f, m.net, "5 ms")
	m.alter(f)
	run(f, m.net, "5 ms")
	file := written(f, m.net)
	f.Add(file, 0, uint8(0), false)
	for at := 0; at < len(file); at += 97 {
		f.Add(file, at, uint8(0xff), true)
	}
	f.Add(file[:len(file)/2], 5, uint8(1), false)
	f.Add([]byte(strings.Repeat("golgi snapshot\n\x00", 5)), 16, uint8(1), false)
	f.Fuzz(func(t *testing.T, file []byte, at int, b uint8, seal bool) {
		file = slices.Clone(file)
		if at >= 0 && at < len(file) {
			file[at] ^= b
		}
		if seal {
			file = sealed(file)
		}
		fresh := newStoredModel(t, sim.Options{Seed: 4, Engine: sim.Engines()[at&1%len(sim.Engines())]})
		s, err := fresh.net.ReadSnapshot(bytes.NewReader(file))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "sim: snapshot: ") {
				t.Error(err)
			}
			return
		}
		check(t, fresh.net.Restore(s))
		check(t, s.Close())
		_ = fresh.net.Run(t.Context(), millisecondsOf(1)) // which may find that a variable is not finite
	})
}
