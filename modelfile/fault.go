package modelfile

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrMalformed is wrapped by the errors of files that describe no model.
var ErrMalformed = errors.New("malformed model")

// A Fault is one thing that is wrong with a file.
type Fault struct {
	Line int    // from 1; 0: none in particular
	Path string // where in the model, as in objects[0] "G": init[1].value; empty: nowhere in particular
	Text string // what is wrong, and the cure
}

// Faults are all that is wrong with a file, in the order of its lines. Those of [Parse] wrap [ErrMalformed]; those of [Model.Check] do
// not.
type Faults struct {
	File string
	List []Fault
	kind error
}

// Error has a line for each fault: modelfile: lif.json:3: objects[0] "G": n: there must be at least 1.
func (f *Faults) Error() string {
	if f == nil {
		return ""
	}
	lines := make([]string, len(f.List))
	for k, fault := range f.List {
		lines[k] = "modelfile: " + f.Place(fault) + fault.String()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns ErrMalformed, if the file describes no model.
func (f *Faults) Unwrap() error {
	if f == nil {
		return nil
	}
	return f.kind
}

// Place returns file and line of a fault, as editors read it: "lif.json:3: ".
func (f *Faults) Place(fault Fault) string {
	if f == nil || f.File == "" {
		if fault.Line == 0 {
			return ""
		}
		return fmt.Sprintf("line %d: ", fault.Line)
	}
	if fault.Line == 0 {
		return f.File + ": "
	}
	return fmt.Sprintf("%s:%d: ", f.File, fault.Line)
}

// String returns place in the model and text.
func (f Fault) String() string {
	if f.Path == "" {
		return f.Text
	}
	return f.Path + ": " + f.Text
}

// mostFaults is how many faults of a file are kept: who has more has made one mistake often.
const mostFaults = 100

// full reports whether there are as many as are kept.
func (f *Faults) full() bool { return len(f.List) >= mostFaults }

// add adds a fault, unless it is there or there are too many.
func (f *Faults) add(fault Fault) {
	if !f.full() && !slices.Contains(f.List, fault) {
		f.List = append(f.List, fault)
	}
}

// within reports whether there is a fault at a path, or below it.
func (f *Faults) within(path string) bool {
	return slices.ContainsFunc(f.List, func(fault Fault) bool {
		rest, below := strings.CutPrefix(fault.Path, path)
		return below && (rest == "" || path != "" && strings.Contains(".[:", rest[:1]))
	})
}

// err returns the faults as an error, nil if there are none.
func (f *Faults) err() error {
	if len(f.List) == 0 {
		return nil
	}
	slices.SortStableFunc(f.List, func(a, b Fault) int { return a.Line - b.Line })
	if f.full() {
		f.List = append(f.List, Fault{Text: fmt.Sprintf("these are the first %d faults that were found; there may be more", mostFaults)})
	}
	return f
}

func malformed(format string, args ...any) error {
	return fmt.Errorf("modelfile: %w: "+format, append([]any{ErrMalformed}, args...)...)
}

var errNoContext = errors.New("modelfile: the context is nil")
