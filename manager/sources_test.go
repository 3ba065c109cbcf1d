package manager_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golgi/manager"
)

// checkout makes a checkout of git with two files, written before this program was built.
func checkout(t *testing.T) (folder string, write func(name, text string)) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	folder = t.TempDir()
	write = func(name, text string) {
		path := filepath.Join(folder, name)
		check(t, os.WriteFile(path, []byte(text), 0o666))
		check(t, os.Chtimes(path, time.Time{}, time.Now().Add(-24*365*time.Hour)))
	}
	write("go.mod", "module own\n")
	write("main.go", "package main\n")
	for _, words := range []string{"init -q", "add .", "-c user.name=a -c user.email=a@b.invalid commit -q -m first"} {
		c := exec.Command("git", strings.Fields(words)...)
		c.Dir = folder
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", words, err, out)
		}
	}
	return folder, write
}

// The provenance has how files differ from their revision: what was changed, what is not in git; of much, the beginning. What was changed after the program was built is not
// what it was built of, and nobody knows what that was.
func TestSources(t *testing.T) {
	folder, write := checkout(t)
	source, is := manager.SourceIn(folder)
	if !is || len(source.Revision) != 40 || source.Diff != "" {
		t.Errorf("a clean checkout is %+v", source)
	}
	write("main.go", "package main // größer\n")
	write("new.go", "package main\n")
	write("notes.txt", "of no account\n")
	source, _ = manager.SourceIn(folder)
	if !strings.Contains(source.Diff, "-package main\n+package main // größer\n") || !strings.HasSuffix(source.Diff, "\nnot in git: new.go, of SHA-256 df1d036cbbf3df46e2045071e082245ece204c7f53ecf0a4e022bff9bb228f47\n") {
		t.Errorf("a changed checkout is %+v", source)
	}
	write("main.go", strings.Repeat("// much\n", 100000))
	if source, _ = manager.SourceIn(folder); len(source.Diff) > 257<<10 || !strings.Contains(source.Diff, " bytes more, in all of SHA-256 ") {
		t.Errorf("much is of %d bytes, and ends with %q", len(source.Diff), source.Diff[len(source.Diff)-100:])
	}
	late := time.Now().Add(time.Hour)
	check(t, os.Chtimes(filepath.Join(folder, "main.go"), late, late))
	if source, _ = manager.SourceIn(folder); source.Diff != "unknown: main.go changed after the program was built\n" {
		t.Errorf("what was changed later is %.300q", source.Diff)
	}
	if source, is := manager.SourceIn(t.TempDir()); is {
		t.Errorf("a folder without git is %+v", source)
	}
}
