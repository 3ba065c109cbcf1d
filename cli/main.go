package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"golgi/internal/caught"
)

// Exit codes of Execute.
const (
	Success     = 0
	Failure     = 1   // of a run, or of anything else
	Usage       = 2   // the command cannot be executed
	Interrupted = 130 // 128 and the number of SIGINT, as shells have it
)

// Main is the main function of an experiment: it executes the command that the program was called with, and exits with its
// code. Where it was called by "go run .", hints call it so.
func Main(e Experiment) {
	p := programOf(e)
	p.sources, p.goRun = true, byGoRun(os.Args[0])
	os.Exit(p.serve(os.Args[1:], os.Stdout, os.Stderr))
}

// Execute executes a command, of which args are the words after the program's name, and returns its exit code. The first
// Ctrl-C, SIGTERM, SIGHUP, SIGQUIT or SIGXCPU stops it cleanly, the second at once; but that is not so of SIGXCPU, which the system
// repeats for each second beyond the limit. Output that cannot be written, other than progress, makes the exit code that of a
// failure.
func Execute(e Experiment, args []string, out, errs io.Writer) int {
	return programOf(e).serve(args, out, errs)
}

// programOf returns the program that an experiment is.
func programOf(e Experiment) *program {
	if e.Report == nil {
		e.Report, e.FigureFormats = usualReport, nil
	}
	return &program{Experiment: e, stopping: "stopping; finished runs are kept"}
}

// serve executes a command on streams that may fail.
func (p *program) serve(args []string, out, errs io.Writer) int {
	defer outlivesPipes()()
	stdout, stderr := &stream{Writer: orNowhere(out)}, &stream{Writer: orNowhere(errs)}
	p.each(func(q *program) { q.stdout, q.stderr = stdout, stderr })
	code := p.main(args)
	if err := stdout.lost(); err != nil {
		p.say(fmt.Errorf("cli: what %s says could not be written: %w", p.Name, err))
		code = max(code, Failure)
	}
	if stderr.unheard() { // nobody can be told
		code = max(code, Failure)
	}
	return code
}

// orNowhere returns w, and what throws all away if that is nil.
func orNowhere(w io.Writer) io.Writer {
	if w == nil {
		return io.Discard
	}
	return w
}

// main executes a command and says what went wrong.
func (p *program) main(args []string) int {
	interrupted := false
	err := caught.Try(func() (err error) {
		interrupted, err = p.do(args)
		return err
	})
	var panicked *caught.Panic
	if errors.As(err, &panicked) && wantsStacks(args) {
		fmt.Fprintln(p.stderr, panicked.Stack())
	}
	var wrong *usageError
	switch {
	case err == nil:
		return Success
	case errors.As(err, &wrong):
		p.say(fmt.Errorf("%w\n%s", err, wrong.hint))
		return Usage
	case interrupted && errors.Is(err, context.Canceled):
		p.say(err)
		return Interrupted
	}
	p.say(err)
	return Failure
}

func (p *program) say(err error) { fmt.Fprintln(p.stderr, readable(err.Error())) }

// wantsStacks reports whether a command asks for a log that has the stacks of panics. It is asked when no option can be
// trusted to have been read.
func wantsStacks(args []string) bool {
	text := strings.ReplaceAll(strings.Join(args, " "), "=", " ") + " "
	return strings.Contains(text, "-log debug ") || strings.Contains(text, "-log trace ")
}

// A usageError is a command that cannot be executed, with a hint where to read on.
type usageError struct {
	error
	hint string
}

func (e *usageError) Unwrap() error { return e.error }

// ending are the signals that ask a program to end.
var ending = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGXCPU}

// interruptible returns a context that ends with the first signal of those, unless the program was started to ignore it, as
// by nohup. After that they have their usual effect again, which is to end the program; Go has none for SIGXCPU.
func interruptible(parent context.Context, stderr io.Writer, stopping string) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancel(parent)
	signals := make(chan os.Signal, 1)
	for _, s := range ending {
		if !signal.Ignored(s) {
			signal.Notify(signals, s)
		}
	}
	go func() {
		select {
		case <-signals:
			signal.Stop(signals)
			fmt.Fprintf(stderr, "\n%s (press Ctrl-C again to leave at once)\n", stopping)
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		cancel()
	}
}
