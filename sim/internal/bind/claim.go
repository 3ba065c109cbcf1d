package bind

import (
	"slices"

	"golgi/sim/internal/ir"
)

// claim is what one owner alone writes: the elements from ≤ i < to of an array, or those listed among them.
type claim struct {
	array    ir.ArrayID
	from, to int32
	list     []int32 // ascending; nil: all
	owner    Owner
}

// Claim notes that an owner alone writes the elements from ≤ i < to of an array of a part, or those that are listed in ascending
// order, and returns who writes one of them already, nil: nobody.
func (s *Schedule) Claim(p *Part, array string, from, to int32, list []int32, owner Owner) Owner {
	c := claim{p.ArrayID(array), from, to, list, owner}
	for _, other := range s.claims {
		if other.array == c.array && other.meets(c) {
			return other.owner
		}
	}
	s.claims = append(s.claims, c)
	return nil
}

// meets reports whether two claims have an element in common.
func (c claim) meets(d claim) bool {
	from, to := max(c.from, d.from), min(c.to, d.to)
	for i := from; i < to; i++ {
		if c.has(i) && d.has(i) {
			return true
		}
	}
	return false
}

// has reports whether an element in the range is claimed.
func (c claim) has(i int32) bool {
	if c.list == nil {
		return true
	}
	_, found := slices.BinarySearch(c.list, i)
	return found
}
