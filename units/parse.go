package units

import (
	"math"
	"strconv"
	"strings"
)

// Parse reads a quantity: a number and a unit behind it, with * or a space or nothing between, or / and
// what the number is divided by. "20 mV", "5*ms", "-70mV", "1e-3 V", "10 uF/cm**2", "3/second", "3",
// "inf V" and "nan" are quantities. Units are those of ParseUnit. Errors are *SyntaxError.
func Parse(text string) (Quantity, error) {
	p := newParser(text)
	x, err := p.number()
	if err != nil {
		return Quantity{}, err
	}
	unit, err := p.unitOf(x)
	if err != nil {
		return Quantity{}, err
	}
	return unit.Of(x), nil
}

// ParseArray reads numbers in brackets with a unit behind them, as Parse does for one number:
// "[1, 2, 3] mV", "[0.5, 1]", "[]*ms".
func ParseArray(text string) (Array, error) {
	p := newParser(text)
	xs, err := p.numbers()
	if err != nil {
		return Array{}, err
	}
	unit, err := p.unitOf(xs...)
	if err != nil {
		return Array{}, err
	}
	return unit.OfAll(xs...), nil
}

// MustParse is Parse for literals in code and tests. It panics where the text is no quantity.
func MustParse(text string) Quantity {
	q, err := Parse(text)
	if err != nil {
		panic(err)
	}
	return q
}

// number reads [+-] decimal | "inf" | "nan".
func (p *parser) number() (float64, error) {
	sign := 1.0
	if p.at("-") || p.at("+") {
		if p.at("-") {
			sign = -1
		}
		p.skip()
	}
	at := p.token
	if at.kind != numberToken && at.text != "inf" && at.text != "nan" {
		return 0, p.unexpected("a number")
	}
	p.skip()
	x, err := strconv.ParseFloat(at.text, 64)
	if err != nil || x == 0 && strings.ContainsAny(mantissa(at.text), "123456789") {
		return 0, p.fault(at, "%s is beyond the range of float64", shorten(at.text, longestWord))
	}
	return float64(sign * x), nil
}

func mantissa(number string) string {
	if i := strings.IndexAny(number, "eE"); i >= 0 {
		return number[:i]
	}
	return number
}

// numbers reads "[" [ number { "," number } ] "]".
func (p *parser) numbers() ([]float64, error) {
	if !p.at("[") {
		return nil, p.unexpected(`"["`)
	}
	p.skip()
	var xs []float64
	for !p.at("]") {
		if len(xs) > 0 {
			if !p.at(",") {
				return nil, p.unexpected(`"," or "]"`)
			}
			p.skip()
		}
		x, err := p.number()
		if err != nil {
			return nil, err
		}
		xs = append(xs, x)
	}
	p.skip()
	return xs, nil
}

// unitOf reads what stands behind numbers: nothing, or [ "*" ] product, or "/" and the rest of a product.
func (p *parser) unitOf(xs ...float64) (Unit, error) {
	var f factor
	var err error
	switch {
	case p.token.kind == endToken:
		return One, nil
	case p.at("/"):
		p.name.WriteString("1")
		f, err = p.productFrom(factor{})
	case p.at("*"):
		p.skip()
		f, err = p.product()
	case p.startsFactor():
		f, err = p.product()
	default:
		err = p.unexpected("a unit")
	}
	if err != nil {
		return Unit{}, err
	}
	unit, err := p.finish(f)
	if err != nil {
		return Unit{}, err
	}
	return unit, p.checkRange(unit, xs)
}

// checkRange refuses numbers that a float64 can hold, but not so in SI units.
func (p *parser) checkRange(unit Unit, xs []float64) error {
	for _, x := range xs {
		si := float64(x * unit.Scale)
		if math.IsInf(si, 0) && !math.IsInf(x, 0) || si == 0 && x != 0 {
			return p.fault(token{}, "%s is beyond the range of float64 in SI units", withUnit(formatNumber(x), unit))
		}
	}
	return nil
}
