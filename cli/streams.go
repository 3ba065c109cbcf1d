package cli

import (
	"errors"
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
	mu     sync.Mutex // guards all below
	err    error
	missed bool // something that was written is lost, and was no progress
}

// Write implements [io.Writer].
func (s *stream) Write(p []byte) (int, error) {
	err := s.write(p)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.missed = s.missed || err != nil
	return len(p), nil
}

func (s *stream) write(p []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		_, s.err = s.Writer.Write(p)
	}
	return s.err
}

// lost returns why something that was written is lost. It is not, where who reads has closed a pipe: then nobody wants more.
func (s *stream) lost() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if errors.Is(s.err, syscall.EPIPE) {
		return nil
	}
	return s.err
}

// Unread reports whether nothing more of what a Word's Run writes to out will be read, so that it may stop.
func Unread(out io.Writer) bool {
	to, tells := out.(interface{ Unread() bool })
	return tells && to.Unread()
}

// Unread is [Unread] of the stream.
func (s *stream) Unread() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err != nil
}

// unheard reports whether something is lost that was no progress.
func (s *stream) unheard() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.missed
}

// chatter writes progress to a stream, which may be lost.
type chatter struct{ to *stream }

func (c chatter) Write(p []byte) (int, error) {
	_ = c.to.write(p) // nobody needs it
	return len(p), nil
}

// progressTo returns where progress is written to, beside what is said on w.
func progressTo(w io.Writer) io.Writer {
	if s, ok := w.(*stream); ok {
		return chatter{s}
	}
	return w
}

// outlivesPipes keeps a broken pipe from ending the program: whoever writes gets an error. What it returns ends that.
func outlivesPipes() (stop func()) {
	broken := make(chan os.Signal, 1) // nobody reads it: what does not fit is dropped
	signal.Notify(broken, syscall.SIGPIPE)
	return func() { signal.Stop(broken) }
}
