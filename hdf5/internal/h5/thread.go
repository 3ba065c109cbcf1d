package h5

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
	cause error // of the failure that the library is about to report, where our file driver knows it
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
// When a job ends the goroutine, as a test that fails does, another takes its place.
func serve(jobs <-chan func(), ended chan<- struct{}) {
	served := false
	defer func() {
		if !served {
			go serve(jobs, ended)
			return
		}
		close(ended)
	}()
	runtime.LockOSThread()
	silence()
	keepMemory()
	for job := range jobs {
		job()
	}
	giveBack()
	served = true
}

// do runs job on the thread and waits for it. A panic of job reaches the caller, with its stack as text. The
// caller must have acquired the thread.
func (t *thread) do(job func() error) (err error) {
	var thrown any = "h5: a job ended its goroutine"
	done := make(chan struct{})
	t.jobs <- func() {
		defer close(done)
		defer func() {
			if v := recover(); v != nil {
				thrown = fmt.Sprintf("%v\n\n%s", v, debug.Stack())
			}
		}()
		t.cause = nil
		err = job()
		thrown = nil
	}
	<-done
	if thrown != nil {
		panic(thrown)
	}
	return err
}

// Keep keeps the thread running until release is called, for who makes one file after another: each new
// thread would take memory of C from the system anew.
func Keep() (release func()) {
	library.acquire()
	return library.release
}
