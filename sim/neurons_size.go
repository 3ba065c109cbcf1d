package sim

import (
	"fmt"

	"golgi/internal/memory"
	"golgi/sim/internal/lower"
)

// checkMemory refuses a group for which there is no memory: its variables, which are there twice while they get their
// initial values, a list of those that spike, and what is looked at to check an initial value.
func (g *NeuronGroup) checkMemory() error {
	bytes := 8.0
	for _, v := range g.model.Variables {
		if v.Stored() && !v.Has("shared") {
			bytes += float64(2 * lower.ElemOf(v.Type).Bytes())
		}
	}
	checks := 0.0 // one after the other
	for _, a := range g.initial {
		checks = max(checks, a.checkBytes())
	}
	return g.afford(bytes + checks)
}

// afford refuses a group of which each neuron takes so many bytes, where there is no memory for that.
func (g *NeuronGroup) afford(bytesEach float64) error {
	if g.Size() < enoughToAsk {
		return nil
	}
	if need, there := float64(float64(g.Size())*bytesEach), memory.Available(); need > float64(there) {
		return fmt.Errorf("sim: %s: %d neurons take %s at least, and %s of memory are available; make fewer, or divide the work",
			g, g.Size(), memory.Text(need), memory.Text(float64(there)))
	}
	return nil
}
