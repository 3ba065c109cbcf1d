package h5

import (
	"math"
	"reflect"
	"testing"
)

// everyKind has the ends of the range of each kind.
func everyKind() []Array {
	return []Array{
		Vector([]float64{math.MaxFloat64, math.Copysign(0, -1)}), Vector([]float32{math.MaxFloat32, 0.1}),
		Vector([]int64{math.MinInt64, math.MaxInt64}), Vector([]int32{math.MinInt32, math.MaxInt32}),
		Vector([]int16{math.MinInt16, math.MaxInt16}), Vector([]int8{math.MinInt8, math.MaxInt8}),
		Vector([]uint64{0, math.MaxUint64}), Vector([]uint32{0, math.MaxUint32}),
		Vector([]uint16{0, math.MaxUint16}), Vector([]uint8{0, math.MaxUint8}),
		Vector([]complex128{complex(1, math.Inf(-1)), -2i}), Vector([]complex64{complex(0.1, -1), 3}),
		Vector([]bool{true, false}), Vector([]string{"ä", ""}),
	}
}

// TestEveryKind writes each kind as a list, a scalar, compressed rows and a column.
func TestEveryKind(t *testing.T) {
	f := newFile(t)
	do(t, f, func(root Group) error {
		var columns []Column
		for _, a := range everyKind() {
			columns = append(columns, Column{Name: a.Kind().String(), Array: a})
		}
		table, err := root.WriteTable("table", columns, Layout{})
		must(t, err)
		for _, a := range everyKind() {
			name := a.Kind().String()
			t.Run(name, func(t *testing.T) {
				single, is := Of(a.First())
				if list, too := Of(a.Data); !is || !too || !sameBits(list, a) {
					t.Errorf("%v is no array", a.Data)
				}
				read := func(d Dataset) Dataset {
					if a.Kind() == Uint8 {
						return d.Bytes()
					}
					return d
				}
				many := Array{Shape: []int{5000, 2}, Data: makeData(a.Kind(), 10000)}
				reflect.Copy(reflect.ValueOf(many.Data), reflect.ValueOf(a.Data))
				for _, one := range []struct {
					name string
					a    Array
					l    Layout
				}{{"list", a, Layout{}}, {"single", single, Layout{}}, {"many", many, Layout{Deflate: 4}}} {
					d, err := root.Write(name+one.name, one.a, one.l)
					must(t, err)
					d, err = root.Dataset(name + one.name)
					must(t, err)
					if got, err := read(d).Read(); err != nil || !sameBits(got, one.a) || read(d).Kind() != a.Kind() {
						t.Errorf("a %s came back as %v of %v, %v", one.name, got.Data, read(d).Kind(), err)
					}
				}
				if got, err := read(table).ReadColumn(name, 0, 2); err != nil || !sameBits(got, a) {
					t.Errorf("a column came back as %v, %v", got.Data, err)
				}
			})
		}
		for kind := Float64; kind < Table; kind++ {
			if everyKind()[kind-1].Kind() != kind {
				t.Errorf("kind %v is not tried", kind)
			}
		}
		return nil
	})
}
