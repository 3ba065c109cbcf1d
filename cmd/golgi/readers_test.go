package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golgi/cli"
)

// exported writes the table of the sample in all forms.
func exportedSample(t *testing.T) (folder string) {
	t.Helper()
	folder = t.TempDir()
	path := filepath.Join(folder, "x.hdf5")
	if err := makeSample(path, false, ""); err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"csv", "json", "parquet"} {
		if code, _, errs := call("export", form, path, "--out", filepath.Join(folder, "t."+form)); code != cli.Success {
			t.Fatal(form, errs)
		}
	}
	return folder
}

// pandas reads what is exported: the numbers, to the last bit, the texts, and what is missing. Parquet is read where Python has something for it.
func TestPandas(t *testing.T) {
	const python, script = "/usr/bin/python3", "testdata/exported.py"
	if out, err := exec.Command(python, "-c", "import importlib.util as u, sys; sys.exit(u.find_spec('pandas') is None)").CombinedOutput(); err != nil {
		t.Skipf("%s has no pandas (apt-get install python3-pandas): %v %s", python, err, out)
	}
	if os.Getenv("GOLGI_SLOW") == "" {
		t.Skip("pandas takes seconds to start; GOLGI_SLOW=1 runs it")
	}
	out, err := exec.Command(python, "-W", "ignore", script, exportedSample(t)).CombinedOutput()
	if err != nil || !strings.HasPrefix(string(out), "csv, json") {
		t.Errorf("%v\n%s", err, out)
	}
	t.Log(string(out))
}
