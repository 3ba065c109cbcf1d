package modelfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// ErrMalformed is wrapped by the errors of files that describe no model.
var ErrMalformed = errors.New("malformed model")

func malformed(format string, args ...any) error {
	return fmt.Errorf("modelfile: %w: "+format, append([]any{ErrMalformed}, args...)...)
}

// Model is what a file describes.
type Model struct {
	content
}

// content is what a file has.
type content struct {
	Name        string                `json:"name"`
	About       string                `json:"about"`
	DT          *float64              `json:"dt"`
	Constants   map[string]constant   `json:"constants"`
	TimedArrays map[string]timedArray `json:"timed_arrays"`
	Objects     objects               `json:"objects"`
	Schedule    []step                `json:"schedule"`
	RecordFinal map[string][]string   `json:"record_final"`
}

// Parse reads a model.
func Parse(text []byte) (*Model, error) {
	m := new(Model)
	if err := decode(text, &m.content); err != nil {
		return nil, malformed("%w", err)
	}
	return m, nil
}

// Name returns the name that the model gives itself.
func (m *Model) Name() string { return m.content.Name }

// Described is an object of a model: its kind and name, and its equations if it has some.
type Described struct{ Kind, Name, Equations string }

// Objects returns the objects in the order in which they are made.
func (m *Model) Objects() []Described {
	list := make([]Described, len(m.content.Objects))
	for k, o := range m.content.Objects {
		list[k] = Described{o.base().Kind, o.base().Name, o.equations()}
	}
	return list
}

// object returns the object of a name; nil where there is none.
func (m *Model) object(name string) object {
	for _, o := range m.content.Objects {
		if o.base().Name == name {
			return o
		}
	}
	return nil
}

// Duration returns how many seconds all runs of the schedule take together.
func (m *Model) Duration() float64 {
	sum := 0.0
	for _, st := range m.Schedule {
		if st.Run != nil {
			sum += *st.Run
		}
	}
	return sum
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
