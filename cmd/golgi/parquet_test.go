package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go/compress/snappy"
	encoding "github.com/parquet-go/parquet-go/encoding/plain"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
	"pgregory.net/rapid"
)

// A parquetTable is what a Parquet file says: the types of its columns, its metadata, and its cells, nil where they are null.
type parquetTable struct {
	schema, units string
	rows          [][]any
}

// The schema, the units and the numbers of the table of the sample.
const sampleSchema = `message runs {
	optional int64 run (INT(64,true));
	optional binary status (STRING);
	optional int64 start (TIMESTAMP(isAdjustedToUTC=true,unit=MICROS));
	optional double duration;
	optional binary error (STRING);
	optional double parameters.connections.R_ee;
	optional double parameters.neurons.tau;
	optional int64 parameters.simulation.trial (INT(64,true));
	optional int64 results.stats.count (INT(64,true));
	optional double results.stats.fano;
	optional boolean results.stats.ok;
	optional double results.stats.rate;
	optional binary results.stats.word (STRING);
}`
const sampleUnits = `{"duration":"s","parameters.neurons.tau":"ms","results.stats.rate":"Hz"}`

var sampleRows = []string{"1|5|0|1|1.5|true|20|a,b", "1|5|1|1152921504606846977|NaN|false|21|two\nlines", `1|5|2|-3|+Inf|true|22|says "x"`,
	"2.5|7.5|0|0|<nil>|false|23|é", "2.5|7.5|1|<nil>|<nil>|<nil>|<nil>|<nil>", "2.5|7.5|2|<nil>|<nil>|<nil>|<nil>|<nil>"}

// A Parquet file has the columns in their order, with types, units and what is missing.
func TestParquet(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(exportedSample(t), "t.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	for name, read := range parquetReaders {
		got := read(t, text)
		if got.schema != sampleSchema {
			t.Errorf("%s: the schema is\n%s", name, got.schema)
		}
		if got.units != sampleUnits {
			t.Errorf("%s: the units are %s", name, got.units)
		}
		var lines []string
		for _, row := range got.rows {
			var cells []string
			for _, cell := range row[5:] {
				cells = append(cells, fmt.Sprint(cell))
			}
			lines = append(lines, strings.Join(cells, "|"))
		}
		if !slices.Equal(lines, sampleRows) {
			t.Errorf("%s: the rows are\n%s", name, strings.Join(lines, "\n"))
		}
	}
}

// parquetReaders are what must read the same. In test-slow, the library as a whole is one of them.
var parquetReaders = map[string]func(t testing.TB, text []byte) parquetTable{"the format, step by step": readParquet}

// Whatever a table has, and however many groups of rows it takes, comes back.
func TestParquetComesBack(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		cells := map[string]*rapid.Generator[any]{
			"int64": rapid.Int64().AsAny(), "bool": rapid.Bool().AsAny(), "string": rapid.String().AsAny(),
			"float64": rapid.Map(rapid.Uint64(), math.Float64frombits).AsAny(),
			"time":    rapid.Map(rapid.Int64Range(-1<<50, 1<<50), func(at int64) time.Time { return time.UnixMicro(at).UTC() }).AsAny(),
		}
		kinds := rapid.SliceOfN(rapid.SampledFrom([]string{"int64", "float64", "bool", "string", "time"}), 1, 6).Draw(r, "kinds")
		columns := make([]column, len(kinds))
		for k, kind := range kinds {
			columns[k] = column{path: fmt.Sprintf("c.%d", k), kind: kind}
		}
		var out bytes.Buffer
		w, err := newParquetWriter(&out, columns)
		if err != nil {
			r.Fatal(err)
		}
		w.most = rapid.IntRange(1, 20).Draw(r, "rows of a group")
		rows := make([][]any, rapid.IntRange(0, 40).Draw(r, "rows"))
		for i := range rows {
			for _, kind := range kinds {
				rows[i] = append(rows[i], rapid.OneOf(rapid.Just[any](nil), cells[kind]).Draw(r, "cell"))
			}
			if err := w.add(rows[i]); err != nil {
				r.Fatal(err)
			}
		}
		if err := w.close(); err != nil {
			r.Fatal(err)
		}
		for name, read := range parquetReaders {
			if got := read(t, out.Bytes()).rows; exactRows(got) != exactRows(rows) {
				r.Fatalf("%s: wrote\n%s\nread\n%s", name, exactRows(rows), exactRows(got))
			}
		}
	})
}

// exactRows tells apart all numbers by their bits.
func exactRows(rows [][]any) string {
	var text strings.Builder
	for _, row := range rows {
		for _, cell := range row {
			if v, is := cell.(float64); is {
				cell = math.Float64bits(v)
			}
			fmt.Fprintf(&text, "%T %#v|", cell, cell)
		}
		text.WriteByte('\n')
	}
	return text.String()
}

// A cell of another kind than its column is an error.
func TestParquetRefuses(t *testing.T) {
	w, err := newParquetWriter(new(bytes.Buffer), []column{{path: "n", kind: "int64"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.add([]any{"three"}); err == nil || err.Error() != "n is three, and no int64; name other columns, or export csv" {
		t.Error(err)
	}
}

// readParquet reads a file as the description of the format says, and checks what it says of itself.
func readParquet(t testing.TB, text []byte) (table parquetTable) {
	t.Helper()
	n := len(text) - len(magic) - 4
	if string(text[:4]) != magic || string(text[n+4:]) != magic {
		t.Fatal("it does not begin or end as a Parquet file")
	}
	var file format.FileMetaData
	must(t, thrift.Unmarshal(new(thrift.CompactProtocol), text[n-int(binary.LittleEndian.Uint32(text[n:])):n], &file))
	table.schema = "message " + file.Schema[0].Name + " {\n"
	for _, e := range file.Schema[1:] {
		meaning := ""
		if e.LogicalType.Value != nil {
			meaning = " (" + e.LogicalType.Value.String() + ")"
		}
		kind := strings.ReplaceAll(strings.ToLower(e.Type.V.String()), "byte_array", "binary")
		table.schema += "\t" + strings.ToLower(e.RepetitionType.V.String()) + " " + kind + " " + e.Name + meaning + ";\n"
	}
	table.schema += "}"
	for _, word := range file.KeyValueMetadata {
		if word.Key == "golgi.units" {
			table.units = word.Value
		}
	}
	for _, group := range file.RowGroups {
		rows := make([][]any, group.NumRows)
		for k, chunk := range group.Columns {
			for i, cell := range readChunk(t, text, file.Schema[1+k], chunk.MetaData) {
				rows[i] = append(rows[i], cell)
			}
		}
		table.rows = append(table.rows, rows...)
	}
	if file.NumRows != int64(len(table.rows)) {
		t.Errorf("it says that it has %d rows, and has %d", file.NumRows, len(table.rows))
	}
	return table
}

// readChunk reads a column of a group of rows.
func readChunk(t testing.TB, text []byte, element format.SchemaElement, chunk format.ColumnMetaData) (cells []any) {
	t.Helper()
	text = text[chunk.DataPageOffset:][:chunk.TotalCompressedSize]
	reader := new(thrift.CompactProtocol).NewReaderFromBytes(text)
	var header format.PageHeader
	must(t, thrift.NewDecoder(reader).Decode(&header))
	packed := text[reader.BytesRead():]
	page, err := new(snappy.Codec).Decode(nil, packed)
	must(t, err)
	if int(header.CompressedPageSize) != len(packed) || int(header.UncompressedPageSize) != len(page) {
		t.Errorf("the header says %v, there are %d bytes of %d", header, len(packed), len(page))
	}
	levels, values, err := encoding.NextByteArray(page)
	must(t, err)
	there, err := (&rle.Encoding{BitWidth: 1}).DecodeLevels(nil, levels)
	must(t, err)
	all := readValues(t, element, values)
	for k := range chunk.NumValues {
		var cell any
		if there[k] == 1 {
			cell, all = all[0], all[1:]
		}
		cells = append(cells, cell)
	}
	if nulls := chunk.NumValues - int64(bytes.Count(there, []byte{1})); nulls != chunk.Statistics.NullCount {
		t.Errorf("it says that %d are null, and %d are", chunk.Statistics.NullCount, nulls)
	}
	return cells
}

// readValues reads the values that are there. Of truth values, the last byte may have more than that.
func readValues(t testing.TB, element format.SchemaElement, values []byte) (all []any) {
	t.Helper()
	_, isTime := element.LogicalType.Value.(*format.TimestampType)
	switch element.Type.V {
	case format.ByteArray:
		must(t, encoding.RangeByteArray(values, func(text []byte) error {
			all = append(all, string(text))
			return nil
		}))
	case format.Boolean:
		for k := range 8 * len(values) {
			all = append(all, values[k/8]>>(k%8)&1 == 1)
		}
	default:
		for ; len(values) > 0; values = values[8:] {
			bits := binary.LittleEndian.Uint64(values)
			switch {
			case isTime:
				all = append(all, time.UnixMicro(int64(bits)).UTC())
			case element.Type.V == format.Double:
				all = append(all, math.Float64frombits(bits))
			default:
				all = append(all, int64(bits))
			}
		}
	}
	return all
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
