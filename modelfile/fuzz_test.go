package modelfile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// casesOf returns the models of the suite.
func casesOf(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../testing/conformance/testdata/cases/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no models: ", err)
	}
	return files
}

// FuzzParse shows that no text makes the reader panic, and that what it refuses is malformed.
func FuzzParse(f *testing.F) {
	for _, file := range casesOf(f) {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(`{"objects":[{"kind":"neurons","name":"G","n":2,"model":["v : 1","w : 1"],"init":[{"variable":"v",` +
		`"values":{"array":{"file":"x.bin","type":"float64","offset":8,"shape":[2]}}}]}],"constants":{"a":"10 ms","b":true,"c":2}}`))
	folder := fstest.MapFS{"x.bin": {Data: make([]byte, 24)}}
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := Parse(t.Context(), "m.json", text, folder)
		if (m == nil) == (err == nil) || err != nil && !errors.Is(err, ErrMalformed) {
			t.Errorf("%v with the error %v", m, err)
		}
	})
}

// A model that is cut off anywhere is refused, but where only space is lost.
func TestTruncated(t *testing.T) {
	for k, file := range casesOf(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for n := k % 97; n < len(text)-2; n += 997 {
			if _, err := Parse(t.Context(), file, text[:n], nil); !errors.Is(err, ErrMalformed) {
				t.Errorf("%s, first %d bytes: %v", file, n, err)
			}
		}
	}
}

// The time that checks take grows with the text, not with its square, nor is a line counted for each fault.
func TestChecksOfLongTexts(t *testing.T) {
	var names strings.Builder
	for k := range 30_000 {
		fmt.Fprintf(&names, `"G%d": ["v"], `, k)
	}
	begun := time.Now()
	for what, text := range map[string]string{
		"names in record_final":     `{"objects": [], "record_final": {` + names.String() + `"G": []}}`,
		"keys that are there twice": `{"objects": [], "record_final": {` + names.String() + names.String() + `"G": []}}`,
		"one key":                   `{"objects": [], "record_final": {` + strings.Repeat(`"G": ["v"], `, 30_000) + `"G": []}}`,
	} {
		if _, err := Parse(t.Context(), "", []byte(text), nil); err == nil {
			t.Errorf("%s: there is no error", what)
		}
	}
	if took := time.Since(begun); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
}
