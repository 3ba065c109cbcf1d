package h5

import (
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestEdited has h5py change sealed files: they count as unsealed then, and are good files still.
func TestEdited(t *testing.T) {
	if _, err := exec.LookPath(python); err != nil {
		t.Skipf("there is no %s", python)
	}
	ways := []string{"nothing", "attribute", "value", "grow", "shrink"}
	paths := map[string]string{}
	args := []string{filepath.Join("testdata", "edit.py")}
	for _, way := range ways {
		paths[way], _ = sealed(t)
		args = append(args, way, paths[way])
	}
	out, err := exec.Command(python, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if strings.HasPrefix(string(out), "missing") {
		t.Skip(string(out))
	}
	for _, way := range ways {
		if err := readSealed(paths[way]); !errors.Is(err, ErrUnsealed) {
			t.Errorf("after h5py did %s: %v", way, err)
		}
		f, err := Open(paths[way])
		must(t, err)
		must(t, f.Close())
	}
}
