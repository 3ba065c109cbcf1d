package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

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

// A Parquet file has the columns in their order, with types, units and what is missing.
func TestParquet(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(exportedSample(t), "t.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	file, err := parquet.OpenFile(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	const schema = `message runs {
	optional int64 run (INT(64,true));
	optional binary status (STRING);
	optional int64 start (TIMESTAMP(isAdjustedToUTC=true,unit=MICROS));
	optional double duration;
	optional binary error (STRING);
	optional double parameters.connections.R_ee;
	optional double parameters.neurons.tau;
	optional int64 parameters.simulation.trial (INT(64,true));
	optional int64 results.stats.count (INT(64,true));
	optional double results.stats.fano;
	optional boolean results.stats.ok;
	optional double results.stats.rate;
	optional binary results.stats.word (STRING);
}`
	if got := file.Schema().String(); got != schema {
		t.Errorf("the schema is\n%s", got)
	}
	if units, _ := file.Lookup("golgi.units"); units != `{"duration":"s","parameters.neurons.tau":"ms","results.stats.rate":"Hz"}` {
		t.Errorf("the units are %s", units)
	}
	reader := parquet.NewGenericReader[any](file)
	rows := make([]parquet.Row, 10)
	n, err := reader.ReadRows(rows)
	if n != 6 {
		t.Fatalf("there are %d rows, %v", n, err)
	}
	var lines []string
	for _, row := range rows[:n] {
		var cells []string
		for _, v := range row[5:] {
			cells = append(cells, v.String())
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	want := []string{"1|5|0|1|1.5|true|20|a,b", "1|5|1|1152921504606846977|NaN|false|21|two\nlines", `1|5|2|-3|+Inf|true|22|says "x"`,
		"2.5|7.5|0|0|<null>|false|23|é", "2.5|7.5|1|<null>|<null>|<null>|<null>|<null>", "2.5|7.5|2|<null>|<null>|<null>|<null>|<null>"}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("the rows are\n%s", strings.Join(lines, "\n"))
	}
	if err := errors.Join(reader.Close()); err != nil {
		t.Error(err)
	}
}
