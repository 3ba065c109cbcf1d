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

// distance is twice Levenshtein's edit distance, where a change of case counts 1 instead of 2.
func distance(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return 1 << 20
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = 2 * j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = 2 * (i + 1)
		for j := range len(b) {
			cost := diagonal + substitution(a[i], b[j])
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+2, row[j+1]+2)
		}
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
