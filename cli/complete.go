package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"golgi/internal/suggest"
	"golgi/sim"
	"golgi/trajectory"
)

// completes reports whether a shell asks what may follow in a line.
func completes(args []string) bool {
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd)
}

// shells are those for which there is completion, and what writes its script.
var shells = []struct {
	name  string
	write func(tree *cobra.Command, to io.Writer) error
	use   string // what to do with it
}{
	{"bash", func(c *cobra.Command, w io.Writer) error { return c.GenBashCompletionV2(w, true) }, "source <(%s completion bash)"},
	{"zsh", func(c *cobra.Command, w io.Writer) error { return c.GenZshCompletion(w) }, "source <(%s completion zsh)"},
	{"fish", writeFish, "%s completion fish | source"},
}

// writeFish writes cobra's script, in which one call takes what completes --explore=… for an option of its own.
func writeFish(c *cobra.Command, w io.Writer) error {
	var script bytes.Buffer
	if err := c.GenFishCompletion(&script, true); err != nil {
		return err
	}
	_, err := io.WriteString(w, strings.ReplaceAll(script.String(), `string split --max 1 \t $`, `string split --max 1 -- \t $`))
	return err
}

// completionWord writes what makes a shell complete words, options and names of parameters.
func (p *program) completionWord() word {
	doc := "write what makes a shell complete words, options and parameters\n\nFor this session, with the program in the PATH (bash needs its package bash-completion):\n"
	var names []string
	for _, s := range shells {
		doc += fmt.Sprintf("\n  %-5s "+s.use, s.name+":", strings.Fields(p.within + " " + p.Name)[0])
		names = append(names, s.name)
	}
	return word{name: "completion", brief: true, doc: doc, operand: "SHELL", run: func(_ context.Context, rest []string) error {
		if len(rest) != 1 {
			return p.wrong("completion", fmt.Errorf("cli: name one shell; there are %s", strings.Join(names, ", ")))
		}
		at := slices.Index(names, rest[0])
		if at < 0 {
			return p.wrong("completion", fmt.Errorf("cli: unknown shell %q; there are %s%s", rest[0], strings.Join(names, ", "), suggest.Meant(rest[0], names)))
		}
		return shells[at].write(p.tree(true, new(bool)), p.stdout)
	}}
}

// complete tells cobra what may follow a word: its options, and what they and it take.
func (p *program) complete(node *cobra.Command, w word) {
	options := slices.Concat(w.options, w.own)
	node.Flags().AddFlagSet(flagSet(options))
	for _, o := range options {
		if err := node.RegisterFlagCompletionFunc(o.name, p.following(o.name, o.arg)); err != nil {
			panic("cli: " + err.Error()) // two options of one name, which collisions finds
		}
	}
	node.ValidArgsFunction = p.following(w.name, w.operand)
	if w.params {
		node.ValidArgsFunction = p.parameters
	}
	if w.params && w.operand != "" { // which comes first
		node.ValidArgsFunction = inTurn(p.following(w.name, w.operand), p.parameters)
	}
}

// inTurn completes the first word by one function, and further ones by another.
func inTurn(first, rest cobra.CompletionFunc) cobra.CompletionFunc {
	return func(c *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return first(c, args, begun)
		}
		return rest(c, args[1:], begun)
	}
}

// helped completes the words behind help: those of the program, and then those of one within it.
func (p *program) helped(c *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		for _, within := range p.programs() {
			if within.Name == args[0] {
				return within.helped(c, args[1:], begun)
			}
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var words []string
	for _, name := range p.names() {
		if strings.HasPrefix(name, begun) {
			words = append(words, name)
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}

// following returns what completes the argument of an option, or of a word, which help calls arg.
func (p *program) following(name, arg string) cobra.CompletionFunc {
	switch {
	case name == "explore":
		return p.parameters
	case name == "engine":
		return cobra.FixedCompletions(sim.Engines(), cobra.ShellCompDirectiveNoFileComp)
	case name == "log":
		return cobra.FixedCompletions([]string{"trace", "debug", "info", "warn", "off"}, cobra.ShellCompDirectiveNoFileComp)
	case name == "existing":
		return cobra.FixedCompletions([]string{trajectory.Refuse.String(), trajectory.Keep.String(), trajectory.Replace.String()}, cobra.ShellCompDirectiveNoFileComp)
	case strings.Contains(arg, "|"): // csv|json|parquet FILE
		first, rest, _ := strings.Cut(arg, " ")
		return inTurn(cobra.FixedCompletions(strings.Split(first, "|"), cobra.ShellCompDirectiveNoFileComp), p.following(name, rest))
	case arg == "SHELL":
		return cobra.FixedCompletions([]string{"bash", "zsh", "fish"}, cobra.ShellCompDirectiveNoFileComp)
	case arg == "FOLDER":
		return cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs)
	case strings.Contains(arg, "FILE") || strings.Contains(arg, "."): // as in MODEL.json
		return cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault)
	}
	return cobra.NoFileCompletions
}

// parameters completes NAME=: with full paths, and with last names that mean a parameter.
func (p *program) parameters(_ *cobra.Command, _ []string, begun string) (found []string, then cobra.ShellCompDirective) {
	const quiet = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	a, err := p.assemble("run", nil)
	if err != nil {
		return nil, quiet
	}
	defer a.manager.Close()
	all, err := a.traj.Parameters("")
	if err != nil {
		return nil, quiet
	}
	for _, parameter := range all {
		last := parameter.Path[strings.LastIndex(parameter.Path, ".")+1:]
		names := []string{parameter.Path}
		if meant, err := a.traj.Parameter(last); err == nil && meant.Path == parameter.Path {
			names = append(names, last)
		}
		for _, name := range names {
			if strings.HasPrefix(name, begun) {
				found = append(found, cobra.CompletionWithDesc(name+"=", parameter.Comment))
			}
		}
	}
	return found, quiet
}
