package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"golgi/internal/suggest"
)

// A program is an experiment, and where it writes to.
type program struct {
	Experiment
	stdout, stderr io.Writer
	noted          []string // what was in doubt, and is said
	stopping       string   // what is said when a signal stops it
	tool           bool     // it is no experiment, and has words of its own alone
}

// A word is one of the program's, ready to be parsed.
type word struct {
	name, doc string
	params    bool     // whether it takes NAME=VALUE
	operand   string   // what help calls the one other word that it takes, if it takes one
	options   []option // of all programs
	own       []option // of this one
	brief     bool     // a signal ends it as it ends any program
	run       func(ctx context.Context, rest []string) error
}

// words returns all that the program understands, except help.
func (p *program) words() []word {
	var words []word
	if !p.tool {
		words = []word{p.runWord(), p.resumeWord(), p.parametersWord(), p.explainWord(), p.showWord(), p.postWord()}
	}
	for _, w := range p.Words {
		words = append(words, word{name: w.Name, doc: w.Doc, operand: w.Operand, own: flagOptions(w.Flags),
			run: func(ctx context.Context, rest []string) error { return p.runOwn(ctx, w, rest) }})
	}
	return words
}

// runOwn executes a word of the program's own.
func (p *program) runOwn(ctx context.Context, w Word, rest []string) error {
	if w.Run == nil {
		return fmt.Errorf("cli: the word %q of %s has no Run", w.Name, p.Name)
	}
	if w.Operand != "" && !strings.Contains(w.Operand, " ") && len(rest) != 1 {
		return p.wrong(w.Name, fmt.Errorf("cli: name one %s; there are %d words that are no options", w.Operand, len(rest)))
	}
	err := w.Run(ctx, rest, p.stdout, p.stderr)
	var misused *misuse
	if errors.As(err, &misused) {
		return p.wrong(w.Name, err)
	}
	return err
}

// do executes a command, and reports whether a signal has interrupted it.
func (p *program) do(args []string) (interrupted bool, err error) {
	w, rest, err := p.parse(args)
	if err != nil || w.run == nil {
		return false, err
	}
	ctx := context.Background()
	if !w.brief {
		until, stop := interruptible(ctx, p.stderr, p.stopping)
		defer stop()
		ctx = until
	}
	err = w.run(ctx, rest)
	return ctx.Err() != nil, err
}

// parse returns the word of a command, and what its options leave. Help is given at once, and leaves nothing to do.
func (p *program) parse(args []string) (w word, rest []string, err error) {
	if len(args) == 0 {
		p.help(p.stderr)
		return w, nil, p.wrong("", errors.New("cli: say what to do"))
	}
	name, args := args[0], args[1:]
	if name == "help" || name == "-h" || name == "-help" || name == "--help" {
		return w, nil, p.helpOn(args)
	}
	if w, err = p.word(name); err != nil {
		return word{}, nil, err
	}
	rest, err = parse(args, append(w.options, w.own...))
	switch {
	case errors.Is(err, errHelp):
		return word{}, nil, p.helpOn([]string{name})
	case err != nil:
		return word{}, nil, p.wrong(name, err)
	}
	return w, rest, nil
}

func (p *program) word(name string) (word, error) {
	if err := p.collisions(); err != nil {
		return word{}, err
	}
	var names []string
	for _, w := range p.words() {
		if w.name == name {
			return w, nil
		}
		names = append(names, w.name)
	}
	names = append(names, "help")
	hint := suggest.DidYouMean(name, names)
	if hint == "" {
		hint = "there are " + strings.Join(names, ", ")
	}
	return word{}, p.wrong("", fmt.Errorf("cli: %s cannot %q; %s", p.Name, name, hint))
}

// collisions reports words and options of the experiment that would never be reached, since others have their names.
func (p *program) collisions() error {
	var faults []error
	words := map[string]bool{"help": true}
	for _, w := range p.words() {
		if words[w.name] {
			faults = append(faults, fmt.Errorf("cli: %s has two words %q; give its own another name", p.Name, w.name))
		}
		words[w.name] = true
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
	return &usageError{err, fmt.Sprintf("see: %s", strings.TrimSpace(p.Name+" help "+name))}
}
