package listing

import (
	"cmp"
	"encoding/csv"
	"io"
)

// Lines are CSV as RFC 4180 has it, but for the ends of lines, which are those of Unix, so that no text changes.
type lines struct {
	out io.Writer
	csv *csv.Writer
	err error // of what it cannot write
}

func newLines(out io.Writer) *lines { return &lines{out: out, csv: csv.NewWriter(out)} }

func (l *lines) begin(columns []Heading) error {
	names := make([]any, len(columns))
	for k, c := range columns {
		names[k] = c.Name
	}
	l.add(names)
	return nil
}

func (l *lines) add(row []any) {
	cells := make([]string, len(row))
	for k, cell := range row {
		cells[k] = Exactly(cell)
	}
	if len(cells) == 1 && cells[0] == "" { // which would be an empty line
		l.csv.Flush()
		_, err := io.WriteString(l.out, "\"\"\n")
		l.err = cmp.Or(l.err, err)
		return
	}
	_ = l.csv.Write(cells) // it keeps what goes wrong
}

func (l *lines) flush() error {
	l.csv.Flush()
	return cmp.Or(l.csv.Error(), l.err)
}

func (l *lines) end() error { return l.flush() }

// Objects are a list in JSON of objects, each with its names in the order of the columns.
type objects struct {
	out   io.Writer
	names []string
	text  []byte
	n     int
}

func (o *objects) begin(columns []Heading) error {
	for _, c := range columns {
		o.names = append(o.names, string(appendJSON(nil, c.Name))+": ")
	}
	o.text = append(o.text, '[')
	return nil
}

func (o *objects) add(row []any) {
	if o.n > 0 {
		o.text = append(o.text, ',')
	}
	o.n++
	o.text = append(o.text, "\n{"...)
	for k, cell := range row {
		if k > 0 {
			o.text = append(o.text, ", "...)
		}
		o.text = appendJSON(append(o.text, o.names[k]...), cell)
	}
	o.text = append(o.text, '}')
}

func (o *objects) flush() error {
	_, err := o.out.Write(o.text)
	o.text = o.text[:0]
	return err
}

func (o *objects) end() error {
	if o.n > 0 {
		o.text = append(o.text, '\n')
	}
	o.text = append(o.text, "]\n"...)
	return o.flush()
}
