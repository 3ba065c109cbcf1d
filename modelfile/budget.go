package modelfile

import (
	"fmt"
	"math"
	"strings"

	"golgi/internal/memory"
)

// Here is what is refused because there is no memory for it, before it is taken.

// enoughToAsk is for how many bytes it is not asked how much memory there is.
const enoughToAsk = 64 << 20

// twice is how often what is recorded is held: by the network, and as results.
const twice = 2

// checkRecordings refuses a run whose monitors would record more than there is memory for, as far as that can be told: not of events,
// of which nobody knows how many there will be.
func (s *Simulation) checkRecordings(d duration) error {
	total, largest, most := 0.0, "", 0.0
	for _, o := range s.model.content.Objects {
		name := o.base().Name
		width := o.width(s)
		if width == 0 || !s.net.Active(s.objects[name]) {
			continue
		}
		bytes := twice * math.Ceil(float64(d)/s.interval(name)) * float64(width) * 8
		if total += bytes; bytes > most {
			largest, most = name, bytes
		}
	}
	if there := float64(memory.Available()); total > enoughToAsk && total > there {
		return fmt.Errorf("modelfile: what monitors record in %s takes about %s, %s of it %q, and %s of memory are available; record fewer elements, or "+
			"less often (dt)", seconds(d), memory.Text(total), memory.Text(most), largest, memory.Text(there))
	}
	return nil
}

// interval returns the step size of an object in seconds.
func (s *Simulation) interval(name string) float64 {
	o := s.model.object(name)
	switch {
	case o == nil:
		return s.net.DT().SI()
	case o.base().DT != nil:
		return float64(*o.base().DT)
	case o.source() != "":
		return s.interval(o.source())
	}
	return s.net.DT().SI()
}

// elements returns how many elements an object has, 0 if it has none.
func (s *Simulation) elements(name string) int {
	n, err := s.net.Len(s.objects[name])
	if err != nil {
		return 0
	}
	return n
}

// checkResults refuses results for which there is no memory.
func (s *Simulation) checkResults() error {
	total := 0.0
	for _, o := range s.model.content.Objects {
		name := o.base().Name
		bytes := 8.0 * float64(o.counts())
		for _, variable := range s.model.final(o) {
			if !strings.HasSuffix(variable, underWaySuffix) { // which are few, if any, and asking for synapses takes a while
				bytes += 8
			}
		}
		if bytes > 0 {
			of := name
			if o.counts() > 0 {
				of = o.source()
			}
			total += bytes * float64(s.elements(of))
		}
	}
	if there := float64(memory.Available()); total > enoughToAsk && total > there {
		return fmt.Errorf("modelfile: the state in the end takes %s, and %s of memory are available", memory.Text(total), memory.Text(there))
	}
	return nil
}
