package cli

import (
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// A stream is a standard stream that may fail: full, closed, or with nobody at the other end of a pipe. What is written to
// it never fails; the first error is kept, and from then on nothing more is tried.
type stream struct {
	io.Writer
	mu  sync.Mutex // guards err
	err error
}

// Write implements [io.Writer].
func (s *stream) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		_, s.err = s.Writer.Write(p)
	}
	return len(p), nil
}

// lost returns why something that was written is lost.
func (s *stream) lost() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// outlivesPipes keeps a broken pipe from ending the program: whoever writes gets an error. What it returns ends that.
func outlivesPipes() (stop func()) {
	broken := make(chan os.Signal, 1) // nobody reads it: what does not fit is dropped
	signal.Notify(broken, syscall.SIGPIPE)
	return func() { signal.Stop(broken) }
}
