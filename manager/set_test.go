package manager_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/rs/zerolog"

	"golgi/component"
	"golgi/manager"
)

// Parameters that were set, and that no run reads, are warned of: seeds are read where random numbers are drawn.
func TestSetInVain(t *testing.T) {
	named := []string{manager.BuildSeed, manager.Seed, "neurons.tau", "neurons.mu", "unread"}
	noisy := []component.Component{neurons{before: true}, synapses{before: true}, recording{}}
	for _, c := range []struct {
		name  string
		parts []component.Component
		want  []string
	}{
		{"random numbers everywhere", noisy, []string{"unread"}},
		{"none in PreBuild", []component.Component{neurons{}, synapses{}, recording{}}, []string{manager.BuildSeed, "unread"}},
		{"none at all", []component.Component{described{}}, []string{manager.BuildSeed, "neurons.tau", "neurons.mu", "unread"}},
	} {
		var out bytes.Buffer
		e := newBareExperiment(t, c.parts, nil, manager.WithLog(zerolog.New(&out)), manager.WithSet(named...))
		if _, err := e.explore(1); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, line := range bytes.Split(out.Bytes(), []byte("\n")) {
			var event struct{ Level, Set string }
			if json.Unmarshal(line, &event) == nil && event.Level == "warn" {
				got = append(got, event.Set)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: warned of %v, wanted %v", c.name, got, c.want)
		}
	}
}
