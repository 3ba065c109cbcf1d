package integrate

import (
	"fmt"

	"golgi/sim/internal/syntax"
)

// EventDriven returns the exact update of a linear system over a step that is known only when it is made: StepName stands for
// the time since the last one. What is no variable of the system counts as constant in between. Blocks that are not closed refer
// to matrices, which are to be computed at each update.
//
// Source: Brian 2, SynapticPathway.update_abstract_code, which takes the solution of the method "exact" likewise.
func EventDriven(sys *System) (*Update, syntax.Faults) {
	u, fault := eventDriven(sys)
	if fault != nil {
		fault.Note += "; flag it (clock-driven)"
	}
	return result(u, fault)
}

func eventDriven(sys *System) (*Update, *syntax.Fault) {
	lin, fault := linearSystem(sys, "")
	if fault != nil {
		return nil, fault
	}
	u := &Update{Method: exactMethod, Values: make([]Value, len(sys.Variables))}
	for _, block := range lin.blocks() {
		if lin.closed(block) {
			lin.solveClosed(block, u)
		} else if fault := lin.solveEach(block, u); fault != nil {
			return nil, fault
		}
	}
	return u, nil
}

// cannot says what a method cannot solve; without a method it is what spikes drive.
func cannot(method, what string) string {
	if method == "" {
		return what + " cannot be event-driven"
	}
	return fmt.Sprintf("method %q cannot solve %s", method, what)
}
