package bind

// Here is what is fixed for a plan, but may become something else between runs: delays, given spikes. A snapshot in a file has it; of
// what is fixed otherwise it only knows whether it is the same.

// Alter gives the part an array that is fixed until it is altered again. In texts it is called label.
func (p *Part) Alter(name, label string, content any) error {
	p.altered(name)
	if p.Has(name) {
		return p.Replace(name, content)
	}
	p.Fixed(name, label, content)
	return nil
}

// AlterNumber is Number for one that may become another one between runs.
func (p *Part) AlterNumber(name string, value float64) {
	p.altered(name)
	p.Number(name, value)
}

func (p *Part) altered(name string) {
	if p.alters == nil {
		p.alters = map[string]bool{}
	}
	p.alters[name] = true
}
