package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// brianPython is the Python that has Brian 2, or the reason why there is none.
func brianPython(t *testing.T) string {
	t.Helper()
	const python = "/usr/bin/python3"
	if out, err := exec.Command(python, "-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('brian2') is None)").CombinedOutput(); err != nil {
		t.Skipf("%s has no Brian 2 (apt-get install python3-brian, or pip install brian2): %v %s", python, err, out)
	}
	return python
}

// runPython runs a script of python/tests on a golgi that is built here.
func runPython(t *testing.T, args ...string) string {
	t.Helper()
	if os.Getenv("GOLGI_SLOW") == "" {
		t.Skip("Brian 2 takes seconds to start; GOLGI_SLOW=1 runs it")
	}
	python := brianPython(t)
	program := filepath.Join(t.TempDir(), "golgi")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	folder, err := filepath.Abs("../../python")
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(python, append([]string{"-W", "ignore"}, args...)...)
	c.Dir = folder
	c.Env = append(os.Environ(), "PYTHONPATH="+folder, "GOLGI="+program, "PYTHONDONTWRITEBYTECODE=1", "MPLBACKEND=Agg")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	return string(out)
}

// The device for Brian 2 does what Brian does.
func TestBrian2Device(t *testing.T) {
	runPython(t, "-m", "unittest", "discover", "-s", "tests")
}

// checkout is one of Brian, which GOLGI_BRIAN2 names: git clone --branch 2.5.1 https://github.com/brian-team/brian2.
func checkout(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("GOLGI_BRIAN2")
	if folder == "" {
		t.Skip("GOLGI_BRIAN2 names no checkout of Brian 2 at the tag of the version that is installed")
	}
	return folder
}

// Brian's own tests pass on the device. The log has those that do not.
func TestBrian2Suite(t *testing.T) {
	t.Log(runPython(t, "tests/brian_suite.py", checkout(t), filepath.Join(t.TempDir(), "suite.json")))
}

// Brian's own examples give its numbers on the device, 300 steps of each run.
func TestBrian2Examples(t *testing.T) {
	out := runPython(t, "tests/brian_examples.py", checkout(t), t.TempDir(), "--steps", "300", "--seconds", "300", "--seeds", "1")
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, "differs") || strings.HasPrefix(line, "fails") {
			t.Error(line)
		}
	}
	t.Log(out)
}
