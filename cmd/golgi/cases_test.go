package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golgi/cli"
	"golgi/internal/quick"
	"golgi/sim"
	"golgi/testing/conformance"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	if err := quick.C(); err != nil {
		panic(err)
	}
	if os.Getenv("GOLGI_TEST_COMMAND") != "" { // it is a child that may be killed
		os.Exit(m.Run())
	}
	testscript.Main(m, map[string]func(){"golgi": main})
}

// call executes a command.
func call(args ...string) (code int, out, errs string) {
	var stdout, stderr bytes.Buffer
	code = cli.ExecuteTool(golgi(), args, &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// The command gives the numbers of real Brian 2 for all recorded cases, and refuses those that must be refused, with each engine where
// tests may take minutes.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("../../testing/conformance/testdata/cases/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases: ", err)
	}
	list, err := os.ReadFile("../../testing/conformance/pending.txt")
	if err != nil {
		t.Fatal(err)
	}
	pending, err := conformance.ParsePending(string(list))
	if err != nil {
		t.Fatal(err)
	}
	engines := sim.Engines()
	if os.Getenv("GOLGI_SLOW") == "" {
		engines = []string{sim.Reference}
	}
	stored := filepath.Join(t.TempDir(), "out.json")
	for _, engine := range engines {
		for _, file := range files {
			name := strings.TrimSuffix(filepath.Base(file), ".json")
			if slices.Contains(pending, name) {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			code, _, errs := call("run", file, "--engine", engine, "--quiet", "--out", stored, "--overwrite")
			if refused := bytes.Contains(text, []byte(`"expect_error"`)); refused {
				if code != cli.Failure || errs == "" {
					t.Errorf("%s: code %d\n%s", file, code, errs)
				}
				continue
			}
			results, err := os.ReadFile(stored)
			if code != cli.Success || err != nil {
				t.Errorf("%s: code %d, %v\n%s", file, code, err, errs)
				continue
			}
			if err := conformance.Compare(name, text, results); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
}

// Shells complete the names of files where a word takes some.
func TestFilesAreCompleted(t *testing.T) {
	for _, word := range []string{"run", "check", "ls", "runs", "show", "diff", "export csv", "merge", "delete", "rename", "backup"} {
		words := append(append([]string{"__complete"}, strings.Fields(word)...), "")
		if code, out, _ := call(words...); code != cli.Success || out != ":0\n" {
			t.Errorf("golgi %s: code %d, %s", word, code, out)
		}
	}
}
