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

// TestPython has the libraries of Python read the sample: testdata/readback.py asserts exact values.
func TestPython(t *testing.T) {
	plain, compressed := filepath.Join(t.TempDir(), "x.hdf5"), filepath.Join(t.TempDir(), "y.hdf5")
	writeSample(t, plain)
	writeSample(t, compressed, hdf5.Compress(4))
	if _, err := exec.LookPath(python); err != nil {
		t.Skipf("there is no %s", python)
	}
	out, err := exec.Command(python, filepath.Join("testdata", "readback.py"), plain, compressed).Output()
	must(t, err)
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != 4 {
		t.Fatalf("wanted a line for each of 4 libraries, got:\n%s", out)
	}
	for _, line := range lines {
		library, outcome, _ := strings.Cut(line, " ")
		t.Run(library, func(t *testing.T) {
			switch {
			case strings.HasPrefix(outcome, "missing"):
				t.Skip(outcome + "; apt-get install python3-h5py python3-xarray python3-h5netcdf " +
					"python3-netcdf4 python3-tables")
			case outcome != "ok":
				t.Error(strings.ReplaceAll(outcome, " | ", "\n"))
			}
		})
	}
}
