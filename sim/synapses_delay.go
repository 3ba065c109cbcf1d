package sim

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
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
	text  string          // that probe computes
}

// read reads what the description of a pathway says.
func (d *delay) read(w *pathway, all Delay, each units.Array) error {
	s, what, text := w.synapses, w.delayTitle(), string(all)
	switch {
	case !isGiven(all, each):
		return nil
	case isGiven("", each) && text != "":
		return fmt.Errorf("sim: %s: %s: give Delay or Delays, not both", s, what)
	case text == "":
		list, _, err := arrayOf(s, s, w.delayVariable(), each, false)
		d.each = list
		return err
	}
	if q, is, err := quantityOf(text); is {
		if err != nil {
			return fmt.Errorf("sim: %s: %s: %w", s, what, err)
		}
		if !isDuration(q) {
			return fmt.Errorf("sim: %s: %s %s is not a time of 0 or more%s", s, what, q, writtenAsTime(q))
		}
		d.all = q.SI()
		return nil
	}
	src := source(s, what, text)
	e, err := syntax.ParseExpr(src)
	if err != nil {
		return err
	}
	if list := equations.CheckValue(e, src, s.scope(), w.delayVariable()); len(list) > 0 {
		return list
	}
	d.text, d.probe = text, lower.Probe(e, s.scope(), false)
	return s.haveValues(e)
}

// haveValues refuses a delay that reads a variable of the synapses which nothing gives a value before: it would be 0 for all of them.
func (s *Synapses) haveValues(delay syntax.Expr) error {
	var errs []error
	for _, v := range s.model.Variables {
		reads := equations.Mentions(delay, s.scope(), func(_ string, sym equations.Symbol) bool {
			return sym.Kind == equations.Stored && sym.Side == equations.Own && sym.Name == v.Name
		})
		switch {
		case !reads || slices.ContainsFunc(s.spec.Initial, func(set Set) bool { return set.Variable == v.Name }):
		case slices.ContainsFunc(s.spec.Connect, func(c Connect) bool { return c.W.given() && c.W.to() == v.Name }):
		case v.Has(heldFlag):
			errs = append(errs, fmt.Errorf("sim: %s: the delay reads %q, which is flagged (%s) and has no value before a run", s, v.Name, heldFlag))
		default:
			errs = append(errs, fmt.Errorf("sim: %s: the delay reads %q, which has no value yet; set it in Initial", s, v.Name))
		}
	}
	return errors.Join(errs...)
}

// delayTitle names the delay in messages, and the place where random numbers are drawn for it.
func (w *pathway) delayTitle() string {
	if w.name == "pre" {
		return "delay"
	}
	return w.name + ".delay"
}

// delayVariable describes the delay of a synapse for checking what is given for it.
func (w *pathway) delayVariable() *equations.Variable {
	return &equations.Variable{Kind: syntax.Parameter, Name: w.delayTitle(), Info: timeInfo, Unit: "second"}
}

// declareDelays gives the synapses the delays of the description.
func (w *pathway) declareDelays(p *bind.Part) error {
	p.AlterNumber(w.seconds(), w.delay.all)
	p.Alterable(w.seconds(), w.name+".seconds", ir.Float64)
	p.Alterable(w.delays(), w.name+".delay", ir.Int32)
	p.AlterableNumber(w.delays())
	delays := w.delay.each
	if w.delay.probe != nil {
		var err error
		if delays, err = p.Site(w.delayTitle()).Probe(w.delay.probe, p.N, 0); err != nil {
			return err
		}
	}
	switch {
	case delays == nil && w.readsDelay():
		delays = slices.Repeat([]float64{w.delay.all}, p.N)
	case delays == nil:
		return nil
	case len(delays) != p.N && !p.IsEmpty():
		return fmt.Errorf("sim: %s: %s: %d values for %d synapses", w.synapses, w.delayTitle(), len(delays), p.N)
	}
	err := w.setDelays(p, delays[:p.N])
	if w.delay.probe != nil && errors.Is(err, errDelay) {
		return fmt.Errorf("%w; %s needs a bound, as clip(…, 0*second, inf*second) and components.NormalBetween have", err, w.delay.text)
	}
	return err
}

// setDelays gives each synapse a delay of its own, in seconds.
func (w *pathway) setDelays(p *bind.Part, delays []float64) error {
	dt := w.from.part(p.Memory()).DT()
	steps := make([]int32, len(delays))
	for k, d := range delays {
		var err error
		if steps[k], err = w.delaySteps(d, dt); err != nil {
			return err
		}
	}
	p.AlterNumber(w.delays(), dt)
	return errors.Join(p.Alter(w.seconds(), delays), p.Alter(w.delays(), steps))
}

// inSteps returns the delay of all synapses, where each has none of its own. Those of each are counted anew where the step size has
// changed.
func (w *pathway) inSteps(p *bind.Part, dt float64) (int32, error) {
	if !p.Has(w.seconds()) {
		return w.delaySteps(p.NumberOf(w.seconds()), dt)
	}
	if p.NumberOf(w.delays()) == dt {
		return 0, nil
	}
	return 0, w.setDelays(p, bind.Content[float64](p, w.seconds()))
}

// checkKept checks the delays that a part keeps, which a file may have said.
func (w *pathway) checkKept(p *bind.Part) error {
	damaged := func(format string, args ...any) error {
		return fmt.Errorf("sim: %s: %s: %w: %s", w.synapses, w.delayTitle(), bind.ErrDamaged, fmt.Sprintf(format, args...))
	}
	if dt := p.NumberOf(w.queued()); w.template != nil && !(dt > 0 && finite(dt)) {
		return damaged("spikes were sent in steps of %v s", dt)
	}
	if p.Has(w.seconds()) != p.Has(w.delays()) {
		return damaged("they are not there both in seconds and in steps")
	}
	if !p.Has(w.seconds()) || p.IsEmpty() {
		return nil
	}
	delays, steps, dt := bind.Content[float64](p, w.seconds()), bind.Content[int32](p, w.delays()), p.NumberOf(w.delays())
	if len(delays) != p.N || len(steps) != p.N {
		return damaged("there are %d in seconds and %d in steps for %d synapses", len(delays), len(steps), p.N)
	}
	if !(dt > 0 && finite(dt)) {
		return damaged("they are in steps of %v s", dt)
	}
	for k, d := range delays {
		if want, err := w.delaySteps(d, dt); err != nil {
			return err
		} else if steps[k] != want {
			return damaged("%v s are %d steps of %v s", d, steps[k], dt)
		}
	}
	return nil
}

// maxDelay is the longest delay in steps.
const maxDelay = 1 << 20

// errDelay is what a delay is refused with that is negative or no number. (Brian 2.5.1 takes negative delays in arrays and has
// spikes arrive at other times: not followed.)
var errDelay = errors.New("is not a time of 0 or more")

// delaySteps returns a delay in steps, rounded to the nearest.
//
// Source: Brian 2, SynapticPathway: int(delay/dt + 0.5).
func (w *pathway) delaySteps(delay, dt float64) (int32, error) {
	if !(delay >= 0) {
		return 0, fmt.Errorf("sim: %s: %s %v s %w", w.synapses, w.delayTitle(), delay, errDelay)
	}
	k := math.Floor(delay/dt + 0.5)
	if k > maxDelay {
		return 0, fmt.Errorf("sim: %s: %s %v s is more than %d steps of %v s", w.synapses, w.delayTitle(), delay, maxDelay, dt)
	}
	return int32(k), nil
}
