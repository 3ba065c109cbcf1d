package sim

import (
	"errors"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/lower"
)

// between finds the synapses from one of the neurons i of the source to one of the neurons j of the target; nil: of any.
//
// Source: Brian 2, SynapticIndexing.
func (s *Synapses) between(i, j []int) (func(p *bind.Part) ([]int32, error), error) {
	if err := errors.Join(has(s.source, "I", i, s.source.atMost()), has(s.target, "J", j, s.target.atMost())); err != nil {
		return nil, err
	}
	return func(p *bind.Part) ([]int32, error) {
		from, err := chosenOf(s.source, "I", i, p)
		if err != nil {
			return nil, err
		}
		to, err := chosenOf(s.target, "J", j, p)
		if err != nil {
			return nil, err
		}
		pre, post := bind.Content[int32](p, lower.PreIndex.Name), bind.Content[int32](p, lower.PostIndex.Name)
		found := []int32{}
		for k := range pre {
			if (i == nil || from[pre[k]]) && (j == nil || to[post[k]]) {
				found = append(found, int32(k))
			}
		}
		return found, nil
	}, nil
}

// chosenOf returns which elements of an end are listed, by their numbers in the whole object.
func chosenOf(e end, field string, list []int, p *bind.Part) (map[int32]bool, error) {
	among := e.in(p.Memory())
	if err := has(e, field, list, among.size); err != nil {
		return nil, err
	}
	chosen := make(map[int32]bool, len(list))
	for _, i := range list {
		chosen[among.at(i)] = true
	}
	return chosen, nil
}
