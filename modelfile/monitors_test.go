package modelfile

import (
	"fmt"
	"strings"
	"testing"
)

// No variable takes the place of what a recording has of its own, whatever the kind of monitor: with each of these names it is recorded
// under it, beside all else, or refused.
func TestNamesOfRecordings(t *testing.T) {
	for _, kind := range []string{"spike_monitor", "event_monitor", "state_monitor", "mean_monitor"} {
		event := map[string]string{"event_monitor": `,"event":"spike"`}[kind]
		for _, name := range []string{"count", "i", "t", "record", "N", "rate", "mean_v", "variance_v", "windows", "window_dt"} {
			results, err := run(t, fmt.Sprintf(`{"kind":"neurons","name":"G","n":2,"model":["dv/dt = 2/ms : 1","%s : 1"],"threshold":"v > 1","reset":"v = 0"},
				{"kind":"%s","name":"M","of":"G","variables":["v","%s"]%s},{"kind":"%[2]s","name":"N","of":"G","variables":["v"]%[4]s}`, name, kind, name, event))
			if err != nil {
				if !strings.Contains(err.Error(), `"`+name+`"`) {
					t.Errorf("%s of %q: got %v", kind, name, err)
				}
				continue
			}
			alone, with := results.Recorded["N"], results.Recorded["M"]
			for own := range alone {
				if fmt.Sprint(with[own]) != fmt.Sprint(alone[own]) {
					t.Errorf("%s: %s is %v, and with %q %v", kind, own, alone[own], name, with[own])
				}
			}
			if len(with) <= len(alone) {
				t.Errorf("%s of %q has %v", kind, name, with)
			}
		}
	}
}

// A spike monitor says where a variable has the name of its own counts.
func TestCountIsOfTheMonitor(t *testing.T) {
	for _, kind := range []string{`"spike_monitor"`, `"event_monitor","event":"spike"`} {
		_, err := Parse(t.Context(), "m.json", []byte(`{"objects":[{"kind":"neurons","name":"G","n":2,"model":"count : 1","threshold":"count > 1"},
{"kind":`+kind+`,"name":"M","of":"G",
"variables":["count"]}]}`), nil)
		const want = `modelfile: m.json:3: objects[1] "M": variables: a variable "count" cannot be recorded: how often it happened to each neuron has that name; ` +
			`give the variable another`
		if errorText(err) != want {
			t.Errorf("got\n%v\nwant\n%s", err, want)
		}
	}
}
