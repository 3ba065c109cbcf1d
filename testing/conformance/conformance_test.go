package conformance

import (
	"cmp"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"golgi/sim"
)

// cases is a folder of models instead of the suite beside the project.
var cases = flag.String("cases", "", "folder of models to judge, seen from the project's root")

const (
	root   = "../.."
	beside = "../shared/conformance/cases" // the suite beside the project, seen from its root
)

// slow says whether tests may take minutes.
var slow = os.Getenv("GOLGI_SLOW") != ""

// TestMain runs the tests. Most of their time goes into the optimising of C, which is left out where they should be
// quick.
func TestMain(m *testing.M) {
	if !slow {
		os.Setenv("CC", cmp.Or(os.Getenv("CC"), "cc")+" -O1")
	}
	os.Exit(m.Run())
}

// TestOwnModels judges the models in testdata, none of which may be pending: with every engine where that may take
// minutes, and else with the reference engine, whose bits the others have.
func TestOwnModels(t *testing.T) {
	engines := sim.Engines()
	if !slow {
		engines = []string{sim.Reference}
	}
	for _, engine := range engines {
		t.Run(engine, func(t *testing.T) {
			Suite{Models: os.DirFS("testdata/cases"), Pending: []string{}, Engine: engine}.Run(t)
		})
	}
}

// TestSuite judges the models of the folder named by -cases, or of the suite beside the project.
func TestSuite(t *testing.T) {
	if *cases != "" {
		Suite{Models: os.DirFS(fromRoot(*cases))}.Run(t)
		return
	}
	if _, err := os.Stat(fromRoot(beside)); errors.Is(err, fs.ErrNotExist) {
		t.Skipf("there is no suite in %s; -args -cases DIR names another folder", beside)
	}
	Suite{Models: os.DirFS(fromRoot(beside)), Pending: readPending(t)}.Run(t)
}

// fromRoot returns a path as seen from the project's root.
func fromRoot(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(root, path)
}

func readPending(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("pending.txt")
	if err != nil {
		t.Fatal(err)
	}
	names, err := ParsePending(string(text))
	if err != nil {
		t.Fatal(err)
	}
	return names
}
