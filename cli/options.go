package cli

import (
	"flag"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// An option is one that a word understands. It takes an argument unless arg is empty.
type option struct {
	name string // without dashes
	arg  string // what help calls the argument
	help string
	set  func(text string) error
	many bool // it may be given several times
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
				return misfit(f.Value, text, arg, err)
			}
			return nil
		}, !plain})
	})
	return options
}

// misfit says what is wrong with a text that a flag, which help calls arg, cannot have. Package flag itself says "parse error".
func misfit(v flag.Value, text, arg string, err error) error {
	if getter, is := v.(flag.Getter); is {
		switch getter.Get().(type) {
		case bool:
			return fmt.Errorf("%q is not true or false", text)
		case int, int64:
			return fmt.Errorf("%q is not a whole number of 64 bits", text)
		case uint, uint64:
			return fmt.Errorf("%q is not a whole number of 64 bits, from 0 on", text)
		case float64:
			return fmt.Errorf("%q is not a number", text)
		case time.Duration:
			return fmt.Errorf("%q is no duration; there are 30s, 5m, 1h30m and so on", text)
		}
	}
	if arg == "" { // a switch, which says itself what is wrong
		return err
	}
	return fmt.Errorf("cannot read %q as %s: %w", text, arg, err)
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
