package trajectory

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// A Line is an exploration as a text: what stands behind --explore on the command line, in a file of an experiment, and here mean the same.
//
//	R_ee=1:3.5:0.5                       first:last:step, the last included where a step hits it
//	tau=5*ms:20*ms:5*ms                  the same, of quantities
//	tau=5 ms,10 ms  tau=[5, 10] ms       values
//	J=log(1e-4, 1, 9)  J=lin(0, 1, 11)   first, last and how many values, at equal ratios or distances
//	R_ee=1:2:0.1,2.5,3:6:1               all of these
//	R_ee=1,2 with tau=5ms,10ms           the first values together, then the second ones: a Zip
//	R_ee=1,2; tau=5ms,10ms               all combinations: a Product, of which the last factor varies fastest
//	sobol(64, R_ee=1:3, tau=log(5ms, 50ms), seed=3)   a sample over intervals; others are latin(…) and random(…)
//
// Values are read as SetText reads them, in the kind of the default. Those that lin and log give to a parameter of integers are rounded to whole
// numbers. A sample has a seed (0), and sobol may skip=N points, too. Parameters of texts and truth values have values alone, and no text has a comma. A
// with or a ; only separates where a name with =, or a sample, follows.
type Line string

// Columns returns the table of the points.
func (l Line) Columns(defaults Reader) ([]Axis, error) {
	e, err := readLines(defaults, false, string(l))
	if err != nil {
		return nil, err
	}
	return e.Columns(defaults)
}

// ParseExploration reads lines, of which it returns all combinations; the last line varies fastest. All faults are reported at once, with a caret
// below the place. [Line] says what they may have.
func (t *Trajectory) ParseExploration(lines ...string) (Exploration, error) {
	if t == nil {
		return nil, errNoTrajectory
	}
	e, err := readLines(t, false, lines...)
	if err != nil {
		return nil, prefixed("trajectory: cannot explore", err)
	}
	return e, nil
}

// ParseLinked reads lines as ParseExploration does, and returns the first points of each together, then the second ones, and so on: a [Zip].
func (t *Trajectory) ParseLinked(lines ...string) (Exploration, error) {
	if t == nil {
		return nil, errNoTrajectory
	}
	e, err := readLines(t, true, lines...)
	if err != nil {
		return nil, prefixed("trajectory: cannot explore", err)
	}
	return e, nil
}

// LineOf returns the line that an error of a line points into, "" if it does not.
func LineOf(err error) string {
	var f *lineFault
	if !errors.As(err, &f) {
		return ""
	}
	return f.line
}

// Bounds of what a text may ask for: nothing that is typed takes all memory.
const (
	mostText   = 1 << 20
	mostValues = 16 * MaxRuns // of all parameters together
	mostFaults = 20           // that are said at once
)

// A lineReader reads lines.
type lineReader struct {
	defaults Reader
	seen     map[string]bool // full paths that are explored
	values   int             // of all axes
	failed   int             // faults so far
}

// enough counts a fault, and reports whether there are so many that nobody reads more.
func (r *lineReader) enough(err error) bool {
	if err != nil {
		r.failed++
	}
	return r.failed >= mostFaults
}

// readLines returns all combinations of what lines explore, or, if they are linked, the points of all together.
func readLines(defaults Reader, linked bool, lines ...string) (Exploration, error) {
	if given, is := defaults.(*Trajectory); defaults == nil || is && given == nil {
		return nil, errNoReader
	}
	r := &lineReader{defaults: defaults, seen: map[string]bool{}}
	var all Product
	var zip Zip
	var faults []error
	for _, text := range lines {
		factors, err := r.line(text)
		if linked && err == nil {
			var axes []Axis
			axes, err = factors.Columns(defaults)
			zip = append(zip, axes...)
		}
		if all, faults = append(all, factors...), append(faults, err); r.enough(err) {
			break
		}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	switch {
	case linked:
		return zip, nil
	case len(all) == 1:
		return all[0], nil
	}
	return all, nil
}

// line reads factors that a ; separates.
func (r *lineReader) line(text string) (factors Product, err error) {
	if len(text) > mostText {
		return nil, fmt.Errorf("a line of %d bytes is longer than %d; explore in code, or in several lines", len(text), mostText)
	}
	var faults []error
	for _, part := range separated(piece{text, 0, text}, ";") {
		e, err := r.factor(part)
		if factors, faults = append(factors, e), append(faults, err); r.enough(err) {
			break
		}
	}
	return factors, errors.Join(faults...)
}

// factor reads terms with a word with between them.
func (r *lineReader) factor(text piece) (Exploration, error) {
	terms := separated(text, "with")
	if len(terms) == 1 {
		return r.term(terms[0])
	}
	var all Zip
	var faults []error
	for _, term := range terms {
		e, err := r.term(term)
		axis, is := e.(Axis)
		if err == nil && !is {
			err = term.trimmed().fault("a sample is linked with nothing; separate it with ;")
		}
		if all, faults = append(all, axis), append(faults, err); r.enough(err) {
			break
		}
	}
	err := errors.Join(faults...)
	if err == nil {
		_, err = all.Columns(r.defaults)
		err = text.trimmed().because(err)
	}
	return all, err
}

// term reads NAME=VALUES or a sample.
func (r *lineReader) term(text piece) (Exploration, error) {
	if text = text.trimmed(); text.text == "" {
		return nil, text.fault("it says nothing to explore; write NAME=1,2,3")
	}
	if name, args, is := text.call(); is {
		return r.sample(name, args)
	}
	name, values, is := text.cut('=')
	if at := strings.IndexAny(name.text, "()[]"); at >= 0 {
		return nil, name.part(at, len(name.text)).fault("names have no brackets; a sample ends with a ), as in sobol(64, x=0:1)")
	}
	if err := name.dangling(); err != nil {
		return nil, err
	}
	if !is {
		return nil, text.fault("%s has no values; write %[1]s=1,2,3 or %[1]s=1:3:0.5", shortened(text.text))
	}
	p, err := r.explored(name.trimmed())
	if err != nil {
		return nil, err
	}
	return r.axis(p, values)
}

// explored returns the parameter that a name means, which is explored nowhere else.
func (r *lineReader) explored(name piece) (Parameter, error) {
	if name.text == "" {
		return Parameter{}, name.fault("there is no name before the =")
	}
	p, err := parameterOf(r.defaults, name.text)
	if err == nil && r.seen[p.Path] {
		err = fmt.Errorf("%s is explored twice", p.Path)
	}
	if err == nil && isList(p.Value) {
		err = fmt.Errorf("the values of %s are lists, which cannot be explored from text; do it in code", p.Path)
	}
	if err != nil {
		return p, name.because(err)
	}
	r.seen[p.Path] = true
	return p, nil
}

// parameterOf returns the parameter that path means, with its full path and its default.
func parameterOf(defaults Reader, path string) (Parameter, error) {
	t, is := defaults.(*Trajectory)
	if !is {
		p, err := defaults.Parameter(path)
		if err != nil {
			return Parameter{}, err
		}
		return *p, nil
	}
	t.mu.RLock() // without the prefix of errors
	defer t.mu.RUnlock()
	full, err := t.parameters.find(path)
	if err != nil {
		return Parameter{}, err
	}
	found := t.parameters.leaves[full]
	return Parameter{Path: full, Value: found.Value, Bounds: found.Bounds}, nil
}

// begins matches what follows a separator: NAME= or a sample.
var begins = regexp.MustCompile(`^\s*(?:[\w.$-]+\s*=|(?:sobol|latin|random)\s*\()`)

// separated splits a text where a separator stands outside of brackets, and a term follows.
func separated(p piece, separator string) (parts []piece) {
	depth, from := 0, 0
	for i := 0; i < len(p.text); i++ {
		switch p.text[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case separator[0]:
			if depth == 0 && separates(p.text, i, separator) && begins.MatchString(p.text[i+len(separator):min(len(p.text), i+mostName)]) {
				parts = append(parts, p.part(from, i))
				from = i + len(separator)
			}
		}
	}
	return append(parts, p.part(from, len(p.text)))
}

// mostName is how far from a separator the = of a name is looked for.
const mostName = 1100

// separates reports whether a separator stands at i; a word has spaces around it.
func separates(text string, i int, separator string) bool {
	if !strings.HasPrefix(text[i:], separator) {
		return false
	}
	space := func(at int) bool { return at >= 0 && at < len(text) && strings.ContainsRune(" \t\n", rune(text[at])) }
	return separator == ";" || space(i-1) && space(i+len(separator))
}
