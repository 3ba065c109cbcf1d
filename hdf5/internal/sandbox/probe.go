package sandbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// Probe lets a child read the file at path, by the function that the program gave to [Main], and returns nil if
// it came through. Its error is that of the function, or says how the child died, as in
//
//	hdf5: x.hdf5: reading it killed the process that tried (segmentation fault); it is damaged, or not made by
//	HDF5
func Probe(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("hdf5: %w", err)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("hdf5: %s is no plain file", path)
	}
	return probe(ctx, path, timeFor(info.Size()))
}

func probe(ctx context.Context, path string, limit time.Duration) error {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	c, err := start(limited, path)
	if err != nil {
		return fmt.Errorf("hdf5: %s: cannot start a process to try it: %w", path, err)
	}
	said, death := c.wait()
	verdict, came := strings.CutPrefix(said, arrived)
	complaint, complained := strings.CutPrefix(verdict, wrong)
	switch {
	case verdict == fine:
		return nil
	case complained:
		return errors.New(complaint)
	case ctx.Err() != nil:
		return fmt.Errorf("hdf5: %s: reading it was given up: %w", path, context.Cause(ctx))
	case limited.Err() != nil:
		return fmt.Errorf("hdf5: %s: reading it took longer than %v; %s", path, limit, guess)
	case !came:
		return fmt.Errorf("hdf5: %s: this program, started again to try the file, did not come to it (%s)",
			path, death)
	}
	return fmt.Errorf("hdf5: %s: reading it killed the process that tried (%s); %s", path, death, guess)
}

const guess = "it is damaged, or not made by HDF5"

// A child is a process that tries a file.
type child struct {
	command *exec.Cmd
	says    *os.File
	errors  head
}

// start starts this program again.
func start(ctx context.Context, path string) (*child, error) {
	program, err := thisProgram()
	if err != nil {
		return nil, err
	}
	says, verdicts, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer verdicts.Close()
	c := &child{command: exec.CommandContext(ctx, program), says: says}
	c.command.Env = append(os.Environ(), fileVariable+"="+path)
	c.command.ExtraFiles = []*os.File{verdicts}
	c.command.Stderr = &c.errors
	c.command.WaitDelay = time.Second // for what else may hold its standard error open
	if err := c.command.Start(); err != nil {
		says.Close()
		return nil, err
	}
	return c, nil
}

// thisProgram returns what to execute. On Linux it is there even when its file has been replaced or deleted.
func thisProgram() (string, error) {
	if runtime.GOOS == "linux" {
		return "/proc/self/exe", nil
	}
	return os.Executable()
}

// wait returns what the child said, and how it ended.
func (c *child) wait() (said, death string) {
	defer c.says.Close()
	all, _ := io.ReadAll(io.LimitReader(c.says, 2*longestVerdict)) // what is missing is missing in the verdict
	_ = c.command.Wait()                                           // told by ProcessState
	death = c.command.ProcessState.String()
	if status, ok := c.command.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		death = status.Signal().String()
	}
	if line, _, _ := strings.Cut(c.errors.String(), "\n"); line != "" {
		death += ": " + line
	}
	return string(all), death
}

// head keeps the beginning of what is written.
type head struct{ bytes.Buffer }

func (h *head) Write(p []byte) (int, error) {
	const most = 1000
	h.Buffer.Write(p[:min(len(p), max(0, most-h.Len()))])
	return len(p), nil
}
