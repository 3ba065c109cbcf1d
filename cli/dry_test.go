package cli_test

import (
	"bytes"
	"os"
	"strings"
	"syscall"
	"testing"

	"golgi/cli"
	"golgi/component"
)

// endless builds until the test ends, and presses Ctrl-C before.
type endless struct {
	component.Base
	end chan struct{}
}

func (s endless) Build(*component.Build) error {
	err := syscall.Kill(os.Getpid(), syscall.SIGINT)
	<-s.end
	return err
}

// Ctrl-C stops a dry run at once, whatever is being built, and nothing is said of runs that are kept.
func TestDryRunStops(t *testing.T) {
	t.Chdir(t.TempDir())
	end := make(chan struct{})
	defer close(end)
	e := program()
	e.Choose = func() ([]component.Component, error) { return []component.Component{neurons{}, endless{end: end}}, nil }
	var out, errs bytes.Buffer
	code := cli.Execute(e, []string{"run", "--dry-run", "I=2"}, &out, &errs)
	want(t, code, out.String(), errs.String(), cli.Interrupted, "lif: 1 run, 1 at a time, into out/lif.hdf5\n", "\nstopping (press Ctrl-C again to leave at once)\ncli: the dry run was stopped: context canceled\n")
}

// A long list of points ends at Ctrl-C.
func TestDryRunStopsListing(t *testing.T) {
	t.Chdir(t.TempDir())
	out := &presser{}
	var errs bytes.Buffer
	code := cli.Execute(program(), []string{"run", "--dry-run", "--csv", "--untried", "--explore", "seed=1:200000:1"}, out, &errs)
	if code != cli.Interrupted || !strings.HasSuffix(errs.String(), "cli: the dry run was stopped: context canceled\n") || strings.Count(out.String(), "\n") >= 200000 {
		t.Errorf("code %d, %d lines\n%s", code, strings.Count(out.String(), "\n"), &errs)
	}
}

// presser presses Ctrl-C when it is first written to.
type presser struct {
	bytes.Buffer
	pressed bool
}

func (p *presser) Write(text []byte) (int, error) {
	if !p.pressed {
		p.pressed = true
		if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
			return 0, err
		}
	}
	return p.Buffer.Write(text)
}
