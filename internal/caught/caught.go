// Package caught turns panics of code that is not ours, such as a user's hook, into errors that say where they
// happened.
package caught

import (
	"errors"
	"fmt"
	"path"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/sourcegraph/conc/panics"
)

// A Panic is what a function panicked with.
type Panic struct {
	cause error
	place string
	stack string
}

// Error says where it happened, and what: panicked at clustered/neurons.go:24: assignment to entry in nil map.
func (p *Panic) Error() string { return "panicked at " + p.place + ": " + p.cause.Error() }

// Unwrap returns what it panicked with, as an error.
func (p *Panic) Unwrap() error { return p.cause }

// Stack returns the stack of the goroutine.
func (p *Panic) Stack() string { return p.stack }

// Try calls f and returns its error; where f panics, that is a *Panic.
func Try(f func() error) (err error) {
	recovered := panics.Try(func() { err = f() })
	if recovered == nil {
		return err
	}
	cause, ok := recovered.Value.(error)
	if !ok {
		cause = errors.New(fmt.Sprint(recovered.Value))
	}
	return &Panic{cause, placeOf(recovered.Callers), string(recovered.Stack)}
}

// placeOf returns the file, with its folder, and the line in which a panic happened: the innermost of the program's
// own, or where there is none, the innermost of all.
func placeOf(callers []uintptr) string {
	frames := runtime.CallersFrames(callers)
	innermost, thrown := "", false
	for {
		frame, more := frames.Next()
		inRuntime := strings.HasPrefix(frame.Function, "runtime.")
		if thrown && !inRuntime && frame.File != "" {
			place := fmt.Sprintf("%s/%s:%d", path.Base(path.Dir(frame.File)), path.Base(frame.File), frame.Line)
			if ofProgram(frame.Function) {
				return place
			}
			if innermost == "" {
				innermost = place
			}
		}
		thrown = thrown || inRuntime // the first frames of the runtime are those of the panic
		if !more {
			return innermost
		}
	}
}

// programModule is the path of the module that the program belongs to.
var programModule = sync.OnceValue(func() string {
	info, _ := debug.ReadBuildInfo()
	if info == nil {
		return ""
	}
	return info.Main.Path
})

// ofProgram reports whether a function belongs to the program: to package main, or to its module.
func ofProgram(function string) bool {
	module := programModule()
	return strings.HasPrefix(function, "main.") || module != "" && strings.HasPrefix(function, module+"/")
}
