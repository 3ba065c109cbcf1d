package conformance

import (
	"strings"
	"testing"
)

// TestNeeds shows for each row of the table a model that has the need, and that plain models have none.
func TestNeeds(t *testing.T) {
	neuron := func(keys string) string {
		if !strings.HasPrefix(keys, `"model"`) {
			keys = `"model":"v : 1",` + keys
		}
		return text(`{"kind":"neurons","name":"G","n":2,` + keys + `}`)
	}
	synapse := func(keys string) string {
		return text(spiking + `,{"kind":"synapses","name":"S","source":"G","target":"G",` + keys + `}`)
	}
	found := make(map[string]bool)
	for _, c := range []struct{ text, want string }{
		{text(group), ""},
		{text(spiking, `"timed_arrays":{}`), ""},
		{text(`{"kind":"spike_generator","name":"P","n":1,"indices":[],"times":[],"period":null,"when":null}`), ""},
		{neuron(`"events":{},"run_regularly":[],"method":null,"dt":0.0001,"order":3`), ""},
		{synapse(`"on_pre":"v += 1","on_post":null,"on_event":null,"connect":[{"all":true}],` +
			`"delay":[{"pathway":"pre","value":0.001}]`), ""},
		{text(spiking + `,{"kind":"spike_monitor","name":"M","of":"G","variables":null,"when":null}`), ""},
		{text(group, `"schedule":[{"store":"a"},{"run":0.1},{"restore":"a"}]`), ""},
		{strings.Replace(text(group), " : 1", " : 1 # not (point current)", 1), ""},

		{text(`{"kind":"spike_generator","name":"P","n":1,"indices":[],"times":[],"when":"end"}`), ""},
		{text(`{"kind":"spike_generator","name":"P","n":1,"indices":[],"times":[]}`,
			`"schedule":[{"set_spikes":{"object":"P","indices":[],"times":[]}}]`), ""},
		{text(group + `,{"kind":"event_monitor","name":"E","of":"G","event":"e"}`), ""},
		{neuron(`"events":{"e":"v > 1"}`), ""},
		{neuron(`"run_on_event":[{"event":"e","code":"v = 1"}]`), ""},
		{neuron(`"event_schedule":[{"event":"e","when":"end"}]`), ""},
		{synapse(`"on_event":"e"`), ""},
		{neuron(`"run_regularly":[{"code":"v = 1"}]`), ""},
		{synapse(`"run_regularly":[{"code":"w = 1"}]`), ""},
		{text(group, `"timed_arrays":{"ta":{"values":[1.0],"dt":0.001,"unit":"1"}}`), ""},
		{text(spiking + `,{"kind":"spike_monitor","name":"M","of":"G","when":"end"}`), ""},
		{text(spiking + `,{"kind":"spike_monitor","name":"M","of":"G","dt":0.001}`), ""},
		{text(spiking + `,{"kind":"rate_monitor","name":"M","of":"G","dt":0.001}`), ""},
		{text(group, `"constants":{"a":{"value":2}}`, `"schedule":[{"set_constant":{"a":{"value":1}}}]`), ""},
		{text(group, `"schedule":[{"set_dt":0.001}]`), ""},
		{text(group, `"schedule":[{"deactivate":"G"}]`), ""},
		{neuron(`"init":[{"variable":"v","values":[1],"where":"i > 0"}]`), ""},
		{neuron(`"model":"i = v : 1 ( point current )\nv : 1"`), "(point current)"},
	} {
		got := features(mustRead(t, c.text).needs())
		found[got] = true
		if got != c.want {
			t.Errorf("%s\n needs %q, want %q", c.text, got, c.want)
		}
	}
	for _, n := range theNeeds {
		if !found[n.feature] {
			t.Errorf("no model here needs %q", n.feature)
		}
	}
}

// TestNeedsOfRefusedModels shows that of a refused model the texts do not matter, and its twin does.
func TestNeedsOfRefusedModels(t *testing.T) {
	flag := `{"kind":"neurons","name":"G","n":2,"model":"a = t/ms : 1 (point current)"}`
	withUnbuilt(t)
	unbuilt := group + `,{"kind":"rate_monitor","name":"unbuilt","of":"G"}`
	for _, c := range []struct{ objects, twin, want string }{
		{flag, group, ""},
		{group, flag, "(point current)"},
		{unbuilt, group, "what is not built"},
		{group, unbuilt, "what is not built"},
	} {
		if got := features(mustRead(t, refusedText(c.objects, c.twin)).needs()); got != c.want {
			t.Errorf("%s and %s need %q, want %q", c.objects, c.twin, got, c.want)
		}
	}
}
