package manager_test

import (
	"errors"
	"strings"
	"testing"

	"golgi/manager"
	"golgi/trajectory"
)

// Of a run that failed of a long text, some is said; what would steer a terminal is spelt out.
func TestLongFaults(t *testing.T) {
	long := &manager.RunError{Run: 0, Point: "run_00000000", Status: trajectory.Failed, Err: errors.New("\x1b[31m" + strings.Repeat("no ", 1<<20))}
	for _, err := range []error{&manager.RunsError{Total: 1, Runs: []*manager.RunError{long}}, &manager.PostError{Total: 1, Runs: []*manager.RunError{long}}} {
		if text := err.Error(); len(text) > 4500 || !strings.HasSuffix(text, "… (3141651 bytes more)") || !strings.Contains(text, `run_00000000: \x1b[31mno no`) {
			t.Errorf("it says %.100s with %d bytes, to the end %s", text, len(text), text[len(text)-60:])
		}
	}
}
