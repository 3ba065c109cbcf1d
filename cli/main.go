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

// Exit codes of Main.
const (
	Success     = 0
	Failure     = 1   // of a run, or of anything else
	Usage       = 2   // the command cannot be executed
	Interrupted = 130 // 128 and the number of SIGINT, as shells have it
)

// Main executes a command, of which args are the words after the program's name, and returns its exit code.
// The first Ctrl-C stops it cleanly, the second at once.
func Main(e Experiment, args []string, out, errs io.Writer) int {
	ctx, stop := interruptible(context.Background(), errs)
	defer stop()
	p := &program{Experiment: e, stdout: out, stderr: errs}
	err := caught.Try(func() error { return p.do(ctx, args) })
	var panicked *caught.Panic
	if errors.As(err, &panicked) && wantsStacks(args) {
		fmt.Fprintln(errs, panicked.Stack())
	}
	var wrong *usageError
	switch {
	case err == nil:
		return Success
	case errors.As(err, &wrong):
		fmt.Fprintf(errs, "%v\n%s\n", err, wrong.hint)
		return Usage
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		fmt.Fprintln(errs, err)
		return Interrupted
	}
	fmt.Fprintln(errs, err)
	return Failure
}

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

// interruptible returns a context that ends with the first SIGINT or SIGTERM. After that they have their
// usual effect again, which is to end the program.
func interruptible(parent context.Context, stderr io.Writer) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancel(parent)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case <-signals:
			signal.Stop(signals)
			fmt.Fprintln(stderr, "\nstopping; finished runs are kept (press Ctrl-C again to leave at once)")
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		cancel()
	}
}
