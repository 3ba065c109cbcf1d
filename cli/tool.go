package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golgi/internal/listing"
	"golgi/sim"
)

// A Tool is a program that is no experiment: it has words of its own, with the manners of Execute.
type Tool struct {
	Name, Doc string
	Words     []Word
	// Experiments are built in: "golgi clustered run" is what "clustered run" is of a program of its own. A word list says which there are.
	Experiments []Experiment
	// Tools are built in, too: "golgi tutorial neuron run" is what "tutorial neuron run" is of a program of its own. One that is called without a word says
	// what it has.
	Tools    []Tool
	Stopping string // what is said when a signal stops it
}

// MainTool is the main function of a tool, as Main is that of an experiment.
func MainTool(t Tool) {
	p := toolOf(t, "")
	p.each(func(q *program) { q.sources = true })
	os.Exit(p.serve(os.Args[1:], os.Stdout, os.Stderr))
}

// ExecuteTool executes a command as Execute does.
func ExecuteTool(t Tool, args []string, out, errs io.Writer) int {
	return toolOf(t, "").serve(args, out, errs)
}

// toolOf returns the program that a tool is, within another one if that is named.
func toolOf(t Tool, within string) *program {
	p := &program{Experiment: Experiment{Name: t.Name, Doc: t.Doc, Words: t.Words}, tool: true, stopping: t.Stopping, within: within}
	for _, e := range t.Experiments {
		built := programOf(e)
		built.within = p.called()
		p.experiments = append(p.experiments, built)
	}
	for _, other := range t.Tools {
		p.tools = append(p.tools, toolOf(other, p.called()))
	}
	return p
}

// programs returns those that are built in.
func (p *program) programs() []*program { return slices.Concat(p.experiments, p.tools) }

// each calls do with the program, and with all that are built in.
func (p *program) each(do func(*program)) {
	do(p)
	for _, q := range p.programs() {
		q.each(do)
	}
}

// listWord says which experiments are built in.
func (p *program) listWord() word {
	var form listing.Form
	return word{name: "list", brief: true, doc: "say which experiments are built in", own: flagOptions(form.Flags), run: func(_ context.Context, rest []string) error {
		if len(rest) > 0 {
			return p.wrong("list", errors.New("cli: list takes no words"))
		}
		return p.offer(form)
	}}
}

// offer lists experiments and, of a tool within another, each word of its own.
func (p *program) offer(form listing.Form) error {
	var rows [][]any
	for _, e := range p.experiments {
		rows = append(rows, []any{e.Name, firstLine(e.Doc)})
	}
	if p.within != "" {
		for _, w := range p.Words {
			rows = append(rows, []any{w.Name, firstLine(w.Doc)})
		}
	}
	offered := listing.Of(listing.Named("name", "about"), rows)
	offered.Whole = true
	return form.Write(p.stdout, offered)
}

// Misuse returns err as that of a command that is wrong: a Word's Run that returns it makes the exit code Usage, and a hint at the
// help is added. Of nil it is nil.
func Misuse(err error) error {
	if err == nil {
		return nil
	}
	return &misuse{err}
}

type misuse struct{ error }

func (m *misuse) Unwrap() error { return m.error }

// EngineOf returns the engine of a name: of an empty one the fastest that works here, where warn is told why that is not the first. The
// error for a name that there is not is a Misuse.
func EngineOf(name string, warn func(text string)) (string, error) {
	if name != "" && !slices.Contains(sim.Engines(), name) {
		return "", Misuse(checkEngine(name))
	}
	if name != "" {
		return name, nil
	}
	name, why := sim.FastestEngine()
	if why != nil && warn != nil {
		warn(why.Error())
	}
	return name, nil
}

// EngineHelp is what help says of an option that names an engine.
func EngineHelp() string {
	return "engine `NAME`: " + strings.Join(sim.Engines(), ", ") + " (the fastest that works here)"
}

// A Line shows how far something is on the standard error of a command: on a terminal as a line that changes, elsewhere as lines. It
// is no failure if nobody reads it. The zero Line shows nothing. Several goroutines may use it.
type Line struct {
	mu       sync.Mutex
	to       io.Writer // nil: nothing is shown
	terminal bool
	columns  func() int // how wide the terminal is now
	shown    int        // how many characters are on it
}

// NewLine returns a line on errs, which is that of a Word's Run; quiet: it shows nothing.
func NewLine(errs io.Writer, quiet bool) *Line {
	if quiet || errs == nil {
		return &Line{}
	}
	return &Line{to: progressTo(errs), terminal: isTerminal(errs), columns: func() int { return columnsOf(errs) }}
}

// Show shows a text in place of the one before.
func (l *Line) Show(text string) {
	if l == nil || l.to == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.terminal {
		columns := l.columns()
		text = fitted([]piece{{text: text}}, columns)
		fmt.Fprint(l.to, wiped(l.shown, columns)+text)
		l.shown = utf8.RuneCountInString(text)
		return
	}
	fmt.Fprintln(l.to, text)
}

// Terminal reports whether the line changes in place, so that it may be shown often.
func (l *Line) Terminal() bool { return l != nil && l.terminal }

// End takes the line away from a terminal.
func (l *Line) End() {
	if l == nil || l.to == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.shown > 0 {
		fmt.Fprint(l.to, wiped(l.shown, l.columns()))
		l.shown = 0
	}
}
