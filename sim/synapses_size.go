package sim

import (
	"fmt"
	"math"

	"golgi/internal/memory"
	"golgi/sim/internal/bind"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/topology"
)

// bytesEach returns how many bytes a synapse takes at least: its two neurons, its place in an index, its delay, its
// variables.
func (s *Synapses) bytesEach() float64 {
	bytes := 4 + 4 + 4.0
	for _, w := range s.paths {
		if w.delay.each != nil || w.delay.probe != nil || w.readsDelay() {
			bytes += 12 // in seconds and in steps
		}
	}
	if s.spec.MultisynapticIndex != "" {
		bytes += 4
	}
	for _, v := range s.model.Variables {
		if v.Stored() && !v.Has("shared") {
			bytes += float64(lower.ElemOf(v.Type).Bytes())
		}
	}
	return bytes
}

// expected returns how many synapses a Connect makes on average, where that is known before: all pairs, a list, or a
// probability that is the same for all.
func (s *Synapses) expected(m *bind.Memory, c *connect) (n float64, known bool) {
	if c.generator != nil {
		return 0, false
	}
	if c.pairs {
		return float64(len(c.i) * c.copies), c.count == nil
	}
	pairs := float64(float64(s.source.in(m).size) * float64(s.target.in(m).size))
	return float64(pairs * float64(c.fixed*float64(c.copies))), c.condition == nil && c.probability == nil && c.count == nil
}

// checkSize refuses synapses that cannot be held, before they are made as far as their number is known.
func (s *Synapses) checkSize(m *bind.Memory) error {
	total := 0.0
	for _, c := range s.connects {
		if n, known := s.expected(m, c); known {
			total += n
		}
	}
	// The number varies by its square root or less.
	if total-float64(6*math.Sqrt(total)) > topology.MaxSynapses {
		return fmt.Errorf("sim: %s: about %.4g synapses are expected, and one object has at most %d; divide it",
			s, total, topology.MaxSynapses)
	}
	return s.checkMemory(total, "are expected")
}

// enoughToAsk is how many synapses are made without a question how much memory there is.
const enoughToAsk = 1 << 20

// checkMemory refuses a number of synapses for which there is no memory.
func (s *Synapses) checkMemory(n float64, what string) error {
	if n < enoughToAsk {
		return nil
	}
	if need, there := float64(n*s.bytesEach()), memory.Available(); need > float64(there) {
		return fmt.Errorf("sim: %s: about %.4g synapses %s, which take %s at least, and %s of memory are available; "+
			"make fewer, or divide the work", s, n, what, memory.Text(need), memory.Text(float64(there)))
	}
	return nil
}
