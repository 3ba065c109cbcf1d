package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
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
	err := p.do(ctx, args)
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
