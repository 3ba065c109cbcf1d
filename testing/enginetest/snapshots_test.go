package enginetest

import (
	"bytes"
	"math"
	"testing"

	"golgi/sim"
	"golgi/units"

	"pgregory.net/rapid"
)

// A snapshot in a file, of any moment, brings a new network of any engine to where going on gives the bits of a network that has never stopped. All
// engines write the same bytes.
func TestSnapshotsInFiles(t *testing.T) {
	engines := sim.Engines()
	eachRandom(t, 1+randomNetworks()/2, func(t *rapid.T, d Description) {
		objects, err := d.Objects()
		must(t, err)
		open := func(engine string) *sim.Network {
			net, err := d.networkOf(engine, objects)
			must(t, err)
			t.Cleanup(func() { must(t, net.Close()) })
			return net
		}
		dt := open(sim.Reference).DT().SI()
		steps := int(math.Round(d.Duration.SI() / dt))
		first := rapid.IntRange(0, steps).Draw(t, "steps before the snapshot")
		whole := open(sim.Reference)
		must(t, whole.Run(t.Context(), d.Duration))
		var files [][]byte
		for _, engine := range engines {
			net := open(engine)
			must(t, net.Run(t.Context(), units.Second.Of(float64(first)*dt)))
			snapshot, err := net.Snapshot()
			must(t, err)
			var file bytes.Buffer
			_, err = snapshot.WriteTo(&file)
			must(t, err)
			must(t, snapshot.Close())
			files = append(files, file.Bytes())
			if !bytes.Equal(files[0], file.Bytes()) {
				t.Fatalf("engines %s and %s write other bytes", engines[0], engine)
			}
		}
		for _, engine := range engines {
			net := open(engine)
			if rapid.Bool().Draw(t, "runs before it is restored") {
				must(t, net.Run(t.Context(), units.Second.Of(7*dt)))
			}
			snapshot, err := net.ReadSnapshot(bytes.NewReader(files[0]))
			must(t, err)
			var again bytes.Buffer
			_, err = snapshot.WriteTo(&again)
			must(t, err)
			if !bytes.Equal(files[0], again.Bytes()) {
				t.Fatal("what was read is written otherwise")
			}
			must(t, net.Restore(snapshot))
			must(t, snapshot.Close())
			must(t, net.Run(t.Context(), units.Second.Of(float64(steps-first)*dt)))
			diff, err := Compare(whole, net)
			must(t, err)
			if diff != nil {
				t.Fatal(diff)
			}
		}
	})
}
