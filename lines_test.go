package golgi_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A file is read as a whole, and this is about as much as one reads at a sitting. One that is longer says why
// within its first lines, in a comment that begins "One file because".
const (
	mostLines = 500
	headLines = 30
	excuse    = "One file because"
)

func TestFilesAreShort(t *testing.T) {
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && ignored(name):
			return filepath.SkipDir
		case entry.IsDir() || !slices.Contains([]string{".go", ".c", ".h"}, filepath.Ext(name)):
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		lines := bytes.SplitAfter(text, []byte("\n"))
		if n := len(lines) - 1; n > mostLines && !bytes.Contains(bytes.Join(lines[:headLines], nil), []byte(excuse)) {
			t.Errorf("%s has %d lines, over %d: split it by topic, or say at its head %q ...", name, n, mostLines, excuse)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
