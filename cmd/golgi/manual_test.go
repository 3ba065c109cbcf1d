package main

import (
	"os"
	"strings"
	"testing"

	"golgi/cli"
	"golgi/components"
)

// The page of all commands is what the program says of itself, and that of all stock parts what they say.
func TestManual(t *testing.T) {
	var page strings.Builder
	page.WriteString("# All commands\n\nThis page is made of the program: `golgi help WORD` says the same.\n\n")
	if err := cli.Manual(golgi(), "tiny", &page); err != nil {
		t.Fatal(err)
	}
	isPage(t, root+"/docs/commands.md", &page)

	var parts strings.Builder
	parts.WriteString("# Stock parts\n\nThis page is made of the parts themselves, which are in package `components`. An experiment of such parts alone is " +
		"[stock](../experiments/stock/README.md).\n")
	if err := components.WritePage(&parts); err != nil {
		t.Fatal(err)
	}
	isPage(t, root+"/docs/components.md", &parts)
}

// isPage compares a page with what it should be, or writes it.
func isPage(t *testing.T, path string, page *strings.Builder) {
	t.Helper()
	if *updatePages {
		if err := os.WriteFile(path, []byte(page.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != page.String() {
		t.Errorf("the page is not what the program says (%v); go test ./cmd/golgi -run Manual -update writes it", err)
	}
}
