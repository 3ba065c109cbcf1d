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
		{text(group, `"objcts":[]`), `json: unknown field "objcts"`},
		{text(`{"kind":"neurons","name":"G","n":2,"threshhold":"v > 1"}`),
			`objects[0]: json: unknown field "threshhold"`},
		{text(`{"kind":"neuron","name":"G"}`), `objects[0]: "neuron" is no kind of object`},
		{text(`{"kind":"neurons"}`), `objects[0]: it has no name`},
		{text(`null`), `objects[0]: "" is no kind of object`},
		{text(`{"kind":"neurons","name":"G","init":[{"variable":"v","valu":1}]}`),
			`objects[0]: json: unknown field "valu"`},
		{text(`{"kind":"neurons","name":"G","init":[{"variable":"v","values":[null]}]}`),
			`objects[0]: null is no number`},
		{text(`{"kind":"neurons","name":"G","refractory":{"unit":"second"}}`),
			`objects[0]: refractory: {"unit":"second"} has no value`},
		{text(group, `"schedule":[{"run":1,"store":"a"}]`),
			`a step does one thing, and {"run":1,"store":"a"} does 2`},
		{text(group, `"schedule":[{}]`), `a step does one thing, and {} does 0`},
		{text(group, `"schedule":[{"set":{"object":"G","variable":"v","where_":"v"}}]`),
			`json: unknown field "where_"`},
		{text(group, `"expect":{"M":{"v":[[1,2],[3]]}}`), `expect: M: the rows of an array differ in length`},
		{text(group, `"expect":{"M":{"v":"x"}}`),
			`expect: M: json: cannot unmarshal string into Go value of type []json.Number`},
		{text(group, `"name":"n"`), `its name is "n"; it must be that of the file`},
		{without(t, text(group), "expect"), `it must have one of expect, expect_error and measures`},
		{without(t, text(group, `"measures":{"r":{"of":"K","what":"rate"}}`), "expect"), `measures: r has not been recorded`},
		{without(t, text(group), "tolerance"), `it expects numbers and has no tolerance`},
		{without(t, refusedText(group, group), "valid_twin"), `a valid_twin belongs to expect_error`},
		{refusedText(group, `{"kind":"?","name":"G"}`), `valid_twin: objects[0]: "?" is no kind of object`},
	} {
		_, err := read("m", []byte(c.text))
		want := `conformance: malformed model: "m": ` + c.want
		if err == nil || err.Error() != want || !errors.Is(err, errMalformed) {
			t.Errorf("%s:\n got %v\nwant %s", c.text, err, want)
		}
	}
}

// TestMalformedModelsAreNoRefusals performs models that are read and make no sense: the kit says so, and does
// not take its own word for the simulator's.
func TestMalformedModelsAreNoRefusals(t *testing.T) {
	for _, c := range []struct{ objects, want string }{
		{`{"kind":"subgroup","name":"A","of":"G","start":0,"stop":1}`, `no object before is named "G"`},
		{group + `,{"kind":"state_monitor","name":"M","of":"H","variables":["v"]}`,
			`no object before is named "H"`},
		{group + `,{"kind":"spike_monitor","name":"M","of":"H"}`, `no object before is named "H"`},
		{group + `,{"kind":"rate_monitor","name":"M","of":"H"}`, `no object before is named "H"`},
		{group + `,{"kind":"synapses","name":"S","source":"G","target":"H"}`, `no object before is named "H"`},
		{group + `,{"kind":"state_monitor","name":"M","of":"G","variables":["v"]},
			{"kind":"subgroup","name":"A","of":"M"}`,
			`"M" is a *sim.StateMonitor, which is the wrong kind of object here`},
		{`{"kind":"neurons","name":"G","n":1,"model":"v : 1","init":[{"variable":"v"}]}`,
			`"v" is given one of value, values and expression`},
		{`{"kind":"neurons","name":"G","n":1,"model":"v : 1","init":[{"variable":"v","value":1,"values":[1]}]}`,
			`"v" is given one of value, values and expression`},
		{spiking + `,{"kind":"synapses","name":"S","source":"G","target":"G","connect":[{"all":false}]}`,
			`connect has one of all, condition, generator, and i with j`},
		{spiking + `,{"kind":"synapses","name":"S","source":"G","target":"G","on_pre":"v += 1","delay":[{"pathway":"pre"}]}`,
			`a delay has one of value, values and expression`},
		{spiking + `,{"kind":"synapses","name":"S","source":"G","target":"G",
			"on_pre":"v += 1","delay":[{"pathway":"pre","value":1},{"pathway":"pre","value":1}]}`, `pathway "pre" has several delays`},
		{group + `,{"kind":"event_monitor","name":"E","of":"H","event":"e"}`, `no object before is named "H"`},
		{spiking + `,{"kind":"synapses","name":"S","source":"G","target":"G","on_event":3}`,
			`on_event is 3, which is neither an event nor one for each pathway`},
		{spiking + `,{"kind":"synapses","name":"S","source":"G","target":"G","on_event":{"other":"e"}}`,
			`on_event: no event e of a pathway "other"`},
	} {
		err := mustRead(t, text(c.objects)).perform(t.Context(), "", func(*stage) error { return nil })
		if want := "conformance: malformed model: " + c.want; err == nil || err.Error() != want || refuses(err) {
			t.Errorf("%s:\n got %v\nwant %s", c.objects, err, want)
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
		for _, o := range m.Objects {
			if g, ok := o.(*neurons); ok {
				declarations(g.Model)
			}
		}
		m.needs()
	})
}
