// Package plain has texts as people can read them, those of other people too, on any terminal.
package plain

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text returns a text without characters that would steer a terminal, or turn the direction of writing, but for ends of lines and tabs: these are
// written as \x1b, say. For bytes that are no characters there is U+FFFD.
func Text(text string) string {
	if text = strings.ToValidUTF8(text, "\uFFFD"); !strings.ContainsFunc(text, steers) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case !steers(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, "\\x%02x", r)
		default:
			fmt.Fprintf(&b, "\\u%04x", r)
		}
	}
	return b.String()
}

func steers(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r)
}

// Count is 1 run, 2 runs.
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Behind returns an error that is said behind another one of the same package: its text begins with that package no more.
func Behind(pkg string, err error) error {
	if err == nil {
		return nil
	}
	return &behind{err, pkg + ": "}
}

type behind struct {
	error
	prefix string
}

func (b *behind) Error() string { return strings.TrimPrefix(b.error.Error(), b.prefix) }

func (b *behind) Unwrap() error { return b.error }

// Brief returns so many bytes of Text, or some less, and says how many bytes of the text are left out.
func Brief(text string, most int) string {
	if len(text) <= most {
		return Text(text)
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return fmt.Sprintf("%s… (%d bytes more)", Text(text[:most]), len(text)-most)
}

// Aligned returns a text with a sign that is seen for each character, so that a caret below it stands under what it points at: a space for what does not print,
// and ? for bytes that are no characters.
func Aligned(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError:
			return '?'
		case !unicode.IsPrint(r):
			return ' '
		}
		return r
	}, text)
}
