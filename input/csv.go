package input

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golgi/units"
)

// Table says where in a file spikes stand. The zero Table is ready for use.
type Table struct {
	Index string     // column of the numbers of neurons, or array of an NPZ file; empty: the first column, "i" in NPZ
	Time  string     // likewise of the times of spikes; empty: the second column, "t" in NPZ
	Unit  units.Unit // of the times; zero: second
	Comma rune       // between the columns of a CSV file; zero: ','; a blank stands for any number of them
}

// mostLine is how long a line of a CSV file may be, in bytes.
const mostLine = 1 << 16

// SpikesCSV reads spikes from a table of text with a line for each: the number of a neuron, counted from 0, and a time. A first line
// may name the columns; it must where spec does. Lines that begin with # are comments. indices[k] has spiked at times[k].
func SpikesCSV(path string, spec Table) (indices []int, times units.Array, err error) {
	file, err := open(path)
	if err != nil {
		return nil, units.Array{}, err
	}
	defer file.Close()
	return spikesCSV(path, file, spec)
}

func spikesCSV(name string, r io.Reader, spec Table) ([]int, units.Array, error) {
	s, err := newGathered(name, spec.Unit)
	if err != nil {
		return nil, units.Array{}, err
	}
	t := table{name: name, lines: bufio.NewScanner(r), comma: spec.Comma, want: []string{spec.Index, spec.Time}, needed: 2}
	if err := t.read(func(place string, numbers []float64) error { return s.add(place, numbers[0], numbers[1]) }); err != nil {
		return nil, units.Array{}, err
	}
	indices, times := s.result()
	return indices, times, nil
}

// A table is read line by line.
type table struct {
	name    string
	comma   rune
	want    []string // names of columns; the k-th is column k where it has none
	needed  int      // how many of these there must be
	lines   *bufio.Scanner
	number  int      // of the line
	fields  []string // of the line
	columns []int    // that are wanted; nil: not known yet
	numbers []float64
}

// read gives the numbers in each line.
func (t *table) read(add func(place string, numbers []float64) error) error {
	t.lines.Buffer(nil, mostLine)
	for t.next() {
		if t.columns == nil {
			isHeader, err := t.findColumns()
			if err != nil {
				return err
			}
			if isHeader {
				continue
			}
		}
		place := fmt.Sprintf("line %d", t.number)
		if err := t.parse(place); err != nil {
			return err
		}
		if err := add(place, t.numbers); err != nil {
			return err
		}
	}
	return t.end()
}

// next goes on to the next line that is no comment.
func (t *table) next() bool {
	for t.lines.Scan() {
		t.number++
		line := strings.TrimPrefix(t.lines.Text(), "\ufeff")
		if text := strings.TrimSpace(line); text == "" || text[0] == '#' {
			continue
		}
		t.fields = t.split(line)
		return true
	}
	return false
}

func (t *table) split(line string) []string {
	if t.comma == ' ' {
		return strings.Fields(line)
	}
	comma := ","
	if t.comma != 0 {
		comma = string(t.comma)
	}
	fields := strings.Split(line, comma)
	for k, field := range fields {
		fields[k] = strings.Trim(strings.TrimSpace(field), `"`)
	}
	return fields
}

// end returns why there is no next line, if that is not its end.
func (t *table) end() error {
	named := strings.Join(t.want, "") != ""
	switch err := t.lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return faultf(t.name, "line %d has more than %d bytes; this is no table", t.number+1, mostLine)
	case err != nil:
		return fmt.Errorf("input: %s: %w", t.name, err)
	case t.columns == nil && named:
		return faultf(t.name, "it is empty; wanted are columns %s", quoted(t.want[:t.needed]))
	case t.number == 0:
		return faultf(t.name, "it is empty; a table without rows has a line with the names of its columns, or a comment")
	}
	return nil
}

// findColumns finds out from the first line which columns are wanted, and whether it names them.
func (t *table) findColumns() (isHeader bool, err error) {
	t.columns = make([]int, 0, len(t.want))
	for k, want := range t.want {
		if want == "" {
			if k < t.needed || k < len(t.fields) {
				t.columns = append(t.columns, k)
			}
			continue
		}
		isHeader = true
		at := slices.Index(t.fields, want)
		if at < 0 {
			return true, faultf(t.name, "line %d: there is no column %q; there are %.200q", t.number, want, t.fields)
		}
		t.columns = append(t.columns, at)
	}
	_, err = strconv.ParseFloat(t.fields[0], 64)
	return isHeader || err != nil, nil
}

// parse reads the numbers of the line.
func (t *table) parse(place string) error {
	t.numbers = t.numbers[:0]
	for _, column := range t.columns {
		if column >= len(t.fields) {
			return faultf(t.name, "%s: there is no column %d, but only %d", place, column+1, len(t.fields))
		}
		x, err := strconv.ParseFloat(t.fields[column], 64)
		if err != nil && !errors.Is(err, strconv.ErrRange) {
			return faultf(t.name, "%s: %.40q is no number", place, t.fields[column])
		}
		t.numbers = append(t.numbers, x)
	}
	return nil
}

// quoted lists names for a message.
func quoted(names []string) string {
	list := make([]string, len(names))
	for k, name := range names {
		list[k] = strconv.Quote(name)
	}
	return strings.Join(list, " and ")
}
