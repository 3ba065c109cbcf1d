package h5

import (
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// python is the system's interpreter, which has the packages of the system.
const python = "/usr/bin/python3"

// TestReaders has the libraries of Python read what this package writes: testdata/readers.py asserts exact
// values.
func TestReaders(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "x.h5")
	writeForReaders(t, path, filepath.Join(folder, "other.h5"))
	if _, err := exec.LookPath(python); err != nil {
		t.Skipf("there is no %s", python)
	}
	out, err := exec.Command(python, filepath.Join("testdata", "readers.py"), path).Output()
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
				t.Skip(outcome)
			case outcome != "ok":
				t.Error(strings.ReplaceAll(outcome, " | ", "\n"))
			}
		})
	}
}

func writeForReaders(t *testing.T, path, other string) {
	t.Helper()
	a, err := Create(other)
	must(t, err)
	b, err := Create(path)
	must(t, err)
	do(t, a, func(root Group) error { return writeScaled(root, "run") })
	must(t, Both(a, b, func(from, to Group) error {
		return errors.Join(Copy(from, "run", to, "copy"), to.LinkExternal("outside", filepath.Base(other), "run"))
	}))
	do(t, b, func(root Group) error {
		v, err := root.Dataset("copy/v")
		must(t, err)
		must(t, v.SetAttribute("comment", Variable("größe")))
		_, err = root.Write("text", Scalar("größe"), Layout{Width: Longest})
		must(t, err)
		_, err = root.Write("texts", Vector([]string{"é", "", "abc"}), Layout{Width: 5, Deflate: 1})
		must(t, err)
		table, err := root.WriteTable("table", everyColumn(9), Layout{})
		must(t, err)
		for name, value := range map[string]any{"leaf": int8(1), "yes": true, "fixed": "größe", "empty": "",
			"variable": Variable("größe"), "list": []string{"a", "bc"}, "none": []string{},
			"long": strings.Repeat("long ", 20000)} {
			must(t, table.SetAttribute(name, value))
		}
		return nil
	})
	must(t, a.Close())
	must(t, b.Close())
}
