package cli

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golgi/internal/suggest"
)

// An option is one that a word understands. It takes an argument unless arg is empty.
type option struct {
	name string // without dashes
	arg  string // what help calls the argument
	help string
	set  func(text string) error
	many bool // it may be given several times
}

// errHelp says that help was asked for.
var errHelp = errors.New("help")

// parse sets the options that args give, in any order with other words, which it returns. Both --name value
// and
// --name=value are understood; what follows a -- is no option. All faults are reported at once; it is one to give an option
// twice.
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
	var faults []error
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		if arg == "--" {
			rest = append(rest, args...)
			break
		}
		if len(arg) < 2 || arg[0] != '-' {
			rest = append(rest, arg)
			continue
		}
		if args, err = parseOption(arg, args, options); err != nil {
			faults = append(faults, err)
		}
	}
	return rest, errors.Join(faults...)
}

// parseOption sets one option, and returns the words after it.
func parseOption(arg string, next []string, options []option) ([]string, error) {
	name, text, given := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	if name == "help" || name == "h" {
		return next, errHelp
	}
	o, err := find(name, options)
	if err != nil {
		return next, err
	}
	switch {
	case o.arg == "" && !given:
		text = "true"
	case !given && len(next) == 0:
		return next, fmt.Errorf("cli: --%s needs a value: --%s %s", name, name, o.arg)
	case !given:
		text, next = next[0], next[1:]
	}
	if err := o.set(text); err != nil {
		return next, fmt.Errorf("cli: --%s: %w", name, err)
	}
	return next, nil
}

func find(name string, options []option) (option, error) {
	var names []string
	for _, o := range options {
		if o.name == name {
			return o, nil
		}
		names = append(names, "--"+o.name)
	}
	if hint := suggest.DidYouMean("--"+name, names); hint != "" {
		return option{}, fmt.Errorf("cli: unknown option --%s; %s", name, hint)
	}
	return option{}, fmt.Errorf("cli: unknown option --%s; there are %s", name, strings.Join(names, ", "))
}

// flagOptions returns the options that register adds to a set of flags.
func flagOptions(register func(*flag.FlagSet)) []option {
	if register == nil {
		return nil
	}
	set := flag.NewFlagSet("", flag.ContinueOnError)
	register(set)
	var options []option
	set.VisitAll(func(f *flag.Flag) {
		arg, help := flag.UnquoteUsage(f)
		if f.DefValue != "" && f.DefValue != "false" {
			help += fmt.Sprintf(" (%s)", f.DefValue)
		}
		_, plain := f.Value.(flag.Getter) // others may gather what they are given
		options = append(options, option{f.Name, strings.ToUpper(arg), help, func(text string) error {
			if err := f.Value.Set(text); err != nil {
				return fmt.Errorf("cannot read %q as %s: %w", text, cmp.Or(arg, "true or false"), err)
			}
			return nil
		}, !plain})
	})
	return options
}

// The kinds of options that cli has itself.

func stringOption(name, arg, help string, to *string) option {
	return option{name, arg, help, func(text string) error { *to = text; return nil }, false}
}

func switchOption(name, help string, to *bool) option {
	return option{name, "", help, func(text string) (err error) {
		if *to, err = strconv.ParseBool(text); err != nil {
			return fmt.Errorf("%q is not true or false", text)
		}
		return nil
	}, false}
}

// numberOption is an integer of at least low.
func numberOption(name, help string, low int64, to *int64) option {
	return option{name, "N", help, func(text string) error {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return fmt.Errorf("%q is not a whole number", text)
		}
		if n < low {
			return fmt.Errorf("%d is too small; the least is %d", n, low)
		}
		*to = n
		return nil
	}, false}
}

// noted returns options that write down what they are given, as one word each, if it can be read.
func noted(to *[]string, options []option) []option {
	noting := slices.Clone(options)
	for i, o := range options {
		noting[i].set = func(text string) error {
			err := o.set(text)
			if err == nil {
				*to = append(*to, "--"+o.name+"="+text)
			}
			return err
		}
	}
	return noting
}
