package enginetest

import (
	"fmt"
	"strings"

	"golgi/sim"

	"pgregory.net/rapid"
)

// slots are those in which operations are drawn.
var slots = []string{"", "before_start", "before_groups", "after_thresholds", "before_synapses", "resets", "after_end"}

// operations draws what model k runs regularly: for the group, for a part of it, or for the pathway.
func (r *random) operations(k int) {
	for n := range rapid.IntRange(0, 2).Draw(r.t, "operations") {
		s := r.neuronSpeech(k)
		spec := sim.Regularly{Name: fmt.Sprintf("R%d_%d", k, n), When: s.any(slots...), Order: rapid.IntRange(-1, 1).Draw(r.t, "order")}
		if !s.chance(4) { // in each step, sums grow until nobody spikes
			spec.Every = q(s.pick("2.5 ms", "1.3 ms", "0.7 ms"))
		}
		on := fmt.Sprintf("G%d", k)
		switch {
		case s.chance(3):
			on, s = fmt.Sprintf("S%d", k), r.synapseSpeech(k)
			spec.Code = r.plasticity(s) + "\n" + r.statement(s, s.any("_pre", "_post"))
		case s.chance(2):
			on = r.part(k, on, fmt.Sprintf("part%d_", n))
			spec.Code = r.regularCode(s)
		default:
			spec.Code = r.regularCode(s)
		}
		r.d.Regularly = append(r.d.Regularly, Regularly{on, spec})
	}
}

// regularCode draws statements for neurons, some of which write a shared variable first.
func (r *random) regularCode(s *speech) string {
	var list []string
	if s.chance(2) {
		list = append(list, s.pick("q = 0.5*q + rand()", "old = q + 1\nq = tanh(old)\ny = old", "q += c*sin(t/ms)"))
	}
	for range rapid.IntRange(1, 2).Draw(r.t, "statements") {
		list = append(list, r.statement(s, ""))
	}
	return strings.Join(list, "\n")
}

// events draws an event of group k beside spikes, for some.
func (r *random) events(k int, s *speech, spec *sim.Neurons) {
	if !s.chance(3) {
		return
	}
	spec.Events = []sim.Event{{Name: "near", Condition: r.number(k, "v") + s.pick(" > 0.8", " > 0.6 and (b or i % 2 == 0)", " > 0.3 + 0.5*rand()")}}
	if s.chance(2) {
		spec.RunOnEvent = []sim.RunOnEvent{{Event: "near", Code: r.statement(s, ""), When: s.any(slots...)}}
	}
	if s.chance(2) {
		spec.EventSchedule = []sim.EventSchedule{{Event: s.pick("near", "spike"), When: s.any(slots...), Order: rapid.IntRange(-1, 1).Draw(r.t, "order")}}
	}
}
