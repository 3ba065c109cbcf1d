package modelfile

import (
	"errors"
	"testing"
)

// group is neurons that do not spike; spiking is neurons that do.
const (
	group   = `{"kind":"neurons","name":"G","n":2,"model":"dv/dt = -v/(10*ms) : 1","method":"exact"}`
	spiking = `{"kind":"neurons","name":"G","n":2,"model":"dv/dt = (2-v)/(1*ms) : 1","threshold":"v > 1"}`
)

// TestParseSaysWhatIsMalformed pins the text for every way in which a file is no model.
func TestParseSaysWhatIsMalformed(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`{"objcts":[]}`, `json: unknown field "objcts"`},
		{`{"objects":[{"kind":"neurons","name":"G","n":2,"threshhold":"v > 1"}]}`,
			`objects[0]: json: unknown field "threshhold"`},
		{`{"objects":[{"kind":"neuron","name":"G"}]}`, `objects[0]: "neuron" is no kind of object`},
		{`{"objects":[{"kind":"neurons"}]}`, `objects[0]: it has no name`},
		{`{"objects":[null]}`, `objects[0]: "" is no kind of object`},
		{`{"objects":[{"kind":"neurons","name":"G","init":[{"variable":"v","valu":1}]}]}`,
			`objects[0]: json: unknown field "valu"`},
		{`{"objects":[{"kind":"neurons","name":"G","init":[{"variable":"v","values":[null]}]}]}`,
			`objects[0]: null is no number`},
		{`{"objects":[{"kind":"neurons","name":"G","refractory":{"unit":"second"}}]}`,
			`objects[0]: a quantity has a value`},
		{`{"schedule":[{"run":1,"store":"a"}]}`,
			`a step does one thing, and {"run":1,"store":"a"} does 2`},
		{`{"schedule":[{}]}`, `a step does one thing, and {} does 0`},
		{`{"schedule":[{"set":{"object":"G","variable":"v","where_":"v"}}]}`,
			`json: unknown field "where_"`},
	} {
		_, err := Parse([]byte(c.text))
		want := "modelfile: malformed model: " + c.want
		if err == nil || err.Error() != want || !errors.Is(err, ErrMalformed) {
			t.Errorf("%s:\n got %v\nwant %s", c.text, err, want)
		}
	}
}

// Models that are read and make no sense are malformed, and no word of the simulator.
func TestNonsense(t *testing.T) {
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
		_, err := run(t, c.objects)
		if want := "modelfile: malformed model: " + c.want; err == nil || err.Error() != want || !errors.Is(err, ErrMalformed) {
			t.Errorf("%s:\n got %v\nwant %s", c.objects, err, want)
		}
	}
}
