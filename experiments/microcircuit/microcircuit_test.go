package microcircuit

import "testing"

// At full scale, there are 298,880,968 synapses. Source: PyNEST's formula, in numpy.
func TestSynapses(t *testing.T) {
	sum := 0
	for _, to := range populations {
		for k := range populations {
			sum += to.number(k, 1)
		}
	}
	if sum != 298880968 {
		t.Errorf("%d synapses", sum)
	}
}
