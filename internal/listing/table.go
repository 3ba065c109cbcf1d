package listing

import (
	"io"
	"reflect"
	"strings"
)

// A table is aligned, numbers to the right. What is wider than the rows before it makes only those behind it wider.
type table struct {
	out    io.Writer
	whole  bool
	lines  [][]string
	widths []int
	right  []bool
}

func newTable(out io.Writer, l Listing) *table {
	return &table{out: out, whole: l.Whole, widths: make([]int, len(l.Columns)), right: make([]bool, len(l.Columns))}
}

func (t *table) begin(columns []Heading) error {
	names := make([]string, len(columns))
	for k, c := range columns {
		names[k] = inTable(c.short())
	}
	t.lines = append(t.lines, names)
	return nil
}

func (t *table) add(row []any) {
	first := len(t.lines)
	t.lines = append(t.lines, make([]string, len(row)))
	for k, cell := range row {
		if v := reflect.ValueOf(cell); v.CanInt() || v.CanUint() || v.CanFloat() {
			t.right[k] = true
		}
		if !t.whole {
			t.lines[first][k] = inTable(cell)
			continue
		}
		for n, text := range strings.Split(inLines(cell), "\n") {
			if first+n == len(t.lines) {
				t.lines = append(t.lines, make([]string, len(row)))
			}
			t.lines[first+n][k] = text
		}
	}
}

func (t *table) flush() error {
	for _, line := range t.lines {
		for k, cell := range line {
			t.widths[k] = max(t.widths[k], width(cell))
		}
	}
	var text strings.Builder
	for _, line := range t.lines {
		for k, cell := range line {
			if k > 0 {
				line[k-1] += "  "
			}
			if gap := strings.Repeat(" ", t.widths[k]-width(cell)); t.right[k] {
				line[k] = gap + cell
			} else {
				line[k] = cell + gap
			}
		}
		text.WriteString(strings.TrimRight(strings.Join(line, ""), " ") + "\n")
	}
	t.lines = t.lines[:0]
	_, err := io.WriteString(t.out, text.String())
	return err
}

func (t *table) end() error { return t.flush() }
