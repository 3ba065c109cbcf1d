package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// A program is an experiment, and where it writes to.
type program struct {
	Experiment
	stdout, stderr io.Writer
	from           map[string]string // where a file has a text that the command lacks
	noted          []string          // what was in doubt, and is said
	stopping       string            // what is said when a signal stops it
	sources        bool              // the provenance has how these differ from their revision
	tool           bool              // it is no experiment, and has words of its own alone
	goRun          bool              // it was called by "go run ."
	within         string            // the tool that it is a part of; empty: it is a program of its own
	experiments    []*program        // of a tool
	tools          []*program        // within it
}

// A word is one of the program's, ready to be parsed.
type word struct {
	name, doc string
	aliases   []string      // its other names
	params    bool          // whether it takes NAME=VALUE
	operand   string        // what help calls the one other word that it takes, if it takes one
	options   []option      // of all programs
	own       []option      // of this one
	brief     bool          // a signal ends it as it ends any program
	stopping  func() string // what is said when a signal stops it; nil: what the program says
	run       func(ctx context.Context, rest []string) error
}

// words returns all that the program understands, except help.
func (p *program) words() []word {
	var words []word
	if !p.tool {
		words = []word{p.runWord(), p.resumeWord(), p.paramsWord(), p.explainWord(), p.profileWord(), p.verifyWord(), p.showWord(), p.postWord()}
	}
	if p.Campaigns != nil {
		words = append(words, p.reproduceWord())
	}
	if p.experiments != nil {
		words = append(words, p.listWord())
	}
	for _, w := range p.Words {
		words = append(words, word{name: w.Name, doc: w.Doc, operand: w.Operand, own: flagOptions(w.Flags),
			run: func(ctx context.Context, rest []string) error { return p.runOwn(ctx, w, rest) }})
	}
	if p.within == "" {
		words = append(words, p.completionWord())
	}
	return words
}

// runOwn executes a word of the program's own.
func (p *program) runOwn(ctx context.Context, w Word, rest []string) error {
	if w.Run == nil {
		return fmt.Errorf("cli: the word %q of %s has no Run", w.Name, p.Name)
	}
	if w.Operand != "" && !strings.Contains(w.Operand, " ") && len(rest) != 1 {
		given := "there is none"
		if len(rest) > 0 {
			given = fmt.Sprintf("%q is one too many", rest[1])
		}
		return p.wrong(w.Name, fmt.Errorf("cli: name one %s; %s", w.Operand, given))
	}
	return w.Run(ctx, rest, p.stdout, p.stderr)
}

// names returns those of all words, except help, and of the programs that a tool has.
func (p *program) names() (names []string) {
	for _, w := range p.words() {
		names = append(names, w.name)
	}
	for _, e := range p.programs() {
		names = append(names, e.Name)
	}
	return names
}

// called is how the program is called in a shell.
func (p *program) called() string {
	if p.goRun {
		return "go run ."
	}
	return strings.TrimSpace(p.within + " " + p.Name)
}

// byGoRun reports whether a program of that path was built by "go run", into a folder for the time being or into the cache, and has no name in a shell.
func byGoRun(path string) bool { return strings.Contains(path, string(filepath.Separator)+"go-build") }

// collisions reports words and options of the experiment that would never be reached, since others have their names.
func (p *program) collisions() error {
	var faults []error
	words := map[string]bool{"help": true}
	for _, e := range p.programs() {
		words[e.Name] = true
	}
	for _, w := range p.words() {
		for _, name := range append([]string{w.name}, w.aliases...) {
			if words[name] {
				faults = append(faults, fmt.Errorf("cli: %s has two words %q; give its own another name", p.Name, name))
			}
			words[name] = true
		}
		options := map[string]bool{"help": true, "h": true}
		for _, o := range append(w.options, w.own...) {
			if options[o.name] {
				faults = append(faults, fmt.Errorf("cli: %s %s has two options --%s; give the experiment's own another name",
					p.Name, w.name, o.name))
			}
			options[o.name] = true
		}
	}
	return errors.Join(faults...)
}

// wrong makes a usage error of err, about the word of that name.
func (p *program) wrong(name string, err error) error {
	return &usageError{err, fmt.Sprintf("see: %s", strings.TrimSpace(p.called()+" help "+name))}
}
