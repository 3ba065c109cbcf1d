package units

import (
	"fmt"
	"strings"
	"unicode"
)

// unknownUnit is the reason of a SyntaxError for a word that is no unit, with the names that may have
// been meant.
func unknownUnit(word string) string {
	reason := fmt.Sprintf("unknown unit %q; ", shorten(word, longestWord))
	if name, synonym, ok := nearest(word); ok {
		if name == synonym {
			return reason + fmt.Sprintf("did you mean %q?", name)
		}
		return reason + fmt.Sprintf("did you mean %q or %q?", name, synonym)
	}
	return reason + `units are written like "mV", "nS", "msecond" or "uF/cm**2"`
}

const longestWord = 40

// nearest returns the word of the vocabulary that is closest to an unknown one, and its synonym. It
// finds none where more than half of the word would have to change.
func nearest(word string) (name, synonym string, ok bool) {
	if len(word) > longestWord {
		return "", "", false
	}
	word = strings.NewReplacer("µ", "u", "μ", "u", "Ω", "ohm", "Ω", "ohm").Replace(word)
	best := len(word) + 1
	for _, words := range []map[string]entry{vocabulary().names, vocabulary().symbols} {
		for candidate, e := range words {
			cost := distance(word, candidate)
			if cost < best || cost == best && isSimpler(candidate, name) {
				best, name, synonym, ok = cost, candidate, e.synonym, true
			}
		}
	}
	return name, synonym, ok
}

// isSimpler decides between candidates at the same distance, so that the answer does not depend on the
// order of a map.
func isSimpler(a, b string) bool {
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	return a < b
}

// distance is the least cost of turning one word into another: 1 for changing the case of a letter or
// completing a beginning of three letters or more, 2 for any other letter changed, left out or added.
func distance(from, to string) int {
	if len(from) >= 3 && from != to && strings.HasPrefix(to, from) {
		return 1
	}
	a, b := []rune(from), []rune(to)
	row := make([]int, len(b)+1) // row[j]: from a[:i] to b[:j]
	for j := range row {
		row[j] = 2 * j
	}
	for i := range a {
		diagonal := row[0]
		row[0] += 2
		for j := range b {
			substituted := diagonal + changeCost(a[i], b[j])
			diagonal = row[j+1]
			row[j+1] = min(substituted, row[j]+2, diagonal+2)
		}
	}
	return row[len(b)]
}

func changeCost(a, b rune) int {
	switch {
	case a == b:
		return 0
	case unicode.ToLower(a) == unicode.ToLower(b):
		return 1
	}
	return 2
}
