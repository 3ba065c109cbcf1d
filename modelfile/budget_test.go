package modelfile

import (
	"regexp"
	"testing"
)

// Recordings and results for which there is no memory are refused with numbers before any is taken: a million neurons for 10,000 s are
// 10^14 values, which are recorded and given as results.
func TestRecordingsLargerThanMemory(t *testing.T) {
	const neurons = `{"kind":"neurons","name":"G","n":1000000,"model":"v : 1","threshold":"v > 1","dt":0.001},
		{"kind":"subgroup","name":"A","of":"G","start":0,"stop":500000},`
	for _, c := range []struct{ monitor, run, want string }{
		{`{"kind":"state_monitor","name":"M","of":"A","variables":["v"],"dt":0.0001}`, "10000", `728 TiB, 728 TiB of it "M"`},
		{`{"kind":"state_monitor","name":"M","of":"A","variables":["v"]}`, "10000", `72\.8 TiB, 72\.8 TiB of it "M"`},
		{`{"kind":"state_monitor","name":"M","of":"G","variables":["v"],"record":[1,2]},{"kind":"rate_monitor","name":"R","of":"A"}`, "5e10",
			`3\.55 PiB, 2\.13 PiB of it "M"`},
	} {
		m, err := Parse(t.Context(), "m.json", []byte(`{"objects":[`+neurons+c.monitor+`],"schedule":[{"run":`+c.run+`}]}`), nil)
		if err != nil {
			t.Fatal(err)
		}
		_, err = simulate(t, m)
		want := `^modelfile: m.json:2: schedule\[0\]: what monitors record in .* takes about ` + c.want +
			`, and .* of memory are available; record fewer elements, or less often \(dt\)$`
		if text := errorText(err); !regexp.MustCompile(want).MatchString(text) {
			t.Errorf("%s: got %s\nwant %s", c.monitor, text, want)
		}
	}
}
