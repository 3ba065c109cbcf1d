package modelfile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"golgi/sim"
)

// synapses connect two groups.
type synapses struct {
	common
	Source             string       `json:"source"`
	Target             string       `json:"target"`
	Model              string       `json:"model"`
	OnPre              pathways     `json:"on_pre"`
	OnPost             pathways     `json:"on_post"`
	OnEvent            any          `json:"on_event"`
	Method             string       `json:"method"`
	MultisynapticIndex string       `json:"multisynaptic_index"`
	Connect            []connection `json:"connect"`
	Pathways           []timing     `json:"pathways"`
	Delay              []delay      `json:"delay"`
	Init               []assignment `json:"init"`
	RunRegularly       []timedCode  `json:"run_regularly"`
}

// connection is one call of connect.
type connection struct {
	N             any    `json:"n"`
	I             []int  `json:"i"`
	J             []int  `json:"j"`
	Condition     string `json:"condition"`
	All           bool   `json:"all"`
	Generator     string `json:"generator"`
	Over          string `json:"over"`
	SkipIfInvalid bool   `json:"skip_if_invalid"`
}

// pathways are the codes of pathways: one without a name, or those with names.
type pathways struct {
	code  string
	named map[string]string
}

// UnmarshalJSON reads a text, or a text for each name.
func (p *pathways) UnmarshalJSON(text []byte) error {
	if bytes.HasPrefix(text, []byte(`"`)) {
		return json.Unmarshal(text, &p.code)
	}
	return json.Unmarshal(text, &p.named)
}

func (o *synapses) equations() string     { return o.Model }
func (o *synapses) initial() []assignment { return slices.Concat(o.strays(), o.Init) }
func (o *synapses) regular() []timedCode  { return o.RunRegularly }
func (o *synapses) takesConstants() bool  { return true }
func (o *synapses) final() []string       { return append([]string{"i", "j"}, stateOf(o.Model)...) }

func (o *synapses) make(s *Simulation) (sim.Object, error) {
	spec := sim.Synapse{Name: o.Name, Model: o.Model,
		Method: o.Method, DT: optional(o.DT), Order: o.Order, MultisynapticIndex: o.MultisynapticIndex}
	var err error
	if spec.Source, err = placed[sim.Group](s, o.Source); err != nil {
		return nil, err
	}
	if spec.Target, err = placed[sim.Group](s, o.Target); err != nil {
		return nil, err
	}
	if spec.Namespace, err = s.model.namespace(declarations(o.Model)); err != nil {
		return nil, err
	}
	if err = o.pathwaysToSim(&spec); err != nil {
		return nil, err
	}
	for _, c := range o.Connect {
		connect, err := c.toSim()
		if err != nil {
			return nil, err
		}
		spec.Connect = append(spec.Connect, connect)
	}
	return sim.NewSynapses(spec)
}

func (c connection) toSim() (sim.Connect, error) {
	if !c.All && c.Condition == "" && c.Generator == "" && (c.I == nil || c.J == nil) {
		return sim.Connect{}, malformed("connect has one of all, condition, generator, and i with j")
	}
	connect := sim.Connect{Condition: c.Condition, I: c.I, J: c.J, JOf: sim.Generator(c.Generator), SkipIfInvalid: c.SkipIfInvalid}
	if c.Over == "i" {
		connect.IOf, connect.JOf = connect.JOf, ""
	}
	if c.N != nil {
		connect.N = sim.Count(fmt.Sprint(c.N))
	}
	return connect, nil
}
