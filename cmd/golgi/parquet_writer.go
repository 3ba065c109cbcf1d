package main

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"

	"github.com/parquet-go/parquet-go/compress/snappy"
	encoding "github.com/parquet-go/parquet-go/encoding/plain"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// A group of rows is written when it has so many of them, or when so many bytes of it are in memory.
const rowsPerGroup, bytesPerGroup = 1 << 16, 64 << 20

// A parquetWriter writes a table as a Parquet file: groups of rows, each a page for each column, and at the end what
// they are. It uses those packages of the library that know what the bytes are; the library as a whole brings all
// ways to compress, protobuf and a server of HTTP, which would be a sixth of what is compiled for golgi.
//
// Source: https://parquet.apache.org/docs/file-format.
type parquetWriter struct {
	out     io.Writer
	at      int64 // where in the file the next byte comes
	columns []*parquetColumn
	rows    int // of the group that is in memory
	most    int // of them
	file    format.FileMetaData
}

// A parquetColumn is what a group of rows has in a column.
type parquetColumn struct {
	column
	there  []byte // for each row whether it has a value: 1 or 0
	values []byte
	n      int // of them
}

// magic begins and ends each Parquet file.
const magic = "PAR1"

func newParquetWriter(out io.Writer, columns []column) (*parquetWriter, error) {
	w := &parquetWriter{out: out, most: rowsPerGroup, file: format.FileMetaData{Version: 1, CreatedBy: "golgi"}}
	w.file.Schema = append(w.file.Schema, format.SchemaElement{Name: "runs", NumChildren: thrift.New(int32(len(columns)))})
	for _, c := range columns {
		element := parquetKinds[c.kind].element
		element.Name = c.path
		w.file.Schema = append(w.file.Schema, element)
		w.columns = append(w.columns, &parquetColumn{column: c})
	}
	return w, w.write([]byte(magic))
}

func (w *parquetWriter) write(text []byte) error {
	n, err := w.out.Write(text)
	w.at += int64(n)
	return err
}

// add adds a row.
func (w *parquetWriter) add(cells []any) error {
	size := 0
	for k, c := range w.columns {
		if err := c.add(cells[k]); err != nil {
			return err
		}
		size += len(c.values)
	}
	if w.rows++; w.rows == w.most || size >= bytesPerGroup {
		return w.endGroup()
	}
	return nil
}

func (c *parquetColumn) add(cell any) error {
	if cell == nil {
		c.there = append(c.there, 0)
		return nil
	}
	values, is := parquetKinds[c.kind].add(c.values, c.n, cell)
	if !is {
		return fmt.Errorf("%s is %v, and no %s; name other columns, or export csv", c.path, cell, c.kind)
	}
	if len(values) > math.MaxInt32/2 {
		return fmt.Errorf("%s has %d bytes, and a page of Parquet less than 1 GiB; name other columns, or export csv", c.path, len(values)-len(c.values))
	}
	c.there, c.values, c.n = append(c.there, 1), values, c.n+1
	return nil
}

// endGroup writes the rows that are in memory.
func (w *parquetWriter) endGroup() error {
	group := format.RowGroup{NumRows: int64(w.rows), FileOffset: w.at, Ordinal: int16(len(w.file.RowGroups))}
	for _, c := range w.columns {
		chunk, err := w.page(c)
		if err != nil {
			return err
		}
		group.TotalByteSize += chunk.TotalUncompressedSize
		group.TotalCompressedSize += chunk.TotalCompressedSize
		group.Columns = append(group.Columns, format.ColumnChunk{MetaData: chunk})
		c.there, c.values, c.n = c.there[:0], c.values[:0], 0
	}
	w.file.NumRows += group.NumRows
	w.file.RowGroups = append(w.file.RowGroups, group)
	w.rows = 0
	return nil
}

// page writes what a column has as a page, and returns what is to know of it.
func (w *parquetWriter) page(c *parquetColumn) (format.ColumnMetaData, error) {
	nulls := format.Statistics{NullCount: int64(len(c.there) - c.n)}
	chunk := format.ColumnMetaData{Type: parquetKinds[c.kind].element.Type.V, PathInSchema: []string{c.path}, Codec: format.Snappy, NumValues: int64(len(c.there)),
		Encoding: []format.Encoding{format.Plain, format.RLE}, DataPageOffset: w.at, Statistics: nulls}
	levels, err := (&rle.Encoding{BitWidth: 1}).EncodeLevels(nil, c.there)
	if err != nil {
		return chunk, err
	}
	page := append(encoding.AppendByteArray(nil, levels), c.values...)
	packed, err := new(snappy.Codec).Encode(nil, page)
	if err != nil {
		return chunk, err
	}
	header, err := thrift.Marshal(new(thrift.CompactProtocol), &format.PageHeader{
		Type: format.DataPage, UncompressedPageSize: int32(len(page)), CompressedPageSize: int32(len(packed)),
		DataPageHeader: thrift.New(format.DataPageHeader{NumValues: int32(len(c.there)), Encoding: format.Plain, DefinitionLevelEncoding: format.RLE,
			RepetitionLevelEncoding: format.RLE, Statistics: nulls}),
	})
	chunk.TotalUncompressedSize = int64(len(header) + len(page))
	chunk.TotalCompressedSize = int64(len(header) + len(packed))
	if err != nil {
		return chunk, err
	}
	return chunk, w.write(append(header, packed...))
}

// close writes the rest, and what else there is to say.
func (w *parquetWriter) close(more ...format.KeyValue) error {
	if w.rows > 0 {
		if err := w.endGroup(); err != nil {
			return err
		}
	}
	w.file.KeyValueMetadata = more
	footer, err := thrift.Marshal(new(thrift.CompactProtocol), &w.file)
	if err != nil {
		return err
	}
	footer = binary.LittleEndian.AppendUint32(footer, uint32(len(footer)))
	return w.write(append(footer, magic...))
}
