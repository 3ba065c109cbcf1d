package modelfile

import (
	"slices"

	"golgi/sim"
)

// synapses connect two groups.
type synapses struct {
	common
	ownNamespace
	Source             string          `key:"source,needed"`
	Target             string          `key:"target,needed"`
	Model              text            `key:"model"`
	OnPre              pathways        `key:"on_pre"`
	OnPost             pathways        `key:"on_post"`
	OnEvent            pathways        `key:"on_event"`
	Method             string          `key:"method"`
	MultisynapticIndex string          `key:"multisynaptic_index"`
	Connect            []connection    `key:"connect"`
	Pathways           []pathwayTiming `key:"pathways"`
	Delay              []delay         `key:"delay"`
	Init               []assignment    `key:"init"`
	RunRegularly       []regularCode   `key:"run_regularly"`
	UnderWay           []underWay      `key:"under_way"`
}

// connection is one call of connect.
type connection struct {
	place
	N             copies      `key:"n"`
	P             probability `key:"p"`
	I             ints        `key:"i"`
	J             ints        `key:"j"`
	Condition     string      `key:"condition"`
	All           bool        `key:"all"`
	Generator     string      `key:"generator"`
	Over          string      `key:"over"`
	SkipIfInvalid bool        `key:"skip_if_invalid"`
}

func (o *synapses) is() role               { return variables }
func (o *synapses) equations() string      { return string(o.Model) }
func (o *synapses) connects() bool         { return true }
func (o *synapses) initial() []assignment  { return slices.Concat(o.strays(), o.Init) }
func (o *synapses) regular() []regularCode { return o.RunRegularly }
func (o *synapses) pending() []underWay    { return o.UnderWay }
func (o *synapses) takesConstants() bool   { return true }
func (o *synapses) final() []string        { return append([]string{"i", "j"}, stateOf(o.equations())...) }

func (o *synapses) check(c *checker) {
	c.refers(&o.place, "source", o.Source, variables)
	c.refers(&o.place, "target", o.Target, variables)
	for k := range o.Connect {
		o.Connect[k].check()
	}
	for k := range o.Init {
		o.Init[k].check()
	}
	o.checkPathways()
}

func (o *synapses) make(s *Simulation) (sim.Object, error) {
	spec := sim.Synapse{Functions: s.model.functions(), Name: o.Name, Model: o.equations(),
		Method: o.Method, DT: optional(o.DT), Order: o.Order, MultisynapticIndex: o.MultisynapticIndex}
	var err error
	if spec.Source, err = placed[sim.End](s, o.Source); err != nil {
		return nil, err
	}
	if spec.Target, err = placed[sim.End](s, o.Target); err != nil {
		return nil, err
	}
	if spec.Namespace, err = s.model.namespace(declarations(o.equations()), o.Namespace); err != nil {
		return nil, err
	}
	if err = o.pathwaysToSim(&spec); err != nil {
		return nil, err
	}
	for _, c := range o.Connect {
		spec.Connect = append(spec.Connect, c.toSim())
	}
	return sim.NewSynapses(spec)
}

func (c *connection) toSim() sim.Connect {
	connect := sim.Connect{Condition: c.Condition, Probability: sim.Probability(c.P), I: c.I, J: c.J, N: sim.Count(c.N),
		JOf: sim.Generator(c.Generator), SkipIfInvalid: c.SkipIfInvalid}
	if c.Over == "i" {
		connect.IOf, connect.JOf = connect.JOf, ""
	}
	return connect
}

func (c *connection) check() {
	ways := count(c.All, c.Condition != "", c.Generator != "", c.I != nil || c.J != nil)
	switch {
	case ways != 1:
		c.fault("it has %d of all, condition, generator, and i with j; wanted one of these", ways)
	case (c.I == nil) != (c.J == nil):
		c.fault("it has one of i and j; wanted both, with as many numbers")
	case c.Over != "" && c.Over != "i" && c.Over != "j":
		c.faultAt("over", "it is %q; wanted \"i\" or \"j\"", c.Over)
	}
}
