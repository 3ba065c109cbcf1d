package sim

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Delay says how long spikes are under way: a time, "1.5 ms", or an expression for the time of each synapse,
// "rand()*2*ms". Delays are rounded to the nearest step.
type Delay string

// DelayOf returns a time as a Delay, to the bit.
func DelayOf(time units.Quantity) Delay { return Delay(textOf(time)) }

// delay is how long spikes of a pathway are under way.
type delay struct {
	all   float64         // s, where probe and each are nil
	probe *lower.Template // the delay of a synapse in seconds
	each  []float64       // s, one for each synapse
}

// delayVariable describes the delay of a synapse for checking what is given for it.
var delayVariable = &equations.Variable{Kind: syntax.Parameter, Name: "delay", Info: timeInfo}

// read reads what the description of synapses says.
func (d *delay) read(s *Synapses) error {
	text := string(s.spec.Delay)
	listed := s.spec.Delays.Len() > 0 || s.spec.Delays.Dimension() == units.Second.Dim
	switch {
	case (listed || text != "") && s.spec.OnPre == "":
		return fmt.Errorf("sim: %s: a delay is that of OnPre, and there is none", s)
	case listed && text != "":
		return fmt.Errorf("sim: %s: give Delay or Delays, not both", s)
	case listed:
		list, _, err := arrayOf(s, s, delayVariable, s.spec.Delays)
		d.each = append([]float64{}, list...)
		return err
	case text == "":
		return nil
	}
	if q, is, err := quantityOf(text); is {
		if err != nil {
			return fmt.Errorf("sim: %s: delay: %w", s, err)
		}
		if !isDuration(q) {
			return fmt.Errorf("sim: %s: delay %s is not a time of 0 or more", s, q)
		}
		d.all = q.SI()
		return nil
	}
	src := source(s, "delay", text)
	e, err := syntax.ParseExpr(src)
	if err != nil {
		return err
	}
	if list := equations.CheckValue(e, src, s.scope(), delayVariable); len(list) > 0 {
		return list
	}
	d.probe = lower.Probe(e, s.scope(), false)
	return s.haveValues(e)
}

// haveValues refuses a delay that reads a variable of the synapses which nothing gives a value before: it would be 0 for all of them,
// and no Set changes a delay.
func (s *Synapses) haveValues(delay syntax.Expr) error {
	var errs []error
	for _, v := range s.model.Variables {
		reads := equations.Mentions(delay, s.scope(), func(_ string, sym equations.Symbol) bool {
			return sym.Kind == equations.Stored && sym.Side == equations.Own && sym.Name == v.Name
		})
		switch {
		case !reads || slices.ContainsFunc(s.spec.Initial, func(set Set) bool { return set.Variable == v.Name }):
		case v.Has(heldFlag):
			errs = append(errs, fmt.Errorf("sim: %s: the delay reads %q, which is flagged (%s) and has no value before a run", s, v.Name, heldFlag))
		default:
			errs = append(errs, fmt.Errorf("sim: %s: the delay reads %q, which has no value yet; set it in Initial", s, v.Name))
		}
	}
	return errors.Join(errs...)
}

// declareDelays declares the delays of synapses where they differ.
func (w *pathway) declareDelays(p *bind.Part) error {
	delays := w.delay.each
	if w.delay.probe != nil {
		var err error
		if delays, err = p.Site("delay").Probe(w.delay.probe, p.N, 0); err != nil {
			return err
		}
	}
	if delays == nil {
		return nil
	}
	if len(delays) != p.N && !p.IsEmpty() {
		return fmt.Errorf("sim: %s: %d delays for %d synapses", w.synapses, len(delays), p.N)
	}
	dt := w.from.part(p.Memory()).DT()
	inSteps := make([]int32, len(delays))
	for k, d := range delays {
		var err error
		if inSteps[k], err = delaySteps(w.synapses, d, dt); err != nil {
			return err
		}
	}
	p.Ints(w.delays(), "delay", inSteps[:p.N])
	return nil
}

// maxDelay is the longest delay in steps.
const maxDelay = 1 << 20

// delaySteps returns a delay in steps, rounded to the nearest.
//
// Source: Brian 2, SynapticPathway: int(delay/dt + 0.5).
func delaySteps(s *Synapses, delay, dt float64) (int32, error) {
	if !(delay >= 0) {
		return 0, fmt.Errorf("sim: %s: delay %v s is not a time of 0 or more", s, delay)
	}
	k := math.Floor(delay/dt + 0.5)
	if k > maxDelay {
		return 0, fmt.Errorf("sim: %s: delay %v s is more than %d steps of %v s", s, delay, maxDelay, dt)
	}
	return int32(k), nil
}
