package runner

import (
	"fmt"

	"golgi/component"
	"golgi/internal/given"
)

// A Turn is the Build of one part, in its place among the others.
type Turn struct{ member member }

// Turns returns the parts in the order in which they are built.
func (l *LifeCycle) Turns() []Turn {
	members := l.entering()
	turns := make([]Turn, len(members))
	for k, m := range members {
		turns[k] = Turn{m}
	}
	return turns
}

// String names the part as messages do: component "neurons".
func (t Turn) String() string { return fmt.Sprintf("%s %q", t.member.role, t.member.name) }

// Role is "component", "analyser" or "runner".
func (t Turn) Role() string { return t.member.role }

// Name is what messages call the part.
func (t Turn) Name() string { return t.member.name }

// Number is that of the part, from 1.
func (t Turn) Number() int { return t.member.turn }

// Placement is what the part says of when it is built.
func (t Turn) Placement() (component.Placement, error) {
	placing, is := t.member.Component.(component.Placing)
	if !is {
		return component.Anywhere, nil
	}
	says, err := ask(t.member, "Placement", placing.Placement)
	if err == nil && (says < component.Anywhere || says > component.PerRun) {
		err = fmt.Errorf("runner: %s: %d is no placement; there are Anywhere, Once and PerRun", t, int(says))
	}
	return says, err
}

// Build calls the Build hook, and sees to it that the part finds what it needs and gives what it promises.
func (t Turn) Build(b *component.Build) error {
	if err := given.All("runner: Build", given.Arg{Name: "build", Value: b}); err != nil {
		return err
	}
	m := t.member
	objects := b.Objects.At(m.turn, false)
	if err := m.checkNeeds(objects); err != nil {
		return err
	}
	if err := m.callBuild("Build", m.turn, b, m.Build); err != nil {
		return err
	}
	return m.checkGives(objects)
}
