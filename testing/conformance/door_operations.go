package conformance

import (
	"fmt"

	"golgi/sim"
)

// runRegularly puts into the network what an object runs regularly, under the names that Brian 2 gives.
func (s *stage) runRegularly(o object, of sim.Object) error {
	var list []timedCode
	switch o := o.(type) {
	case *neurons:
		list = o.RunRegularly
	case *synapses:
		list = o.RunRegularly
	}
	if len(list) == 0 {
		return nil
	}
	for k, code := range list {
		spec := sim.Regularly{Name: o.base().Name + "_run_regularly", Of: of, Code: code.Code, Every: optional(code.DT),
			When: deref(code.When), Order: deref(code.Order)}
		if k > 0 {
			spec.Name += fmt.Sprintf("_%d", k)
		}
		made, err := sim.NewRunRegularly(spec)
		if err != nil {
			return err
		}
		if err := s.net.Add(made); err != nil {
			return err
		}
	}
	return nil
}

// deref returns what is there, and else the default.
func deref[T any](p *T) (value T) {
	if p != nil {
		value = *p
	}
	return value
}
