package modelfile

import (
	"math"
	"slices"
	"testing"
)

// Kinds and keys that Brian 2 writes otherwise give what others give: counters the counts of monitors, means those of what was recorded, listed
// neurons those from one to another, and a function what it stands for.
func TestKindsOfOurOwn(t *testing.T) {
	results := mustRun(t, `{"kind":"neurons","name":"G","n":4,"model":"dv/dt = f(2 + i, v)/tau : 1","threshold":"v > 1","reset":"v = 0","method":"euler"},
		{"kind":"neurons","name":"H","n":4,"model":"dv/dt = (2 + i - v)/tau : 1","threshold":"v > 1","reset":"v = 0","method":"euler"},
		{"kind":"subgroup","name":"A","of":"G","start":1,"stop":3},{"kind":"subgroup","name":"B","of":"G","indices":[1,2]},
		{"kind":"spike_monitor","name":"spikes","of":"A"},{"kind":"spike_counter","name":"counts","of":"B"},
		{"kind":"state_monitor","name":"trace","of":"G","variables":["v"],"record":[1,3]},
		{"kind":"mean_monitor","name":"means","of":"G","variables":["v"],"record":[1,3]}`,
		`"functions":{"f(a, x)":"a - x"}`, `"constants":{"tau":"1 ms"}`)
	if got, want := results.Final["G"]["v"].Values, results.Final["H"]["v"].Values; !slices.Equal(got, want) {
		t.Errorf("with the function v is %v, without it %v", got, want)
	}
	if got, want := results.Recorded["counts"]["count"].Values, results.Recorded["spikes"]["count"].Values; !slices.Equal(got, want) || want[0] == 0 {
		t.Errorf("counted are %v, recorded %v", got, want)
	}
	trace := results.Recorded["trace"]["v"]
	for k, got := range results.Recorded["means"]["mean_v"].Values {
		want, n := 0.0, trace.Shape[1]
		for _, x := range trace.Values[k*n : (k+1)*n] {
			want += x / float64(n)
		}
		if math.Abs(got-want) > 1e-12 {
			t.Errorf("the mean is %v, of what was recorded %v", got, want)
		}
	}
}
