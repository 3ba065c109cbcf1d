package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// mostTutorialLines is how long a step may be, without imports, comments and blank lines.
const mostTutorialLines = 60

// Each step of the tutorials has a folder, a text, and a program that one reads in a minute; the first page names all of them, in order.
func TestTutorials(t *testing.T) {
	overview, err := os.ReadFile(filepath.Join(root, "tutorials", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range tutorial().Experiments {
		names = append(names, e.Name)
	}
	for _, w := range tutorial().Words {
		names = append(names, w.Name)
	}
	rest := string(overview)
	for _, name := range names {
		_, after, there := strings.Cut(rest, "]("+name+"/README.md) |")
		if !there {
			t.Errorf("the first page does not have %s, or not in its place", name)
		} else {
			rest = after
		}
		if n := programLines(t, filepath.Join(root, "tutorials", name, name+".go")); n > mostTutorialLines {
			t.Errorf("%s has %d lines", name, n)
		}
	}
	folders, err := filepath.Glob(filepath.Join(root, "tutorials", "*", "*.go"))
	if err != nil || len(names) != 10 || len(folders) < 10 {
		t.Errorf("there are %d steps and %d files, %v", len(names), len(folders), err)
	}
}

func programLines(t *testing.T, path string) (lines int) {
	t.Helper()
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(source), "import (")
	_, rest, _ = strings.Cut(rest, "\n)\n")
	for line := range strings.Lines(head + rest) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			lines++
		}
	}
	return lines
}
