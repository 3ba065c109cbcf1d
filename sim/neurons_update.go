package sim

import (
	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
)

// readUpdate chooses the method of integration. It returns nil where neither equations nor refractoriness need an
// updater.
func (g *NeuronGroup) readUpdate() (*updater, error) {
	system := integrate.NewSystem(g.model, g.model.ClockDriven(), g.scope())
	method, err := methodOf(g, g.model, g.spec.Method, g.spec.Options)
	if err != nil {
		return nil, err
	}
	by := &method
	if len(system.Variables) == 0 && g.spec.Method == "" {
		by = nil
		if !g.refractory.Given() {
			return nil, nil
		}
	}
	u, err := newUpdater(g, system, by, g.refractory, g.spec.DT)
	if err != nil {
		return nil, err
	}
	g.method = u.method
	return u, nil
}

func (g *NeuronGroup) namespace() equations.Symbols { return g.constants }

func (g *NeuronGroup) integrates() *updater { return g.update }
