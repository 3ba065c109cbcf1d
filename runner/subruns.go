package runner

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golgi/component"
	"golgi/internal/caught"
	"golgi/internal/suggest"
	"golgi/trajectory"
)

// CheckPlan reports what is wrong with the subruns at the point of a run, as far as the runner can tell before.
func (l *LifeCycle) CheckPlan(r trajectory.Reader) error {
	planner, can := l.runner().Component.(Planner)
	if !can {
		return nil
	}
	err := l.runner().guard("Planned", "", func() error {
		spans, err := planner.Planned(r)
		return errors.Join(err, checkDurations(spans))
	})
	if err != nil {
		return err
	}
	return l.checkSubruns(r)
}

// Lasts returns how much time a run will simulate, in seconds; false where the runner cannot tell.
func (l *LifeCycle) Lasts(r trajectory.Reader) (time float64, known bool) {
	lasting, can := l.runner().Component.(Lasting)
	if !can {
		return 0, false
	}
	err := l.runner().guard("Lasts", "", func() error {
		duration, err := lasting.Lasts(r)
		time = duration.SI()
		return err
	})
	return time, err == nil && time > 0
}

// checkSubruns reports members that wait for subruns that there will not be, as far as the runner can tell.
func (l *LifeCycle) checkSubruns(r trajectory.Reader) error {
	planner, can := l.runner().Component.(Planner)
	if !can {
		return nil
	}
	var spans component.Spans
	err := l.runner().guard("Planned", "", func() (err error) {
		spans, err = planner.Planned(r)
		return err
	})
	var panicked *caught.Panic
	if err != nil && !errors.As(err, &panicked) {
		return nil // which the runner says itself
	}
	faults := []error{err}
	var there []string
	for _, span := range spans {
		there = append(there, span.Name)
	}
	members := l.entering()
	for _, m := range members {
		if adding, ok := m.Component.(component.Scheduling); ok {
			names, err := ask(m, "AddsSubruns", adding.AddsSubruns)
			there, faults = append(there, names...), append(faults, err)
		}
	}
	for _, m := range members {
		waiting, ok := m.Component.(component.Scheduled)
		if !ok {
			continue
		}
		names, err := ask(m, "Subruns", waiting.Subruns)
		faults = append(faults, err)
		for _, name := range names {
			if !slices.Contains(there, name) {
				faults = append(faults, m.waitsInVain(name, there))
			}
		}
	}
	return errors.Join(faults...)
}

func (m member) waitsInVain(name string, there []string) error {
	if len(there) == 0 {
		return fmt.Errorf("%s: %q waits for subrun %q, and there are no subruns; name them in a part, as in runner.Subruns{{Name: %q, Duration: "+
			"units.Second.Of(1)}}", m.role, m.name, name, name)
	}
	hint := suggest.DidYouMean(name, there)
	if hint != "" {
		hint = "; " + hint
	}
	return fmt.Errorf("%s: %q waits for subrun %q, and there is none of that name (there are: %s)%s; "+
		"a component whose hooks add subruns names them by a method AddsSubruns() []string",
		m.role, m.name, name, strings.Join(there, ", "), hint)
}
