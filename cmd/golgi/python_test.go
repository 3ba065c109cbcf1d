package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// The package of Python reads files and drives programs, among them this one: python/tests/reading. What takes seconds is skipped there as here.
func TestPythonPackage(t *testing.T) {
	const python = "/usr/bin/python3"
	if out, err := exec.Command(python, "-c", "import importlib.util as u, sys; sys.exit(None in map(u.find_spec, ['h5py', 'pytest', 'xarray', 'pandas']))").CombinedOutput(); err != nil {
		t.Skipf("%s lacks h5py, pytest, xarray or pandas (make test-readers-install installs them): %v %s", python, err, out)
	}
	program, err := exec.LookPath("golgi") // this test, called so: see TestMain
	if err != nil {
		t.Fatal(err)
	}
	noted(t, "../../python")
	sample := filepath.Join(t.TempDir(), "sample.hdf5")
	if err := makeSample(sample, false, ""); err != nil {
		t.Fatal(err)
	}
	t.Log("GOLGI_SLOW=" + os.Getenv("GOLGI_SLOW"))
	c := exec.Command(python, "-W", "ignore", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rs", "tests/reading")
	c.Dir = "../../python"
	c.Env = append(os.Environ(), "GOLGI="+program, "GOLGI_SAMPLE="+sample, "PYTHONDONTWRITEBYTECODE=1", "MPLBACKEND=Agg")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// noted looks at all files of a folder, so that Go, which keeps outcomes of tests, knows that this one depends on them.
func noted(t *testing.T, folder string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) == ".pyc" {
			return err
		}
		_, err = os.Stat(path)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
}
