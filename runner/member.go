package runner

import (
	"errors"
	"fmt"
	"strings"

	"github.com/rs/zerolog"

	"golgi/analyser"
	"golgi/component"
	"golgi/internal/caught"
)

// A member is one who takes part in the life cycle, as messages call it.
type member struct {
	component.Component
	role string
	name string
	turn int // its number among those that are built, from 1
}

// isFixed reports whether what the member draws is fixed.
func (m member) isFixed() (bool, error) {
	fixing, is := m.Component.(component.Fixing)
	if !is {
		return false, nil
	}
	return ask(m, "DrawsFixed", fixing.DrawsFixed)
}

// roleOf says what a part is, by its hooks.
func roleOf(c component.Component) string {
	switch c.(type) {
	case Runner:
		return "runner"
	case analyser.Analyser:
		return "analyser"
	}
	return "component"
}

func (l *LifeCycle) of(role string) []member {
	var list []component.Component
	for _, part := range l.Parts {
		if roleOf(part) == role {
			list = append(list, part)
		}
	}
	return numbered(role, list)
}

func (l *LifeCycle) components() []member { return l.of("component") }

func (l *LifeCycle) analysers() []member { return l.of("analyser") }

// runner is the one who executes runs. Two are refused.
func (l *LifeCycle) runner() member {
	for _, m := range l.of("runner") {
		return m
	}
	return member{Component: Ordered{}, role: "runner", name: nameOf(Ordered{})}
}

func (l *LifeCycle) executes() Runner { return l.runner().Component.(Runner) }

// numbered returns members of a role. Those that have no name of their own are numbered where several are of one type.
func numbered(role string, list []component.Component) []member {
	members := make([]member, len(list))
	count := map[string]int{}
	for i, c := range list {
		name := nameOf(c)
		if _, named := c.(interface{ Name() string }); !named {
			if count[name]++; count[name] > 1 {
				name = fmt.Sprintf("%s %d", name, count[name])
			}
		}
		members[i] = member{Component: c, role: role, name: name}
	}
	return members
}

// nameOf is component.NameOf, and the name of the type where Name panics, which complete reports.
func nameOf(c component.Component) (name string) {
	err := caught.Try(func() error { name = component.NameOf(c); return nil })
	if err != nil {
		name = strings.TrimPrefix(fmt.Sprintf("%T", c), "*")
	}
	return name
}

// ask calls a method that declares something.
func ask[T any](m member, method string, call func() T) (answer T, err error) {
	err = m.guard(method, "", func() error { answer = call(); return nil })
	return answer, err
}

// callBuild calls a hook with b as the member gets it in its turn, 0 where that does not count. It does not once the run was stopped.
func (m member) callBuild(hook string, turn int, b *component.Build, call func(*component.Build) error) error {
	fixed, err := m.isFixed()
	if err != nil {
		return err
	}
	own := *b
	own.Log, own.Objects = m.equip(b.Log, b.Objects.At(turn, fixed))
	return m.guard(hook, "", func() error {
		if err := b.Context.Err(); err != nil {
			return err
		}
		return call(&own)
	})
}

// callSubrun calls a hook with s as the member gets it. It does not once the run was stopped.
func (m member) callSubrun(hook string, s *component.Subrun, call func(*component.Subrun) error) error {
	own := *s
	own.Log, own.Objects = m.equip(s.Log, s.Objects)
	return m.guard(hook, s.Current.Name, func() error {
		if err := s.Context.Err(); err != nil {
			return err
		}
		return call(&own)
	})
}

// equip returns log and objects that know the member's name.
func (m member) equip(log zerolog.Logger, objects *component.Objects) (zerolog.Logger, *component.Objects) {
	if m.name != "" {
		log = log.With().Str(m.role, m.name).Logger()
	}
	return log, objects.For(m.name, log)
}

// guard makes a HookError of an error or a panic of call, unless it is one already.
func (m member) guard(hook, subrun string, call func() error) error {
	err := caught.Try(call)
	var already *HookError
	if err == nil || errors.As(err, &already) {
		return err
	}
	return &HookError{Role: m.role, Name: m.name, Hook: hook, Subrun: subrun, Err: err}
}

// A HookError says in whose hook a run went wrong.
type HookError struct {
	Role   string // "component", "analyser", "runner" or "network"
	Name   string // see component.NameOf; "" for the network
	Hook   string // as in "Build"; the network has "Run"
	Subrun string // "" outside of subruns
	Err    error  // what the hook returned; if it panicked, with what and where
}

// Error says where it happened, and what.
func (e *HookError) Error() string {
	text := e.Role
	if e.Name != "" {
		text += fmt.Sprintf(" %q", e.Name)
	}
	text += ": " + e.Hook
	if e.Subrun != "" {
		text += fmt.Sprintf(" in subrun %q", e.Subrun)
	}
	var panicked *caught.Panic
	if errors.As(e.Err, &panicked) {
		return text + " " + e.Err.Error()
	}
	return text + ": " + e.Err.Error()
}

// Unwrap returns the error of the hook.
func (e *HookError) Unwrap() error { return e.Err }

// Stack returns the stack of the goroutine if the hook panicked, and "" if it returned an error.
func (e *HookError) Stack() string {
	var panicked *caught.Panic
	if errors.As(e.Err, &panicked) {
		return panicked.Stack()
	}
	return ""
}
