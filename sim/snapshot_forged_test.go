package sim_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golgi/sim"
	"golgi/units"
)

// A snapshot whose checksum is right may still say what cannot be: a spike of a neuron that is not there.
func TestForgedSnapshot(t *testing.T) {
	spec := sim.SpikeGenerator{Name: "given", Size: 777, Indices: []int{700, 701, 702}, Times: units.Millisecond.OfAll(1, 2, 3)}
	group, err := sim.NewSpikeGeneratorGroup(spec)
	check(t, err)
	net := network(t, sim.Options{}, group)
	run(t, net, "1 ms")
	file := written(t, net)
	list := func(numbers ...int32) []byte {
		b, err := binary.Append(nil, binary.LittleEndian, numbers)
		check(t, err)
		return b
	}
	if n := bytes.Count(file, list(700, 701, 702)); n != 1 {
		t.Fatalf("the file has the neurons %d times", n)
	}
	for _, c := range []struct {
		forged []byte
		want   string
	}{
		{list(700, 701, 70200), "a spike is of neuron 70200, and there are 777"},
		{list(-1, 701, 702), "a spike is of neuron -1, and there are 777"},
	} {
		_, err = net.ReadSnapshot(bytes.NewReader(sealed(bytes.Replace(file, list(700, 701, 702), c.forged, 1))))
		expectError(t, "forged", err, `sim: snapshot: sim: spike generator group "given": it is damaged: `+c.want)
	}
}

// Whatever one field of a snapshot says that is otherwise sound: reading it is an error, or the network that restores it runs or says why not,
// and none of it takes much time or memory.
func TestForgedFields(t *testing.T) {
	if os.Getenv("GOLGI_SLOW") == "" {
		testForgedFields(t, "reference", 37)
		return
	}
	for _, engine := range sim.Engines() {
		testForgedFields(t, engine, 1)
	}
}

// testForgedFields forges fields, and of those only some.
func testForgedFields(t *testing.T, engine string, step int) {
	m := newStoredModel(t, sim.Options{Seed: 4, Engine: engine})
	list := must[*sim.Subgroup](t)(m.group.Pick("some", []int{2, 5, 11}))
	some, rate := spikeMonitor(t, "some_spikes", list), must[*sim.PopulationRateMonitor](t)(sim.NewPopulationRateMonitor(sim.Recording{Name: "rate", Of: m.group}))
	check(t, m.net.Add(some, rate))
	run(t, m.net, "6 ms")
	m.alter(t)
	run(t, m.net, "6 ms")
	file, fields := writtenFields(t, m.net)
	last := len(fields) - 2 // the checksum
	tried, read, ran := 0, 0, 0
	for k := 0; k < last*len(forgeries); k += step {
		from, to := fields[k/len(forgeries)], fields[k/len(forgeries)+1]
		forged := forgeries[k%len(forgeries)](slices.Clone(file[from:to]))
		bad := sealed(slices.Concat(file[:from], forged, file[to:]))
		tried++
		net, err := forgedNetwork(t, m, bad)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "sim: snapshot: ") {
				t.Errorf("bytes %d to %d, way %d: %v", from, to, k%len(forgeries), err)
			}
			continue
		}
		read++
		if err := m.used(net, some, rate); err == nil {
			ran++
		} else if !strings.HasPrefix(err.Error(), "sim: ") {
			t.Errorf("bytes %d to %d, way %d: %v", from, to, k%len(forgeries), err)
		}
	}
	if ran == 0 || read == tried {
		t.Errorf("of %d snapshots %d are read and %d run", tried, read, ran)
	}
	t.Logf("of %d snapshots %d are read and %d run", tried, read, ran)
}

// forgeries make of a field something else.
var forgeries = []func([]byte) []byte{
	func(b []byte) []byte { clear(b); return b },
	func(b []byte) []byte { b[0]++; return b },
	func(b []byte) []byte { b[0]--; return b },
	func(b []byte) []byte { b[len(b)-1] ^= 0x80; return b },
	func(b []byte) []byte { return bytes.Repeat([]byte{0xff}, len(b)) },
	func(b []byte) []byte { return bytes.Repeat([]byte{0xff, 0xff, 0xff, 0x7f}, len(b)/4+1)[:len(b)] },
	func(b []byte) []byte { return bytes.Repeat([]byte{0, 0, 0, 0, 0, 0, 0xf0, 0x7f}, len(b)/8+1)[:len(b)] },
	func(b []byte) []byte {
		return append(bytes.Repeat([]byte{1, 0, 0, 0, 0, 0, 0xf8, 0x7f}, len(b)/8), b[len(b)/8*8:]...)
	},
	func(b []byte) []byte { b[len(b)/2] = 1; return b },
	func(b []byte) []byte { b[len(b)*3/8]++; return b },
	func(b []byte) []byte { return b[len(b)/2:] },
	func(b []byte) []byte { return append(b, b...) },
	func(b []byte) []byte {
		return append(bytes.Repeat([]byte{0, 0, 0x10, 0, 0, 0, 0, 0}, len(b)/8), b[len(b)/8*8:]...)
	},
	func(b []byte) []byte {
		return append(bytes.Repeat([]byte{0, 0, 0, 0, 0, 0, 0x10, 0}, len(b)/8), b[len(b)/8*8:]...)
	},
}

// forgedNetwork returns a network that has restored a file, or the error of reading it.
func forgedNetwork(t *testing.T, m *storedModel, file []byte) (*sim.Network, error) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	s, err := m.net.ReadSnapshot(bytes.NewReader(file))
	runtime.ReadMemStats(&after)
	if took, bytes := time.Since(start), after.TotalAlloc-before.TotalAlloc; took > 30*time.Second || bytes > 1<<28 {
		t.Errorf("reading took %v and %d bytes", took, bytes)
	}
	if err != nil {
		return nil, err
	}
	net := clone(t, m.net)
	check(t, net.Restore(s))
	check(t, s.Close())
	return net, nil
}

// used does with a network what can be done.
func (m *storedModel) used(net *sim.Network, more ...sim.Monitor) error {
	ctx := context.Background()
	err := net.Run(ctx, millisecondsOf(2))
	for _, r := range append([]sim.Monitor{m.spikes, m.states, m.isi, m.means}, more...) {
		_, failed := net.Recorded(r)
		err = errors.Join(err, failed)
	}
	if got, failed := net.Spikes(m.spikes); failed == nil {
		got.Counts()
		_, failed = got.Values("v")
		err = errors.Join(err, failed)
	}
	net.Explain()
	for _, o := range []sim.Object{m.group, m.syn} {
		for _, v := range []string{"v", "w", "delay"} {
			_, _ = net.Get(o, v)
		}
	}
	err = errors.Join(err, net.Activate(m.regular), net.Add(m.states), net.Set(m.syn, sim.Set{Variable: "delay", Value: "delay/2"}),
		net.SetDT(millisecondsOf(0.05)))
	if err != nil {
		return err
	}
	return net.Run(ctx, millisecondsOf(1))
}

// A snapshot names what its objects refer to. One of a network that has never had an object leaves it out.
func TestForgedMembers(t *testing.T) {
	o := sim.Options{Seed: 4, Engine: "reference"}
	m := newStoredModel(t, o)
	run(t, m.net, "1 ms")
	file := written(t, m.net)
	for name, forged := range map[string][]byte{"not in the network": withoutMember(file, "G"), "not there": withoutPart(t, withoutMember(file, "G"), m)} {
		_, err := forgedNetwork(t, m, sealed(forged))
		expectError(t, name, err, `sim: snapshot: it is damaged: synapses "S" is in the network, and neuron group "G" is not, or behind it`)
	}
	fewer := network(t, o, m.syn, m.given, m.regular, m.spikes, m.states, m.isi, m.means)
	run(t, fewer, "1 ms")
	net, err := forgedNetwork(t, m, written(t, fewer))
	check(t, err)
	run(t, net, "1 ms")
}

// withoutMember keeps silent on an object among those in the network, which are listed behind the magic and the version.
func withoutMember(file []byte, name string) []byte {
	const at = len("golgi snapshot\n\x00") + 8
	file = bytes.Replace(file, wire(name), nil, 1)
	file[at]--
	return file
}

// withoutPart leaves out what a file says of the nature of the group, behind the number of parts. Its state stays, which is behind that of all.
func withoutPart(t *testing.T, file []byte, m *storedModel) []byte {
	t.Helper()
	from := bytes.Index(file, slices.Concat(wire("G"), wire(m.group.String())))
	to := bytes.Index(file, slices.Concat(wire("S"), wire(m.syn.String())))
	if from < 8 || to < from {
		t.Fatalf("G is at %d, S at %d", from, to)
	}
	file = slices.Delete(file, from, to)
	file[from-8]--
	return file
}

// wire is a text as it stands in a file.
func wire(text string) []byte {
	return append(binary.LittleEndian.AppendUint64(nil, uint64(len(text))), text...)
}

// sealed gives a snapshot the checksum of what it says.
func sealed(file []byte) []byte {
	n := max(0, len(file)-sha256.Size)
	sum := sha256.Sum256(file[:n])
	return append(file[:n:n], sum[:]...)
}

// writtenFields returns a snapshot in a file, where its fields (numbers, texts, lists) begin, and where the last ends: each is written by itself.
func writtenFields(t *testing.T, net *sim.Network) (file []byte, fields []int) {
	t.Helper()
	s := must[*sim.Snapshot](t)(net.Snapshot())
	defer s.Close()
	var to fieldWriter
	must[int64](t)(s.WriteTo(&to))
	return to.Bytes(), append(to.at, to.Len())
}

// A fieldWriter notes where each field begins.
type fieldWriter struct {
	bytes.Buffer
	at []int
}

func (w *fieldWriter) Write(p []byte) (int, error) {
	if len(p) > 0 {
		w.at = append(w.at, w.Len())
	}
	return w.Buffer.Write(p)
}
