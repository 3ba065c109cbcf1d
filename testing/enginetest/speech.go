package enginetest

import (
	"fmt"

	"pgregory.net/rapid"
)

// speech draws texts of the model language over the names of one object.
type speech struct {
	t        *rapid.T
	floats   []string // expressions that are floats without unit; the first one is a variable
	integers []string // likewise
	booleans []string
	traces   []string    // variables of equations of synapses
	turns    map[int]int // how many words of as many were chosen: rapid prefers those in front
	silent   bool        // random numbers are not allowed
}

// pick draws a word; in shrinking, words in front are simpler.
func (s *speech) pick(words ...string) string { return rapid.SampledFrom(words).Draw(s.t, "word") }

// any draws a word of which none is simpler, each in its turn.
func (s *speech) any(words ...string) string {
	n := rapid.IntRange(0, len(words)-1).Draw(s.t, "word") + s.turns[len(words)]
	s.turns[len(words)]++
	return words[n%len(words)]
}

// turn draws one of n numbers around 0.
func (s *speech) turn(n int) int { return rapid.IntRange(-n/2, n/2).Draw(s.t, "turn") }

// chance is true in about one of n cases, and false where it can be.
func (s *speech) chance(n int) bool { return rapid.IntRange(0, n-1).Draw(s.t, "chance") == n-1 }

// number draws a literal of ordinary size.
func (s *speech) number() string {
	return s.pick("1", "0.5", "2", "0.25", "1.5", "0.1", "3", "0.7", "1e-3", "10.0", "0")
}

// tame draws a float that is finite where all names are: what neurons can be driven by.
func (s *speech) tame(depth int) string {
	if depth == 0 || s.chance(3) {
		return s.leaf(s.floats)
	}
	x := s.tame(depth - 1)
	switch rapid.IntRange(0, 5).Draw(s.t, "tame") {
	case 0:
		return fmt.Sprintf("(%s %s %s)", x, s.any("+", "-", "*"), s.tame(depth-1))
	case 1:
		return fmt.Sprintf("%s(%s)", s.any("sin", "cos", "tanh", "arctan"), x)
	case 2:
		return fmt.Sprintf("exp(-abs(%s))", x)
	case 3:
		return fmt.Sprintf("clip(%s, -1, %s)", x, s.number())
	case 4:
		return fmt.Sprintf("%s*int(%s)", s.number(), s.condition(depth-1))
	}
	return s.drawn()
}

// drawn is a random number around 0, now and then: compilers take long for them.
func (s *speech) drawn() string {
	switch {
	case s.silent || !s.chance(3):
		return s.number()
	case s.chance(4):
		return s.any("0.3*randn()", "0.1*poisson(1.5)", "0.01*(poisson(20 + 10*rand()) - 25)")
	}
	return "(rand() - 0.5)"
}

// leaf draws a name or a number.
func (s *speech) leaf(names []string) string {
	if len(names) == 0 || s.chance(3) {
		return s.number()
	}
	return s.any(names...)
}

// elementary are the functions from floats to floats.
var elementary = []string{
	"exp", "expm1", "exprel", "log", "log10", "log1p", "sin", "cos", "tan", "sinh", "cosh", "tanh",
	"arcsin", "arccos", "arctan", "floor", "ceil", "sqrt", "abs", "sign",
}

// wild draws a float of any kind, infinite and NaN among them.
func (s *speech) wild(depth int) string {
	if depth == 0 || s.chance(4) {
		return s.leaf(s.floats)
	}
	x := s.wild(depth - 1)
	switch rapid.IntRange(0, 7).Draw(s.t, "wild") {
	case 0, 1:
		return fmt.Sprintf("%s(%s)", s.any(elementary...), x)
	case 2:
		return fmt.Sprintf("(%s %s %s)", x, s.any("+", "-", "*"), s.wild(depth-1))
	case 3:
		return fmt.Sprintf("(%s %s %s)", x, s.any("/", "//", "%"), s.divisor(depth-1))
	case 4:
		return fmt.Sprintf("(%s)**%s", x, s.any("2", "3", "0.5", "-1", "5", "1.7", "(-0.3)"))
	case 5:
		return fmt.Sprintf("(%s %s %s)", s.integer(depth-1), s.any("-", "*", "+"), x)
	case 6:
		return fmt.Sprintf("(%s / %s)", s.integer(depth-1), s.integerDivisor(depth-1))
	}
	return fmt.Sprintf("clip(-%s, %s, %s)", x, s.wild(depth-1), s.number())
}

// divisor draws a float that may be zero, but is no constant: that would be refused.
func (s *speech) divisor(depth int) string {
	return fmt.Sprintf("(%s + %s)", s.floats[0], s.wild(depth))
}

func (s *speech) integerDivisor(depth int) string {
	return fmt.Sprintf("(%s + %s)", s.integers[0], s.integer(depth))
}

// integer draws an integer.
func (s *speech) integer(depth int) string {
	if depth == 0 || s.chance(4) {
		return s.any(append([]string{"1", "2", "-3", "7"}, s.integers...)...)
	}
	x := s.integer(depth - 1)
	switch rapid.IntRange(0, 5).Draw(s.t, "integer") {
	case 0:
		return fmt.Sprintf("(%s %s %s)", x, s.any("+", "-", "*"), s.integer(depth-1))
	case 1:
		return fmt.Sprintf("(%s %s %s)", x, s.any("//", "%"), s.integerDivisor(depth-1))
	case 2:
		return fmt.Sprintf("%s(%s)", s.any("abs", "sign", "-"), x)
	case 3:
		return fmt.Sprintf("clip(%s, -2, 5)", x)
	case 4:
		return fmt.Sprintf("int(%s + 0*t/ms)", s.wild(depth-1)) // a constant that does not fit is refused
	}
	return fmt.Sprintf("int(%s)", s.condition(depth-1))
}

// condition draws a boolean.
func (s *speech) condition(depth int) string {
	if depth == 0 || s.chance(4) {
		return s.any(append([]string{"True", "(t > 3*ms)"}, s.booleans...)...)
	}
	switch rapid.IntRange(0, 4).Draw(s.t, "condition") {
	case 0:
		return fmt.Sprintf("(%s %s %s)", s.wild(depth-1), s.any("<", "<=", ">", ">=", "==", "!="), s.wild(depth-1))
	case 1:
		return fmt.Sprintf("(%s %s %s)", s.integer(depth-1), s.any("<", "<=", "==", "!="), s.integer(depth-1))
	case 2:
		return fmt.Sprintf("(%s %s %s)", s.condition(depth-1), s.any("and", "or"), s.condition(depth-1))
	case 3:
		return fmt.Sprintf("(%s %s %s)", s.condition(depth-1), s.any("==", "!="), s.condition(depth-1))
	}
	return fmt.Sprintf("(not %s)", s.condition(depth-1))
}
