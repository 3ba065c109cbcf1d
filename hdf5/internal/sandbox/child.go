package sandbox

import (
	"fmt"
	"io"
	"os"
	"runtime/debug"
)

// fileVariable names the file to a child, in its environment.
const fileVariable = "GOLGI_SANDBOX_FILE"

// arrived is what a child says first.
const arrived = "arrived\n"

// The descriptors by which a child speaks and listens: the first after those of standard input and output.
const (
	speaks  = 3
	listens = 4
)

// Main returns at once, except in a process that [Start] has started: there it lets serve read the file and ends the
// process. What serve writes and reads is what the other process reads and writes.
func Main(serve func(path string, with io.ReadWriter) error) {
	if path, child := os.LookupEnv(fileVariable); child {
		os.Exit(run(path, serve))
	}
}

// run returns the exit status.
func run(path string, serve func(path string, with io.ReadWriter) error) int {
	with := &end{out: os.NewFile(speaks, "out"), in: os.NewFile(listens, "in")}
	if _, err := fmt.Fprint(with.out, arrived); err != nil {
		fmt.Fprintf(os.Stderr, "hdf5: %s is set to %q, which tells a program to do nothing but read that file for another one, "+
			"and nobody listens; unset it\n", fileVariable, path)
		return 1
	}
	err := with.confine(path)
	if err == nil {
		diePlainly()
		err = serve(path, with)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// An end is that of the child. With each question that comes, there is new time to answer it.
type end struct {
	out, in *os.File
	size    int64 // of the file
}

func (e *end) confine(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	e.size = info.Size()
	memory := memoryFor(e.size)
	debug.SetMemoryLimit(int64(memory / 2))
	return confine(memory)
}

func (e *end) Write(p []byte) (int, error) { return e.out.Write(p) }

func (e *end) Read(p []byte) (int, error) {
	n, err := e.in.Read(p)
	if limited := limitTime(timeFor(e.size)); err == nil {
		err = limited
	}
	return n, err
}
