package modelfile

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"reflect"
	"slices"
)

// Format is the name of the format that is read, and its version.
const Format = "golgi-model/1"

// byPosition has random numbers of objects depend on their place in the list.
const byPosition = "positions"

// Model is what a file describes.
type Model struct {
	content
	named map[string]object
}

// content is what a file has.
type content struct {
	place
	Format      string                `key:"format"` // empty: the present one
	Name        string                `key:"name"`
	About       text                  `key:"about"`
	DT          *duration             `key:"dt"`
	Begin       *duration             `key:"start"` // when it begins; nil: at 0
	AllowNaN    bool                  `key:"allow_nan"`
	Streams     string                `key:"streams"` // on what random numbers of objects depend; empty: on names
	Slots       []string              `key:"slots"`   // of a time step, in their order; nil: the usual one
	Constants   map[string]constant   `key:"constants"`
	TimedArrays map[string]timedArray `key:"timed_arrays"`
	Functions   map[string]string     `key:"functions"`
	Objects     objects               `key:"objects,needed"`
	Schedule    schedule              `key:"schedule"`
	RecordFinal map[string][]string   `key:"record_final"`
	Final       map[string][]string   `key:"final"` // nil: what all objects give

	// The keys of suites of models, which are for others to read.
	Tags        unread `key:"tags"`
	Tolerance   unread `key:"tolerance"`
	Expect      unread `key:"expect"`
	ExpectError unread `key:"expect_error"`
	ValidTwin   unread `key:"valid_twin"`
	Measures    unread `key:"measures"`
	Seeds       unread `key:"seeds"`
}

// Parse reads a model. Its arrays are looked for in folder, and may be in folders below; nil: it has none. file is what messages call
// it, and may be empty. What is wrong with it is returned as *[Faults], as much at once as can be told.
func Parse(ctx context.Context, file string, text []byte, folder fs.FS) (*Model, error) {
	if ctx == nil {
		return nil, errNoContext
	}
	d, v := parseDocument(file, text, arrayFiles{ctx, folder})
	m := new(Model)
	if err := d.faults.err(); err != nil {
		return nil, err
	}
	if format := v.key("format"); format.path == "format" && format.string() != Format {
		format.fault("it is %s; this is a reader of %q", format.shown(), Format)
		return nil, d.faults.err()
	}
	v.into(reflect.ValueOf(&m.content).Elem())
	if v.isNull() {
		v.wants("an object in braces, with keys")
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("modelfile: %s: %w", file, err)
	}
	d.read = true
	m.named = make(map[string]object)
	for _, o := range m.content.Objects {
		m.named[o.base().Name] = o
	}
	m.check()
	if err := d.faults.err(); err != nil {
		return nil, err
	}
	return m, nil
}

// Name returns the name that the model gives itself.
func (m *Model) Name() string { return m.content.Name }

// Text returns the text that the model was read from.
func (m *Model) Text() string { return string(m.at.doc.text) }

// Files returns the names of the binary files that the model reads, as it writes them: from its folder on.
func (m *Model) Files() []string { return slices.Clone(m.at.doc.files) }

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
func (m *Model) object(name string) object { return m.named[name] }

// Duration returns how many seconds all runs of the schedule take together.
func (m *Model) Duration() float64 {
	sum := 0.0
	for _, st := range m.Schedule {
		sum += float64(deref(st.Run))
	}
	return sum
}

// Constant is a constant of a model: a units.Quantity, an int or a bool.
type Constant struct {
	Name  string
	Value any
}

// Constants returns those of the model, sorted by name.
func (m *Model) Constants() (list []Constant) {
	for _, name := range slices.Sorted(maps.Keys(m.content.Constants)) {
		value, _ := m.content.Constants[name].toSim() // which has been checked
		list = append(list, Constant{name, value})
	}
	return list
}
