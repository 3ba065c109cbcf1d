package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// help writes what the program is and can do.
func (p *program) help(w io.Writer) {
	fmt.Fprintf(w, "%s: %s\n\n", p.Name, strings.TrimSpace(p.Doc))
	if p.Source != "" {
		fmt.Fprintf(w, "Source: %s.\n\n", p.Source)
	}
	fmt.Fprintf(w, "Usage: %s WORD [options]\n\n", p.called())
	table := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	for _, word := range p.words() {
		fmt.Fprintf(table, "  %s\t%s\n", word.name, firstLine(word.doc))
	}
	for _, e := range p.programs() {
		kind := "an experiment: "
		if e.tool {
			kind = ""
		}
		fmt.Fprintf(table, "  %s WORD\t%s%s\n", e.Name, kind, firstLine(e.Doc))
	}
	fmt.Fprintf(table, "  help WORD\t%s\n", helpDoc)
	table.Flush()
	fmt.Fprintln(w, exitCodes)
}

func firstLine(text string) string {
	first, _, _ := strings.Cut(text, "\n")
	return first
}

// helpDoc is what the word help does.
const helpDoc = "its options; WORD --help says the same"

const exitCodes = `
The exit code is 0 if all went well, 1 if a run or anything else has failed, 2 if the command was wrong,
and 130 if it was interrupted.`

// helpOn writes help on the word that args name, or on the program.
func (p *program) helpOn(args []string) error {
	args, err := parse(args, nil)
	switch {
	case err != nil && !errors.Is(err, errHelp):
		return p.wrong("", err)
	case len(args) == 0, len(args) == 1 && args[0] == "help":
		p.help(p.stdout)
		return nil
	}
	for _, e := range p.programs() {
		if e.Name == args[0] {
			return e.helpOn(args[1:])
		}
	}
	for _, w := range p.words() {
		if w.name == args[0] || slices.Contains(w.aliases, args[0]) {
			if len(args) > 1 {
				return p.wrong("", fmt.Errorf("cli: help is on one word; %q is one too many", args[1]))
			}
			w.help(p.called(), p.stdout)
			return nil
		}
	}
	return p.unknown(args)
}

func (w word) help(program string, to io.Writer) {
	fmt.Fprintf(to, "%s %s: %s\n\nUsage: %s", program, w.name, strings.TrimSpace(w.doc), w.usage(program))
	if w.params {
		fmt.Fprintf(to, "\n\nNAME=VALUE sets a parameter, as in tau=\"5 ms\"; %q lists them.", program+" params")
	}
	fmt.Fprintln(to)
	if w.aliases != nil {
		fmt.Fprintf(to, "\nIts other name is %s.\n", strings.Join(w.aliases, " or "))
	}
	helpOptions(to, "Options", w.options)
	if w.options == nil {
		helpOptions(to, "Options", w.own)
	} else {
		helpOptions(to, "Options of this experiment", w.own)
	}
}

// usage is the form of a command with the word.
func (w word) usage(program string) string {
	text := program + " " + w.name
	if len(w.options)+len(w.own) > 0 {
		text += " [options]"
	}
	if w.operand != "" {
		text += " " + w.operand
	}
	if w.params {
		text += " [NAME=VALUE ...]"
	}
	return text
}

func helpOptions(to io.Writer, title string, options []option) {
	if len(options) == 0 {
		return
	}
	fmt.Fprintf(to, "\n%s:\n", title)
	table := tabwriter.NewWriter(to, 0, 0, 3, ' ', 0)
	for _, o := range options {
		fmt.Fprintf(table, "  %s\t%s\n", strings.TrimSpace("--"+o.name+" "+o.arg), o.help)
	}
	table.Flush()
}
