package modelfile

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"golgi/sim"
	"golgi/units"
)

// text is one text, or a list of its lines.
type text string

func (t *text) read(v value) {
	switch v.first() {
	case '"':
		*t = text(v.string())
	case '[':
		var lines []string
		v.into(reflect.ValueOf(&lines).Elem())
		*t = text(strings.Join(lines, "\n"))
	default:
		v.wants(`a text in quotes, or a list of its lines`)
	}
}

// unread is what others keep in a file.
type unread struct{}

func (unread) read(value) {}

// amount is an expression, or a number with a unit; the zero amount is none.
type amount struct {
	place
	text  string
	Value *number `key:"value,needed"`
	Unit  string  `key:"unit"`
}

func (a *amount) read(v value) {
	switch v.first() {
	case '"':
		a.text = v.string()
	case '{':
		v.intoStruct(reflect.ValueOf(a).Elem())
		a.checkUnit(a.Unit)
	default:
		v.wants(`an expression in quotes, such as "5*ms" or "10*Hz", or a quantity, {"value": 0.005, "unit": "second"}`)
	}
}

// in returns the text or the quantity; a number without a unit has the default.
func (a *amount) in(unit string) (any, error) {
	if a.Value == nil {
		return a.text, nil
	}
	return a.quantity(unit)
}

// refractory returns the amount as a refractory period, in seconds if it has no unit.
func (a *amount) refractory() (sim.Refractory, error) {
	if a.Value == nil {
		return sim.Refractory(a.text), nil
	}
	time, err := a.quantity("second")
	return sim.RefractoryOf(time), err
}

func (a *amount) quantity(unit string) (units.Quantity, error) {
	if a.Unit != "" {
		unit = a.Unit
	}
	return quantity(float64(*a.Value), unit)
}

// scalar is a number, true or false; or a text with a unit, "10 mV".
type scalar struct {
	number
	quantity *units.Quantity // nil: it is a number
}

func (s *scalar) read(v value) {
	if v.first() != '"' || v.isInfinite() {
		s.number.read(v)
		return
	}
	q, err := units.Parse(v.string())
	if err != nil {
		v.fault("it is %s, which is no quantity (%s); wanted a number, or a text such as \"10 mV\"; what is to be evaluated is an expression", v.shown(), firstLine(err))
	}
	s.quantity = &q
}

// checkTwice says that there are two units.
func (p *place) checkTwice(s *scalar, unit string) {
	if s != nil && s.quantity != nil && unit != "" {
		p.faultAt("unit", "the value has a unit already; leave this one out")
	}
}

// checkUnit says what is wrong with a unit that is the key unit of what stands here.
func (p *place) checkUnit(unit string) {
	if unit == "" {
		return
	}
	if _, err := unitOf(unit); err != nil {
		p.faultAt("unit", "%s; units are such as \"volt\", \"mV\" and \"amp/meter**2\"", firstLine(err))
	}
}

// firstLine returns what an error of package units says, without the text at which it points.
func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return strings.TrimPrefix(line, "units: ")
}

// quantity returns x in a unit; an empty unit is 1.
func quantity(x float64, unit string) (units.Quantity, error) {
	u, err := unitOf(unit)
	return u.Of(x), err
}

func unitOf(text string) (units.Unit, error) {
	if text == "" {
		text = "1"
	}
	return units.ParseUnit(text)
}

// duration is a time in seconds: a number, or a text with a unit, "0.1 ms".
type duration float64

func (d *duration) read(v value) { *d = duration(v.quantityIn(units.Second, `"0.1 ms"`)) }

// frequency is a rate in Hz: a number, or a text with a unit, "5 Hz".
type frequency float64

func (f *frequency) read(v value) { *f = frequency(v.quantityIn(units.Hertz, `"5 Hz"`)) }

// quantityIn returns the number of a value in a unit.
func (v value) quantityIn(unit units.Unit, example string) float64 {
	if v.first() != '"' || v.isInfinite() {
		x, _ := v.float(fmt.Sprintf("a number, in %s, or a text with a unit, %s", unit, example))
		return x
	}
	q, err := units.Parse(v.string())
	switch {
	case err != nil:
		v.fault("%s; wanted a number, in %s, or a text with a unit, %s", firstLine(err), unit, example)
	case q.Dimension() != unit.Dim:
		v.fault("it is %s; wanted a number, in %s, or a text with such a unit, %s", v.shown(), unit, example)
	}
	return q.SI()
}

// optional returns a step size, the zero Quantity for none.
func optional(dt *duration) units.Quantity {
	if dt == nil {
		return units.Quantity{}
	}
	return seconds(*dt)
}

func seconds(d duration) units.Quantity { return units.Second.Of(float64(d)) }

// deref returns what is there, and else the default.
func deref[T any](p *T) (value T) {
	if p != nil {
		value = *p
	}
	return value
}

// recording says which elements are recorded; nil: all.
type recording []int

func (r *recording) read(v value) {
	switch {
	case string(v.raw()) == "true":
	case v.first() == '[' || v.isReference():
		(*ints)(r).read(v)
	default:
		v.wants("true, for all, or a list of numbers of elements, [0, 5]")
	}
}

// pathways are texts of pathways: one without a name, or those with names.
type pathways struct {
	code  text
	named map[string]text
}

func (p *pathways) read(v value) {
	if v.first() == '{' {
		v.intoMap(reflect.ValueOf(&p.named).Elem())
		return
	}
	p.code.read(v)
}

// copies is how many synapses are made of each pair: a number or an expression; empty: one.
type copies string

func (c *copies) read(v value) {
	if v.first() == '"' {
		*c = copies(v.string())
	} else if n, ok := v.int(); ok {
		*c = copies(strconv.Itoa(n))
	}
}

// probability is that of a connection: a number or an expression; empty: it is certain.
type probability string

func (p *probability) read(v value) {
	if v.first() == '"' {
		*p = probability(v.string())
	} else if x, ok := v.float("a probability, as a number or an expression"); ok {
		*p = probability(sim.ProbabilityOf(x))
	}
}

// listed names things in a message: "a" and "b".
func listed(names []string) string {
	quoted := make([]string, len(names))
	for k, name := range names {
		quoted[k] = fmt.Sprintf("%q", name)
	}
	if n := len(quoted) - 1; n > 0 {
		return strings.Join(quoted[:n], ", ") + " and " + quoted[n]
	}
	return strings.Join(quoted, "")
}
