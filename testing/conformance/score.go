package conformance

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// outcome is what became of a model.
type outcome uint8

const (
	passed  outcome = iota + 1
	refused         // as it must be
	pending
	failed
)

// verdict is an outcome with its reasons.
type verdict struct {
	outcome outcome
	needs   []*need
	err     error // failed: what is wrong; pending: what a trial gave, nil if there was none
}

// report tells the test of the model.
func (v verdict) report(t *testing.T) {
	switch v.outcome {
	case failed:
		t.Error(v.err)
	case pending:
		t.Skip(v.why())
	}
}

// why says why a model is pending.
func (v verdict) why() string {
	if len(v.needs) == 0 {
		return fmt.Sprintf("pending: %v", v.err)
	}
	lines := make([]string, len(v.needs))
	for k, n := range v.needs {
		lines[k] = "pending: " + n.feature + ": " + n.reason
	}
	return strings.Join(lines, "\n")
}

// score counts verdicts.
type score struct {
	outcomes [failed + 1]int
	needs    map[*need]int // of pending models
	unnamed  int           // pending models without a need
}

func (s *score) add(v verdict) {
	s.outcomes[v.outcome]++
	if v.outcome != pending {
		return
	}
	if s.needs == nil {
		s.needs = make(map[*need]int)
	}
	for _, n := range v.needs {
		s.needs[n]++
	}
	if len(v.needs) == 0 {
		s.unnamed++
	}
}

// String prints the score: the outcomes, and what pending models wait for, the most wanted first.
func (s *score) String() string {
	var b strings.Builder
	total := s.outcomes[passed] + s.outcomes[refused] + s.outcomes[pending] + s.outcomes[failed]
	fmt.Fprintf(&b, "%d models: %d passed, %d refused as they must be, %d pending, %d failed\n",
		total, s.outcomes[passed], s.outcomes[refused], s.outcomes[pending], s.outcomes[failed])
	wanted := slices.SortedFunc(maps.Keys(s.needs), func(a, b *need) int {
		return cmp.Or(s.needs[b]-s.needs[a], cmp.Compare(a.feature, b.feature))
	})
	for _, n := range wanted {
		fmt.Fprintf(&b, "%4d pending need %s\n", s.needs[n], n.feature)
	}
	if s.unnamed > 0 {
		fmt.Fprintf(&b, "%4d pending need nothing that is missing: they are wrong\n", s.unnamed)
	}
	return b.String()
}
