// Package plain has texts of other people as a terminal can show them.
package plain

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text returns a text without characters that would steer a terminal, but for ends of lines and tabs: these are written as \x1b, say.
func Text(text string) string {
	steers := func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }
	if !strings.ContainsFunc(text, steers) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if steers(r) {
			fmt.Fprintf(&b, "\\x%02x", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

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
