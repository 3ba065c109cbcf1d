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
	names, rest := tutorialNames(), string(overview)
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

// The steps work one after the other in one folder, as they do for who copies and pastes them all: what one leaves is in no other's way.
func TestStaircase(t *testing.T) {
	if !takesMinutes() {
		t.Skip("takes two minutes; GOLGI_SLOW=1 runs it")
	}
	scratch, at := "", ""
	for _, page := range append([]string{""}, tutorialNames()...) {
		r := newReader(t, filepath.ToSlash(filepath.Join("tutorials", page, "README.md")))
		if at != "" {
			r.scratch, r.at = scratch, at
		}
		r.read()
		scratch, at = r.scratch, r.at
	}
}

// tutorialNames are those of the steps, in order.
func tutorialNames() (names []string) {
	for _, e := range tutorial().Experiments {
		names = append(names, e.Name)
	}
	for _, w := range tutorial().Words {
		names = append(names, w.Name)
	}
	return names
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
