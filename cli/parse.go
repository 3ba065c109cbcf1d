package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"golgi/internal/suggest"
	"golgi/units"
)

// errHelp says that help was asked for.
var errHelp = errors.New("help")

// parse sets the options that args give, in any order with other words, which it returns. Both --name value and --name=value are
// understood; what follows a -- is no option. All faults are reported at once; it is one to give an option twice.
func parse(args []string, options []option) (rest []string, err error) {
	return parseAgain(args, once(options))
}

// once returns options that cannot be set twice, unless they are many.
func once(options []option) []option {
	given := slices.Clone(options)
	for k, o := range options {
		if o.many {
			continue
		}
		before := false
		given[k].set = func(text string) error {
			if before {
				return fmt.Errorf("it is given twice, the second time as %q", text)
			}
			before = true
			return o.set(text)
		}
	}
	return given
}

// parseAgain is parse of a command that has been executed before; of what it gives twice, the last counts.
func parseAgain(args []string, options []option) (rest []string, err error) {
	given, rest, faults, err := read(args, flagSet(options))
	if err != nil {
		return nil, err
	}
	return rest, errors.Join(append(faults, setAll(given)...)...)
}

// A setting is an option that is given, and its value.
type setting struct {
	flag *pflag.Flag
	text string
	at   string // where a file says so; empty: the command does
}

// setAll sets options, and returns what is wrong with their values.
func setAll(given []setting) (faults []error) {
	for _, g := range given {
		if err := g.flag.Value.Set(g.text); err != nil {
			faults = append(faults, placed(g.at, fmt.Errorf("cli: --%s: %w", g.flag.Name, err)))
		}
	}
	return faults
}

// placed puts before an error where a file has what is wrong, if one has.
func placed(at string, err error) error {
	if err == nil || at == "" {
		return err
	}
	return fmt.Errorf("%s: %w", at, err)
}

// mostFaults is after how many options that there are not nobody looks for more.
const mostFaults = 20

// read returns the options that args give, and the other words, without setting any. What is no option is a fault, and then the rest is read.
func read(args []string, set *pflag.FlagSet) (given []setting, rest []string, faults []error, err error) {
	args = slices.Clone(args)
	for {
		given = nil
		err := set.ParseAll(args, func(f *pflag.Flag, text string) error {
			given = append(given, setting{flag: f, text: text})
			return nil
		})
		if err == nil {
			return given, set.Args(), faults, nil
		}
		if errors.Is(err, pflag.ErrHelp) {
			return nil, nil, nil, errHelp
		}
		word, fault := misread(err, set)
		faults = append(faults, fault)
		at := slices.IndexFunc(args, func(arg string) bool { return arg == word || strings.HasPrefix(arg, word+"=") })
		if at < 0 || len(faults) >= mostFaults {
			return nil, nil, nil, errors.Join(faults...)
		}
		end := at + 1
		var unknown *unknownOption
		if errors.As(fault, &unknown) {
			if end < len(args) && args[at] == word && isNegative(args[end]) { // it was meant as its value
				unknown.value = args[end]
				end++
			} else {
				unknown.value = strings.TrimPrefix(args[at][len(word):], "=")
			}
		}
		args = slices.Delete(args, at, end)
	}
}

// misread returns the word that could not be read, without its value, and what is wrong with it.
func misread(err error, set *pflag.FlagSet) (word string, fault error) {
	var unknown *pflag.NotExistError
	var lacking *pflag.ValueRequiredError
	var odd *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		word, _, _ = strings.Cut("-"+unknown.GetSpecifiedShortnames(), "=")
		if near := suggest.Nearest("-"+word, optionNames(set)); near != nil {
			return word, fmt.Errorf("cli: unknown option %s; options have two dashes, as in %s", word, near[0])
		}
		return word, fmt.Errorf("cli: unknown option %s; options have two dashes", word)
	case errors.As(err, &unknown):
		return "--" + unknown.GetSpecifiedName(), noOption(unknown.GetSpecifiedName(), set)
	case errors.As(err, &lacking):
		return "--" + lacking.GetSpecifiedName(), fmt.Errorf("cli: --%s needs a value: --%[1]s %s", lacking.GetSpecifiedName(), lacking.GetFlag().Value.Type())
	case errors.As(err, &odd):
		return odd.GetSpecifiedFlag(), fmt.Errorf("cli: %q is no option, for it has no name", odd.GetSpecifiedFlag())
	}
	return "", fmt.Errorf("cli: %w", err)
}

// isNegative reports whether a word is a number, or a quantity, below 0.
func isNegative(word string) bool {
	q, err := units.Parse(word)
	return err == nil && strings.HasPrefix(word, "-") && q.SI() < 0
}

// An unknownOption is an option that there is not, with the value that it was given.
type unknownOption struct {
	name, value string
	hint        string // which option may have been meant
	names       []string
}

func (e *unknownOption) Error() string {
	if e.hint != "" {
		return fmt.Sprintf("cli: unknown option --%s; %s", e.name, e.hint)
	}
	return fmt.Sprintf("cli: unknown option --%s; there are %s", e.name, strings.Join(e.names, ", "))
}

func noOption(name string, set *pflag.FlagSet) error {
	names := optionNames(set)
	return &unknownOption{name: name, hint: suggest.DidYouMean("--"+name, names), names: names}
}

// optionNames returns the names with their dashes, in the order in which the options were added.
func optionNames(set *pflag.FlagSet) (names []string) {
	set.VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	return names
}

// flagSet returns options as pflag knows them.
func flagSet(options []option) *pflag.FlagSet {
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	set.SortFlags = false
	set.Usage = func() {}
	for _, o := range options {
		f := set.VarPF(value{o}, o.name, "", o.help)
		if o.arg == "" {
			f.NoOptDefVal = "true"
		}
	}
	return set
}

// A value is an option as one of pflag's.
type value struct{ option }

// Set implements [pflag.Value].
func (v value) Set(text string) error { return v.set(text) }

// String implements [pflag.Value]; what the default is stands in the help.
func (v value) String() string { return "" }

// Type implements [pflag.Value].
func (v value) Type() string { return v.arg }
