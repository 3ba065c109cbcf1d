package modelfile

import (
	"golgi/sim"
	"golgi/units"
)

// poissonGroup has a rate for all of its neurons, or an expression.
type poissonGroup struct {
	common
	N     int    `key:"n,needed"`
	Rates amount `key:"rates,needed"`
}

func (o *poissonGroup) is() role { return group | variables }

func (o *poissonGroup) make(s *Simulation) (sim.Object, error) {
	spec := sim.Poisson{Functions: s.model.functions(), Name: o.Name, Size: o.N, DT: optional(o.DT), Order: o.Order}
	var err error
	if spec.Namespace, err = s.model.namespace(nil); err != nil {
		return nil, err
	}
	if spec.Rates, err = o.Rates.in("1"); err != nil {
		return nil, err
	}
	return sim.NewPoissonGroup(spec)
}

// poissonInput adds the events of many Poisson trains to a variable of neurons.
type poissonInput struct {
	common
	Of       string    `key:"of,needed"`
	Variable string    `key:"variable,needed"`
	N        int       `key:"n,needed"`
	Rate     frequency `key:"rate,needed"`
	Weight   amount    `key:"weight,needed"`
	When     string    `key:"when"`
}

func (o *poissonInput) check(c *checker) { c.refers(&o.place, "of", o.Of, group) }

// make makes an input. Its texts know what those of its target know.
func (o *poissonInput) make(s *Simulation) (sim.Object, error) {
	of, err := placed[sim.Group](s, o.Of)
	if err != nil {
		return nil, err
	}
	spec := sim.Drive{Name: o.Name, Of: of, Variable: o.Variable, N: o.N, Rate: units.Hertz.Of(float64(o.Rate)), When: o.When, Order: o.Order}
	if spec.Weight, err = o.Weight.in("1"); err != nil {
		return nil, err
	}
	return sim.NewPoissonInput(spec)
}
