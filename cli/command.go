package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"golgi/internal/listing"
	"golgi/internal/suggest"
	"golgi/manager"
	"golgi/query"
)

// do executes a command, and reports whether a signal has interrupted it.
func (p *program) do(args []string) (interrupted bool, err error) {
	tree := p.tree(completes(args), &interrupted)
	tree.SetArgs(append([]string{}, args...)) // nil would be the words that the process was called with
	tree.SetOut(p.stdout)
	tree.SetErr(p.stderr)
	return interrupted, tree.Execute()
}

// tree returns the program as a command of cobra's, with its words below it. Cobra finds the word, and what may follow for shells that complete
// a line; options are read by parse, which says all faults at once, and so cobra knows them only while it completes.
func (p *program) tree(completing bool, interrupted *bool) *cobra.Command {
	root := p.node(p.Name, p.Doc, completing)
	root.RunE = func(_ *cobra.Command, args []string) error { return p.unknown(args) }
	for _, w := range p.words() {
		node := p.node(w.name, w.doc, completing)
		node.Aliases = w.aliases
		node.RunE = func(_ *cobra.Command, args []string) (err error) {
			*interrupted, err = p.perform(w, args)
			return err
		}
		if completing {
			p.complete(node, w)
		}
		root.AddCommand(node)
	}
	for _, e := range p.programs() {
		root.AddCommand(e.tree(completing, interrupted))
	}
	help := p.node("help", helpDoc, completing)
	help.RunE = func(_ *cobra.Command, args []string) error { return p.helpOn(args) }
	help.ValidArgsFunction = p.helped
	if p.within != "" {
		root.AddCommand(help)
	}
	root.SetHelpCommand(help)
	root.CompletionOptions.DisableDefaultCmd = true // the word completion is one of ours
	return root
}

// node returns a command that says nothing by itself.
func (p *program) node(name, doc string, completing bool) *cobra.Command {
	return &cobra.Command{Use: name, Short: firstLine(doc), SilenceErrors: true, SilenceUsage: true, DisableFlagParsing: !completing, Args: cobra.ArbitraryArgs}
}

// perform executes a word, and reports whether a signal has interrupted it.
func (p *program) perform(w word, args []string) (interrupted bool, err error) {
	if err := p.collisions(); err != nil {
		return false, err
	}
	rest, err := p.read(w, args)
	switch {
	case errors.Is(err, errHelp):
		return false, p.helpOn([]string{w.name})
	case err != nil:
		return false, p.wrong(w.name, err)
	}
	ctx := context.Background()
	if !w.brief {
		stopping := p.stopping
		if w.stopping != nil {
			stopping = w.stopping()
		}
		until, stop := interruptible(ctx, p.stderr, stopping)
		defer stop()
		ctx = until
	}
	err = w.run(ctx, rest)
	if isMisuse(err) {
		err = p.wrong(w.name, err)
	}
	return ctx.Err() != nil, err
}

// isMisuse reports whether an error says that the command was wrong, and not what it was about; it may have been found out late.
func isMisuse(err error) bool {
	var said *misuse
	var condition *query.ConditionError
	var analyser *manager.AnalyserError
	var wrong *usageError
	return !errors.As(err, &wrong) && (errors.As(err, &said) || errors.As(err, &condition) || errors.As(err, &analyser))
}

// read sets the options of a word, as the command gives them and the file that it may name, and returns the other words.
func (p *program) read(w word, args []string) (rest []string, err error) {
	set := flagSet(once(slices.Concat(w.options, w.own)))
	given, rest, faults, err := read(args, set)
	if err != nil {
		return nil, err
	}
	if w.params {
		faults = p.meant(faults)
	}
	if at := slices.IndexFunc(given, func(g setting) bool { return g.flag.Name == configOption }); at >= 0 && w.params {
		more, settings, err := p.configured(w, given[at].text, set, given, rest)
		given, rest, faults = append(given, more...), append(rest, settings...), append(faults, err)
	}
	return rest, errors.Join(append(faults, setAll(given)...)...)
}

// meant says of options that there are not which parameters may have been meant.
func (p *program) meant(faults []error) []error {
	var unknown *unknownOption
	if !slices.ContainsFunc(faults, func(fault error) bool { return errors.As(fault, &unknown) }) {
		return faults
	}
	a, err := p.assemble("run", nil)
	if err != nil {
		return faults // there is enough to say
	}
	defer a.manager.Close()
	all, _ := a.traj.Parameters("")
	var paths []string
	for _, p := range all {
		paths = append(paths, p.Path)
	}
	for k, fault := range faults {
		if !errors.As(fault, &unknown) {
			continue
		}
		value := cmp.Or(unknown.value, "VALUE")
		if strings.Contains(value, " ") {
			value = "'" + value + "'"
		}
		if _, err := a.traj.Parameter(unknown.name); err == nil {
			faults[k] = fmt.Errorf("cli: %s is a parameter, and no option; write %[1]s=%s", unknown.name, value)
			continue
		}
		near := suggest.Nearest(unknown.name, paths)
		if at := slices.IndexFunc(paths, func(path string) bool { return strings.HasSuffix(path, "."+unknown.name) }); at >= 0 { // one of several
			near = paths[at : at+1]
		}
		if near != nil && unknown.hint == "" {
			faults[k] = fmt.Errorf("cli: unknown option --%s; did you mean the parameter %s=%s?", unknown.name, near[0], value)
		}
	}
	return faults
}

// unknown answers a command whose first word is none of the program's.
func (p *program) unknown(args []string) error {
	if err := p.collisions(); err != nil {
		return err
	}
	if len(args) == 0 && p.tool && p.within != "" {
		return p.offer(listing.Table)
	}
	if len(args) == 0 {
		return p.wrong("", fmt.Errorf("cli: say what to do: %s WORD\nthere are %s", p.called(), strings.Join(append(p.names(), "help"), ", ")))
	}
	if _, err := parse(args[:1], nil); errors.Is(err, errHelp) {
		return p.helpOn(nil)
	}
	names := append(p.names(), "help")
	hint := suggest.DidYouMean(args[0], names)
	if hint == "" {
		hint = "there are " + strings.Join(names, ", ")
	}
	return p.wrong("", fmt.Errorf("cli: %s cannot %q; %s", p.called(), args[0], hint))
}
