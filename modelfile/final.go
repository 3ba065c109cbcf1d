package modelfile

import (
	"context"
	"slices"
)

// final names what results have of the state of an object.
func (m *Model) final(o object) []string {
	if m.Final != nil {
		return m.Final[o.base().Name]
	}
	return append(o.final(), m.RecordFinal[o.base().Name]...)
}

// FinalNames returns the names of the variables that results have of the state of each object.
func (m *Model) FinalNames() map[string][]string {
	all := make(map[string][]string)
	for _, o := range m.content.Objects {
		if names := m.final(o); len(names) > 0 {
			all[o.base().Name] = names
		}
	}
	return all
}

// tryFinal asks for all that the keys final and record_final name, and calls note with where it stands and what is wrong with it. Of
// objects that are not there it says nothing; of what is known to be there it does not ask.
func (s *Simulation) tryFinal(ctx context.Context, note func(at value, err error)) {
	for key, names := range map[string]map[string][]string{"final": s.model.Final, "record_final": s.model.RecordFinal} {
		if len(names) == 0 {
			continue
		}
		s.model.at.key(key).pairs(func(name string, member value) {
			if s.objects[name] == nil || len(names[name]) == 0 {
				return
			}
			known := s.model.object(name).final()
			member.elements(func(k int, at value) {
				if variable := names[name][k]; ctx.Err() == nil && !slices.Contains(known, variable) {
					_, err := s.state(name, variable)
					note(at, err)
				}
			})
		})
	}
}

// checkFinal says which variable that is wanted in the end there is not.
func (s *Simulation) checkFinal(ctx context.Context) (missing error) {
	s.tryFinal(ctx, func(at value, err error) {
		if missing == nil && err != nil {
			missing = &placedError{at, err}
		}
	})
	return missing
}
