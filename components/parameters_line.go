package components

import (
	"fmt"
	"regexp"
	"strings"
)

// A line is one of Parameters.
type line struct {
	name, text string // text is the default, as written
	limits     []limit
	comment    string
}

// A limit says what a value must be: more than a number, as it is written, or than another parameter.
type limit struct{ is, than string }

var (
	lineRule   = regexp.MustCompile(`^([A-Za-z]\w*)\s*=\s*([^#<>=!]*)([^#]*)#\s*(.+)$`)
	limitsRule = regexp.MustCompile(`^\s*(?:(?:<=|>=|<|>|!=)[^<>=!]+)*$`)
	limitRule  = regexp.MustCompile(`(<=|>=|<|>|!=)([^<>=!]+)`)
)

// readLine reads a line that is not empty.
func readLine(text string) (l line, err error) {
	parts := lineRule.FindStringSubmatch(text)
	if parts == nil && !strings.Contains(text, "#") && lineRule.MatchString(text+" # 1") {
		return l, fmt.Errorf("parameter %q: its comment is missing, which says what it is: wanted a line as tau = 5 ms > 0 # decay time constant", text)
	}
	if parts == nil || !limitsRule.MatchString(parts[3]) {
		return l, fmt.Errorf("parameter %q: wanted a line as tau = 5 ms > 0 # decay time constant", text)
	}
	l = line{parts[1], strings.TrimSpace(parts[2]), limitsIn(parts[3]), parts[4]}
	if l.text == "" {
		return l, fmt.Errorf("parameter %s: it has no value; give one, such as 5 ms", l.name)
	}
	return l, nil
}

func limitsIn(text string) (limits []limit) {
	for _, found := range limitRule.FindAllStringSubmatch(text, -1) {
		limits = append(limits, limit{found[1], strings.TrimSpace(found[2])})
	}
	return limits
}

// String writes the line.
func (l line) String() string {
	text := l.name + " = " + l.text
	for _, limit := range l.limits {
		text += " " + limit.is + " " + limit.than
	}
	return text + " # " + l.comment
}

// renamed returns the limits with other names for parameters.
func renamed(limits []limit, by func(name string) string) []limit {
	all := make([]limit, len(limits))
	for k, l := range limits {
		if all[k] = l; isName(l.than) {
			all[k].than = by(l.than)
		}
	}
	return all
}

// lines reads all lines.
func (p Parameters) lines() (all []line, err error) {
	for text := range strings.Lines(string(p)) {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		l, err := readLine(text)
		if err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, nil
}

// joined is the inverse of lines.
func joined(lines []line) Parameters {
	var texts []string
	for _, l := range lines {
		texts = append(texts, l.String())
	}
	return Parameters(strings.Join(texts, "\n"))
}

// list reads the parameters.
func (p Parameters) list() (all []parameter, err error) {
	lines, err := p.lines()
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		parameter, err := l.parameter()
		if err != nil {
			return nil, fmt.Errorf("parameter %s: %w", l.name, err)
		}
		all = append(all, parameter)
	}
	return all, nil
}
