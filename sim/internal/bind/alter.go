package bind

import "golgi/sim/internal/ir"

// Here is what is fixed for a plan, but may become something else between runs: delays, given spikes. A snapshot in a file has it; of
// what is fixed otherwise it only knows whether it is the same.

// alterable is an array that may be altered between runs, whether there is one already or not.
type alterable struct {
	label string // in texts
	elem  ir.Elem
}

// Alterable declares an array that Alter may give the part. In texts it is called label.
func (p *Part) Alterable(name, label string, elem ir.Elem) {
	if p.alters == nil {
		p.alters = map[string]alterable{}
	}
	p.alters[name] = alterable{label, elem}
}

// Alter gives the part an array that was declared as alterable. It is fixed until it is altered again.
func (p *Part) Alter(name string, content any) error {
	if p.Has(name) {
		return p.Replace(name, content)
	}
	p.Fixed(name, p.alters[name].label, content)
	return nil
}

// altersArray reports whether an array may be altered between runs.
func (p *Part) altersArray(name string) bool {
	_, may := p.alters[name]
	return may
}

// AlterableNumber declares a number that AlterNumber may give the part.
func (p *Part) AlterableNumber(name string) {
	if p.altersNumber == nil {
		p.altersNumber = map[string]bool{}
	}
	p.altersNumber[name] = true
}

// AlterNumber is Number for one that may become another one between runs.
func (p *Part) AlterNumber(name string, value float64) {
	p.AlterableNumber(name)
	p.Number(name, value)
}
