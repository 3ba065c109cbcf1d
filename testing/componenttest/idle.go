package componenttest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"golgi/testing/storetest"
	"golgi/trajectory"
	"golgi/units"
)

// usesWhatItDeclares: another value of a parameter, a number or a truth value, makes another run. All fields of a struct count
// as read when it is filled, so that nothing else finds the one that has no effect.
func usesWhatItDeclares(s Suite) error {
	e, err := s.prepare()
	if err != nil {
		return err
	}
	parameters, err := e.traj.Parameters("")
	if err := errors.Join(err, e.manager.Close()); err != nil {
		return err
	}
	want, err := s.first()
	if err != nil {
		return err
	}
	var idle []string
	for _, p := range parameters {
		if !strings.HasPrefix(p.Path, "simulation.") && !slices.ContainsFunc(s.Idle, func(name string) bool {
			return p.Path == name || strings.HasSuffix(p.Path, "."+name)
		}) && s.isIdle(p, want) {
			idle = append(idle, p.Path)
		}
	}
	if len(idle) > 0 {
		return fmt.Errorf("componenttest: another value makes no difference of %s; use it, leave it out, or name it in the suite's Idle "+
			"if it has an effect elsewhere", strings.Join(idle, ", "))
	}
	return nil
}

// isIdle reports whether the first run is the same with each other value of a parameter that can be set. One with which it fails is
// not idle.
func (s Suite) isIdle(p *trajectory.Parameter, want string) bool {
	set := s.Set
	tried := false
	for _, value := range otherValues(p.Value) {
		s.Set = maps.Clone(set)
		if s.Set == nil {
			s.Set = map[string]any{}
		}
		s.Set[p.Path] = value
		got, err := s.first()
		var refused *refusedError
		if errors.As(err, &refused) { // it is out of bounds
			continue
		}
		if err != nil || got != want {
			return false
		}
		tried = true
	}
	return tried
}

// otherValues returns values to be tried in the place of one; none for texts and lists, of which only their owner knows others.
func otherValues(v any) []any {
	switch v := v.(type) {
	case bool:
		return []any{!v}
	case int64:
		return []any{v + 1, v - 1}
	case float64:
		return []any{1.25*v + 0.01, 0.75*v - 0.01}
	case units.Quantity:
		step := math.Abs(v.SI()) / 4
		if step == 0 {
			step = 1e-9
		}
		return []any{units.FromSI(v.SI()+step, v.Dimension()), units.FromSI(v.SI()-step, v.Dimension())}
	}
	return nil
}

// A refusedError says that a run cannot be had, since a value cannot be set.
type refusedError struct{ error }

func (e *refusedError) Unwrap() error { return e.error }

// first returns the text of the first trial.
func (s Suite) first() (string, error) {
	e, err := s.prepare()
	if err != nil {
		return "", &refusedError{err}
	}
	run, err := e.traj.Run(0)
	if err != nil {
		return "", errors.Join(err, e.manager.Close())
	}
	err = errors.Join(e.manager.RunNetwork(context.Background(), run), e.manager.Close())
	return storetest.RunText(run), err
}
