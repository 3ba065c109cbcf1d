package modelfile

import (
	"golgi/sim"
	"golgi/units"
)

// poissonGroup has a rate for all of its neurons, or an expression.
type poissonGroup struct {
	common
	ownNamespace
	N            int           `key:"n,needed"`
	Rates        rates         `key:"rates,needed"`
	RunRegularly []regularCode `key:"run_regularly"`
}

// rates are an amount for all neurons, or a number for each, in Hz.
type rates struct {
	amount
	each numbers // nil: it is an amount
}

func (r *rates) read(v value) {
	if v.first() == '[' || v.first() == '{' && v.key("array").from != v.from {
		r.each.read(v)
		return
	}
	r.amount.read(v)
}

func (o *poissonGroup) regular() []regularCode { return o.RunRegularly }

func (o *poissonGroup) is() role { return group | variables }

func (o *poissonGroup) make(s *Simulation) (sim.Object, error) {
	spec := sim.Poisson{Functions: s.model.functions(), Name: o.Name, Size: o.N, DT: optional(o.DT), Order: o.Order}
	var err error
	if spec.Namespace, err = s.model.namespace(nil, o.Namespace); err != nil {
		return nil, err
	}
	if spec.Rates, err = o.Rates.in("1"); err != nil {
		return nil, err
	}
	if o.Rates.each != nil {
		spec.Rates = []float64(o.Rates.each)
	}
	return sim.NewPoissonGroup(spec)
}

// poissonInput adds the events of many Poisson trains to a variable of neurons.
type poissonInput struct {
	common
	ownNamespace
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
	if len(o.Namespace) > 0 {
		if spec.Namespace, err = new(Model).namespace(nil, o.Namespace); err != nil {
			return nil, err
		}
	}
	return sim.NewPoissonInput(spec)
}
