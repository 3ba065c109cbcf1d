package bind

import (
	"slices"

	"golgi/sim/internal/ir"
)

// claim is what one owner alone writes: some elements of an array.
type claim struct {
	array ir.ArrayID
	Members
	owner Owner
}

// Members are the elements From ≤ i < To of an array, or those of them that are in an ascending list.
type Members struct {
	From, To int32
	List     []int32 // nil: all
}

// has reports whether an element is one of the members.
func (m Members) has(i int32) bool {
	_, listed := slices.BinarySearch(m.List, i)
	return m.From <= i && i < m.To && (m.List == nil || listed)
}

// meets reports whether two have an element in common.
func (m Members) meets(o Members) bool {
	switch {
	case m.From >= o.To || o.From >= m.To:
		return false
	case m.List != nil:
		return slices.ContainsFunc(m.List, o.has)
	case o.List != nil:
		return slices.ContainsFunc(o.List, m.has)
	}
	return true
}

// Claim notes that an owner alone writes some elements of an array of a part, and returns who does so already, nil: nobody.
func (s *Schedule) Claim(p *Part, array string, members Members, owner Owner) Owner {
	c := claim{p.ArrayID(array), members, owner}
	for _, other := range s.claims {
		if other.array == c.array && other.meets(members) {
			return other.owner
		}
	}
	s.claims = append(s.claims, c)
	return nil
}
