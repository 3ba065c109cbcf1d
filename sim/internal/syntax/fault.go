package syntax

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golgi/internal/plain"
)

// Source is a text that a user wrote, and whose it is: `neuron group "neurons_e": equations`.
type Source struct {
	Name, Text string
	Functions  *Functions // that it may call; nil: those of the language alone

	calls   map[Span]*Function // by the places of what is written out
	written int                // nodes of that
}

// Fault is a mistake in a text. Note, if there is one, stands beside the caret and tells the cure. A fault
// whose span is zero means the text as a whole and points nowhere.
type Fault struct {
	Source  *Source
	At      Span
	Message string
	Note    string
}

// Faultf returns a fault at a place of src.
func Faultf(src *Source, at Span, format string, args ...any) *Fault {
	return &Fault{Source: src, At: at, Message: fmt.Sprintf(format, args...)}
}

// WithNote sets the note of a fault and returns the fault.
func (f *Fault) WithNote(note string) *Fault {
	f.Note = note
	return f
}

// Error prints the fault with the line it means:
//
//	sim: neuron group "neurons_e": equations, line 2: cannot add V to A
//	  | dv/dt = (El - v + I) / tau : volt
//	  |                   ^ I has unit A; R*I would have V
//
// The number of the line is left out where the text has only one.
func (f *Fault) Error() string {
	if f.Source == nil || f.At == (Span{}) {
		return f.header("") + f.tail("; ")
	}
	text := f.Source.Text
	from := min(max(f.At.From, 0), len(text))
	start, end := strings.LastIndexByte(text[:from], '\n')+1, lineEnd(text, from)
	place := ""
	if strings.Contains(strings.TrimSpace(text), "\n") {
		place = fmt.Sprintf("line %d", 1+strings.Count(text[:start], "\n"))
	}
	shown := excerpt{
		line:   []rune(plain.Aligned(text[start:end])),
		column: utf8.RuneCountInString(text[start:from]),
		width:  utf8.RuneCountInString(text[from:min(max(f.At.To, from), end)]),
	}
	return f.header(place) + shown.cut().String() + f.tail(" ")
}

// header returns the line that says where and what.
func (f *Fault) header(place string) string {
	if f.Source != nil && f.Source.Name != "" {
		if place != "" {
			place = ", " + place
		}
		place = f.Source.Name + place
	}
	if place != "" {
		place += ": "
	}
	return "sim: " + place + f.Message
}

func (f *Fault) tail(separator string) string {
	var notes []string
	for _, note := range []string{f.Note, f.within()} {
		if note != "" {
			notes = append(notes, note)
		}
	}
	if len(notes) == 0 {
		return ""
	}
	return separator + strings.Join(notes, "; ")
}

// excerpt is a line and what is underlined in it, counted in runes.
type excerpt struct {
	line          []rune
	column, width int
}

// cut shortens a long line around the column.
func (x excerpt) cut() excerpt {
	const widest = 100
	if len(x.line) <= widest {
		return x
	}
	start := min(max(x.column-widest/2, 0), len(x.line)-widest)
	line := slices.Clone(x.line[start : start+widest])
	if start > 0 {
		line[0] = '…'
	}
	if start+widest < len(x.line) {
		line[widest-1] = '…'
	}
	return excerpt{line: line, column: x.column - start, width: min(x.width, widest-(x.column-start))}
}

func (x excerpt) String() string {
	return "\n  | " + strings.TrimRight(string(x.line), " ") +
		"\n  | " + strings.Repeat(" ", x.column) + "^" + strings.Repeat("~", max(x.width-1, 0))
}

// Faults are the faults of one or several texts. errors.As finds in an error that holds them both the Faults
// and the first Fault.
type Faults []*Fault

// Error prints the faults in the order of their places, up to twenty of them.
func (fs Faults) Error() string {
	const most = 20
	sorted := fs.sorted()
	var lines []string
	for _, f := range sorted[:min(most, len(sorted))] {
		lines = append(lines, f.Error())
	}
	if more := len(sorted) - most; more > 0 {
		lines = append(lines, fmt.Sprintf("sim: faults not shown: %d", more))
	}
	return strings.Join(lines, "\n")
}

// sorted returns the faults text by text, in the order of their places.
func (fs Faults) sorted() Faults {
	order := make(map[*Source]int)
	for _, f := range fs {
		if _, ok := order[f.Source]; !ok {
			order[f.Source] = len(order)
		}
	}
	sorted := slices.Clone(fs)
	slices.SortStableFunc(sorted, func(a, b *Fault) int {
		return cmp.Or(cmp.Compare(order[a.Source], order[b.Source]), cmp.Compare(a.At.From, b.At.From))
	})
	return sorted
}

// err returns the faults as an error, nil where there are none.
func (fs Faults) err() error {
	if len(fs) == 0 {
		return nil
	}
	return fs
}

// FaultsOf returns the faults that an error has.
func FaultsOf(err error) Faults {
	var fs Faults
	errors.As(err, &fs)
	return fs
}

// Unwrap returns the single faults.
func (fs Faults) Unwrap() []error {
	errs := make([]error, len(fs))
	for n, f := range fs {
		errs[n] = f
	}
	return errs
}
