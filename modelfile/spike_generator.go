package modelfile

import (
	"golgi/sim"
	"golgi/units"
)

// spikeGenerator is a group whose spikes are given.
type spikeGenerator struct {
	common
	N       int       `json:"n"`
	Indices []int     `json:"indices"`
	Times   []float64 `json:"times"`
	Period  *float64  `json:"period"`
	When    *string   `json:"when"`
}

func (o *spikeGenerator) make(*Simulation) (sim.Object, error) {
	return sim.NewSpikeGeneratorGroup(sim.SpikeGenerator{Name: o.Name, Size: o.N, Indices: o.Indices,
		Times: units.Second.OfAll(o.Times...), Period: optional(o.Period), DT: optional(o.DT), When: deref(o.When), Order: o.Order})
}
