package integrate

import (
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// polynomial is a sum of terms, by the text of their factors: what a computer algebra system makes of an expression
// when it multiplies out. Names are factors, those of units too; so is what is no sum, product, quotient or power with
// a whole exponent. Exponents may be negative. It says what is equal whatever the values of the names. Nil is unknown.
type polynomial map[string]term

// term is a number times factors with exponents.
type term struct {
	number  *big.Rat
	factors map[string]int
}

const (
	maxTerms    = 200 // of a polynomial; there are no more in equations of models
	maxExponent = 16
	maxBits     = 4096 // of a number
)

func constantPolynomial(x *big.Rat) polynomial {
	p := make(polynomial)
	p.include(term{number: x})
	return p
}

func factorPolynomial(factor string, exponent int) polynomial {
	p := make(polynomial)
	p.include(term{number: big.NewRat(1, 1), factors: map[string]int{factor: exponent}})
	return p
}

// include adds a term.
func (p polynomial) include(t term) {
	key := t.key()
	if known, ok := p[key]; ok {
		t.number = new(big.Rat).Add(known.number, t.number)
	}
	if t.number.Sign() == 0 {
		delete(p, key)
		return
	}
	p[key] = t
}

func (t term) key() string {
	var b strings.Builder
	for _, factor := range slices.Sorted(maps.Keys(t.factors)) {
		b.WriteString(factor + "^" + strconv.Itoa(t.factors[factor]) + " ")
	}
	return b.String()
}

func (t term) times(u term) term {
	product := term{number: new(big.Rat).Mul(t.number, u.number), factors: maps.Clone(t.factors)}
	for factor, exponent := range u.factors {
		if product.factors == nil {
			product.factors = make(map[string]int)
		}
		product.factors[factor] += exponent
		if product.factors[factor] == 0 {
			delete(product.factors, factor)
		}
	}
	return product
}

// plus returns p + k·q, nil where it would be too long.
func (p polynomial) plus(q polynomial, k int64) polynomial { return maps.Clone(p).add(q, k) }

// add is plus, where p itself is no longer needed.
func (p polynomial) add(q polynomial, k int64) polynomial {
	if p == nil || q == nil {
		return nil
	}
	factor := term{number: big.NewRat(k, 1)}
	for _, t := range q {
		p.include(t.times(factor))
	}
	return p.orUnknown()
}

// orUnknown returns a polynomial, or nil where it is too long.
func (p polynomial) orUnknown() polynomial {
	if len(p) > maxTerms {
		return nil
	}
	for _, t := range p {
		if t.number.Num().BitLen()+t.number.Denom().BitLen() > maxBits {
			return nil
		}
	}
	return p
}

// times returns the product, nil where it would be too long.
func (p polynomial) times(q polynomial) polynomial {
	if p == nil || q == nil || len(p)*len(q) > maxTerms*maxTerms {
		return nil
	}
	product := make(polynomial)
	for _, t := range p {
		for _, u := range q {
			product.include(t.times(u))
		}
	}
	return product.orUnknown()
}

// single returns the only term of a polynomial; false where there are none or several.
func (p polynomial) single() (term, bool) {
	for _, t := range p {
		return t, len(p) == 1
	}
	return term{}, false
}

// String prints the terms in a fixed order.
func (p polynomial) String() string {
	terms := make([]string, 0, len(p))
	for _, key := range slices.Sorted(maps.Keys(p)) {
		terms = append(terms, p[key].number.RatString()+" "+key)
	}
	return strings.Join(terms, "+ ")
}

// inverse returns 1/p, in which a sum is one factor.
func (p polynomial) inverse() polynomial {
	t, ok := p.single()
	switch {
	case len(p) == 0:
		return nil
	case !ok:
		return factorPolynomial("("+p.String()+")", -1)
	}
	inverse := term{number: new(big.Rat).Inv(t.number), factors: make(map[string]int)}
	for factor, exponent := range t.factors {
		inverse.factors[factor] = -exponent
	}
	return polynomial{inverse.key(): inverse}
}

// even reports whether all exponents of a term are even: then it has the sign of its number.
func (t term) even() bool {
	for _, exponent := range t.factors {
		if exponent%2 != 0 {
			return false
		}
	}
	return true
}

// root returns the square root of an even term; false where the number has none among the fractions.
func (t term) root() (term, bool) {
	num, den := new(big.Int).Sqrt(t.number.Num()), new(big.Int).Sqrt(t.number.Denom())
	root := term{number: new(big.Rat).SetFrac(num, den), factors: make(map[string]int)}
	for factor, exponent := range t.factors {
		root.factors[factor] = exponent / 2
	}
	return root, root.times(root).number.Cmp(t.number) == 0
}

// leading returns the first term in the order of exponents, name by name.
func (p polynomial) leading() term {
	var first term
	for _, key := range slices.Sorted(maps.Keys(p)) {
		if t := p[key]; first.number == nil || t.before(first) {
			first = t
		}
	}
	return first
}

func (t term) before(u term) bool {
	ratio := t.times(term{number: u.number, factors: negated(u.factors)})
	for _, factor := range slices.Sorted(maps.Keys(ratio.factors)) {
		return ratio.factors[factor] > 0
	}
	return false
}

func negated(factors map[string]int) map[string]int {
	out := make(map[string]int, len(factors))
	for factor, exponent := range factors {
		out[factor] = -exponent
	}
	return out
}

// isSquare reports whether a polynomial is the square of another, of not more terms: its root is found term by term.
func (p polynomial) isSquare() bool {
	if len(p) == 0 {
		return true
	}
	lead := p.leading()
	if lead.number.Sign() < 0 || !lead.even() {
		return false
	}
	first, ok := lead.root()
	if !ok {
		return false
	}
	half := term{number: new(big.Rat).Inv(new(big.Rat).Mul(big.NewRat(2, 1), first.number)), factors: negated(first.factors)}
	root := polynomial{first.key(): first}
	for range len(p) {
		square := root.times(root)
		if square == nil {
			return false
		}
		rest := p.plus(square, -1)
		if len(rest) == 0 {
			return true
		}
		root.include(rest.leading().times(half))
	}
	return false
}
