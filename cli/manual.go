package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"golgi/internal/given"
)

// Manual writes a page about all words of a tool, in Markdown: those of an experiment that is built in, as an example for all, and those of its own.
func Manual(t Tool, experiment string, to io.Writer) error {
	if err := given.All("cli: Manual", given.Arg{Name: "writer", Value: to}); err != nil {
		return err
	}
	p := toolOf(t, "")
	at := slices.IndexFunc(p.experiments, func(e *program) bool { return e.Name == experiment })
	if at < 0 {
		return fmt.Errorf("cli: Manual: %s has no experiment %q", p.Name, experiment)
	}
	e := p.experiments[at]
	var page strings.Builder
	fmt.Fprintf(&page, "## Of an experiment\n\nThese are shown for the experiment %s, which is built into %s. In a module of your own, `go run .` stands for `%s`.\n\n",
		e.Name, p.Name, e.called())
	for _, w := range e.words() {
		w.manual(e.called(), &page)
	}
	fmt.Fprintf(&page, "## Of %s\n\n", p.Name)
	for _, w := range p.words() {
		w.manual(p.called(), &page)
	}
	for _, other := range p.tools {
		fmt.Fprintf(&page, "### %s\n\n%s.\n\n", other.called(), sentence(other.Doc))
	}
	_, err := io.WriteString(to, strings.TrimRight(page.String(), "\n")+"\n")
	return err
}

// sentence begins a text with a large letter.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + strings.TrimSuffix(text[1:], ".")
}

// manual writes what help says of a word.
func (w word) manual(program string, page *strings.Builder) {
	first, rest, _ := strings.Cut(strings.TrimSpace(w.doc), "\n")
	fmt.Fprintf(page, "### %s %s\n\n`%s`\n\n%s.\n\n", program, w.name, w.usage(program), sentence(first))
	for paragraph := range strings.SplitSeq(strings.TrimSpace(rest), "\n\n") {
		if strings.HasPrefix(paragraph, "  ") {
			paragraph = "    " + strings.ReplaceAll(paragraph, "\n", "\n    ")
		}
		if paragraph != "" {
			fmt.Fprintf(page, "%s\n\n", paragraph)
		}
	}
	options := append(w.options[:len(w.options):len(w.options)], w.own...)
	if len(options) == 0 {
		return
	}
	page.WriteString("| option | |\n|---|---|\n")
	for _, o := range options {
		fmt.Fprintf(page, "| `%s` | %s |\n", strings.TrimSpace("--"+o.name+" "+o.arg), strings.ReplaceAll(o.help, "|", `\|`))
	}
	page.WriteString("\n")
}
