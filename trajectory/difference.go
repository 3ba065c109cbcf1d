package trajectory

import (
	"fmt"
	"maps"
	"math"
	"slices"
)

// Differences says, a line each and sorted by path, what another execution of the run gave otherwise: items of results and derived parameters that only one
// has, or whose values differ in a bit, in their kind, their shape or their unit. All NaNs are one. What
// post-processing has given counts only where both have it. It is nil where all is the same.
func (r *Run) Differences(other *Run) []string {
	if r == nil || other == nil {
		if r == other {
			return nil
		}
		return []string{"one of the runs is nil"}
	}
	ours, theirs := r.given(), other.given()
	var lines []string
	for _, path := range slices.Sorted(maps.Keys(ours)) {
		mine, its := ours[path], theirs[path]
		switch _, there := theirs[path]; {
		case !there && mine.Post > 0:
		case !there:
			lines = append(lines, fmt.Sprintf("%s is %s in the first, and not there in the second", path, show(mine.Value)))
		case mine.Unit != its.Unit || !slices.Equal(mine.Dims, its.Dims):
			lines = append(lines, fmt.Sprintf("%s is in %q over %v in the first, and in %q over %v in the second", path, mine.Unit, mine.Dims, its.Unit, its.Dims))
		case !Identical(mine.Value, its.Value):
			lines = append(lines, path+differently(mine.Value, its.Value))
		}
	}
	for _, path := range slices.Sorted(maps.Keys(theirs)) {
		if _, there := ours[path]; !there && theirs[path].Post == 0 {
			lines = append(lines, fmt.Sprintf("%s is %s in the second, and not there in the first", path, show(theirs[path].Value)))
		}
	}
	slices.Sort(lines)
	return lines
}

// differently says how two values differ: of as many numbers, which is the first.
func differently(a, b any) string {
	first, _ := numbersIn(a)
	second, _ := numbersIn(b)
	if len(first) == len(second) && len(first) > 1 && alike(a, b) {
		differ, at := 0, 0
		for i := range first {
			if math.Float64bits(first[i]) != math.Float64bits(second[i]) && (first[i] == first[i] || second[i] == second[i]) {
				if differ++; differ == 1 {
					at = i
				}
			}
		}
		if differ > 0 {
			return fmt.Sprintf(" differs in %d of %d numbers, first at [%d]: %v in the first, and %v in the second", differ, len(first), at, first[at], second[at])
		}
	}
	return fmt.Sprintf(" is %s in the first, and %s in the second", show(a), show(b))
}

// given returns all that a run gave, by path.
func (r *Run) given() map[string]Item {
	all := map[string]Item{}
	for _, result := range r.Results() {
		for _, item := range result.Items {
			all[result.Path+"."+item.Name] = item
		}
	}
	for _, p := range r.Derived() {
		all[p.Path] = Item{Value: p.Value}
	}
	return all
}
