package conformance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// object is *neurons, *spikeGenerator, *poissonGroup, *subgroup, *synapses, *stateMonitor, *spikeMonitor, *eventMonitor,
// *rateMonitor, *poissonInput or *networkOperation.
type object interface{ base() *common }

// common is what all objects have.
type common struct {
	Kind  string   `json:"kind"`
	Name  string   `json:"name"`
	DT    *float64 `json:"dt"` // nil: the default clock
	Order int      `json:"order"`
}

func (c *common) base() *common { return c }

// objects are the objects of a model in the order in which they are made.
type objects []object

// UnmarshalJSON reads each object as what its kind says.
func (o *objects) UnmarshalJSON(text []byte) error {
	var list []json.RawMessage
	if err := json.Unmarshal(text, &list); err != nil {
		return fmt.Errorf("objects: %w", err)
	}
	for k, text := range list {
		read, err := readObject(text)
		if err != nil {
			return fmt.Errorf("objects[%d]: %w", k, err)
		}
		*o = append(*o, read)
	}
	return nil
}

func readObject(text []byte) (object, error) {
	var c common
	if err := json.Unmarshal(text, &c); err != nil {
		return nil, err
	}
	o := newObject(c.Kind)
	switch {
	case o == nil:
		return nil, fmt.Errorf("%q is no kind of object", c.Kind)
	case c.Name == "":
		return nil, errors.New("it has no name")
	}
	return o, decode(text, o)
}

func newObject(kind string) object {
	switch kind {
	case "neurons":
		return new(neurons)
	case "spike_generator":
		return new(spikeGenerator)
	case "subgroup":
		return new(subgroup)
	case "synapses":
		return new(synapses)
	case "state_monitor":
		return new(stateMonitor)
	case "spike_monitor":
		return new(spikeMonitor)
	case "event_monitor":
		return new(eventMonitor)
	case "rate_monitor":
		return new(rateMonitor)
	case "poisson_group":
		return new(poissonGroup)
	case "poisson_input":
		return new(poissonInput)
	case "network_operation":
		return new(networkOperation)
	}
	return nil
}

type neurons struct {
	common
	N             int               `json:"n"`
	Model         string            `json:"model"`
	Threshold     string            `json:"threshold"`
	Reset         string            `json:"reset"`
	Refractory    refractory        `json:"refractory"`
	Method        string            `json:"method"`
	Events        map[string]string `json:"events"`
	EventSchedule []timing          `json:"event_schedule"`
	RunOnEvent    []timedCode       `json:"run_on_event"`
	Linked        map[string]link   `json:"linked"`
	Init          []assignment      `json:"init"`
	RunRegularly  []timedCode       `json:"run_regularly"`
}

// link says what a linked variable stands for.
type link struct {
	Of       string `json:"of"`
	Variable string `json:"variable"`
	Index    []int  `json:"index"` // nil: there is none
}

type spikeGenerator struct {
	common
	N       int       `json:"n"`
	Indices []int     `json:"indices"`
	Times   []float64 `json:"times"`
	Period  *float64  `json:"period"`
	When    *string   `json:"when"`
}

// poissonGroup has a rate for all of its neurons, or an expression.
type poissonGroup struct {
	common
	N     int    `json:"n"`
	Rates weight `json:"rates"`
}

type subgroup struct {
	common
	Of           string      `json:"of"`
	Start        int         `json:"start"`
	Stop         int         `json:"stop"`
	RunRegularly []timedCode `json:"run_regularly"`
}

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

type stateMonitor struct {
	common
	Of        string    `json:"of"`
	Variables []string  `json:"variables"`
	Record    recording `json:"record"`
	When      string    `json:"when"`
}

type spikeMonitor struct {
	common
	Of        string   `json:"of"`
	Variables []string `json:"variables"`
	When      *string  `json:"when"`
}

type eventMonitor struct {
	spikeMonitor
	Event string `json:"event"`
}

// networkOperation carries out assignments in each of its steps.
type networkOperation struct {
	common
	When      string    `json:"when"`
	Sets      []setting `json:"sets"`
	StopAfter []int     `json:"stop_after"` // numbers of calls
}

type rateMonitor struct {
	common
	Of string `json:"of"`
}

// poissonInput adds the events of many Poisson trains to a variable of neurons.
type poissonInput struct {
	common
	Of       string  `json:"of"`
	Variable string  `json:"variable"`
	N        int     `json:"n"`
	Rate     float64 `json:"rate"`
	Weight   weight  `json:"weight"`
	When     string  `json:"when"`
}

// timing moves an event or a pathway in the schedule.
type timing struct {
	Event   string  `json:"event"`
	Pathway string  `json:"pathway"`
	When    *string `json:"when"`
	Order   *int    `json:"order"`
}

// timedCode is code that runs regularly, or on an event.
type timedCode struct {
	Event string   `json:"event"`
	Code  string   `json:"code"`
	DT    *float64 `json:"dt"`
	When  *string  `json:"when"`
	Order *int     `json:"order"`
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

// delay is that of a pathway.
type delay struct {
	Pathway    string    `json:"pathway"`
	Value      *float64  `json:"value"`
	Unit       string    `json:"unit"`
	Values     []float64 `json:"values"`
	Expression string    `json:"expression"`
}

// assignment gives values to a variable.
type assignment struct {
	Variable   string   `json:"variable"`
	Value      *number  `json:"value"`
	Values     []number `json:"values"`
	Expression *string  `json:"expression"`
	Unit       string   `json:"unit"` // empty: the numbers are in the SI unit of the variable
	Index      []int    `json:"index"`
	Where      string   `json:"where"`
	Pathway    string   `json:"pathway"`
}

// number is a number; true and false are 1 and 0.
type number float64

// UnmarshalJSON reads a number, true or false.
func (n *number) UnmarshalJSON(text []byte) error {
	switch string(text) {
	case "true":
		*n = 1
		return nil
	case "false":
		*n = 0
		return nil
	case "null":
		return errors.New("null is no number")
	}
	return json.Unmarshal(text, (*float64)(n))
}

// refractory is a text, or a quantity; the zero refractory is none.
type refractory struct {
	text  string
	value *float64
	unit  string // empty: second
}

// UnmarshalJSON reads a text or a quantity.
func (r *refractory) UnmarshalJSON(text []byte) error {
	if bytes.HasPrefix(text, []byte(`"`)) {
		return json.Unmarshal(text, &r.text)
	}
	var quantity *struct {
		Value *float64 `json:"value"`
		Unit  string   `json:"unit"`
	}
	if err := decode(text, &quantity); err != nil || quantity == nil {
		return err
	}
	if quantity.Value == nil {
		return fmt.Errorf("refractory: %s has no value", text)
	}
	r.value, r.unit = quantity.Value, quantity.Unit
	return nil
}

// weight is an expression, or a quantity.
type weight struct {
	text  string
	Value number `json:"value"`
	Unit  string `json:"unit"`
}

// UnmarshalJSON reads a text or a quantity.
func (w *weight) UnmarshalJSON(text []byte) error {
	if bytes.HasPrefix(text, []byte(`"`)) {
		return json.Unmarshal(text, &w.text)
	}
	type plain weight // without this method
	return decode(text, (*plain)(w))
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

// recording says which elements are recorded; nil: all.
type recording []int

// UnmarshalJSON reads true or a list.
func (r *recording) UnmarshalJSON(text []byte) error {
	if string(text) == "true" {
		return nil
	}
	return json.Unmarshal(text, (*[]int)(r))
}
