package sim_test

import (
	"bytes"
	"encoding/binary"
	"testing"

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
		_, err = net.ReadSnapshot(bytes.NewReader(sim.Sealed(bytes.Replace(file, list(700, 701, 702), c.forged, 1))))
		expectError(t, "forged", err, `sim: snapshot: sim: spike generator group "given": it is damaged: `+c.want)
	}
}
