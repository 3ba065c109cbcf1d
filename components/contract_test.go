package components

import (
	"testing"

	"golgi/component"
	"golgi/testing/componenttest"
)

// trio is a source, neurons and their synapses, with a prefix before their names.
func trio(prefix string) []component.Component {
	return []component.Component{
		Source{Name: prefix + "input", Size: 20, Kind: Poisson, Set: Values{"rate": "200 Hz"}},
		Neurons{Name: prefix + "neurons", Size: 10, Model: LIF, Currents: Currents{"exc": ExponentialConductance, "bias": Constant},
			Set: Values{"bias_A": "150 pA", "t_ref": "1 ms"}, Initial: Values{"v": "V_r + rand()*(V_th - V_r)"}},
		Connection{From: prefix + "input", To: prefix + "neurons", Onto: "exc", Rule: FixedInDegree(5), Weight: Normal("5 nS", "1 nS"), Delay: Uniform("0 ms", "1 ms")},
	}
}

func TestContract(t *testing.T) {
	componenttest.Suite{Parts: trio(""), Copy: trio}.Run(t)
}
