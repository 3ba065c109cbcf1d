package modelfile

import (
	"errors"
	"os"
	"strings"
	"testing"
)

// Check finds nothing wrong with the models that real Brian 2 runs, and most of what is wrong with those that it refuses; the rest
// shows in a run.
func TestCheckOfCases(t *testing.T) {
	found, refused := 0, 0
	for _, file := range casesOf(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m, err := Parse(t.Context(), file, text, nil)
		if err != nil {
			t.Fatal(err)
		}
		err = m.Check(t.Context())
		switch wrong := strings.Contains(string(text), `"expect_error"`); {
		case wrong && err != nil:
			found++
			refused++
		case wrong:
			refused++
		case err != nil:
			t.Error(err)
		}
	}
	if 10*found < 9*refused {
		t.Errorf("it finds what is wrong in %d of %d", found, refused)
	}
}

// All that is wrong is said at once, with lines, and of what hangs on something wrong nothing.
func TestCheckSaysAll(t *testing.T) {
	m, err := Parse(t.Context(), "m.json", []byte(`{"constants": {"tau": "10 ms"}, "objects": [
{"kind": "neurons", "name": "G", "n": 2, "model": ["dv/dt = -v/tau : volt", "w : 1"],
 "init": [{"variable": "v", "value": 1, "unit": "amp"},
  {"variable": "u", "value": 1}, {"variable": "w", "values": [1, 2, 3]}, {"variable": "w", "value": 2}]},
{"kind": "neurons", "name": "H", "n": 0, "model": "v : 1"},
{"kind": "spike_monitor", "name": "MH", "of": "H"},
{"kind": "spike_monitor", "name": "MG", "of": "G"},
{"kind": "synapses", "name": "S", "source": "G", "target": "G", "on_pre": "v += 1*nV", "connect": [{"all": true}]},
{"kind": "state_monitor", "name": "MS", "of": "S", "variables": ["w"]},
{"kind": "neurons", "name": "K", "n": 2, "model": "dv/dt = -v/tua : 1", "method": "eluer"}],
"schedule": [{"set": {"object": "G", "variable": "x", "value": 1}}]}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	err = m.Check(t.Context())
	const want = `modelfile: m.json:3: objects[0] "G": init[0]: sim: neuron group "G": "v" has unit V, but 1 amp has unit A
modelfile: m.json:4: objects[0] "G": init[1]: sim: neuron group "G" has no variable "u"; there are: v, w
modelfile: m.json:4: objects[0] "G": init[2]: sim: neuron group "G": set "w": 3 values for 2 elements
modelfile: m.json:5: sim: neuron group "H": size 0 is not between 1 and 1073741824
modelfile: m.json:7: sim: spike monitor "MG": neuron group "G" has no threshold and never spikes
modelfile: m.json:8: sim: synapses "S": OnPre waits for spikes of neuron group "G", which has no threshold
modelfile: m.json:8: sim: synapses "S": on_pre: unknown name "nV"
  | v += 1*nV
  |        ^~ did you mean "mV" or "nA" or "nF"?
modelfile: m.json:10: sim: neuron group "K": equations: unknown name "tua"
  | dv/dt = -v/tua : 1
  |            ^~~ did you mean "tau"?`
	if errorText(err) != want || errors.Is(err, ErrMalformed) {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}
