package modelfile

import (
	"os"
	"strings"
	"testing"
)

// largeResults are some with arrays that stand in a binary file.
func largeResults() *Results {
	return &Results{Recorded: map[string]map[string]Array{"M": {"v": {Values: make([]float64, mostInText+1), Shape: []int{mostInText + 1}}}}}
}

// Results that cannot be written leave nothing behind.
func TestWriteFileLeavesNothing(t *testing.T) {
	for what, spoil := range map[string]func() error{
		"a folder has the name of the arrays": func() error { return os.Mkdir("x.bin", 0o700) },
		"a folder has the name of the text":   func() error { return os.Mkdir("x.json", 0o700) },
	} {
		t.Chdir(t.TempDir())
		if err := spoil(); err != nil {
			t.Fatal(err)
		}
		if err := largeResults().WriteFile("x.json", Header{}); err == nil {
			t.Errorf("%s: there is no error", what)
		}
		if entries, err := os.ReadDir("."); err != nil || len(entries) != 1 {
			t.Errorf("%s: it has left %v, %v", what, entries, err)
		}
	}
}

// Arrays stand in the text up to the number that the header names.
func TestWriteFileInText(t *testing.T) {
	t.Chdir(t.TempDir())
	r := &Results{Final: map[string]map[string]Array{"G": {"u": vector([]float64{1, 2}, ""), "v": vector([]float64{1, 2, 3}, "")}}}
	if err := r.WriteFile("x.json", Header{InText: 2}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("x.json")
	if err != nil || !strings.Contains(string(text), `"u": [1.0, 2.0]`) || !strings.Contains(string(text), `"v": {"array": {"file": "x.bin", "type": "float64", "offset": 0, "shape": [3]}}`) {
		t.Errorf("%v\n%s", err, text)
	}
}

// Results that take the place of others leave no file of arrays behind to which nothing refers; what somebody else has put there stays.
func TestWriteFileClearsUp(t *testing.T) {
	t.Chdir(t.TempDir())
	few := &Results{Final: map[string]map[string]Array{"G": {"u": vector([]float64{1, 2}, "")}}}
	for _, c := range []struct {
		write *Results
		stays bool
	}{{few, true}, {largeResults(), true}, {few, false}, {few, false}} {
		if c.write == few && c.stays {
			if err := os.WriteFile("x.bin", nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.write.WriteFile("x.json", Header{}); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat("x.bin"); (err == nil) != c.stays {
			t.Errorf("the arrays: %v, stay: %v", err, c.stays)
		}
	}
}
