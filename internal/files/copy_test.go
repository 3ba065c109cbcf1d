package files

import (
	"context"
	"errors"
	"os"
	"testing"
)

// A copy has the bytes of a file, and the mode that the umask leaves; one that is there stays, and one that is stopped ends.
func TestDiskCopies(t *testing.T) {
	t.Chdir(t.TempDir())
	ctx := context.Background()
	if err := os.WriteFile("a", []byte("some bytes"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := (Disk{}).Copy(ctx, "a", "b"); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile("b"); err != nil || string(text) != "some bytes" {
		t.Errorf("the copy has %q, %v", text, err)
	}
	if err := (Disk{}).Copy(ctx, "a", "b"); !errors.Is(err, os.ErrExist) {
		t.Error(err)
	}
	stopped, stop := context.WithCancelCause(ctx)
	reason := errors.New("enough")
	stop(reason)
	if err := (Disk{}).Copy(stopped, "a", "c"); !errors.Is(err, reason) {
		t.Error(err)
	}
	planned := errors.New("planned")
	if err := (Disk{Hook: func(op, path string) error { return planned }}).Copy(ctx, "a", "d"); !errors.Is(err, planned) {
		t.Error(err)
	}
}
