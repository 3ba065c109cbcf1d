// Package suggest finds what a user may have meant by a name that does not exist.
package suggest

import (
	"sort"
	"strings"
)

// most is how many names are suggested at most.
const most = 3

// Nearest returns those of names, at most three and nearest first, whose edit distance to name is about a
// third of its length (at least 1). Case counts half. The order is the same whatever the order of names.
func Nearest(name string, names []string) []string {
	type candidate struct {
		name     string
		distance int
	}
	limit := 2 * max(1, (len(name)+1)/3)
	var found []candidate
	seen := make(map[string]bool)
	for _, other := range names {
		if seen[other] {
			continue
		}
		seen[other] = true
		if d := distance(name, other); d <= limit {
			found = append(found, candidate{other, d})
		}
	}
	sort.Slice(found, func(a, b int) bool {
		if found[a].distance != found[b].distance {
			return found[a].distance < found[b].distance
		}
		return found[a].name < found[b].name
	})
	var nearest []string
	for _, c := range found[:min(most, len(found))] {
		nearest = append(nearest, c.name)
	}
	return nearest
}

// DidYouMean returns `did you mean "a" or "b"?` for the nearest names, or nothing where none is near.
func DidYouMean(name string, names []string) string {
	nearest := Nearest(name, names)
	if len(nearest) == 0 {
		return ""
	}
	return `did you mean "` + strings.Join(nearest, `" or "`) + `"?`
}

// Meant ends a sentence that lists names: `; did you mean "a"?`, or nothing where none is near.
func Meant(name string, names []string) string {
	if hint := DidYouMean(name, names); hint != "" {
		return "; " + hint
	}
	return ""
}

// distance is twice the edit distance, where a change of case counts 1 instead of 2, and two letters that are swapped count as
// one change.
//
// Source: Damerau (1964), A technique for computer detection and correction of spelling errors.
func distance(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return 1 << 20
	}
	above, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = 2 * j
	}
	for i := range len(a) {
		next := make([]int, len(b)+1)
		next[0] = 2 * (i + 1)
		for j := range len(b) {
			next[j+1] = min(row[j]+substitution(a[i], b[j]), next[j]+2, row[j+1]+2)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], above[j-1]+2)
			}
		}
		above, row = row, next
	}
	return row[len(b)]
}

func substitution(a, b byte) int {
	switch {
	case a == b:
		return 0
	case a|0x20 == b|0x20 && 'a' <= a|0x20 && a|0x20 <= 'z':
		return 1
	}
	return 2
}
