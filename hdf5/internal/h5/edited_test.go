package h5

import (
	"errors"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestEdited has h5py change a sealed file: it counts as unsealed then, and is a good file still.
func TestEdited(t *testing.T) {
	if out, err := exec.Command(python, "-c", "import h5py").CombinedOutput(); err != nil {
		t.Skipf("%s has no h5py: %s", python, out)
	}
	for _, way := range []string{"nothing", "attribute", "value", "grow", "shrink"} {
		path, _ := sealed(t)
		out, err := exec.Command(python, filepath.Join("testdata", "edit.py"), way, path).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", way, err, out)
		}
		if err := readSealed(path); !errors.Is(err, ErrUnsealed) {
			t.Errorf("after h5py did %s: %v", way, err)
		}
		f, err := Open(path)
		must(t, err)
		must(t, f.Close())
	}
}
