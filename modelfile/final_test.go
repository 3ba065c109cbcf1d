package modelfile

import (
	"testing"

	"golgi/sim"
)

// A variable that is wanted in the end and is not there is found before anything is simulated, with its line, by a check and by a run.
func TestUnknownInTheEnd(t *testing.T) {
	for _, c := range [][2]string{
		{`"record_final": {"G": ["v", "i",
"nope"]}`, `modelfile: m.json:4: record_final.G[2]: sim: neuron group "G" has no variable "nope"; there are: v`},
		{`"final": {"S": ["w", "pre.delay", "pre.under_way",
"pst.under_way"]}`, `modelfile: m.json:4: final.S[3]: sim: synapses "S": there is no pathway "pst"`},
		{`"final": {"G": [], "S": ["w",
"pre.dely"]}`, `modelfile: m.json:4: final.S[1]: sim: synapses "S" has no variable "pre.dely"; there are: w`},
		{`"final": {"G": ["v", "lastspike"], "S": ["j", "v_post", "pre.delay"]}`, ""},
	} {
		m, err := Parse(t.Context(), "m.json", []byte(`{"objects":[{"kind":"neurons","name":"G","n":2,"model":"v : 1","threshold":"v > 1","refractory":"1*ms"},
{"kind":"synapses","name":"S","source":"G","target":"G","model":"w : 1","on_pre":"v_post += w","connect":[{"all":true}]}],
`+c[0]+`}`), nil)
		if err != nil {
			t.Fatal(err)
		}
		s, err := m.Start(t.Context(), Options{Engine: sim.Reference})
		if err == nil {
			err = s.Close()
		}
		if got := errorText(m.Check(t.Context())); got != c[1] || errorText(err) != c[1] {
			t.Errorf("check says\n%s\nrun\n%v\nwant\n%s", got, err, c[1])
		}
	}
}

// What cannot be had in the end is an error, and all else is there. (No file comes so far: the name is put in behind the back of the checks.)
func TestRestOfResults(t *testing.T) {
	m, err := Parse(t.Context(), "", []byte(`{"objects":[{"kind":"neurons","name":"G","n":2,"model":"v : 1","threshold":"v > 1"},
		{"kind":"spike_counter","name":"C","of":"G"}]}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := m.Start(t.Context(), Options{Engine: sim.Reference})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	m.RecordFinal = map[string][]string{"G": {"nope"}}
	results, err := s.Results()
	const want = `sim: neuron group "G" has no variable "nope"; there are: v`
	if errorText(err) != want || len(results.Final["G"]) != 1 || len(results.Recorded["C"]["count"].Values) != 2 {
		t.Errorf("got %v, and %v; want %s, v and the counts", err, results, want)
	}
}
