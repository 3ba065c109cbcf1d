package modelfile

import (
	"cmp"
	"maps"
	"slices"

	"golgi/sim"
	"golgi/units"
)

// pathwaysToSim gives spec its pathways. Those without a name are described by the fields of a Synapse where these suffice.
func (o *synapses) pathwaysToSim(spec *sim.Synapse) error {
	var list []sim.Pathway
	if o.OnPre.code != "" {
		list = append(list, sim.Pathway{Name: "pre", OnPre: string(o.OnPre.code)})
	}
	if o.OnPost.code != "" {
		list = append(list, sim.Pathway{Name: "post", OnPost: string(o.OnPost.code)})
	}
	for _, name := range slices.Sorted(maps.Keys(o.OnPre.named)) {
		list = append(list, sim.Pathway{Name: name, OnPre: string(o.OnPre.named[name])})
	}
	for _, name := range slices.Sorted(maps.Keys(o.OnPost.named)) {
		list = append(list, sim.Pathway{Name: name, OnPost: string(o.OnPost.named[name])})
	}
	o.eventsOf(list)
	o.timingsOf(list)
	if err := o.delaysOf(list); err != nil {
		return err
	}
	for _, w := range list {
		plain := w.When == "" && w.Order == 0
		switch {
		case w.Name == "pre" && w.OnPre != "" && plain:
			spec.OnPre, spec.PreEvent, spec.Delay, spec.Delays = w.OnPre, w.Event, w.Delay, w.Delays
		case w.Name == "post" && w.OnPost != "" && plain && w.Delay == "" && w.Delays.Len() == 0:
			spec.OnPost, spec.PostEvent = w.OnPost, w.Event
		default:
			spec.Pathways = append(spec.Pathways, w)
		}
	}
	return nil
}

// eventsOf says which events pathways wait for: one for all, or by the name of the pathway.
func (o *synapses) eventsOf(list []sim.Pathway) {
	for k := range list {
		list[k].Event = string(cmp.Or(o.OnEvent.named[list[k].Name], o.OnEvent.code))
	}
}

func (o *synapses) timingsOf(list []sim.Pathway) {
	for _, t := range o.Pathways {
		w := named(list, t.Pathway)
		if t.When != nil {
			w.When = *t.When
		}
		if t.Order != nil {
			w.Order = *t.Order + 1
			if w.OnPost != "" {
				w.Order = *t.Order - 1
			}
		}
	}
}

// checkPathways finds what is said of pathways that are not there, but for delays, and delays that say nothing.
func (o *synapses) checkPathways() {
	var names []string
	if o.OnPre.code != "" {
		names = append(names, "pre")
	}
	if o.OnPost.code != "" {
		names = append(names, "post")
	}
	names = slices.AppendSeq(slices.AppendSeq(names, maps.Keys(o.OnPre.named)), maps.Keys(o.OnPost.named))
	slices.Sort(names)
	for k := range o.Pathways {
		if p := &o.Pathways[k]; !slices.Contains(names, p.Pathway) {
			p.at.key("pathway").noneOf("pathway", p.Pathway, names)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(o.OnEvent.named)) {
		if !o.at.doc.faults.full() && !slices.Contains(names, name) {
			o.at.key("on_event").key(name).noneOf("pathway", name, names)
		}
	}
	seen := make(map[string]bool)
	for k := range o.Delay {
		d := &o.Delay[k]
		if seen[d.Pathway] {
			d.faultAt("pathway", "pathway %q has a delay above; take one out", d.Pathway)
		}
		seen[d.Pathway] = true
		d.check()
	}
}

// delaysOf gives pathways their delays, but for those of pathways that are not there.
func (o *synapses) delaysOf(list []sim.Pathway) error {
	for _, d := range o.Delay {
		if w := named(list, d.Pathway); w != nil {
			if err := d.toSim(w); err != nil {
				return err
			}
		}
	}
	return nil
}

// strays are the delays of pathways that are not there, as initial values, for the simulator to refuse.
func (o *synapses) strays() (list []assignment) {
	zero := "0*second"
	for _, d := range o.Delay {
		_, pre := o.OnPre.named[d.Pathway]
		_, post := o.OnPost.named[d.Pathway]
		if !pre && !post && (d.Pathway != "pre" || o.OnPre.code == "") && (d.Pathway != "post" || o.OnPost.code == "") {
			list = append(list, assignment{Variable: "delay", Pathway: d.Pathway, Expression: &zero})
		}
	}
	return list
}

func named(list []sim.Pathway, name string) *sim.Pathway {
	k := slices.IndexFunc(list, func(w sim.Pathway) bool { return w.Name == name })
	if k < 0 {
		return nil
	}
	return &list[k]
}

// delay is that of a pathway.
type delay struct {
	place
	Pathway    string  `key:"pathway,needed"`
	Value      *scalar `key:"value"`
	Unit       string  `key:"unit"`
	Values     numbers `key:"values"`
	Expression string  `key:"expression"`
}

func (d *delay) check() {
	if n := count(d.Value != nil, d.Values != nil, d.Expression != ""); n != 1 {
		d.fault("it has %d of value, values and expression; wanted one of these", n)
	}
	d.checkUnit(d.Unit)
	d.checkTwice(d.Value, d.Unit)
}

// toSim gives a pathway its delay.
func (d delay) toSim(w *sim.Pathway) error {
	switch {
	case d.Values != nil:
		w.Delays = units.Second.OfAll(d.Values...)
	case d.Expression != "":
		w.Delay = sim.Delay(d.Expression)
	case d.Value.quantity != nil:
		w.Delay = sim.DelayOf(*d.Value.quantity)
	default:
		time, err := quantity(float64(d.Value.number), cmp.Or(d.Unit, "second"))
		w.Delay = sim.DelayOf(time)
		return err
	}
	return nil
}
