package components

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"golgi/sim"
)

// A Rule says which neurons of a source are connected with which of a target. The zero Rule connects all.
type Rule struct {
	Name, About, Source string
	parameters          []argument
	replacing           bool // whether a pair may be drawn more than once
	draws               bool // whether that makes a difference
	space               Space
	spatial             bool  // whether it needs one
	fault               error // why it cannot be
	connect             func(e ends) ([]sim.Connect, error)
}

// ends are what a rule connects.
type ends struct {
	values     sim.Namespace
	pre, post  int  // sizes
	noAutapses bool // no neuron with itself
	replacing  bool
	random     func() (pick func(n int) int, err error) // numbers from 0 to n-1
}

func (e ends) number(name string) float64 {
	x, _ := e.values[name].(float64)
	return x
}

func (e ends) count(name string) int {
	n, _ := e.values[name].(int)
	return n
}

// literal writes the values of parameters into a text, where a name might be that of a neuron's variable.
func (e ends) literal(text string) string {
	by := map[string]string{}
	for name, value := range e.values {
		switch value := value.(type) {
		case int:
			by[name] = strconv.Itoa(value)
		case float64:
			by[name] = "(" + number(value) + ")"
		}
	}
	return rename(text, by)
}

// but returns a condition besides which a neuron is not connected with itself, if that is wanted.
func (e ends) but(condition string) string {
	switch {
	case !e.noAutapses:
		return condition
	case condition == "":
		return "i != j"
	}
	return "(" + condition + ") and i != j"
}

// WithReplacement has the rule draw each synapse without regard to the others, so that a pair may have several. It is for the rules
// with a fixed number.
func (r Rule) WithReplacement() Rule {
	r.replacing = true
	return r
}

func (r Rule) declared() Parameters {
	var lines []string
	for _, p := range append(r.parameters[:len(r.parameters):len(r.parameters)], r.space.parameters...) {
		lines = append(lines, p.text())
	}
	return Parameters(strings.Join(lines, "\n"))
}

// wrong is what is wrong with a rule before its parameters have values.
func (r Rule) wrong() error {
	switch {
	case r.fault != nil:
		return fmt.Errorf("rule %w", r.fault)
	case r.replacing && !r.draws:
		return fmt.Errorf("rule %s: it draws no number of synapses, and nothing is replaced; leave WithReplacement out", cmp.Or(r.Name, "AllToAll"))
	case r.spatial && r.space.distance == "":
		return fmt.Errorf("rule %s: it has no space; give one, such as components.Ring()", r.Name)
	}
	return nil
}

// connects are the connections of a rule.
func (r Rule) connects(e ends) ([]sim.Connect, error) {
	e.replacing = r.replacing
	if r.connect == nil {
		return AllToAll().connect(e)
	}
	return r.connect(e)
}

// AllToAll connects each neuron with each.
func AllToAll() Rule {
	return Rule{Name: "AllToAll", About: "each neuron with each", Source: "GeNN 5.1, dense connectivity",
		connect: func(e ends) ([]sim.Connect, error) { return []sim.Connect{{Condition: e.but("")}}, nil }}
}

// OneToOne connects neurons of the same number.
func OneToOne() Rule {
	return Rule{Name: "OneToOne", About: "neurons of the same number", Source: "GeNN 5.1, OneToOne",
		connect: func(e ends) ([]sim.Connect, error) {
			if e.pre != e.post {
				return nil, fmt.Errorf("rule OneToOne: there are %d sources and %d targets; wanted equally many", e.pre, e.post)
			}
			return []sim.Connect{{JOf: "i"}}, nil
		}}
}

// Probability connects each pair with a probability: p.
func Probability(p float64) Rule {
	return Rule{Name: "Probability", About: "each pair with the probability p", Source: "GeNN 5.1, FixedProbability and FixedProbabilityNoAutapse",
		parameters: []argument{plain("p", p, ">= 0 <= 1", "probability of a connection")},
		connect: func(e ends) ([]sim.Connect, error) {
			return []sim.Connect{{Condition: e.but(""), Probability: sim.ProbabilityOf(e.number("p"))}}, nil
		}}
}

// FixedInDegree gives each target n synapses, from different sources unless WithReplacement.
func FixedInDegree(n int) Rule {
	return Rule{Name: "FixedInDegree", About: "n synapses for each target, from sources drawn at random", Source: "GeNN 5.1, FixedNumberPreWithReplacement",
		draws: true, parameters: []argument{counted("n", n, ">= 0", "synapses of each target")},
		connect: func(e ends) ([]sim.Connect, error) {
			text, err := e.sample("N_pre", "j", e.pre)
			return []sim.Connect{{IOf: sim.Generator(text)}}, err
		}}
}

// FixedOutDegree gives each source n synapses, with different targets unless WithReplacement.
func FixedOutDegree(n int) Rule {
	return Rule{Name: "FixedOutDegree", About: "n synapses for each source, with targets drawn at random", Source: "GeNN 5.1, FixedNumberPostWithReplacement",
		draws: true, parameters: []argument{counted("n", n, ">= 0", "synapses of each source")},
		connect: func(e ends) ([]sim.Connect, error) {
			text, err := e.sample("N_post", "i", e.post)
			return []sim.Connect{{JOf: sim.Generator(text)}}, err
		}}
}

// sample writes a generator of n out of so many, as they are called, for each neuron near.
func (e ends) sample(many, near string, size int) (string, error) {
	if e.noAutapses { // the numbers behind one's own move down by one
		size--
		many = "(" + many + " - 1)"
	}
	n := e.count("n")
	switch {
	case size < 1 && n > 0 || n > size && !e.replacing:
		return "", fmt.Errorf("cannot draw n = %d of %d neurons; lower n, or draw WithReplacement", n, max(size, 0))
	case e.replacing && e.noAutapses: // a draw that hits a neuron's own number or above moves on by one
		return e.literal("(" + near + " + 1 + int(rand()*" + many + ")) % (" + many + " + 1) for _k in range(n)"), nil
	case e.replacing:
		return e.literal("int(rand()*" + many + ") for _k in range(n)"), nil
	case e.noAutapses:
		return e.literal("_k + int(_k >= " + near + ") for _k in sample(" + many + ", size=n)"), nil
	}
	return e.literal("_k for _k in sample(" + many + ", size=n)"), nil
}

// FixedTotal makes n synapses, between different pairs unless WithReplacement.
func FixedTotal(n int) Rule {
	return Rule{Name: "FixedTotal", About: "n synapses in all, between pairs drawn at random", Source: "GeNN 5.1, FixedNumberTotalWithReplacement",
		draws: true, parameters: []argument{counted("n", n, ">= 0 <= 268435456", "synapses in all")}, connect: total}
}
