package h5

import (
	"errors"
	"math"
	"reflect"
	"testing"
)

// foreign opens testdata/foreign.h5, which foreign.py beside it wrote with h5py and PyTables.
func foreign(t *testing.T, job func(root Group) error) {
	t.Helper()
	f, err := Open("testdata/foreign.h5")
	must(t, err)
	do(t, f, job)
	must(t, f.Close())
}

func TestForeignDatasets(t *testing.T) {
	ints := Vector([]int64{0, 1, 7})
	floats := Vector([]float64{0, 1, 7})
	foreign(t, func(root Group) error {
		for path, want := range map[string]Array{
			"h5py/u1": Vector([]bool{false, true, true}), "h5py/u2": Vector([]uint16{0, 1, 7}),
			"h5py/u4": Vector([]uint32{0, 1, 7}), "h5py/u8": Vector([]uint64{0, 1, 7}),
			"h5py/above": Vector([]uint64{1, 1 << 63}), "h5py/complex": Vector([]complex128{1 + 2i}),
			"h5py/i1": Vector([]int8{0, 1, 7}), "h5py/i2": Vector([]int16{0, 1, 7}), "h5py/>i8": ints,
			"h5py/f2": floats, "h5py/f4": Vector([]float32{0, 1, 7}), "h5py/>f8": floats,
			"h5py/bool": Vector([]bool{true, false}), "h5py/S": Vector([]string{"a\x00b", ""}),
			"h5py/vlen ascii": Vector([]string{"a", "bc"}), "h5py/spaces": Scalar("ab"),
			"h5py/utf8":      Scalar("éa"),
			"pytables/array": {[]int{2, 3}, []int16{0, 1, 2, 3, 4, 5}},
			"pytables/soft":  {[]int{2, 3}, []int16{0, 1, 2, 3, 4, 5}},
		} {
			d, err := root.Dataset(path)
			must(t, err)
			got, err := d.Read()
			if err != nil || !sameBits(got, want) || d.Kind() != want.Kind() {
				t.Errorf("%s is %v of shape %v and kind %v, %v; wanted %v", path, got.Data, got.Shape, d.Kind(), err,
					want.Data)
			}
		}
		for path, want := range map[string]Array{
			"h5py/u1": ints, "h5py/u2": ints, "h5py/u4": ints, "h5py/u8": ints, "h5py/i1": ints, "h5py/i2": ints,
			"h5py/f4": floats, "pytables/soft": {[]int{2, 3}, []int64{0, 1, 2, 3, 4, 5}},
		} {
			d, err := root.Dataset(path)
			must(t, err)
			got, err := d.Wide().Read()
			if err != nil || !sameBits(got, want) {
				t.Errorf("%s in few types is %v, %v", path, got.Data, err)
			}
		}
		bytes, err := root.Dataset("h5py/u1")
		must(t, err)
		got, err := bytes.Bytes().Read()
		if err != nil || !sameBits(got, Vector([]uint8{0, 1, 7})) {
			t.Errorf("bytes as numbers are %v, %v", got.Data, err)
		}
		above, err := root.Dataset("h5py/above")
		must(t, err)
		_, err = above.Wide().Read()
		wantError(t, err, `hdf5: read dataset "h5py/above": element 1, 9223372036854775808, is too large for an `+
			`int64`)
		return nil
	})
}

func TestOpaque(t *testing.T) {
	foreign(t, func(root Group) error {
		for path, kind := range map[string]string{
			"h5py/complex": "compound, 16 bytes, shape [1]", "h5py/object": "opaque, 2 bytes, shape [1]",
			"h5py/reference": "reference, 8 bytes, shape [1]", "h5py/null": "float, 8 bytes, without values",
		} {
			d, err := root.Dataset(path)
			must(t, err)
			d = d.Wide()
			_, err = d.Read()
			wantError(t, err, `hdf5: read dataset "`+path+`": its elements are of a type that Golgi does not read (`+
				kind+`)`)
			var opaque *OpaqueError
			if !errors.As(err, &opaque) || d.Kind() != None {
				t.Errorf("%s of kind %v gives a %T", path, d.Kind(), err)
			}
			_, err = d.Attributes()
			must(t, err)
		}
		return nil
	})
}

func TestForeignAttributes(t *testing.T) {
	foreign(t, func(root Group) error {
		for path, want := range map[string]any{
			"h5py@u8": int64(math.MaxInt64), "h5py@u1": int64(200), "h5py@f4": 0.5, "h5py@spaces": "ab",
			"h5py@vlen": "größe", "h5py@bool": true, "h5py@fixed list": []string{"a", "bc"},
			"pytables@flag": true, "pytables@text": "größe", "pytables@empty": "", "pytables@leaf": int64(1),
		} {
			if got, err := attributeAt(root, path); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%s is %v, %v; wanted %v", path, got, err, want)
			}
		}
		const opaque = "its elements are of a type that Golgi does not read "
		for path, want := range map[string]string{
			"h5py@above":     "element 0, 9223372036854775808, is too large for an int64",
			"h5py@vlen list": opaque + "(string, 16 bytes, shape [2])",
			"h5py@numbers":   opaque + "(integer, 8 bytes, shape [2])",
			"h5py@reference": opaque + "(reference, 8 bytes)",
		} {
			_, err := attributeAt(root, path)
			wantError(t, err, `hdf5: read attribute "`+path+`": `+want)
		}
		return nil
	})
}

func TestForeignTable(t *testing.T) {
	columns := map[string]Array{
		"text":  Vector([]string{"é", "éx", "éxx", "éxxx", "éxxxx"}),
		"flag":  Vector([]bool{false, true, false, true, false}),
		"byte":  Vector([]bool{true, true, true, true, true}),
		"pair":  {[]int{5, 2}, []float64{0, 0, 1, .5, 2, 1, 3, 1.5, 4, 2}},
		"texts": {[]int{5, 2}, []string{"a", "bc", "a", "bc", "a", "bc", "a", "bc", "a", "bc"}},
		"small": Vector([]int32{0, -1, -2, -3, -4}),
	}
	foreign(t, func(root Group) error {
		d, err := root.Dataset("pytables/table")
		must(t, err)
		types, err := d.Columns()
		must(t, err)
		want := []ColumnType{{"text", String, nil}, {"flag", Bool, nil}, {"small", Int32, nil},
			{"pair", Float64, []int{2}}, {"texts", String, []int{2}}, {"z", Complex128, nil}, {"byte", Bool, nil}}
		if !reflect.DeepEqual(types, want) {
			t.Errorf("the columns are %v", types)
		}
		for name, want := range columns {
			if got, err := d.ReadColumn(name, 0, 5); err != nil || !sameBits(got, want) {
				t.Errorf("column %s is %v of shape %v, %v", name, got.Data, got.Shape, err)
			}
		}
		got, err := d.Wide().ReadColumn("byte", 3, 2)
		if err != nil || !sameBits(got, Vector([]int64{253, 254})) {
			t.Errorf("column byte as numbers is %v, %v", got.Data, err)
		}
		_, err = d.Wide().ReadColumn("z", 0, 5)
		wantError(t, err, `hdf5: read table "pytables/table.z": its elements are of a type that Golgi does not `+
			`read (compound, 16 bytes)`)
		return nil
	})
}

func TestForeignLinks(t *testing.T) {
	foreign(t, func(root Group) error {
		for path, want := range map[string]struct {
			Type
			file, path string
		}{
			"pytables/soft":   {SoftLink, "", "/pytables/array"},
			"pytables/broken": {SoftLink, "", "/nowhere"},
			"h5py/outside":    {ExternalLink, "other.h5", "/a/b"},
		} {
			parent, name := split(path)
			g, err := root.Open(parent)
			must(t, err)
			file, to, err := g.Target(name)
			if err != nil || file != want.file || to != want.path || typeOf(t, g, name) != want.Type {
				t.Errorf("%s is a %v to %q in %q, %v", path, typeOf(t, g, name), to, file, err)
			}
			_, err = g.Open(name)
			wantLibraryError(t, err, `hdf5: open group "`+path+`"`)
			_, _, err = root.Target(parent)
			wantError(t, err, `hdf5: read link "`+parent+`": it is neither a soft nor an external link`)
		}
		return nil
	})
}
