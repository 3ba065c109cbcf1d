package main

import (
	"os"
	"strings"
	"testing"

	"golgi/cli"
)

// A name that no HDF5 file can have is found before the run, which would take hours; a file in JSON can have it.
func TestNamesForHDF5(t *testing.T) {
	long := strings.Repeat("m", 130)
	for _, c := range [][2]string{
		{strings.Replace(lifModel, `"spikes", "of"`, `"`+long+`", "of"`, 1), "\"monitors." + long + "\": the name \"mmmmmmmmmmmmmmmmmmmm\"… has 130 characters; 127 are allowed"},
		{strings.Replace(lifModel, `"u : volt"`, `"u : volt", "`+long+` : 1"`, 1), "\"final.G\""},
	} {
		text, _, _ := strings.Cut(c[0], `"schedule"`)
		inFolder(t, map[string]string{"long.json": text + `"schedule": [{"run": "360 ks"}]}`})
		code, _, errs := call("run", "long.json", "--engine", "reference", "--quiet", "--out", "out.hdf5")
		if code != cli.Failure || !strings.Contains(errs, c[1]) || !strings.Contains(errs, "or store in .json") {
			t.Errorf("code %d, %s\nwant %s", code, errs, c[1])
		}
		if _, err := os.Stat("out.hdf5"); err == nil {
			t.Error("it leaves a file")
		}
	}
}
