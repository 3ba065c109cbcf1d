package modelfile

import (
	"maps"
	"slices"

	"golgi/sim"
	"golgi/units"
)

// pathwaysToSim gives spec its pathways. Those without a name are described by the fields of a Synapse where these suffice.
func (o *synapses) pathwaysToSim(spec *sim.Synapse) error {
	var list []sim.Pathway
	if o.OnPre.code != "" {
		list = append(list, sim.Pathway{Name: "pre", OnPre: o.OnPre.code})
	}
	if o.OnPost.code != "" {
		list = append(list, sim.Pathway{Name: "post", OnPost: o.OnPost.code})
	}
	for _, name := range slices.Sorted(maps.Keys(o.OnPre.named)) {
		list = append(list, sim.Pathway{Name: name, OnPre: o.OnPre.named[name]})
	}
	for _, name := range slices.Sorted(maps.Keys(o.OnPost.named)) {
		list = append(list, sim.Pathway{Name: name, OnPost: o.OnPost.named[name]})
	}
	if err := o.eventsOf(list); err != nil {
		return err
	}
	if err := o.timingsOf(list); err != nil {
		return err
	}
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
func (o *synapses) eventsOf(list []sim.Pathway) error {
	switch on := o.OnEvent.(type) {
	case nil:
	case string:
		for k := range list {
			list[k].Event = on
		}
	case map[string]any:
		for pathway, event := range on {
			name, ok := event.(string)
			w := named(list, pathway)
			if w == nil || !ok {
				return malformed("on_event: no event %v of a pathway %q", event, pathway)
			}
			w.Event = name
		}
	default:
		return malformed("on_event is %v, which is neither an event nor one for each pathway", on)
	}
	return nil
}

func (o *synapses) timingsOf(list []sim.Pathway) error {
	for _, t := range o.Pathways {
		w := named(list, t.Pathway)
		if w == nil {
			return malformed("there is no pathway %q to be scheduled", t.Pathway)
		}
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
	return nil
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
	Pathway    string    `json:"pathway"`
	Value      *float64  `json:"value"`
	Unit       string    `json:"unit"`
	Values     []float64 `json:"values"`
	Expression string    `json:"expression"`
}

// toSim gives a pathway its delay.
func (d delay) toSim(w *sim.Pathway) error {
	switch {
	case w.Delay != "" || w.Delays.Len() > 0:
		return malformed("pathway %q has several delays", d.Pathway)
	case d.Values != nil:
		w.Delays = units.Second.OfAll(d.Values...)
	case d.Expression != "":
		w.Delay = sim.Delay(d.Expression)
	case d.Value == nil:
		return malformed("a delay has one of value, values and expression")
	case d.Unit == "":
		w.Delay = sim.DelayOf(seconds(*d.Value))
	default:
		time, err := quantity(*d.Value, d.Unit)
		w.Delay = sim.DelayOf(time)
		return err
	}
	return nil
}
