package h5

// #include "supplement.h"
import "C"

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// library is the only thread of the process that calls the C library. It is a global because the library is
// one: all its state belongs to the process or to a thread.
var library thread

// A thread is a goroutine locked to its OS thread, which lives as long as it has users.
type thread struct {
	mu    sync.Mutex
	users int
	jobs  chan func()
	ended chan struct{}
}

// acquire makes the thread run, or keeps it running, until release.
func (t *thread) acquire() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.users++
	if t.users > 1 {
		return
	}
	t.jobs, t.ended = make(chan func()), make(chan struct{})
	go serve(t.jobs, t.ended)
}

// release ends the thread after its last user, and waits for that.
func (t *thread) release() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.users--
	if t.users == 0 {
		close(t.jobs)
		<-t.ended
	}
}

// serve is the thread. It stays locked, so that the OS thread, with its silenced error stack, ends with it.
func serve(jobs <-chan func(), ended chan<- struct{}) {
	defer close(ended)
	runtime.LockOSThread()
	C.golgi_silence()
	for job := range jobs {
		job()
	}
}

// do runs job on the thread and waits for it. A panic of job reaches the caller, with its stack as text. The
// caller must have acquired the thread.
func (t *thread) do(job func() error) (err error) {
	var thrown any
	done := make(chan struct{})
	t.jobs <- func() {
		defer close(done)
		defer func() {
			if v := recover(); v != nil {
				thrown = fmt.Sprintf("%v\n\n%s", v, debug.Stack())
			}
		}()
		err = job()
	}
	<-done
	if thrown != nil {
		panic(thrown)
	}
	return err
}
