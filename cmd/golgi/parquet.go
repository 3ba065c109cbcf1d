package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/parquet-go/parquet-go/deprecated"
	encoding "github.com/parquet-go/parquet-go/encoding/plain"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"golgi/internal/listing"
)

// parquetKinds are the columns that Parquet has for cells of a kind: how a number is kept, what it means, as readers
// before 2018 are told, too, and how one more is appended to n that are there.
var parquetKinds = map[string]struct {
	element format.SchemaElement
	add     func(to []byte, n int, cell any) (_ []byte, is bool)
}{
	"int64": {kept(format.Int64, deprecated.Int64, &format.IntType{BitWidth: 64, IsSigned: true}), func(to []byte, _ int, cell any) ([]byte, bool) {
		v, is := cell.(int64)
		return encoding.AppendInt64(to, v), is
	}},
	"float64": {kept(format.Double, none, nil), func(to []byte, _ int, cell any) ([]byte, bool) {
		v, is := cell.(float64)
		return encoding.AppendDouble(to, v), is
	}},
	"bool": {kept(format.Boolean, none, nil), func(to []byte, n int, cell any) ([]byte, bool) {
		v, is := cell.(bool)
		return encoding.AppendBoolean(to, n, v), is
	}},
	"string": {kept(format.ByteArray, deprecated.UTF8, &format.StringType{}), func(to []byte, _ int, cell any) ([]byte, bool) {
		return encoding.AppendByteArrayString(to, listing.Exactly(cell)), true
	}},
	"time": {kept(format.Int64, deprecated.TimestampMicros, &format.TimestampType{IsAdjustedToUTC: true, Unit: format.TimeUnit{Value: &format.MicroSeconds{}}}),
		func(to []byte, _ int, cell any) ([]byte, bool) {
			at, is := cell.(time.Time)
			return encoding.AppendInt64(to, at.UnixMicro()), is
		}},
}

// none says that the numbers of a column mean nothing else.
const none deprecated.ConvertedType = -1

// kept describes a column, any of whose cells may be null.
func kept(as format.Type, formerly deprecated.ConvertedType, meaning format.LogicalTypeValue) format.SchemaElement {
	element := format.SchemaElement{Type: thrift.New(as), RepetitionType: thrift.New(format.Optional)}
	if formerly != none {
		element.ConvertedType, element.LogicalType = thrift.New(formerly), format.LogicalType{Value: meaning}
	}
	return element
}

// writeParquet writes the table of runs as a Parquet file.
func writeParquet(out io.Writer, t *tabled, columns []column, runs []int) error {
	units := map[string]string{}
	for _, c := range columns {
		if c.unit != "" {
			units[c.path] = c.unit
		}
	}
	text, err := json.Marshal(units)
	if err != nil {
		return err
	}
	w, err := newParquetWriter(out, columns)
	if err != nil {
		return err
	}
	n := 0
	for cells, err := range t.cells(columns, runs) {
		if err == nil {
			err = w.add(cells)
		}
		if err != nil {
			return fmt.Errorf("golgi: run %d: %w", runs[n], err)
		}
		n++
	}
	return w.close(format.KeyValue{Key: "golgi.units", Value: string(text)}, format.KeyValue{Key: "golgi.trajectory", Value: t.traj.Name()})
}
