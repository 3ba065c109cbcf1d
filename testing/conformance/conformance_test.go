package conformance

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"golgi/internal/quick"
	"golgi/sim"
)

// cases is a folder of models instead of those that are kept here.
var cases = flag.String("cases", "", "folder of models to judge, seen from the project's root")

const (
	root = "../.."
	kept = "testdata/cases"
)

// slow says whether tests may take minutes.
var slow = os.Getenv("GOLGI_SLOW") != ""

func TestMain(m *testing.M) {
	if err := quick.C(); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// TestSuite judges the models that are kept here, or those of the folder named by -cases: with every engine where that
// may take minutes, and else with the reference engine, whose bits the others have.
func TestSuite(t *testing.T) {
	suite := Suite{Models: os.DirFS(kept)}
	if *cases != "" {
		suite.Models = os.DirFS(fromRoot(*cases))
	} else {
		suite.Pending = readPending(t)
	}
	engines := sim.Engines()
	if !slow {
		engines = []string{sim.Reference}
	}
	for _, engine := range engines {
		suite.Engine = engine
		t.Run(engine, suite.Run)
	}
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
