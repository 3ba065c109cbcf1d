package sim

import (
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// A holder computes subexpressions flagged (constant over dt) at the beginning of each step, each after those that it uses.
//
// Source: Brian 2, SubexpressionUpdater: slot before_start, order and clock of the object.
type holder struct {
	idle
	of        modelled
	order     int // of the object
	variables []*equations.Variable
	templates []*lower.Template
}

// heldFlag is the flag of subexpressions that keep their value during a step.
const heldFlag = "constant over dt"

// newHolder returns nil where there is nothing to hold.
func newHolder(of modelled, order int) *holder {
	h := &holder{of: of, order: order}
	for _, v := range of.variables().Variables {
		h.add(v)
	}
	if len(h.variables) == 0 {
		return nil
	}
	return h
}

// add adds a variable behind those that it uses, also through other subexpressions. There are no circles among them.
func (h *holder) add(v *equations.Variable) {
	if !v.Has(heldFlag) || slices.Contains(h.variables, v) {
		return
	}
	scope := h.of.scope()
	for _, used := range h.of.variables().Variables {
		uses := func(_ string, sym equations.Symbol) bool { return sym.Name == used.Name } // by its name, or by a link
		if used.Has(heldFlag) && equations.Mentions(v.Expr, scope, uses) {
			h.add(used)
		}
	}
	h.variables = append(h.variables, v)
	h.templates = append(h.templates, lower.Assignment(v.Name, v.Expr, nil, scope, false))
}

func (h *holder) schedule(s *bind.Schedule, p *bind.Part) error {
	when := bind.When{Slot: bind.Start - 1, Order: h.order, Name: h.of.Name() + "_subexpression_update", Clock: p.Clock}
	for k, v := range h.variables {
		count := p.N
		if v.Has("shared") {
			count = 1
		}
		s.Map(when, h.templates[k], p.Site("held "+v.Name).On(p.Clock), count, ir.NoList)
	}
	return nil
}
