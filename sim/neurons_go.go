package sim

import (
	"errors"
	"fmt"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Here are thresholds and resets that are functions in Go. Their neighbours in the schedule stay compiled: a function writes, or reads, which
// neurons it is about, and a kernel does the rest.

// NeuronState is a group in a step of a run, as its functions in Go see it.
type NeuronState struct {
	net   *Network
	group *NeuronGroup
}

// Time returns the time of the step.
func (s NeuronState) Time() units.Quantity {
	if s.net == nil {
		return units.Quantity{}
	}
	return s.net.Time()
}

// Get returns the values of a variable or subexpression of the group, as [Network.Get] does.
func (s NeuronState) Get(variable string) ([]float64, error) { return s.net.Get(s.group, variable) }

// Set gives values to a variable of the group, as [Network.Set] does.
func (s NeuronState) Set(set Set) error { return s.net.Set(s.group, set) }

// Stop ends the run when its present step is over.
func (s NeuronState) Stop() { s.net.Stop() }

// checkGoFunctions refuses what is given twice.
func (g *NeuronGroup) checkGoFunctions() error {
	var errs []error
	if g.spec.Threshold != "" && g.spec.ThresholdFunc != nil {
		errs = append(errs, fmt.Errorf("sim: %s: give Threshold or ThresholdFunc, not both", g))
	}
	if g.spec.Reset != "" && g.spec.ResetFunc != nil {
		errs = append(errs, fmt.Errorf("sim: %s: give Reset or ResetFunc, not both", g))
	}
	return errors.Join(errs...)
}

func (g *NeuronGroup) calls() bool { return g.spec.ThresholdFunc != nil || g.spec.ResetFunc != nil }

// job has a function in Go run with the state of the group; part says whose it is: the threshold or the reset.
func (g *NeuronGroup) job(part string, do func(NeuronState) error) bind.Job {
	return func(network any) error {
		net := network.(*Network)
		if err := do(NeuronState{net, g}); err != nil {
			return fmt.Errorf("sim: %s: %s, at %s: %w", g, part, net.Time(), err)
		}
		return nil
	}
}

// mark is a variable of neurons that only functions in Go and their kernels know.
func mark(name string) equations.Symbol {
	return equations.Symbol{Name: name, Kind: equations.Stored, Info: booleanInfo, Side: equations.Own}
}

// Names of the marks: who is over the threshold, and who has spiked and is to be reset.
const crossed, spiked = "_crossed", "_spiked"

// A goThreshold marks the neurons that its function names. A thresholder behind it has them spike.
type goThreshold struct {
	idle
	event *event
	which func(NeuronState) ([]int, error)
}

// overMark is the condition that a neuron is marked, and the scope that knows the mark.
func (g *NeuronGroup) overMark() (syntax.Expr, equations.Scope) {
	return &syntax.Ident{Name: crossed}, equations.Layers{equations.Symbols{crossed: mark(crossed)}, g.scope()}
}

func (t *goThreshold) declare(p *bind.Part) error {
	p.Array(crossed, crossed, ir.Bool8, p.N)
	return nil
}

func (t *goThreshold) schedule(s *bind.Schedule, p *bind.Part) error {
	s.Host(t.event.tested(p), t.event.group.job("threshold", func(now NeuronState) error {
		list, err := t.which(now)
		if err != nil {
			return err
		}
		marks := make([]float64, p.N)
		for _, i := range list {
			if i < 0 || i >= p.N {
				return fmt.Errorf("it lists neuron %d, but there are neurons 0 to %d", i, p.N-1)
			}
			marks[i] = 1
		}
		return p.Write(crossed, marks)
	}))
	return nil
}

// A goReset calls a function with the neurons that have spiked, where there are any.
type goReset struct {
	idle
	event *event
	do    func(now NeuronState, neurons []int) error
	marks *lower.Template // of who has spiked
}

// goReset returns nil where the reset is no function in Go.
func (g *NeuronGroup) goReset() *goReset {
	if g.spec.ResetFunc == nil {
		return nil
	}
	one := &syntax.Assign{Target: syntax.Ident{Name: spiked}, Op: syntax.Set, Value: &syntax.Bool{Value: true}}
	marks := lower.Statements("mark", []*syntax.Assign{one}, equations.Symbols{spiked: mark(spiked)}, equations.Reset)
	return &goReset{event: g.events[spikeEvent], do: g.spec.ResetFunc, marks: marks}
}

// resets reports whether there is a reset.
func (g *NeuronGroup) resets() bool { return g.spec.Reset != "" || g.spec.ResetFunc != nil }

func (r *goReset) declare(p *bind.Part) error {
	p.Array(spiked, spiked, ir.Bool8, p.N)
	return nil
}

func (r *goReset) explain(b *strings.Builder, _ *bind.Part) {
	b.WriteString("  on spike: a function in Go\n")
}

func (r *goReset) schedule(s *bind.Schedule, p *bind.Part) error {
	g := r.event.group
	when := g.when(bind.Resets, "_spike_resetter", p)
	s.MapSpikes(when, r.marks, p.Site("mark"), g.neurons().happen(p.Memory(), r.event))
	s.Host(when, g.job("reset", func(now NeuronState) error {
		marks, err := p.Read(spiked)
		if err != nil {
			return err
		}
		var neurons []int
		for i, is := range marks {
			if is != 0 {
				neurons = append(neurons, i)
			}
		}
		if len(neurons) == 0 {
			return nil
		}
		return errors.Join(r.do(now, neurons), p.Fill(spiked, 0))
	}))
	return nil
}
