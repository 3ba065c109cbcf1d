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
	exitFine        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130 // 128 and the number of SIGINT, as shells have it
)

// Main executes the command line of the program and returns its exit code. The first Ctrl-C stops cleanly, the second at
// once.
func Main(e Experiment) int {
	ctx, stop := interruptible(context.Background(), os.Stderr)
	defer stop()
	return Run(ctx, e, os.Args[1:], os.Stdout, os.Stderr)
}

// Run is Main for a command of one's own: args are the words after the program's name. It stops when ctx is
// cancelled.
func Run(ctx context.Context, e Experiment, args []string, stdout, stderr io.Writer) int {
	p := &program{Experiment: e, stdout: stdout, stderr: stderr}
	err := p.do(ctx, args)
	var wrong *usageError
	switch {
	case err == nil:
		return exitFine
	case errors.As(err, &wrong):
		fmt.Fprintf(stderr, "%v\n%s\n", err, wrong.hint)
		return exitUsage
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, err)
		return exitInterrupted
	}
	fmt.Fprintln(stderr, err)
	return exitFailed
}

// A usageError is a command that cannot be executed, with a hint where to read on.
type usageError struct {
	error
	hint string
}

func (e *usageError) Unwrap() error { return e.error }

// interruptible returns a context that ends with the first SIGINT or SIGTERM. After that they have their usual
// effect again, which is to end the program.
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
