package sandbox

import (
	"fmt"
	"os"
)

// fileVariable names the file to a child, in its environment.
const fileVariable = "GOLGI_SANDBOX_FILE"

// What a child says: that it has arrived, then that all went well, or else what went wrong.
const (
	arrived = "arrived\n"
	fine    = "fine\n"
	wrong   = "wrong\n"

	longestVerdict = 16 << 10 // fits in a pipe
)

// verdicts is the descriptor by which a child speaks: the first after those of standard input and output.
const verdicts = 3

// Main returns at once, except in a process that [Probe] has started: there it lets read try the file and ends
// the process. An error of read reaches the caller of Probe as text. Since that process has no limits, read
// must return an error for all that it shall not touch: what failed here for want of memory would take it
// there.
func Main(read func(path string) error) {
	if path, child := os.LookupEnv(fileVariable); child {
		os.Exit(serve(path, read))
	}
}

// serve returns the exit status.
func serve(path string, read func(path string) error) int {
	out := os.NewFile(verdicts, "verdicts")
	fmt.Fprint(out, arrived)
	err := try(path, read)
	if err == nil {
		fmt.Fprint(out, fine)
		return 0
	}
	text := err.Error()
	fmt.Fprint(out, wrong, text[:min(len(text), longestVerdict)])
	return 1
}

func try(path string, read func(path string) error) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if err := confine(info.Size()); err != nil {
		return err
	}
	diePlainly()
	return read(path)
}
