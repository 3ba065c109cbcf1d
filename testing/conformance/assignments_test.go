package conformance

import (
	"maps"
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
	want := map[string]declaration{"v": {"volt"}, "n": {"1"}, "ninf": {"1"}, "I": {"amp/(meter**2)"},
		"r": {"amp/(meter)"}, "k": {"integer"}, "b": {"boolean"}}
	if !maps.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

// TestNumbersTakeTheTypeOfTheirVariable shows that numbers without a unit reach the simulator as what their
// variable holds.
func TestNumbersTakeTheTypeOfTheirVariable(t *testing.T) {
	objects := `{"kind":"neurons","name":"G","n":2,"model":"v : volt\nk : integer\nb : boolean\nx : 1","init":[
		{"variable":"v","value":0.5},{"variable":"k","value":3},{"variable":"b","values":[true,0]},
		{"variable":"k","values":[1,2]},{"variable":"v","values":[1,2],"unit":"volt"},{"variable":"x","value":2},
		{"variable":"v","value":5,"index":[0]},{"variable":"x","expression":"i","where":"i > 0"}]}`
	final := `"expect":{"final":{"G":{"v":[5.0,2.0],"k":[1,2],"b":[1,0],"x":[2.0,1.0]}}}`
	m := mustRead(t, text(objects, final))
	if err := m.perform(t.Context(), "", m.compare); err != nil {
		t.Error(err)
	}
	for _, init := range []string{`{"variable":"k","value":0.5}`, `{"variable":"v","value":1,"unit":"amp"}`} {
		objects := `{"kind":"neurons","name":"G","n":2,"model":"v : volt\nk : integer","init":[` + init + `]}`
		err := mustRead(t, text(objects)).perform(t.Context(), "", func(*stage) error { return nil })
		if !refuses(err) {
			t.Errorf("%s: got %v, want the simulator's refusal", init, err)
		}
	}
}
