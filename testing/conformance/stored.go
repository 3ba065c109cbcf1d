package conformance

import (
	"encoding/json"
	"errors"

	"golgi/modelfile"
)

// Compare compares stored results, the text of a file in the format of [modelfile.ResultsFormat] that has no other beside it, with what
// the text of a case expects. A case that expects no numbers agrees with all.
func Compare(name string, text, results []byte) error {
	m, err := read(name, text)
	if err != nil || m.Expect == nil {
		return err
	}
	var stored struct {
		Format  string      `json:"format"`
		Results expectation `json:"results"`
	}
	if err := json.Unmarshal(results, &stored); err != nil {
		return err
	}
	if stored.Format != modelfile.ResultsFormat {
		return errors.New("conformance: the results are not in format " + modelfile.ResultsFormat)
	}
	got := &modelfile.Results{Recorded: arrays(stored.Results.monitors), Final: arrays(stored.Results.final), Methods: stored.Results.methods}
	return m.compareResults(got)
}

// arrays returns what was read as what a simulation has given.
func arrays(of map[string]map[string]array) map[string]map[string]modelfile.Array {
	out := make(map[string]map[string]modelfile.Array)
	for name, object := range of {
		out[name] = make(map[string]modelfile.Array)
		for variable, a := range object {
			out[name][variable] = modelfile.Array(a)
		}
	}
	return out
}
