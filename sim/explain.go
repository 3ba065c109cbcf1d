package sim

import (
	"fmt"
	"strings"

	"golgi/sim/internal/syntax"
)

// Explain describes the network: the clocks, each object with its equations, units and update rules, the order of
// execution in a time step, and the kernels in the IR. Synapses are connected first.
func (n *Network) Explain() string {
	var b strings.Builder
	fmt.Fprintf(&b, "network at t = %s, dt = %s, engine %s\n", n.Time(), n.DT(), n.Engine())
	if err := n.prepare(); err != nil {
		fmt.Fprintf(&b, "cannot be run: %v\n", err)
		return b.String()
	}
	for _, o := range n.members {
		b.WriteString("\n")
		n.explainObject(&b, o)
	}
	b.WriteString("\nschedule of a time step\n")
	for k, step := range n.plan.Steps {
		if k == 0 || n.plan.Steps[k-1].Name != step.Name {
			fmt.Fprintf(&b, "  %s\n", step.Name)
		}
	}
	fmt.Fprintf(&b, "\n%s", n.plan)
	return b.String()
}

func (n *Network) explainObject(b *strings.Builder, o Object) {
	p := n.parts[o.Name()]
	switch o := o.(type) {
	case *NeuronGroup:
		fmt.Fprintf(b, "%s: %d neurons, dt = %v s\n", o, o.Size(), n.clocks[p.clock].dt)
		explainVariables(b, o)
		explainUpdate(b, o)
	case *Synapses:
		fmt.Fprintf(b, "%s: %d synapses from %s to %s\n", o, p.n, o.spec.Source, o.spec.Target)
		explainVariables(b, o)
	default:
		fmt.Fprintf(b, "%s of %s\n", o, o.parts()[0])
	}
}

func explainVariables(b *strings.Builder, o modelled) {
	for _, v := range o.ownModel().Variables {
		left := v.Name
		if v.Kind == syntax.Differential {
			left = "d" + v.Name + "/dt"
		}
		if v.Expr != nil {
			left += " = " + v.Expr.String()
		}
		fmt.Fprintf(b, "  %s : %s", left, v.Unit)
		if len(v.Flags) > 0 {
			fmt.Fprintf(b, " (%s)", strings.Join(v.Flags, ", "))
		}
		b.WriteString("\n")
	}
}

// explainUpdate shows what one step does; _dt is the step size.
func explainUpdate(b *strings.Builder, g *NeuronGroup) {
	if g.update == nil {
		return
	}
	fmt.Fprintf(b, "  method %s:\n", g.update.Method)
	for _, v := range g.update.Values {
		fmt.Fprintf(b, "    %s <- %s\n", v.Variable.Name, v.Expr)
	}
}
