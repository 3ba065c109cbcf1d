package sandbox

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

// A Process is a child that reads a file, by the function that the program gave to [Main]. It is used by one goroutine
// at a time.
type Process struct {
	path    string
	limit   time.Duration // for one exchange
	command *exec.Cmd
	in, out *os.File
	errors  head
	gone    error
	death   string // of a child that died by itself
}

// Start starts a child for the file at path, which ends in Close at the latest.
func Start(path string) (*Process, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("hdf5: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("hdf5: %s is no plain file", path)
	}
	return start(path, timeFor(info.Size()))
}

func start(path string, limit time.Duration) (*Process, error) {
	p := &Process{path: path, limit: limit}
	if err := p.begin(); err != nil {
		return nil, fmt.Errorf("hdf5: %s: cannot start a process to read it: %w", path, err)
	}
	err := p.Exchange(func() error {
		said := make([]byte, len(arrived))
		_, err := io.ReadFull(p, said)
		if err == nil && string(said) != arrived {
			err = fmt.Errorf("it says %q", said)
		}
		return err
	})
	if err != nil && p.death != "" {
		err = fmt.Errorf("hdf5: %s: this program, started again to read the file, did not come to it (%s)", path, p.death)
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

// begin starts this program again.
func (p *Process) begin() error {
	program, err := thisProgram()
	if err != nil {
		return err
	}
	in, speaks, err := os.Pipe()
	if err != nil {
		return err
	}
	defer speaks.Close()
	listens, out, err := os.Pipe()
	if err != nil {
		return errors.Join(err, in.Close())
	}
	defer listens.Close()
	p.in, p.out = in, out
	p.command = exec.Command(program)
	p.command.Env = append(os.Environ(), fileVariable+"="+p.path)
	p.command.ExtraFiles = []*os.File{speaks, listens}
	p.command.Stderr = &p.errors
	p.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // a file is not damaged because of Ctrl-C
	p.command.WaitDelay = time.Second                           // for what else may hold its standard error open
	if err := p.command.Start(); err != nil {
		return errors.Join(err, in.Close(), out.Close())
	}
	return nil
}

// thisProgram returns what to execute. On Linux it is there even when its file has been replaced or deleted.
func thisProgram() (string, error) {
	if runtime.GOOS == "linux" {
		return "/proc/self/exe", nil
	}
	return os.Executable()
}

func (p *Process) Write(b []byte) (int, error) { return p.out.Write(b) }

func (p *Process) Read(b []byte) (int, error) { return p.in.Read(b) }

// Exchange runs talk, which writes to the child and reads what it answers. If talk fails, or takes too long, the child
// is killed, and the error, now and from then on, says what has become of it, as in
//
//	hdf5: x.hdf5: reading it killed the process that tried (segmentation fault); it is damaged, or not made by
//	HDF5
func (p *Process) Exchange(talk func() error) error {
	if p.gone != nil {
		return p.gone
	}
	var late atomic.Bool
	timer := time.AfterFunc(p.limit, func() {
		late.Store(true)
		_ = p.command.Process.Kill() // it may have ended by itself
	})
	err := talk()
	timer.Stop()
	if err == nil {
		return nil
	}
	death := p.end(err)
	if late.Load() {
		p.gone = fmt.Errorf("hdf5: %s: reading it took longer than %v; %s", p.path, p.limit, guess)
	} else {
		p.death = death
		p.gone = fmt.Errorf("hdf5: %s: reading it killed the process that tried (%s); %s", p.path, death, guess)
	}
	return p.gone
}

const guess = "it is damaged, or not made by HDF5"

// end waits for the end of a child with which talking has failed, and returns how it died. One that lives, and says
// what nobody understands, is killed.
func (p *Process) end(talking error) (death string) {
	confused := !errors.Is(talking, io.EOF) && !errors.Is(talking, io.ErrUnexpectedEOF) && !errors.Is(talking, syscall.EPIPE)
	if confused {
		_ = p.command.Process.Kill()
	}
	_ = p.command.Wait() // told by ProcessState
	p.in.Close()
	p.out.Close()
	if confused {
		return talking.Error()
	}
	death = p.command.ProcessState.String()
	if status, ok := p.command.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		death = status.Signal().String()
	}
	if line, _, _ := strings.Cut(p.errors.String(), "\n"); line != "" {
		death += ": " + line
	}
	return death
}

// Close ends the child.
func (p *Process) Close() error {
	if p.gone != nil {
		return nil
	}
	p.gone = fmt.Errorf("hdf5: %s is closed", p.path)
	_ = p.command.Process.Kill()
	_ = p.command.Wait() // that it was killed is no news
	return errors.Join(p.in.Close(), p.out.Close())
}

// head keeps the beginning of what is written.
type head struct{ bytes.Buffer }

func (h *head) Write(p []byte) (int, error) {
	const most = 1000
	h.Buffer.Write(p[:min(len(p), max(0, most-h.Len()))])
	return len(p), nil
}
