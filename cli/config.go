package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/spf13/pflag"

	"golgi/internal/suggest"
)

// A file of an experiment is YAML: options by their names, and parameters by theirs, which may be in groups.
//
//	explore:
//	  - R_ee=1:3.5:0.5
//	  - tau=5ms,10ms
//	trials: 3
//	workers: 2
//	parameters:
//	  neurons.N: 1000
//	  connections: {p_ee: 0.2}

// configOption names such a file; what the command gives itself counts more.
const configOption = "config"

func configOptionOf() option {
	return stringOption(configOption, "FILE", "options and parameters from a YAML file, by their names; what the command says counts more", new(string))
}

// configured returns what a file adds to the options and parameters of a command.
func (p *program) configured(w word, path string, set *pflag.FlagSet, given []setting, rest []string) (more []setting, settings []string, err error) {
	c, err := readConfig(path)
	p.from = map[string]string{}
	faults := []error{err}
	for _, s := range c.options {
		flag := set.Lookup(s.name)
		switch {
		case flag == nil && w.name != "run" && p.runs(s.name): // it is for another word
		case s.name == configOption:
			faults = append(faults, fmt.Errorf("%s: a file names no other file", s.at))
		case flag == nil:
			faults = append(faults, placed(s.at, noOptionOfFile(s.name, set)))
		case !slices.ContainsFunc(given, func(g setting) bool { return g.flag == flag }):
			more = append(more, setting{flag, s.text, s.at})
			p.from[s.text] = s.at
		}
	}
	for _, s := range c.parameters {
		if !slices.ContainsFunc(rest, func(word string) bool { name, _, _ := strings.Cut(word, "="); return sameEnd(name, s.name) }) {
			settings = append(settings, s.name+"="+s.text)
			p.from[s.name+"="+s.text] = s.at
		}
	}
	return more, settings, errors.Join(faults...)
}

// noOptionOfFile says that there is no such option; a parameter may have been meant.
func noOptionOfFile(name string, set *pflag.FlagSet) error {
	if suggest.Nearest("--"+name, optionNames(set)) != nil {
		return noOption(name, set)
	}
	return fmt.Errorf("cli: unknown option --%s; if it is a parameter, it stands below \"parameters:\"", name)
}

// runs reports whether run has an option.
func (p *program) runs(name string) bool {
	run := p.runWord()
	return slices.ContainsFunc(slices.Concat(run.options, run.own), func(o option) bool { return o.name == name })
}

// sameEnd reports whether one path is the end of the other.
func sameEnd(a, b string) bool {
	return a == b || strings.HasSuffix(a, "."+b) || strings.HasSuffix(b, "."+a)
}

// Bounds of such a file: the reader of YAML takes a time that grows with the square of how deep it is.
const (
	mostConfig  = 64 << 10
	mostNesting = 64
)

// A said is something that a file says: an option, or a parameter.
type said struct {
	name, text string
	at         string // file:line
}

// A config is what a file says.
type config struct{ options, parameters []said }

// readConfig reads a file. All faults are reported at once, each with its line.
func readConfig(path string) (config, error) {
	c := config{}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return c, fmt.Errorf("cli: cannot read the file of the experiment: %w", err)
	case !info.Mode().IsRegular():
		return c, fmt.Errorf("cli: cannot read %s: it is %s; name a plain file", path, sort(info.Mode()))
	case info.Size() > mostConfig:
		return c, fmt.Errorf("cli: cannot read %s: it has %d bytes, and a file of an experiment has at most %d", path, info.Size(), mostConfig)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return c, fmt.Errorf("cli: cannot read the file of the experiment: %w", err)
	}
	if nested(string(text)) > mostNesting {
		return c, fmt.Errorf("cli: cannot read %s: its brackets are nested more than %d deep", path, mostNesting)
	}
	file, err := parser.ParseBytes(bytes.TrimPrefix(text, []byte("\ufeff")), 0) // which some editors begin a text with
	if err != nil {
		return c, yamlFault(path, err)
	}
	r := &configReader{file: path}
	for _, doc := range file.Docs {
		r.top(doc.Body)
	}
	return r.config, errors.Join(r.faults...)
}

// nested returns how deep brackets are nested.
func nested(text string) (deepest int) {
	depth := 0
	for _, c := range []byte(text) {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		}
		deepest = max(deepest, depth)
	}
	return deepest
}

// yamlFault returns what the reader of YAML has found, with its line.
func yamlFault(path string, err error) error {
	var found yaml.Error
	if !errors.As(err, &found) || found.GetToken() == nil {
		return fmt.Errorf("cli: cannot read %s: %w", path, err)
	}
	at, message := found.GetToken().Position, found.GetMessage()
	if strings.Contains(message, "character '\t'") {
		message = "a line begins with a tab, and YAML wants spaces"
	}
	return fmt.Errorf("%s:%d: %s", path, at.Line, message)
}

// A configReader walks a file.
type configReader struct {
	config
	file   string
	faults []error
}

func (r *configReader) fault(n ast.Node, format string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf("%s: %s", r.place(n), fmt.Sprintf(format, args...)))
}

func (r *configReader) place(n ast.Node) string {
	return fmt.Sprintf("%s:%d", r.file, n.GetToken().Position.Line)
}

// entries calls f for each name of a mapping.
func (r *configReader) entries(n ast.Node, f func(name string, v *ast.MappingValueNode)) {
	if _, nothing := n.(*ast.NullNode); nothing { // all may stand in comments
		return
	}
	m, is := n.(*ast.MappingNode)
	if !is {
		r.fault(n, "names and values are expected, as in trials: 3")
		return
	}
	for _, v := range m.Values {
		f(v.Key.GetToken().Value, v)
	}
}

func (r *configReader) top(n ast.Node) {
	if n == nil {
		return
	}
	r.entries(n, func(name string, v *ast.MappingValueNode) {
		if name == "parameters" {
			r.group("", v.Value)
			return
		}
		values := []ast.Node{v.Value}
		list, several := v.Value.(*ast.SequenceNode)
		if several {
			values = list.Values
		}
		for _, value := range values {
			_, group := value.(*ast.MappingNode)
			text, is := "", false
			switch {
			case group && name == "explore":
				r.fault(value, "what to explore is a text, as in explore: R_ee=1:3.5:0.5, or a list of texts")
			case group:
				r.fault(value, "%s is an option, and has one value; parameters stand below \"parameters:\"", name)
			default:
				text, is = r.plain(value)
			}
			if is && several && list.IsFlowStyle && name == "explore" && !strings.ContainsAny(text, "=()") {
				r.fault(value, "in brackets a comma separates texts; write them in quotes, as in explore: [\"R_ee=1,2\"]")
			} else if is {
				r.options = append(r.options, said{name, text, r.place(value)})
			}
		}
	})
}

// group reads parameters, of which those in a group have its name before theirs.
func (r *configReader) group(prefix string, n ast.Node) {
	r.entries(n, func(name string, v *ast.MappingValueNode) {
		switch value := v.Value.(type) {
		case *ast.MappingNode:
			r.group(prefix+name+".", value)
		case *ast.SequenceNode:
			var texts []string
			for _, element := range value.Values {
				text, _ := r.plain(element)
				texts = append(texts, text)
			}
			r.parameters = append(r.parameters, said{prefix + name, strings.Join(texts, ","), r.place(value)})
		default:
			if text, is := r.plain(value); is {
				r.parameters = append(r.parameters, said{prefix + name, text, r.place(value)})
			}
		}
	})
}

// plain returns the text of a value, as it is written.
func (r *configReader) plain(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimSuffix(n.Value.Value, "\n"), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	case *ast.NullNode:
		r.fault(n, "a value is missing; write one after the colon")
	default:
		r.fault(n, "a text, a number, true or false is expected")
	}
	return "", false
}
