package modelfile

import (
	"slices"
	"strings"

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
		c.checkStays(&o.Sets[k])
	}
}

// checkStays says that what is set in a run is a delay.
func (c *checker) checkStays(s *setting) {
	_, own := c.model.declared(s.Object)[s.Variable]
	delay := s.Pathway != "" || s.Variable == "delay" || strings.HasSuffix(s.Variable, ".delay")
	if _, is := c.objects[s.Object].(*synapses); is && delay && !own {
		s.faultAt("variable", "delays stay as they are in a run; set them in init, or in the schedule between two runs")
	}
}

func (o *networkOperation) inRun() []setting { return o.Sets }

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
