package sim

import (
	"fmt"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/lower"
)

// between finds the synapses from one of the neurons i of the source to one of the neurons j of the target; nil: of any.
//
// Source: Brian 2, SynapticIndexing.
func (s *Synapses) between(i, j []int) (func(p *bind.Part) ([]int32, error), error) {
	from, err := chosenOf("I", i, s.spec.Source)
	if err != nil {
		return nil, err
	}
	to, err := chosenOf("J", j, s.spec.Target)
	if err != nil {
		return nil, err
	}
	return func(p *bind.Part) ([]int32, error) {
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

// chosenOf returns which neurons are listed, by their numbers in the whole group.
func chosenOf(field string, list []int, of Group) (map[int32]bool, error) {
	chosen := make(map[int32]bool, len(list))
	for k, i := range list {
		if i < 0 || i >= of.Size() {
			return nil, fmt.Errorf("%s[%d] = %d, but %s has neurons 0 to %d", field, k, i, of, of.Size()-1)
		}
		chosen[of.neurons().at(i)] = true
	}
	return chosen, nil
}
