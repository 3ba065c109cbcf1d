package componenttest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golgi/component"
	"golgi/trajectory"
)

// standsBesideItself: two copies of the parts, told apart by a prefix, give the same side by side as one of them alone. Of a suite
// without Copy nothing is known.
func standsBesideItself(s Suite) error {
	if s.Copy == nil {
		return nil
	}
	left, right := s.Copy("left_"), s.Copy("right_")
	if len(left) == 0 {
		return errors.New(`componenttest: Copy gives no parts; let it give those of the suite, with the prefix before their groups and names`)
	}
	alone, err := s.given(left)
	if err != nil {
		return fmt.Errorf("componenttest: a copy with a prefix alone: %w", err)
	}
	both, err := s.given(slices.Concat(left, right))
	if err != nil {
		return fmt.Errorf("componenttest: two copies do not stand side by side; put the prefix before the names of groups, objects and results: %w", err)
	}
	for _, what := range slices.Sorted(maps.Keys(alone)) {
		if both[what] != alone[what] {
			return fmt.Errorf("componenttest: %s is something else beside a copy than alone: %s", what, firstDifference(both[what], alone[what]))
		}
	}
	if len(both) <= len(alone) {
		return errors.New("componenttest: two copies give no more than one; put the prefix before the names of their results")
	}
	return nil
}

// given returns what the first trial of parts has given: spikes and connections by object, and all results by item.
func (s Suite) given(parts []component.Component) (map[string]string, error) {
	s.Parts = parts
	var err error
	if s.Set, err = s.setOfCopies(); err != nil {
		return nil, err
	}
	e, err := s.prepare()
	if err != nil {
		return nil, err
	}
	run, err := e.traj.Run(0)
	if err == nil {
		err = e.manager.RunNetwork(context.Background(), run)
	}
	if err := errors.Join(err, e.manager.Close()); err != nil {
		return nil, err
	}
	given := map[string]string{}
	for _, result := range run.Results() {
		for _, item := range result.Items {
			name := "the result " + result.Path + "." + item.Name
			switch {
			case result.Path == watched && item.Name == watchedNetwork: // which has both
				continue
			case result.Path == watched:
				name = item.Comment
			}
			given[name] += fmt.Sprintln(item.Value, item.Unit)
		}
	}
	return given, nil
}

// setOfCopies returns what the suite sets, by the paths of the copies: what it calls N or neurons.N is left_neurons.N there.
func (s Suite) setOfCopies() (map[string]any, error) {
	traj, err := trajectory.New("componenttest")
	if err != nil {
		return nil, err
	}
	if err := s.manager().AddParameters(traj); err != nil {
		return nil, err
	}
	parameters, err := traj.Parameters("")
	if err != nil {
		return nil, err
	}
	set := map[string]any{}
	for name, value := range s.Set {
		found := false
		for _, p := range parameters {
			if p.Path == name || strings.HasSuffix(p.Path, "."+name) || strings.HasSuffix(p.Path, "_"+name) {
				set[p.Path], found = value, true
			}
		}
		if !found {
			set[name] = value // which is an error
		}
	}
	return set, nil
}
