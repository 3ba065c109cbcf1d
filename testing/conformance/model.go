package conformance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
)

// errMalformed is in every error that says that a file does not describe a model. It is no refusal.
var errMalformed = errors.New("conformance: malformed model")

func malformed(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{errMalformed}, args...)...)
}

// model is one file of a suite.
type model struct {
	Name        string                `json:"name"`
	About       string                `json:"about"`
	Tags        []string              `json:"tags"`
	DT          *float64              `json:"dt"`
	Constants   map[string]constant   `json:"constants"`
	TimedArrays map[string]timedArray `json:"timed_arrays"`
	Objects     objects               `json:"objects"`
	Schedule    []step                `json:"schedule"`
	RecordFinal map[string][]string   `json:"record_final"`
	Tolerance   *tolerance            `json:"tolerance"`
	Expect      *expectation          `json:"expect"`
	ExpectError *refusal              `json:"expect_error"`
	Measures    map[string]measure    `json:"measures"`

	seed int64  // of its random numbers
	twin *model // of a refused model: the same without the fault; nil for one that runs
}

// constant is a value of the namespace: a float, or what Type says.
type constant struct {
	Value number `json:"value"`
	Unit  string `json:"unit"`
	Type  string `json:"type"` // "", "integer" or "boolean"
}

// timedArray has a row, or a value, for each of its steps.
type timedArray struct {
	Values array   `json:"values"`
	DT     float64 `json:"dt"`
	Unit   string  `json:"unit"`
}

// step is one step of a schedule: exactly one of its fields is set.
type step struct {
	Run         *float64            `json:"run"` // seconds
	Set         *setting            `json:"set"`
	SetConstant map[string]constant `json:"set_constant"`
	SetSpikes   *spikes             `json:"set_spikes"`
	SetDT       *float64            `json:"set_dt"`
	Activate    *string             `json:"activate"`
	Deactivate  *string             `json:"deactivate"`
	Store       *string             `json:"store"`
	Restore     *string             `json:"restore"`
}

// UnmarshalJSON reads a step and checks that it does one thing.
func (s *step) UnmarshalJSON(text []byte) error {
	type plain step // without this method
	if err := decode(text, (*plain)(s)); err != nil {
		return err
	}
	if set := count(s.Run != nil, s.Set != nil, s.SetConstant != nil, s.SetSpikes != nil, s.SetDT != nil,
		s.Activate != nil, s.Deactivate != nil, s.Store != nil, s.Restore != nil); set != 1 {
		return fmt.Errorf("a step does one thing, and %s does %d", text, set)
	}
	return nil
}

// setting is an assignment between runs.
type setting struct {
	Object string `json:"object"`
	assignment
}

// spikes are new spikes of a generator.
type spikes struct {
	Object  string    `json:"object"`
	Indices []int     `json:"indices"`
	Times   []float64 `json:"times"`
	Period  *float64  `json:"period"`
}

// tolerance says how close numbers must be.
type tolerance struct {
	Rel float64 `json:"rel"`
	Abs float64 `json:"abs"`
}

// refusal says what is wrong with a model that must be refused. Its other keys tell what Brian 2 did.
type refusal struct {
	About string `json:"about"`
}

// UnmarshalJSON reads the keys that are known and no others.
func (r *refusal) UnmarshalJSON(text []byte) error {
	type plain refusal // without this method
	return json.Unmarshal(text, (*plain)(r))
}

// read reads a model, whose name must be that of its file.
func read(name string, text []byte) (*model, error) {
	keys := make(map[string]json.RawMessage)
	if err := json.Unmarshal(text, &keys); err != nil {
		return nil, malformed("%q: %w", name, err)
	}
	twin := keys["valid_twin"]
	delete(keys, "valid_twin")
	m, err := fromKeys(keys)
	if err == nil && twin != nil {
		m.twin, err = twinOf(keys, twin)
	}
	if err == nil {
		err = m.check(name)
	}
	if err != nil {
		return nil, malformed("%q: %w", name, err)
	}
	return m, nil
}

func fromKeys(keys map[string]json.RawMessage) (*model, error) {
	text, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	m := new(model)
	return m, decode(text, m)
}

// twinOf returns the model that a refused one becomes when keys of its twin replace its own.
func twinOf(keys map[string]json.RawMessage, text json.RawMessage) (*model, error) {
	replaced := make(map[string]json.RawMessage)
	if err := json.Unmarshal(text, &replaced); err != nil {
		return nil, fmt.Errorf("valid_twin: %w", err)
	}
	merged := maps.Clone(keys)
	maps.Copy(merged, replaced)
	twin, err := fromKeys(merged)
	if err != nil {
		return nil, fmt.Errorf("valid_twin: %w", err)
	}
	return twin, nil
}

// decode reads one JSON value and refuses unknown keys.
func decode(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("there is more after the end")
	}
	return nil
}

// check checks what the types of the keys do not say.
func (m *model) check(name string) error {
	var errs []error
	if m.Name != name {
		errs = append(errs, fmt.Errorf("its name is %q; it must be that of the file", m.Name))
	}
	switch {
	case count(m.Expect != nil, m.ExpectError != nil, m.Measures != nil) != 1:
		errs = append(errs, errors.New("it must have one of expect, expect_error and measures"))
	case m.Expect != nil && m.Tolerance == nil:
		errs = append(errs, errors.New("it expects numbers and has no tolerance"))
	case (m.ExpectError == nil) != (m.twin == nil):
		errs = append(errs, errors.New("a valid_twin belongs to expect_error"))
	}
	for name, measure := range m.Measures {
		if measure.Brian == nil {
			errs = append(errs, fmt.Errorf("measures: %s has not been recorded", name))
		}
	}
	return errors.Join(errs...)
}

// count returns how many conditions hold.
func count(conditions ...bool) int {
	n := 0
	for _, holds := range conditions {
		if holds {
			n++
		}
	}
	return n
}
