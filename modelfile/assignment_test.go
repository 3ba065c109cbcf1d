package modelfile

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
)

func TestDeclarations(t *testing.T) {
	got := declarations(`# dx/dt = -x : volt
dv/dt = (gL*(EL - v)       # leak : none
         + I) / Cm : volt  # unit
dn/dt=(ninf-n)/taun:1
ninf   =   1/(1+exp(-(v+40*mV)/(5*mV)))   :   1
I : amp/(meter**2) (constant, shared)
r : amp/(meter)
k : integer
  b = v > 1 : boolean (constant over dt)`)
	want := map[string]declaration{"v": {unit: "volt"}, "n": {unit: "1"}, "ninf": {"1", true}, "I": {unit: "amp/(meter**2)"},
		"r": {unit: "amp/(meter)"}, "k": {unit: "integer"}, "b": {"boolean", true}}
	if !maps.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

// TestNumbersTakeTheTypeOfTheirVariable shows that numbers without a unit reach the simulator as what their
// variable holds.
func TestNumbersTakeTheTypeOfTheirVariable(t *testing.T) {
	const group = `{"kind":"neurons","name":"G","n":2,"model":"v : volt\nk : integer\nb : boolean\nx : 1","init":[%s]}`
	results := mustRun(t, fmt.Sprintf(group, `{"variable":"v","value":0.5},{"variable":"k","value":3},{"variable":"b","values":[true,0]},
		{"variable":"k","values":[1,2]},{"variable":"v","values":[1,2],"unit":"volt"},{"variable":"x","value":2},
		{"variable":"v","value":5,"index":[0]},{"variable":"x","expression":"i","where":"i > 0"}`))
	want := map[string][]float64{"v": {5, 2}, "k": {1, 2}, "b": {1, 0}, "x": {2, 1}}
	for name, values := range want {
		if got := results.Final["G"][name].Values; !slices.Equal(got, values) {
			t.Errorf("%s is %v, want %v", name, got, values)
		}
	}
	for _, init := range []string{`{"variable":"k","value":3e9}`, `{"variable":"v","value":1,"unit":"amp"}`} {
		_, err := run(t, fmt.Sprintf(group, init))
		if err == nil || errors.Is(err, ErrMalformed) {
			t.Errorf("%s: got %v, want the simulator's refusal", init, err)
		}
	}
}
