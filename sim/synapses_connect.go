package sim

import (
	"errors"
	"fmt"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
	"golgi/sim/internal/topology"
	"golgi/units"
)

// Connect makes synapses between the pairs (i, j) of a source and a target, numbered from 0. The zero Connect
// makes one for every pair.
type Connect struct {
	// Condition says which pairs are connected, in terms of i, j, and variables with the endings _pre and _post. Where i and j bound
	// each other ("abs(i - j) < 5", "i // 100 == j // 100"), or variables of neurons that are in order, only pairs within the bounds are
	// looked at.
	Condition string
	// Probability with which a pair that meets the condition is connected; empty: it is certain.
	Probability Probability
	// I and J list pairs: a synapse from I[n] to J[n] for each n. One of them may have a single entry, which then stands for all. They exclude
	// Condition and Probability.
	I, J []int
	// JOf says what the j of each i are, or IOf what the i of each j are, instead of Condition and Probability. They exclude each
	// other. What is no neuron is an error, unless SkipIfInvalid.
	JOf, IOf      Generator
	SkipIfInvalid bool
	// W has a weight for each pair, and makes a synapse where it is neither 0 nor NaN. It excludes all else.
	W Weights
	// N is how many synapses each of these pairs gets; empty: one.
	N Count
}

// Count is a number of synapses: a whole number, "3", or an expression of what the condition may use, "1 + i % 3".
type Count string

// Probability is that of a connection: a number of 0 or more, "0.2", where what is above 1 is certain, or an expression of what the condition may use,
// "exp(-abs(i - j)/10.0)".
type Probability string

// ProbabilityOf returns a number as a Probability, to the bit.
func ProbabilityOf(p float64) Probability {
	return Probability(textOf(units.FromSI(p, units.Dimension{})))
}

// connect is a checked Connect.
type connect struct {
	condition   *lower.Template // a probe; nil: every pair
	probability *lower.Template // a probe; nil: fixed
	test, row   *lower.Template // condition and probability for a row of pairs
	fixed       float64
	pairs       bool
	i, j        []int32
	weights     *assignment // of a list of pairs; nil: none
	generator   *generator
	count       *lower.Template // a probe; nil: copies
	copies      int             // of each pair
}

func (s *Synapses) readConnects() error {
	var errs []error
	for k, spec := range s.spec.Connect {
		c, err := s.newConnect(spec)
		s.connects, errs = append(s.connects, c), append(errs, err)
		s.spec.Connect[k].W.Matrix = units.Array{} // its synapses are known, and mostly few
	}
	return errors.Join(errs...)
}

func (s *Synapses) newConnect(spec Connect) (*connect, error) {
	c := &connect{fixed: 1, copies: 1}
	if spec.W.given() {
		return c, c.readWeights(s, spec)
	}
	if err := c.readCount(s, string(spec.N)); err != nil {
		return nil, err
	}
	if err := c.readGenerator(s, spec); err != nil || c.generator != nil {
		return c, err
	}
	if spec.I != nil || spec.J != nil {
		return c, c.readPairs(s, spec)
	}
	if spec.Condition != "" {
		e, err := condition(source(s, "connect: condition", spec.Condition), s.pairScope())
		if err != nil {
			return nil, err
		}
		c.condition, c.test = lower.Probe(e, s.pairScope(), false), lower.RowTest(e, s.pairScope())
	}
	return c, c.readProbability(s, string(spec.Probability))
}

func (c *connect) readProbability(s *Synapses, text string) error {
	if text == "" {
		return nil
	}
	if p, is, err := quantityOf(text); is {
		c.fixed = p.SI()
		switch {
		case err != nil:
			return fmt.Errorf("sim: %s: connect: probability: %w", s, err)
		case !p.Dimension().IsDimensionless():
			return fmt.Errorf("sim: %s: connect: probability %s has a unit", s, p)
		case !(c.fixed >= 0):
			return fmt.Errorf("sim: %s: connect: probability %v is not a number of 0 or more", s, c.fixed)
		}
		c.fixed = min(c.fixed, 1)
		return nil
	}
	src := source(s, "connect: probability", text)
	e, err := syntax.ParseExpr(src)
	if err != nil {
		return err
	}
	info, list := equations.Check(e, src, s.pairScope())
	if len(list) == 0 && (info.Type == equations.Boolean || !info.Dim.IsDimensionless()) {
		list = syntax.Faults{syntax.Faultf(src, e.Span(), "a probability is a number without unit")}
	}
	if len(list) == 0 {
		c.probability, c.row = lower.Probe(e, s.pairScope(), false), lower.RowProbe(e, s.pairScope())
	}
	return faults(list)
}

// readPairs reads a list of pairs.
func (c *connect) readPairs(s *Synapses, spec Connect) error {
	if spec.Condition != "" || spec.Probability != "" {
		return fmt.Errorf("sim: %s: connect: I and J list pairs; leave Condition and Probability out", s)
	}
	n := max(len(spec.I), len(spec.J))
	spec.I, spec.J = forAll(spec.I, n), forAll(spec.J, n)
	if len(spec.I) != len(spec.J) {
		return fmt.Errorf("sim: %s: connect: I has %d entries and J %d; they list pairs", s, len(spec.I), len(spec.J))
	}
	c.pairs, c.i, c.j = true, make([]int32, n), make([]int32, n)
	if err := errors.Join(has(s.source, "I", spec.I, s.source.atMost()), has(s.target, "J", spec.J, s.target.atMost())); err != nil {
		return fmt.Errorf("sim: %s: connect: %w", s, err)
	}
	for n := range spec.I {
		c.i[n], c.j[n] = int32(spec.I[n]), int32(spec.J[n])
	}
	return nil
}

// forAll returns a list of n entries where it has a single one.
//
// Source: Brian 2, Synapses.connect: numpy.broadcast.
func forAll(list []int, n int) []int {
	if len(list) != 1 {
		return list
	}
	return slices.Repeat(list, n)
}

// connected reports whether the synapses of a part have been made.
func connected(p *bind.Part) bool { return p.Has(lower.PreIndex.Name) }

// connect makes the synapses.
func (s *Synapses) connect(p *bind.Part) error {
	if err := p.Memory().SetClocks(); err != nil {
		return err
	}
	s.declareEnds(p)
	if err := s.checkSize(p.Memory()); err != nil {
		return err
	}
	table, weights, err := s.table(p)
	if err != nil {
		return err
	}
	p.N = table.Len()
	if table.Sorted() {
		p.Derived(lower.PreIndex.Name, "pre", repeated(table.Sent()))
	} else {
		p.Ints(lower.PreIndex.Name, "pre", table.Pre())
	}
	p.Ints(lower.PostIndex.Name, "post", table.Post)
	p.Ints(incoming, incoming, table.Received())
	p.Ints(outgoing, outgoing, table.Sent())
	if s.spec.MultisynapticIndex != "" {
		p.Ints(s.spec.MultisynapticIndex, s.spec.MultisynapticIndex, table.Ordinals())
	}
	p.Variables(s.model)
	if s.traces != nil {
		s.traces.declare(p)
	}
	if err := p.Memory().Allocate(); err != nil {
		return err
	}
	if err := assignAll(p, append(weights, s.initial...)); err != nil {
		return err
	}
	if err := s.operations().declare(p); err != nil { // behind the values that delays may read
		return err
	}
	if err := p.Memory().Allocate(); err != nil { // whoever asks may look into queues
		return err
	}
	if !table.Sorted() {
		return nil
	}
	return p.Derive(lower.PreIndex.Name, repeated(table.Sent()))
}

// repeated returns what makes the list of presynaptic neurons again, where synapses come in their order.
func repeated(sent []int32) func() []int32 { return func() []int32 { return topology.Repeat(sent) } }

// pretend notes what drawing would do, in a draft.
func (s *Synapses) pretend(p *bind.Part) {
	for k, c := range s.connects {
		c.pretend(p, p.Site(connectSite(k)))
	}
}

// drawAll makes the synapses of all Connects, and returns the assignments of their weights.
func (s *Synapses) drawAll(p *bind.Part, table *topology.Table) (weights []*assignment, err error) {
	for k, c := range s.connects {
		first := table.Len()
		if err := s.draw(c, p, p.Site(connectSite(k)), table); err != nil {
			return nil, err
		}
		if c.weights != nil {
			weights = append(weights, c.weights.from(first))
		}
	}
	return weights, nil
}
