package storetest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"golgi/trajectory"
)

// testCheckpoints keeps how far a run has come, if the store is one that does: the last that was written whole, until the run has finished or failed.
func testCheckpoints(t *testing.T, open Opener) {
	b, traj := opened(t, open, 2)
	keeper, is := b.Store.(trajectory.Checkpointer)
	if !is {
		t.Skip("the store is no trajectory.Checkpointer")
	}
	write := func(text string, then error) error {
		return keeper.Checkpoint(traj, 1, func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return errors.Join(err, then)
		})
	}
	expect := func(want string) {
		t.Helper()
		from, made, err := keeper.LastCheckpoint(traj, 1)
		if want == "" {
			if !errors.Is(err, trajectory.ErrNotFound) {
				t.Errorf("there is a checkpoint: %v", err)
			}
			return
		}
		must(t, err)
		text, err := io.ReadAll(from)
		must(t, err)
		must(t, from.Close())
		if string(text) != want || time.Since(made) > time.Hour || time.Until(made) > time.Hour {
			t.Errorf("it says %q, of %v; want %q", text, made, want)
		}
	}
	expect("")
	for _, reason := range []error{context.Canceled, fmt.Errorf("no"), nil} {
		run := freshRun(t, traj, 1)
		w := b.begin(run)
		must(t, write("one", nil))
		must(t, write("two", nil))
		if err := write("three", errors.New("the disk is full")); err == nil {
			t.Error("what could not be written whole is kept")
		}
		expect("two")
		if reason != nil {
			must(t, w.Abort(reason))
		} else {
			must(t, w.Commit())
		}
		must(t, b.Sync())
		if errors.Is(reason, context.Canceled) {
			expect("two") // from where it goes on
		} else {
			expect("")
		}
	}
	must(t, b.Close())
}
