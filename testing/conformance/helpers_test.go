package conformance

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"golgi/modelfile"
)

// group is a group that every version of Golgi can run; spiking is one that spikes.
const (
	group   = `{"kind":"neurons","name":"G","n":2,"model":"dv/dt = -v/(10*ms) : 1","method":"exact"}`
	spiking = `{"kind":"neurons","name":"G","n":2,"model":"dv/dt = (2-v)/(1*ms) : 1","threshold":"v > 1"}`
)

// text writes a model named "m" that expects nothing: objects as they are, and other keys of it.
func text(objects string, keys ...string) string {
	all := []string{`"objects":[` + objects + `]`}
	for _, usual := range []string{`"name":"m"`, `"schedule":[{"run":0.001}]`, `"tolerance":{"rel":1e-9,"abs":1e-12}`, `"expect":{"final":{}}`} {
		name, _, _ := strings.Cut(usual, ":")
		if !slices.ContainsFunc(keys, func(key string) bool { return strings.HasPrefix(key, name+":") }) {
			all = append(all, usual)
		}
	}
	return "{" + strings.Join(append(all, keys...), ",") + "}"
}

// refusedText writes a model named "m" that must be refused: the objects, and those of its twin.
func refusedText(objects, twin string) string {
	return `{"name":"m","objects":[` + objects + `],"schedule":[{"run":0.001}],` +
		`"expect_error":{"about":"the fault","raised_at":"anywhere"},"valid_twin":{"objects":[` + twin + `]}}`
}

func mustRead(t *testing.T, text string) *model {
	t.Helper()
	return mustReadAs(t, "m", text)
}

func mustReadAs(t *testing.T, name, text string) *model {
	t.Helper()
	m, err := read(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// unbuiltNeed is a need of models with a rate monitor of the name unbuilt, for which there are no words.
var unbuiltNeed = &need{"what is not built", "a test says so", unsayable, has(func(o modelfile.Described) bool { return o.Name == "unbuilt" })}

// withUnbuilt has that need in the table during a test.
func withUnbuilt(t *testing.T) {
	t.Helper()
	before := theNeeds
	theNeeds = append(slices.Clip(theNeeds), unbuiltNeed)
	t.Cleanup(func() { theNeeds = before })
}

// without takes top-level keys out of a model's text.
func without(t *testing.T, text string, names ...string) string {
	t.Helper()
	keys := make(map[string]json.RawMessage)
	if err := json.Unmarshal([]byte(text), &keys); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		delete(keys, name)
	}
	out, err := json.Marshal(keys)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
