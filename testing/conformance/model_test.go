package conformance

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadSaysWhatIsMalformed pins the text for every way in which a file is no model.
func TestReadSaysWhatIsMalformed(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{``, `unexpected end of JSON input`},
		{`[]`, `json: cannot unmarshal array into Go value of type map[string]json.RawMessage`},
		{text(group, `"expect":{"M":{"v":[[1,2],[3]]}}`), `expect: M: the rows of an array differ in length`},
		{text(group, `"expect":{"M":{"v":"x"}}`),
			`expect: M: json: cannot unmarshal string into Go value of type []json.Number`},
		{text(group, `"name":"n"`), `its name is "n"; it must be that of the file`},
		{without(t, text(group), "expect"), `it must have one of expect, expect_error and measures`},
		{without(t, text(group, `"measures":{"r":{"of":"K","what":"rate"}}`), "expect"), `measures: r has not been recorded, and has no band`},
		{without(t, text(group), "tolerance"), `it expects numbers and has no tolerance`},
		{without(t, refusedText(group, group), "valid_twin"), `a valid_twin belongs to expect_error`},
		{refusedText(group, `{"kind":"?","name":"G"}`), `valid_twin: modelfile: line 1: objects[0] "G": kind: there is no kind of object "?"; ` +
			`there are "event_monitor", "mean_monitor", "network_operation", "neurons", "poisson_group", "poisson_input", "rate_monitor", ` +
			`"spike_counter", "spike_generator", "spike_monitor", "state_monitor", "subgroup" and "synapses"`},
	} {
		_, err := read("m", []byte(c.text))
		want := `conformance: malformed model: "m": ` + c.want
		if err == nil || err.Error() != want || !errors.Is(err, errMalformed) {
			t.Errorf("%s:\n got %v\nwant %s", c.text, err, want)
		}
	}
}

// FuzzRead shows that no file makes the kit panic before the simulator is asked.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/cases/*.json")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(strings.Replace(string(text), nameOf(file), "m", 1))
	}
	f.Add(refusedText(group, spiking))
	f.Fuzz(func(t *testing.T, text string) {
		m, err := read("m", []byte(text))
		if err != nil {
			return
		}
		if m.twin == nil && m.Expect == nil && m.Measures == nil {
			t.Error("a model is read that neither expects anything nor must be refused")
		}
		m.needs()
	})
}
