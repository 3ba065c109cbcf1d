package runner

import (
	"errors"
	"fmt"
	"slices"

	"golgi/component"
	"golgi/internal/suggest"
)

// checkWiring reports every need that cannot be met, as far as that can be told before anything is built:
// after a component that declares nothing, anything may be there.
func (l *LifeCycle) checkWiring() error {
	var there []string
	var faults []error
	members := l.entering()
	for i, m := range members {
		wired, ok := m.Component.(component.Wired)
		if !ok {
			break
		}
		needs, err := ask(m, "Needs", wired.Needs)
		gives, err2 := ask(m, "Gives", wired.Gives)
		faults = append(faults, err, err2)
		for _, need := range needs {
			if !slices.Contains(there, need) {
				later := givenLater(need, members[i+1:])
				faults = append(faults, fmt.Errorf("%w%s", m.lacks(need, there), later))
			}
		}
		there = append(there, gives...)
	}
	return errors.Join(faults...)
}

// checkFit reports what parts find wrong with each other.
func (l *LifeCycle) checkFit() error {
	var parts []component.Component
	for _, m := range l.entering() {
		parts = append(parts, m.Component)
	}
	var faults []error
	for _, m := range l.entering() {
		if fitting, is := m.Component.(component.Fitting); is {
			faults = append(faults, m.guard("Fit", "", func() error { return fitting.Fit(slices.Clone(parts)) }))
		}
	}
	return errors.Join(faults...)
}

// givenLater names the cure if only the order is wrong.
func givenLater(need string, later []member) string {
	for _, m := range later {
		wired, ok := m.Component.(component.Wired)
		if !ok {
			continue
		}
		if gives, _ := ask(m, "Gives", wired.Gives); slices.Contains(gives, need) { // an error is reported where it is asked itself
			return fmt.Sprintf("; put it after %q, which gives that", m.name)
		}
	}
	return ""
}

func (m member) lacks(need string, there []string) error {
	return fmt.Errorf("%s: %q needs %q, which no earlier component added (there are: %s)%s",
		m.role, m.name, need, component.Listed(there), suggest.Meant(need, there))
}

// checkNeeds reports what m needs for Build and is not there.
func (m member) checkNeeds(objects *component.Objects) error {
	wired, ok := m.Component.(component.Wired)
	if !ok {
		return nil
	}
	needs, err := ask(m, "Needs", wired.Needs)
	faults := []error{err}
	for _, need := range needs {
		if !objects.Has(need) {
			faults = append(faults, m.lacks(need, objects.Names()))
		}
	}
	return errors.Join(faults...)
}

// checkGives reports what m has promised and did not add by the end of Build.
func (m member) checkGives(objects *component.Objects) error {
	wired, ok := m.Component.(component.Wired)
	if !ok {
		return nil
	}
	gives, err := ask(m, "Gives", wired.Gives)
	faults := []error{err}
	for _, promised := range gives {
		if !objects.Has(promised) {
			faults = append(faults, fmt.Errorf("%s: %q gives %q by its method Gives, but has not added it in PreBuild or Build (there are: %s)",
				m.role, m.name, promised, component.Listed(objects.Names())))
		}
	}
	return errors.Join(faults...)
}
