package modelfile

import (
	"strings"
	"testing"
)

// A check finds in what a network operation sets what it finds in the schedule, without a run.
func TestCheckOfOperations(t *testing.T) {
	const line = `modelfile: m.json:4: objects[2] "O": sets[0]`
	for _, c := range [][2]string{
		{`"variable":"nope","value":1`, line + `: sim: neuron group "G" has no variable "nope"; there are: v, k`},
		{`"variable":"v","value":"1 mV"`, line + `: sim: neuron group "G": "v" has no unit, but 1 mV has unit V`},
		{`"variable":"v","value":1,"index":[2]`, line + `: sim: neuron group "G": set "v": Index has 2, but there are only 2 elements`},
		{`"variable":"v","expression":"v +"`, line + `: sim: neuron group "G": value of v: a value is missing after "+"`},
		{`"variable":"v","value":1,"where":"(("`, line + `: sim: neuron group "G": where: a value is missing after "("`},
		{`"variable":"v","values":[1,2,3]`, line + `: sim: neuron group "G": set "v": 3 values for 2 elements`},
		{`"variable":"t","value":1`, line + `: sim: neuron group "G": "t" cannot be set: it is no variable of the equations`},
		{`"variable":"i","value":1`, line + `: sim: neuron group "G": "i" cannot be set: it is no variable of the equations`},
		{`"variable":"N","value":1`, line + `: sim: neuron group "G": "N" cannot be set: it is no variable of the equations`},
		{`"object":"S","variable":"delay","value":1`, line + `.variable: delays stay as they are in a run; set them in init, or in the schedule between two runs`},
		{`"object":"S","variable":"delay","pathway":"pre","value":1`, line + `.variable: delays stay as they are in a run; set them in init, or in the schedule between two runs`},
		{`"variable":"k","expression":"5e9 + 1"`, line + `: sim: neuron group "G": value of k: k is an integer of 32 bits, from -2147483648 to 2147483647`},
		{`"variable":"k","expression":"5/v"`, ""}, // which is no integer as long as v is 0
		{`"variable":"k","expression":"5/v","where":"i > 0"`, ""},
		{`"object":"S","variable":"w","expression":"w + rand()"`, ""},
		{`"variable":"v","expression":"v + t/ms","where":"i > 0"`, ""},
	} {
		if !strings.Contains(c[0], "object") {
			c[0] = `"object":"G",` + c[0]
		}
		m, err := Parse(t.Context(), "m.json", []byte(`{"objects":[
{"kind":"neurons","name":"G","n":2,"model":["v : 1","k : integer"],"threshold":"v > 1"},
{"kind":"synapses","name":"S","source":"G","target":"G","model":"w : 1","on_pre":"v_post += w","connect":[{"all":true}]},
{"kind":"network_operation","name":"O","sets":[{`+c[0]+`}]}],"schedule":[{"run":1}]}`), nil)
		if err == nil {
			err = m.Check(t.Context())
		}
		if got, _, _ := strings.Cut(errorText(err), "\n"); got != c[1] {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", c[0], got, c[1])
		}
	}
}
