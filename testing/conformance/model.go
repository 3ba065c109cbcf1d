package conformance

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"

	"golgi/modelfile"
)

// errMalformed is in every error that says that a file is no model of a suite. It is no refusal.
var errMalformed = errors.New("conformance: malformed model")

func malformed(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{errMalformed}, args...)...)
}

// model is one file of a suite: what it describes, and what is said of that.
type model struct {
	name string
	*modelfile.Model
	said
	twin *modelfile.Model // of a refused model: the same without the fault; nil for one that runs
}

// said are the keys of a suite.
type said struct {
	Tags        []string           `json:"tags"`
	Tolerance   *tolerance         `json:"tolerance"`
	Expect      *expectation       `json:"expect"`
	ExpectError *refusal           `json:"expect_error"`
	Measures    map[string]measure `json:"measures"`
	Seeds       int                `json:"seeds"` // over which it is measured; 0: 20
	Twin        json.RawMessage    `json:"valid_twin"`
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
	m, err := fromKeys(keys)
	if err == nil {
		m.Model, err = modelfile.Parse(context.Background(), name+".json", text, nil)
	}
	if err == nil {
		m.name, err = name, m.check(name)
	}
	if err != nil {
		return nil, malformed("%q: %w", name, err)
	}
	return m, nil
}

func fromKeys(keys map[string]json.RawMessage) (*model, error) {
	m := new(model)
	own := make(map[string]json.RawMessage)
	for _, key := range []string{"tags", "tolerance", "expect", "expect_error", "measures", "seeds", "valid_twin"} {
		if value, ok := keys[key]; ok {
			own[key] = value
		}
	}
	text, err := json.Marshal(own)
	if err == nil {
		err = decode(text, &m.said)
	}
	if err == nil && m.Twin != nil {
		m.twin, err = twinOf(keys, m.Twin)
	}
	return m, err
}

// twinOf returns the model that a refused one becomes when keys of its twin replace its own.
func twinOf(keys map[string]json.RawMessage, text json.RawMessage) (*modelfile.Model, error) {
	replaced := make(map[string]json.RawMessage)
	err := json.Unmarshal(text, &replaced)
	var twin *modelfile.Model
	if err == nil {
		merged := maps.Clone(keys)
		maps.Copy(merged, replaced)
		text, err = json.Marshal(merged)
	}
	if err == nil {
		twin, err = modelfile.Parse(context.Background(), "", text, nil)
	}
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
	if m.Name() != name {
		errs = append(errs, fmt.Errorf("its name is %q; it must be that of the file", m.Name()))
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
		if measure.Brian == nil && measure.Band == nil {
			errs = append(errs, fmt.Errorf("measures: %s has not been recorded, and has no band", name))
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
