package sim

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/syntax"
)

// Explain describes the network as it would run now: each object with its equations, units and update rules, the order of
// execution in a time step with what each step does to memory, and the kernels in the IR. It changes nothing: synapses
// are connected in a copy.
func (n *Network) Explain() string {
	var b strings.Builder
	n.memory.Listed()
	fmt.Fprintf(&b, "network at t = %s, dt = %s, engine %s\n", n.Time(), n.DT(), n.Engine())
	c, err := n.Clone()
	if err == nil {
		err = c.explain(&b)
		err = errors.Join(err, c.Close())
	}
	if err != nil {
		fmt.Fprintf(&b, "cannot be run: %v\n", err)
	}
	return b.String()
}

// GeneratedCode returns what the engine generates for the kernels of the network as it would run now: C, of the engine cc. It is an error where the
// engine generates none. It changes nothing, as Explain.
func (n *Network) GeneratedCode() (code string, err error) {
	if err := n.unused(); err != nil {
		return "", err
	}
	c, err := n.Clone()
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	if err := c.prepare(); err != nil {
		return "", err
	}
	generates, is := c.memory.Instance().(interface{ Code() string })
	if !is {
		return "", fmt.Errorf("sim: network: the engine %s interprets kernels, and generates no code; choose %s", n.Engine(), CC)
	}
	return generates.Code(), nil
}

// explain prepares the network, and describes it.
func (n *Network) explain(b *strings.Builder) error {
	if err := n.prepare(); err != nil {
		return err
	}
	for _, o := range n.members {
		b.WriteString("\n")
		o.explain(b, n.memory.Part(o.Name()))
		constants := n.memory.Part(o.Name()).Constants()
		for _, name := range slices.Sorted(maps.Keys(constants)) {
			fmt.Fprintf(b, "  constant %s has become %v\n", name, constants[name])
		}
		if !n.Active(o) {
			b.WriteString("  inactive\n")
		}
	}
	for k, once := range n.prologue {
		if k == 0 {
			b.WriteString("\nbefore each run, since nothing changes it within\n")
		}
		fmt.Fprintf(b, "  %s: %d instructions\n", once.Name, len(once.Kernel.Body))
	}
	b.WriteString("\nschedule of a time step\n")
	for k, step := range n.plan.Steps {
		clock := ""
		if len(n.plan.Clocks) > 1 {
			clock = fmt.Sprintf(" every %v", seconds(n.plan.Clocks[step.Clock].DT))
		}
		fmt.Fprintf(b, "  %s%s: %s\n", step.Name, clock, cmp.Or(usesText(n.plan, k), "a function in Go"))
	}
	fmt.Fprintf(b, "\n%s", n.plan)
	return nil
}

// usesText says what a step does to memory: sets a, b; reads c.
func usesText(plan *ir.Plan, step int) string {
	names := map[string][]string{}
	for _, use := range plan.Uses(step) {
		word := use.Access.String()
		names[word] = append(names[word], plan.Memory.PlaceName(use.Place))
	}
	var phrases []string
	for _, word := range []string{"sets", "increments", "updates", "reads"} {
		if names[word] != nil {
			phrases = append(phrases, word+" "+strings.Join(names[word], ", "))
		}
	}
	return strings.Join(phrases, "; ")
}

// explainCode writes what is executed when something happens.
func explainCode(b *strings.Builder, when string, code []*syntax.Assign) {
	fmt.Fprintf(b, "  %s:\n", when)
	for _, st := range code {
		fmt.Fprintf(b, "    %s\n", st)
	}
}

// explainVariables writes the equations of a model.
func explainVariables(b *strings.Builder, m *equations.Model) {
	for _, v := range m.Variables {
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
