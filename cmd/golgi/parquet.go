package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/parquet-go/parquet-go"

	"golgi/internal/listing"
)

// parquetKinds are the columns that Parquet has for cells of a kind. Any of them may be null.
var parquetKinds = map[string]struct {
	node  parquet.Node
	value func(cell any) (parquet.Value, bool)
}{
	"int64":   {parquet.Int(64), valueOf[int64]},
	"float64": {parquet.Leaf(parquet.DoubleType), valueOf[float64]},
	"bool":    {parquet.Leaf(parquet.BooleanType), valueOf[bool]},
	"string":  {parquet.String(), func(cell any) (parquet.Value, bool) { return parquet.ValueOf(listing.Exactly(cell)), true }},
	"time": {parquet.Timestamp(parquet.Microsecond), func(cell any) (parquet.Value, bool) {
		at, is := cell.(time.Time)
		return parquet.ValueOf(at.UnixMicro()), is
	}},
}

func valueOf[T any](cell any) (parquet.Value, bool) {
	v, is := cell.(T)
	return parquet.ValueOf(v), is
}

// An inOrder is a group of columns that come in an order.
type inOrder struct {
	parquet.Group
	names []string
}

// Fields implements [parquet.Node].
func (g inOrder) Fields() []parquet.Field {
	byName := map[string]parquet.Field{}
	for _, f := range g.Group.Fields() {
		byName[f.Name()] = f
	}
	fields := make([]parquet.Field, len(g.names))
	for k, name := range g.names {
		fields[k] = byName[name]
	}
	return fields
}

// rowsPerGroup bounds what is in memory of a file that is written.
const rowsPerGroup = 1 << 16

// writeParquet writes the table of runs as a Parquet file.
func writeParquet(out io.Writer, t *tabled, columns []column, runs []int) error {
	group, units := inOrder{Group: parquet.Group{}}, map[string]string{}
	for _, c := range columns {
		group.Group[c.path] = parquet.Optional(parquetKinds[c.kind].node)
		group.names = append(group.names, c.path)
		if c.unit != "" {
			units[c.path] = c.unit
		}
	}
	text, err := json.Marshal(units)
	if err != nil {
		return err
	}
	w := parquet.NewWriter(out, parquet.NewSchema("runs", group), parquet.Compression(&parquet.Snappy), parquet.MaxRowsPerRowGroup(rowsPerGroup),
		parquet.KeyValueMetadata("golgi.units", string(text)), parquet.KeyValueMetadata("golgi.trajectory", t.traj.Name()))
	n := 0
	var rows []parquet.Row
	for cells, err := range t.cells(columns, runs) {
		if err != nil {
			return err
		}
		row := make(parquet.Row, len(cells))
		for k, cell := range cells {
			if row[k], err = parquetCell(columns[k], cell, k); err != nil {
				return fmt.Errorf("golgi: run %d: %w", runs[n], err)
			}
		}
		n++
		if rows = append(rows, row); len(rows) == listing.AtOnce {
			if _, err := w.WriteRows(rows); err != nil {
				return err
			}
			rows = rows[:0]
		}
	}
	if _, err := w.WriteRows(rows); err != nil {
		return err
	}
	return w.Close()
}

func parquetCell(c column, cell any, k int) (parquet.Value, error) {
	if cell == nil {
		return parquet.NullValue().Level(0, 0, k), nil
	}
	value, is := parquetKinds[c.kind].value(cell)
	if !is {
		return value, fmt.Errorf("%s is %v, and no %s; name other columns, or export csv", c.path, cell, c.kind)
	}
	return value.Level(0, 1, k), nil
}
