// Package componenttest is what every component must pass.
//
//	func TestContract(t *testing.T) {
//		componenttest.Run(t, Neurons{}, Connections{})
//	}
//
// Components that need each other are given together, in the order in which an experiment has them. They
// are run with short subruns: those of their own parameters, or two if they have none. Give a [Suite] to
// make a network small, or to run analysers as well.
//
// Equal means Exact: two runs are the same if all their results, the spikes of all groups, all connections
// and the explanation of the network are, to the last bit. Where parts are built once is a matter of their own: both ways are the same. Run the test with -race, which finds what two
// runs of one component share.
package componenttest

import (
	"testing"

	"golgi/component"
)

// Run tests components with their default parameters.
func Run(t *testing.T, cs ...component.Component) {
	t.Helper()
	Suite{Parts: cs}.Run(t)
}

// A Suite is what is tested together.
type Suite struct {
	Parts []component.Component // components, analysers, and a runner if it is not runner.Ordered
	Set   map[string]any        // values of parameters, by path, in the place of the defaults; subruns that it does not name are shortened
	Idle  []string              // parameters that may make no difference to runs as short as these

	// Copy gives the parts again, without subruns, with a prefix before all their names, if they can stand beside each other.
	Copy func(prefix string) []component.Component
}

// laws are what a suite must keep. Each returns how it is broken.
var laws = []struct {
	name  string
	check func(Suite) error
}{
	{"AddsSameParameters", addsSameParameters},
	{"RunsTheSameAgain", runsTheSameAgain},
	{"RunsTheSameAtOnce", runsTheSameAtOnce},
	{"KeepsNothing", keepsNothing},
	{"RemovesWhatItAdds", removesWhatItAdds},
	{"UsesWhatItDeclares", usesWhatItDeclares},
	{"StandsBesideItself", standsBesideItself},
}

// Run runs the suite, each law as a subtest.
func (s Suite) Run(t *testing.T) {
	t.Helper()
	for _, law := range laws {
		t.Run(law.name, func(t *testing.T) {
			if err := law.check(s); err != nil {
				t.Error(err)
			}
		})
	}
}
