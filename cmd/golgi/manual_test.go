package main

import (
	"os"
	"strings"
	"testing"

	"golgi/cli"
)

// The page of all commands is what the program says of itself.
func TestManual(t *testing.T) {
	const path = root + "/docs/commands.md"
	var page strings.Builder
	page.WriteString("# All commands\n\nThis page is made of the program: `golgi help WORD` says the same.\n\n")
	if err := cli.Manual(golgi(), "tiny", &page); err != nil {
		t.Fatal(err)
	}
	if *updatePages {
		if err := os.WriteFile(path, []byte(page.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != page.String() {
		t.Errorf("the page is not what the program says (%v); go test ./cmd/golgi -run Manual -update writes it", err)
	}
}
