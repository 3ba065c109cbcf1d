package modelfile

import (
	"golgi/sim"
	"golgi/units"
)

// spikeGenerator is a group whose spikes are given.
type spikeGenerator struct {
	common
	N       int       `key:"n,needed"`
	Indices ints      `key:"indices,needed"`
	Times   numbers   `key:"times,needed"`
	Period  *duration `key:"period"`
	When    *string   `key:"when"`
}

func (o *spikeGenerator) is() role { return group | variables }

func (o *spikeGenerator) make(*Simulation) (sim.Object, error) {
	return sim.NewSpikeGeneratorGroup(sim.SpikeGenerator{Name: o.Name, Size: o.N, Indices: o.Indices,
		Times: units.Second.OfAll(o.Times...), Period: optional(o.Period), DT: optional(o.DT), When: deref(o.When), Order: o.Order})
}
