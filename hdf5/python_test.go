package hdf5_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golgi/hdf5"
)

// python is the system's interpreter, which has the packages of the system.
const python = "/usr/bin/python3"

// TestPython has the libraries of Python read the samples: testdata/readback.py asserts exact values.
func TestPython(t *testing.T) {
	if _, err := exec.LookPath(python); err != nil {
		t.Skipf("there is no %s", python)
	}
	folder := t.TempDir()
	all, compressed := filepath.Join(folder, "all.hdf5"), filepath.Join(folder, "compressed.hdf5")
	linked := filepath.Join(folder, "linked.hdf5")
	writeKinds(t, all)
	writeSample(t, compressed, hdf5.Compress(4))
	writeSample(t, linked, hdf5.KeepSegments())
	posted := filepath.Join(folder, "posted.hdf5")
	writePosted(t, posted)
	script := filepath.Join("testdata", "readback.py")
	out, err := exec.Command(python, script, all, compressed, linked, posted).Output()
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if err != nil || len(lines) != 5 {
		t.Fatalf("wanted a line for each of 5 libraries, got %v and:\n%s", err, out)
	}
	for _, line := range lines {
		library, outcome, _ := strings.Cut(line, " ")
		t.Run(library, func(t *testing.T) {
			switch {
			case strings.HasPrefix(outcome, "missing") && library == "pypet":
				t.Skip(outcome + "; GOLGI_PYTHONPATH can name a folder that has pypet 0.7")
			case strings.HasPrefix(outcome, "missing"):
				t.Skip(outcome + "; make test-readers-install installs it")
			case outcome != "ok":
				t.Error(strings.ReplaceAll(outcome, " | ", "\n"))
			}
		})
	}
}
