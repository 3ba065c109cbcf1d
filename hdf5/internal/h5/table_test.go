package h5

import (
	"reflect"
	"strings"
	"testing"
)

// everyColumn returns columns of all kinds, of n rows.
func everyColumn(n int) []Column {
	return []Column{
		{Name: "run", Array: matrix([]int{n}, func(i int) int64 { return int64(i) << 33 })},
		{Name: "größe", Array: matrix([]int{n}, func(i int) string { return strings.Repeat("ü", i%4) })},
		{Name: "wide", Array: matrix([]int{n}, func(int) string { return "abc" }), Width: 9},
		{Name: "ok", Array: matrix([]int{n}, func(i int) bool { return i%3 == 0 })},
		{Name: "x.y", Array: matrix([]int{n, 2, 3}, func(i int) float64 { return float64(i) / 3 })},
		{Name: "index", Array: matrix([]int{n}, func(i int) int32 { return int32(-i) })},
		{Name: "names", Array: matrix([]int{n, 2}, func(i int) string { return []string{"", "b"}[i%2] })},
	}
}

func TestTable(t *testing.T) {
	for _, n := range []int{0, 1, 7, 10000} {
		for _, layout := range []Layout{{}, {Deflate: 4}} {
			f := newFile(t)
			do(t, f, func(root Group) error {
				_, err := root.WriteTable("t", everyColumn(n), layout)
				return err
			}, func(root Group) error {
				d, err := root.Dataset("t")
				must(t, err)
				if d.Kind() != Table || !reflect.DeepEqual(d.Shape(), []int{n}) {
					t.Errorf("the table is a %v of shape %v", d.Kind(), d.Shape())
				}
				compareColumns(t, d, everyColumn(n), n)
				return nil
			})
		}
	}
}

func compareColumns(t *testing.T, d Dataset, want []Column, n int) {
	t.Helper()
	types, err := d.Columns()
	must(t, err)
	for i, c := range want {
		if types[i].Name != c.Name || types[i].Kind != c.Kind() || len(types[i].Shape) != len(c.Shape)-1 {
			t.Errorf("column %d is %v, wanted %s", i, types[i], c.Name)
		}
		got, err := d.ReadColumn(c.Name, 0, n)
		if err != nil || !sameBits(got, c.Array) {
			t.Errorf("column %s of %d rows came back with the shape %v, %v", c.Name, n, got.Shape, err)
		}
		if n < 3 {
			continue
		}
		got, err = d.ReadColumn(c.Name, 1, 2)
		must(t, err)
		if !sameBits(got, c.rows(1, 3)) {
			t.Errorf("rows 1 and 2 of column %s are %v", c.Name, got.Data)
		}
	}
}

// rows returns the rows of a column from one number to another.
func (c Column) rows(from, to int) Array {
	shape := append([]int{to - from}, c.Shape[1:]...)
	each, _ := points(c.Shape[1:])
	data := reflect.ValueOf(c.Data).Slice(from*int(each), to*int(each)).Interface()
	return Array{shape, data}
}

func TestTableRefused(t *testing.T) {
	two := Vector([]int64{1, 2})
	f := newFile(t)
	do(t, f, func(root Group) error {
		for _, c := range []struct {
			columns []Column
			want    string
		}{
			{nil, "a table without columns cannot be stored"},
			{[]Column{{Name: "a", Array: two}, {Name: "a", Array: two}}, `two columns are called "a"`},
			{[]Column{{Name: "", Array: two}}, `column "": this is no name`},
			{[]Column{{Name: "\xff", Array: two}}, `column "\xff": this is no name`},
			{[]Column{{Name: "a", Array: Scalar(1.0)}}, `column "a": it has no rows`},
			{[]Column{{Name: "a", Array: two}, {Name: "b", Array: Vector([]bool{true})}},
				`column "b" has 1 rows, the first column 2`},
			{[]Column{{Name: "a", Array: Array{[]int{2, 0}, []float64{}}}},
				`column "a": a row of the shape [0] cannot be stored`},
			{[]Column{{Name: "a", Array: Array{[]int{0, 1 << 31}, []float64{}}}},
				`column "a": a row of the shape [2147483648] cannot be stored`},
			{[]Column{{Name: "a", Array: Array{[]int{0, 1 << 28}, []float64{}}}},
				`the columns up to "a" take 2147483648 bytes in a row; HDF5 has at most 1073741824`},
			{[]Column{{Name: "a", Array: Vector([]string{"long"}), Width: 3}},
				`column "a": a text of 4 bytes has no place in the width 3`},
			{[]Column{{Name: "a", Array: Vector([]string{"long"}), Width: -1}},
				`column "a": a text of 4 bytes has no place in the width -1`},
			{[]Column{{Name: "a", Array: Vector([]string{"\x00"})}},
				`column "a": string 0, "\x00", contains a NUL character`},
			{[]Column{{Name: "a", Array: Array{[]int{1}, []int{1}}}},
				`column "a": []int is no array of HDF5; there are float64, float32, int64, int32, int16, int8, uint64, ` +
					`uint32, uint16, uint8, complex128, complex64, bool, string`},
		} {
			_, err := root.WriteTable("t", c.columns, Layout{})
			wantError(t, err, `hdf5: create table "t": `+c.want)
		}
		return nil
	})
}

func TestTableMisread(t *testing.T) {
	f := newFile(t)
	do(t, f, func(root Group) error {
		d, err := root.WriteTable("t", everyColumn(3), Layout{})
		must(t, err)
		_, err = d.Read()
		wantError(t, err, `hdf5: read dataset "t": it is a table, which is read by columns`)
		_, err = d.ReadColumn("none", 0, 1)
		wantError(t, err, `hdf5: read table "t": it has no column "none"`)
		_, err = d.ReadColumn("run", 2, 2)
		wantError(t, err, `hdf5: read dataset "t": the shape [3] has no 2 rows from 2 on`)
		wantError(t, d.WriteRows(0, Vector([]float64{1})), `hdf5: write dataset "t": it holds table, not float64`)
		_, err = root.Allocate("x", Table, []int{1}, Layout{})
		wantError(t, err, `hdf5: create dataset "x": there are no elements of kind table`)
		x, err := root.Write("x", Vector([]int64{1}), Layout{})
		must(t, err)
		_, err = x.Columns()
		wantError(t, err, `hdf5: read table "x": it holds int64`)
		return nil
	})
}
