//go:build parquet

// The library as a whole reads our Parquet files, too: go test -tags parquet. It takes long to compile, so that it is
// part of make test-slow only.

package main

import (
	"bytes"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

func init() { parquetReaders["the library"] = readWithLibrary }

func readWithLibrary(t testing.TB, text []byte) (table parquetTable) {
	t.Helper()
	file, err := parquet.OpenFile(bytes.NewReader(text), int64(len(text)))
	must(t, err)
	table.schema = file.Schema().String()
	table.units, _ = file.Lookup("golgi.units")
	reader := parquet.NewGenericReader[any](file)
	rows := make([]parquet.Row, file.NumRows()+1)
	n, _ := reader.ReadRows(rows)
	fields := file.Schema().Fields()
	for _, row := range rows[:n] {
		cells := make([]any, len(row))
		for k, v := range row {
			cells[k] = libraryCell(fields[k].Type(), v)
		}
		table.rows = append(table.rows, cells)
	}
	must(t, reader.Close())
	return table
}

func libraryCell(kind parquet.Type, v parquet.Value) any {
	meaning := kind.LogicalType()
	switch {
	case v.IsNull():
		return nil
	case v.Kind() == parquet.Boolean:
		return v.Boolean()
	case v.Kind() == parquet.Double:
		return v.Double()
	case v.Kind() == parquet.ByteArray:
		return string(v.ByteArray())
	case meaning != nil && meaning.String() == parquet.Timestamp(parquet.Microsecond).Type().LogicalType().String():
		return time.UnixMicro(v.Int64()).UTC()
	default:
		return v.Int64()
	}
}
