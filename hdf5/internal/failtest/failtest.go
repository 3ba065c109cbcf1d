// Package failtest makes operations on the disk fail, each in turn, for tests.
//
// Code under test asks a hook before and after each operation. A [Plan] counts these questions, and answers
// one of them with an error, or all from one on, as if the process had ended there:
//
//	for k := 1; ; k++ {
//		plan := failtest.CrashAt(k)
//		work(plan.Hook)
//		if !plan.Reached() {
//			break // the work has fewer steps
//		}
//		check(t)
//	}
package failtest

import (
	"errors"
	"fmt"
	"sync"
)

// Err is in each error that a hook returns.
var Err = errors.New("failtest: a failure that was planned")

// A Plan says at which question of a hook what happens. Any goroutine may ask.
type Plan struct {
	at    int
	crash bool

	mu    sync.Mutex
	asked int
	where string
}

// FailAt returns a plan in which question k, from 1, is answered with an error. Question 0 never comes.
func FailAt(k int) *Plan { return &Plan{at: k} }

// CrashAt returns a plan in which question k and all later ones are answered with an error.
func CrashAt(k int) *Plan { return &Plan{at: k, crash: true} }

// Hook is what the code under test asks.
func (p *Plan) Hook(op, path string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked++
	if p.asked == p.at {
		p.where = fmt.Sprintf("question %d (%s %s)", p.asked, op, path)
	}
	if p.asked == p.at || p.crash && p.asked > p.at {
		return fmt.Errorf("%s %s: %w", op, path, Err)
	}
	return nil
}

// Reached reports whether there was a question k.
func (p *Plan) Reached() bool { return p.String() != "" }

// String says which question was answered with the first error.
func (p *Plan) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.where
}
