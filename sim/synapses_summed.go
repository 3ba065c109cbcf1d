package sim

import (
	"fmt"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
)

// A summer sums a subexpression of all synapses of each neuron at one end onto a variable of the neuron, at the beginning of each of
// its steps. Synapses are taken in their order. The sums are gathered in an array of their own, so that the expression sees the
// last ones.
//
// Source: Brian 2, SummedVariableUpdater: slot groups, order of the target - 1, clock of the target.
type summer struct {
	idle
	synapses *Synapses
	name     string // with its ending
	side     equations.Side
	onto     *equations.Variable
	end      end            // whose elements get the sums
	of       equations.Type // of what is summed: sums of floats are cut off for an integer at the end
	sum      *lower.Template
	move     *lower.Template
}

// readSums reads what is summed, and returns what is wrong with that.
func (s *Synapses) readSums() syntax.Faults {
	var list syntax.Faults
	scope := s.scope()
	for _, v := range s.model.Sums() {
		u := &summer{synapses: s, name: v.Name, end: s.target}
		var variable string
		if u.side, variable = v.Onto(); u.side == equations.Pre {
			u.end = s.source
		}
		u.onto = u.end.of.variables().Variable(variable)
		if why := u.refused(v, variable); why != "" {
			list = append(list, syntax.Faultf(s.model.Source, v.At, "%q cannot be summed onto %s", v.Name, u.end.of).WithNote(why))
			continue
		}
		u.of = v.Type
		if info, _ := equations.Check(v.Expr, s.model.Source, scope); info.Type == equations.Float {
			u.of = equations.Float
		}
		u.sum, u.move = lower.Sum(v.Expr, scope, u.side, u.of), lower.MoveSums(u.side, variable, u.of, u.onto.Type, u.end.list != nil)
		s.sums = append(s.sums, u)
	}
	return list
}

// refused says why a sum cannot be given to a variable of the neurons; it is empty where it can.
func (u *summer) refused(sum *equations.Variable, variable string) string {
	switch v := u.onto; {
	case v == nil:
		return fmt.Sprintf("it has no variable %q; %s", variable, u.end.of.variables().MissingVariable(variable))
	case v.Kind != syntax.Parameter || !v.Stored():
		return fmt.Sprintf("%q is no parameter there; declare it as %s : %s", variable, variable, v.Unit)
	case len(v.Flags) > 0:
		return fmt.Sprintf("%q is flagged (%s) there", variable, strings.Join(v.Flags, ", "))
	case v.Dim != sum.Dim:
		return fmt.Sprintf("%q has %s there, and the sum has %s", variable, unitPhrase(v.Dim), unitPhrase(sum.Dim))
	case v.Type == equations.Boolean:
		return fmt.Sprintf("%q is %s there, and the sum is %s", variable, v.Type, sum.Type)
	}
	return ""
}

func (u *summer) sums() string { return "_sums_" + u.name }

// declare is called when the synapses have been made.
func (u *summer) declare(p *bind.Part) error {
	p.Array(u.sums(), "sums of "+u.name, lower.ElemOf(u.of), u.end.part(p.Memory()).N)
	return nil
}

func (u *summer) schedule(s *bind.Schedule, p *bind.Part) error {
	of, m := u.end.part(p.Memory()), u.end.in(p.Memory())
	from, to := m.span()
	if by := s.Claim(of, u.onto.Name, bind.Members{From: from, To: to, List: m.list}, p.Owner); by != nil {
		return fmt.Errorf("sim: %s: %q is summed onto %s of %s onto which %s sums already; give each a variable of its own, and add "+
			"them in the equations", p.Owner, u.name, u.end.elements, u.end.of, by)
	}
	when := bind.When{Slot: bind.Groups, Order: u.end.order - 1, Name: p.Owner.Name() + "_summed_variable_" + u.name, Clock: of.Clock}
	site := p.Site("sum of "+u.name).On(of.Clock).With(lower.Sums.Name, p.ArrayID(u.sums()))
	s.Map(when, u.sum, site, p.N, ir.NoList)
	if m.list != nil {
		site = site.With(lower.Rank.Name, of.ArrayID(m.rank()))
	}
	s.Map(when, u.move, site, int(to-from), ir.NoList)
	return nil
}
