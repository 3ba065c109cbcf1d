package sim

import (
	"golgi/sim/internal/bind"
	"golgi/sim/internal/lower"
)

// offerFused offers one step for state update and threshold of the group, instead of the two that were added; see package lower for the rule.
func (g *NeuronGroup) offerFused(s *bind.Schedule, p *bind.Part) error {
	spike := g.spike
	if g.update == nil || spike == nil || g.spec.ThresholdFunc != nil || g.drawn() {
		return nil
	}
	in, err := g.update.at(p.DT())
	if err != nil || in.update.Adaptive != nil {
		return err
	}
	f := bind.Fusion{Part: p, Update: g.update.moment(p), Test: spike.event.tested(p), Site: g.update.site(p), Both: func() *lower.Template {
		in.fusing.Do(func() {
			in.fused = lower.Fused(in.update, in.system, g.refractory, spike.condition, g.watched(), g.scope())
		})
		return in.fused
	}}
	if g.refractory.Duration != nil {
		f.AllRefractory, f.SpikeRefractory = lower.RefractoryAt(g.refractory, g.scope())
	}
	s.Fuse(f)
	return nil
}
