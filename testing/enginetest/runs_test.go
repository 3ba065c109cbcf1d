package enginetest

import (
	"math"
	"testing"

	"golgi/sim"
	"golgi/units"

	"pgregory.net/rapid"
)

// One run is as good as several: what spikes in the last step of a run arrives in the next, monitors in the slot start see what the last
// step has left, and the random numbers go on. A snapshot of any moment holds all of that, whatever became of the network meanwhile.
func TestRunsAddUp(t *testing.T) {
	eachRandom(t, max(enoughNetworks/2, randomNetworks()), func(t *rapid.T, d Description) {
		objects, err := d.Objects()
		must(t, err)
		var nets [2]*sim.Network
		for k := range nets {
			nets[k], err = d.networkOf(sim.Reference, objects)
			must(t, err)
			t.Cleanup(func() { must(t, nets[k].Close()) })
		}
		must(t, nets[0].Run(t.Context(), d.Duration))
		must(t, inParts(t, nets[1], d.Duration))
		diff, err := Compare(nets[0], nets[1])
		must(t, err)
		if diff != nil {
			t.Fatal(diff)
		}
	})
}

// mostRuns is how many runs a duration is divided into at most.
const mostRuns = 4

// inParts runs for a duration, in runs of any number of steps. After some of them a network goes astray and comes back.
func inParts(t *rapid.T, net *sim.Network, duration units.Quantity) error {
	dt := net.DT().SI()
	steps := int(math.Round(duration.SI() / dt))
	for k, done := 1, 0; done < steps; k++ {
		n := rapid.IntRange(0, steps-done).Draw(t, "steps")
		if k == mostRuns {
			n = steps - done
		}
		if err := net.Run(t.Context(), units.Second.Of(float64(n)*dt)); err != nil {
			return err
		}
		done += n
		if rapid.Bool().Draw(t, "astray") {
			if err := astray(t, net, dt); err != nil {
				return err
			}
		}
	}
	return nil
}

// astray runs on for some steps, also of another size, and goes back to a snapshot of before.
func astray(t *rapid.T, net *sim.Network, dt float64) error {
	before, err := net.Snapshot()
	if err != nil {
		return err
	}
	defer before.Close()
	steps := rapid.IntRange(1, 30).Draw(t, "steps astray")
	if err := net.Run(t.Context(), units.Second.Of(float64(steps)*dt)); err != nil {
		return err
	}
	if err := net.SetDT(units.Second.Of(dt / 2)); err == nil { // some networks cannot
		if err := net.Run(t.Context(), units.Second.Of(dt)); err != nil {
			return err
		}
	}
	return net.Restore(before)
}
