package population

import (
	"testing"

	"golgi/testing/componenttest"
)

func TestContract(t *testing.T) {
	componenttest.Suite{Parts: Experiment.Parts, Set: map[string]any{"neurons.N": 10}}.Run(t)
}
