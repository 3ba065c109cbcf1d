package main

import (
	"os"
	"strings"
	"testing"

	"golgi/cli"
)

// page returns MODEL_FORMAT.md.
func page(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../MODEL_FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The example of the page is right, and runs.
func TestPage(t *testing.T) {
	_, rest, _ := strings.Cut(page(t), "```json\n")
	example, _, found := strings.Cut(rest, "```\n")
	if !found {
		t.Fatal("the page has no example")
	}
	inFolder(t, map[string]string{"lif.json": example})
	want(t, []string{"check", "lif.json"}, cli.Success, "lif.json: nothing is wrong; it has 4 objects, and simulates 0.1 s\n", "")
	code, out, errs := call("run", "lif.json", "--engine", "reference", "--quiet")
	if code != cli.Success || !strings.Contains(out, " by 100 neurons, ") || !strings.Contains(out, "trace    v   2 × 100 ") {
		t.Errorf("code %d\n%s%s", code, out, errs)
	}
}
