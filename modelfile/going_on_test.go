package modelfile

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// goingOn is a model that begins at some time, with some state and with spikes under way.
const goingOn = `{"start": %g, "constants": {"tau": "1 ms"}, "objects": [
{"kind": "neurons", "name": "G", "n": 3, "model": "dv/dt = (a - v)/tau : 1 (unless refractory)", "threshold": "v > 1", "reset": "v = 0", "refractory": "0.7*ms",
 "method": "exact", "namespace": {"a": 1.2, "tau": "3 ms"}, "init": [%s]},
{"kind": "poisson_group", "name": "P", "n": 2, "rates": [0, 1e5]},
{"kind": "synapses", "name": "S", "source": "P", "target": "G", "on_pre": "v += 0.1*f(t)", "connect": [{"all": true}],
 "namespace": {"f": {"values": [1, 2, 3], "dt": "1 ms"}}, "delay": [{"pathway": "pre", "value": 0.0005}],
 "under_way": [%s]},
{"kind": "spike_monitor", "name": "spikes", "of": "G"}],
"final": {"G": ["v", "lastspike", "not_refractory"], "S": ["pre.under_way"]},
"schedule": [{"run": %g}]}`

// Two runs, the second with what the first has left, do what one does; names of an object go before those of the model.
func TestGoingOn(t *testing.T) {
	simulated := func(start float64, init, underWay string, duration float64) *Results {
		m, err := Parse(t.Context(), "", fmt.Appendf(nil, goingOn, start, init, underWay, duration), nil)
		if err != nil {
			t.Fatal(err)
		}
		return resultsOf(t, m)
	}
	whole, first := simulated(0, "", "", 0.004), simulated(0, "", "", 0.0018)
	var init []string
	for _, name := range []string{"v", "lastspike", "not_refractory"} {
		values, _ := json.Marshal(first.Final["G"][name].Values)
		init = append(init, fmt.Sprintf(`{"variable": %q, "values": %s}`, name, values))
	}
	under := first.Final["S"]["pre.under_way"]
	var steps, synapses []string
	for k := 0; k < len(under.Values); k += 2 {
		steps, synapses = append(steps, fmt.Sprint(under.Values[k])), append(synapses, fmt.Sprint(under.Values[k+1]))
	}
	second := simulated(0.0018, strings.Join(init, ","), fmt.Sprintf(`{"pathway": "pre", "steps": [%s], "synapses": [%s]}`,
		strings.Join(steps, ","), strings.Join(synapses, ",")), 0.0022)
	if got, want := slices.Concat(first.Recorded["spikes"]["t"].Values, second.Recorded["spikes"]["t"].Values), whole.Recorded["spikes"]["t"].Values; !slices.Equal(got, want) || len(want) < 6 {
		t.Errorf("spikes at %v, want %v", got, want)
	}
	for object, of := range map[string][]string{"G": {"v", "lastspike", "not_refractory"}, "S": {"pre.under_way"}} {
		for _, name := range of {
			if got, want := second.Final[object][name].Values, whole.Final[object][name].Values; !slices.Equal(got, want) || len(want) == 0 {
				t.Errorf("%s of %s is %v, want %v", name, object, got, want)
			}
		}
	}
	if len(whole.Final) != 2 || len(whole.Final["S"]) != 1 {
		t.Errorf("the state in the end has %v", whole.Final)
	}
}

// What does not fit is said with its place, or by the simulator.
func TestGoingOnIsRefused(t *testing.T) {
	for _, c := range []struct{ was, is, want string }{
		{`"start": 0,`, `"start": -1,`, "sim: network: cannot begin at -1 s; wanted a time of 0 or more"},
		{`"start": 0,`, `"streams": "x",`, `modelfile: line 1: streams: it is "x"; wanted "names" or "positions"`},
		{`"start": 0,`, `"record_final": {"G": ["v"]},`, `modelfile: line 1: record_final: there is also "final", which names all that is kept; leave one of them out`},
		{`"a": 1.2`, `"a": {"value": 1.5, "type": "integer"}`, `modelfile: line 3: objects[0] "G": namespace.a.value: 1.5 is no integer`},
		{`"under_way": []`, `"under_way": [{"pathway": "pre", "steps": [1], "synapses": [-1]}]`,
			`modelfile: malformed model: objects[2] "S": under_way[0]: number 0 of the synapses is -1`},
		{`"under_way": []`, `"under_way": [{"pathway": "post", "steps": [1], "synapses": [1]}]`, `sim: synapses "S": there is no pathway "post"`},
		{`"S": ["pre.under_way"]`, `"G": ["pre.under_way"]`, `modelfile: line 9: final.G: the key is there twice, first on line 9; take one out`},
		{`"v", "lastspike"`, `"x.under_way"`, `modelfile: line 9: final.G[0]: "G" has no pathways, and so nothing under way`},
		{`"rates": [0, 1e5]`, `"rates": [0]`, `sim: Poisson group "P": 1 rates for 2 neurons`},
	} {
		text := strings.Replace(fmt.Sprintf(goingOn, 0.0, "", "", 0.001), c.was, c.is, 1)
		m, err := Parse(t.Context(), "", []byte(text), nil)
		if err == nil {
			_, err = simulate(t, m)
		}
		if err == nil || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}

// NaN goes in and out where the model allows it.
func TestNaN(t *testing.T) {
	nan := []byte{0, 0, 0, 0, 0, 0, 0xf8, 0x7f}
	for allowed, want := range map[string]string{"true": "<nil>", "false": `sim: neuron group "G": set "v": NaN is no number`} {
		text := `{"allow_nan": ` + allowed + `, "objects": [{"kind": "neurons", "name": "G", "n": 1, "model": "dv/dt = -v/ms : 1", "method": "euler",
 "init": [{"variable": "v", "values": {"array": {"file": "x.bin", "type": "float64", "shape": [1]}}}]}], "schedule": [{"run": 0.001}]}`
		m, err := Parse(t.Context(), "", []byte(text), fstest.MapFS{"x.bin": {Data: nan}})
		if err != nil {
			t.Fatal(err)
		}
		if r, err := simulate(t, m); fmt.Sprint(err) != want || err == nil && fmt.Sprint(r.Final["G"]["v"].Values) != "[NaN]" {
			t.Errorf("%v: %v, %v", allowed, r, err)
		}
	}
}
