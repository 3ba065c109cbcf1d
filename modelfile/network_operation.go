package modelfile

import (
	"slices"

	"golgi/sim"
)

// networkOperation carries out assignments in each of its steps.
type networkOperation struct {
	common
	When      string    `key:"when"`
	Sets      []setting `key:"sets"`
	StopAfter ints      `key:"stop_after"` // numbers of calls
}

func (o *networkOperation) check(c *checker) {
	for k := range o.Sets {
		c.checkSetting(&o.Sets[k])
	}
}

func (o *networkOperation) make(s *Simulation) (sim.Object, error) {
	calls := 0
	return sim.NewNetworkOperation(sim.Operation{Name: o.Name, Every: optional(o.DT), When: o.When, Order: o.Order,
		Do: func(net *sim.Network) error {
			calls++
			for k := range o.Sets {
				if err := s.set(&o.Sets[k]); err != nil {
					return err
				}
			}
			if slices.Contains(o.StopAfter, calls) {
				net.Stop()
			}
			return nil
		}})
}
