package h5

import (
	"errors"
	"fmt"
	"unsafe"
)

// A file that nobody vouches for is read by another process (see [OpenThrough] and [Serve]), with which this one
// talks in questions and answers. Both run the same program, so they agree on all types.

// A question is one call that reads: of a method, or open, begin and end of a job.
type question struct {
	Method  string
	Object  int64  // the library's number for it, over there
	Path    string // of the object, for errors
	Dataset *wireDataset
	Name    string
	From, N int
}

// An answer has what the method returns.
type answer struct {
	Fault   *wireFault
	Is      bool
	N       int
	Texts   []string
	Members []Member
	Columns []ColumnType
	Value   any
	Array   wireArray
	Object  int64
	Dataset *wireDataset
}

// A wireDataset is what a [Dataset] knows.
type wireDataset struct {
	Form    []byte
	Class   string
	Absent  bool
	Shape   []int
	Reading reading
}

func (d Dataset) wire() *wireDataset {
	return &wireDataset{formBytes(&d.form.c), d.form.class, d.form.absent, d.shape, d.reading}
}

// dataset believes nothing but what can be.
func (w *wireDataset) dataset(o Object) (Dataset, error) {
	d := Dataset{Object: o}
	if w == nil {
		return d, errUnlikely
	}
	d.shape, d.reading, d.form.class, d.form.absent = w.Shape, w.Reading, w.Class, w.Absent
	copied := copy(formBytes(&d.form.c), w.Form)
	if _, err := points(d.shape); err != nil || copied != len(formBytes(&d.form.c)) || !d.Kind().known() {
		return Dataset{}, errUnlikely
	}
	return d, nil
}

// errUnlikely is that of an answer which only a process gives whose memory is in disorder.
var errUnlikely = errors.New("h5: the process that reads the file gives answers that cannot be")

func formBytes(f *cForm) []byte { return unsafe.Slice((*byte)(unsafe.Pointer(f)), unsafe.Sizeof(*f)) }

// A wireArray is an [Array]: as bytes, since numbers one by one take their time.
type wireArray struct {
	Shape []int
	Kind  Kind
	Raw   []byte
	Texts []string
}

func wireOf(a Array) wireArray {
	w := wireArray{Shape: a.Shape, Kind: a.Kind()}
	if texts, ok := a.Data.([]string); ok {
		w.Texts = texts
	} else if kind, n := describe(a.Data); n > 0 {
		w.Raw = unsafe.Slice((*byte)(flat(a.Data)), int64(n)*kind.size())
	}
	return w
}

// array believes nothing but what agrees.
func (w wireArray) array() (Array, error) {
	n, err := points(w.Shape)
	if !w.Kind.known() {
		return Array{}, errUnlikely
	}
	size := n * w.Kind.size()
	switch {
	case err == nil && w.Kind == String && int64(len(w.Texts)) == n:
		return Array{w.Shape, append(make([]string, 0, n), w.Texts...)}, nil
	case err != nil || !w.Kind.isFlat() || int64(len(w.Raw)) != size:
		return Array{}, errUnlikely
	case w.Kind == Bool:
		return Array{w.Shape, boolsOf(w.Raw)}, nil
	}
	a := Array{w.Shape, makeData(w.Kind, int(n))}
	if n > 0 {
		copy(unsafe.Slice((*byte)(flat(a.Data)), size), w.Raw)
	}
	return a, nil
}

// A wireFault is an error: an [Error], an [OpaqueError], or another, of which there is the text.
type wireFault struct {
	Op, Object, Text string
	Opaque, Memory   bool
}

func faultOf(err error) *wireFault {
	var failed *Error
	var other *OpaqueError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &other):
		return &wireFault{Op: other.Op, Object: other.Object, Text: other.Type, Opaque: true}
	case errors.As(err, &failed):
		return &wireFault{Op: failed.Op, Object: failed.Object, Text: failed.Reason, Memory: errors.Is(err, ErrMemory)}
	}
	return &wireFault{Text: err.Error()}
}

func (w *wireFault) err() error {
	switch {
	case w == nil:
		return nil
	case w.Opaque:
		return &OpaqueError{w.Op, w.Object, w.Text}
	case w.Op == "":
		return fmt.Errorf("%s", w.Text)
	case w.Memory:
		return &Error{Op: w.Op, Object: w.Object, Reason: w.Text, Cause: ErrMemory}
	}
	return &Error{Op: w.Op, Object: w.Object, Reason: w.Text}
}
