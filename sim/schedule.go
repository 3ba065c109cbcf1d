package sim

import (
	"fmt"
	"slices"
	"strings"

	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// slots are the slots of a time step in their order; each also has a before_ and an after_.
//
// Source: Brian 2, Network.schedule.
var slots = []string{"start", "groups", "thresholds", "synapses", "resets", "end"}

// slotNumber returns the place of a slot in a time step; empty stands for the default.
func slotNumber(o fmt.Stringer, when, otherwise string) (int, error) {
	if when == "" {
		when = otherwise
	}
	base, shift := when, 1
	if rest, ok := strings.CutPrefix(when, "before_"); ok {
		base, shift = rest, 0
	} else if rest, ok := strings.CutPrefix(when, "after_"); ok {
		base, shift = rest, 2
	}
	k := slices.Index(slots, base)
	if k < 0 {
		return 0, fmt.Errorf("sim: %s: unknown slot %q; before_ and after_ may stand before a slot; %s",
			o, when, thereAre(base, slots))
	}
	return 3*k + shift, nil
}

// slot is slotNumber of a slot that is known to exist.
func slot(name string) int {
	number, err := slotNumber(networkName{}, name, "")
	if err != nil {
		panic(err)
	}
	return number
}

// scheduled is a step of the plan with what decides its order: slot, order, name, and for the steps of one
// object their sequence.
type scheduled struct {
	slot, order int
	name        string
	step        ir.Step
}

// planner makes the plan of a network.
type planner struct {
	net     *Network
	plan    *ir.Plan
	steps   []scheduled
	kernels map[[32]byte]int
}

// schedule makes the plan of what is in the network now.
func (n *Network) schedule() (*ir.Plan, error) {
	pl := &planner{net: n, plan: &ir.Plan{Memory: &n.memory}, kernels: make(map[[32]byte]int)}
	for _, c := range n.clocks {
		pl.plan.Clocks = append(pl.plan.Clocks, c.inner)
	}
	for _, o := range n.members {
		if err := pl.object(o); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(pl.steps, compareScheduled)
	for _, s := range pl.steps {
		pl.plan.Steps = append(pl.plan.Steps, s.step)
	}
	return pl.plan, nil
}

// compareScheduled orders steps by slot, order and name.
//
// Source: Brian 2, Network.sorted_objects.
func compareScheduled(a, b scheduled) int {
	switch {
	case a.slot != b.slot:
		return a.slot - b.slot
	case a.order != b.order:
		return a.order - b.order
	}
	return strings.Compare(a.name, b.name)
}

func (pl *planner) add(slot, order int, name string, clock int, step ir.Step) {
	step.Name, step.Clock = name, clock
	pl.steps = append(pl.steps, scheduled{slot, order, name, step})
}

func (pl *planner) object(o Object) error {
	p := pl.net.parts[o.Name()]
	switch o := o.(type) {
	case *NeuronGroup:
		pl.group(o, p)
	case *Synapses:
		return pl.synapses(o, p)
	case *SpikeMonitor:
		group, from, to := pl.spikesOf(o.spec.Of)
		pl.add(slot("thresholds"), group.object.(*NeuronGroup).spec.Order+1, o.Name(), group.clock,
			ir.Step{Record: &ir.Record{Recorder: p.recorder, Spikes: group.spikes, From: from, To: to}})
	case *PopulationRateMonitor:
		group, from, to := pl.spikesOf(o.spec.Of)
		rate := 1 / float64(float64(to-from)*pl.net.clocks[group.clock].dt)
		pl.add(slot("end"), 0, o.Name(), group.clock,
			ir.Step{Record: &ir.Record{Recorder: p.recorder, Spikes: group.spikes, From: from, To: to, Rate: rate}})
	case *StateMonitor:
		pl.stateMonitor(o, p)
	}
	return nil
}

// spikesOf returns the part that spikes and the range of its neurons that a group is.
func (pl *planner) spikesOf(o Object) (p *part, from, to int32) {
	group := o.(Group)
	_, start := group.neurons()
	return pl.net.groupPart(o), int32(start), int32(start + group.Size())
}

// bind fills in a template for the plan.
func (pl *planner) bind(t *lower.Template, st site) ir.Binding {
	b := pl.net.binding(t, st)
	hash := t.Kernel.Hash()
	k, ok := pl.kernels[hash]
	if !ok {
		k = len(pl.plan.Kernels)
		pl.kernels[hash] = k
		pl.plan.Kernels = append(pl.plan.Kernels, t.Kernel)
	}
	b.Kernel = k
	return b
}

func (pl *planner) group(g *NeuronGroup, p *part) {
	order := g.spec.Order
	all := func(t *lower.Template, site string) *ir.Map {
		return &ir.Map{Binding: pl.bind(t, pl.net.siteOf(p, site)), N: p.n, List: ir.NoList, Out: ir.NoList}
	}
	if g.stateUpdate != nil {
		pl.add(slot("groups"), order, g.Name()+"_stateupdater", p.clock, ir.Step{Map: all(g.stateUpdate, "stateupdate")})
	}
	if g.threshold != nil {
		m := all(g.threshold, "threshold")
		m.Out = p.spikes
		pl.add(slot("thresholds"), order, g.Name()+"_spike_thresholder", p.clock, ir.Step{Map: m})
	}
	if g.reset != nil {
		m := all(g.reset, "reset")
		m.List, m.To = p.spikes, int32(p.n)
		pl.add(slot("resets"), order, g.Name()+"_spike_resetter", p.clock, ir.Step{Map: m})
	}
}

func (pl *planner) synapses(s *Synapses, p *part) error {
	st := pl.net.siteOf(p, "pre")
	delay, err := delaySteps(s, s.uniform, pl.net.clocks[st.pre.clock].dt)
	if err != nil {
		return err
	}
	if s.pre != nil {
		pl.pathway(s, st, "pre", s.pre, s.spec.Source, p.synapses.pre, -1, delay)
	}
	if s.post != nil {
		st = pl.net.siteOf(p, "post")
		st.clock = st.post.clock
		pl.pathway(s, st, "post", s.post, s.spec.Target, p.synapses.post, 1, 0)
	}
	return nil
}

func (pl *planner) pathway(s *Synapses, st site, name string, t *lower.Template, of Group, x pathwayIndex, order int, delay int32) {
	spiking, from, to := pl.spikesOf(of)
	pl.add(slot("synapses"), order, s.Name()+"_"+name, spiking.clock, ir.Step{Propagate: &ir.Propagate{
		Binding: pl.bind(t, st), Spikes: spiking.spikes, From: from, To: to,
		Rows: x.rows, Order: x.order, Delays: x.delays, Delay: delay, Queue: x.queue,
	}})
}

// stateMonitor schedules a probe of each variable and then the recording of all. In subexpressions t and dt are
// those of the recorded object, whatever the monitor's interval.
func (pl *planner) stateMonitor(m *StateMonitor, p *part) {
	when, _ := slotNumber(m, m.spec.When, "start")
	st := pl.net.siteOf(pl.net.parts[m.object.Name()], "monitor "+m.Name())
	record := &ir.Record{Recorder: p.recorder, Spikes: ir.NoList}
	for k, name := range m.spec.Variables {
		out := p.arrays[outputName(name)]
		st.arrays = map[string]ir.ArrayID{lower.Selected.Name: p.arrays[lower.Selected.Name], lower.Output.Name: out}
		pl.add(when, m.spec.Order, m.Name(), p.clock, ir.Step{Map: &ir.Map{Binding: pl.bind(m.probes[k], st),
			N: len(p.selected), List: ir.NoList, Out: ir.NoList}})
		record.Values = append(record.Values, out)
	}
	pl.add(when, m.spec.Order, m.Name(), p.clock, ir.Step{Record: record})
}
