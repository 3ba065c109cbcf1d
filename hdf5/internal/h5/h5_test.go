package h5

import (
	"fmt"
	"math"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// newFile returns a new file that is closed when the test ends.
func newFile(t *testing.T) *File {
	t.Helper()
	f, err := Create(filepath.Join(t.TempDir(), "x.h5"))
	must(t, err)
	t.Cleanup(func() { must(t, f.Close()) })
	return f
}

func must(t interface {
	Helper()
	Fatal(...any)
}, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || err.Error() != want {
		t.Errorf("the error is\n  %v\nwanted\n  %s", err, want)
	}
}

// wantLibraryError compares up to the reason, whose words differ between versions of the library.
func wantLibraryError(t *testing.T, err error, before string) {
	t.Helper()
	if err == nil || !strings.HasPrefix(err.Error(), before+": ") || !strings.HasSuffix(err.Error(), ")") {
		t.Errorf("the error is\n  %v\nwanted\n  %s: reason (class/class)", err, before)
	}
}

// do runs jobs on the file of a test, and fails it at the first error.
func do(t *testing.T, f *File, jobs ...func(Group) error) {
	t.Helper()
	for _, job := range jobs {
		must(t, f.Do(job))
	}
}

func matrix[T Element](shape []int, at func(i int) T) Array {
	n, _ := points(shape)
	data := make([]T, n)
	for i := range data {
		data[i] = at(i)
	}
	return Array{shape, data}
}

// samples are arrays of every kind, rank and way of being laid out.
func samples() map[string]Array {
	odd := []float64{0, math.Copysign(0, -1), math.Pi, math.MaxFloat64, 5e-324, math.Inf(1), math.Inf(-1),
		math.Float64frombits(0x7ff8000000000123)} // a NaN with a payload
	return map[string]Array{
		"float64": Vector(odd),
		"int64":   Vector([]int64{math.MinInt64, 1<<53 + 1, math.MaxInt64}),
		"int32":   Vector([]int32{math.MinInt32, 7}), "bool": Vector([]bool{true, false, true}),
		"string": Vector([]string{"", "Größe", "神経細胞 🧠", "a\nb", strings.Repeat("long", 1<<16)}),
		"scalar": Scalar(2.5), "scalar int": Scalar(int64(-1)), "scalar bool": Scalar(true),
		"scalar string": Scalar("τ = 5 ms"), "scalar empty": Scalar(""),
		"none": Vector([]float64{}), "none of strings": Vector([]string{}), "none of bools": Vector([]bool{}),
		"no rows": {[]int{0, 4}, []int64{}}, "no columns": {[]int{4, 0}, []int32{}},
		"rank 3":      matrix([]int{2, 3, 4}, func(i int) int64 { return int64(i) }),
		"long":        matrix([]int{70000}, func(i int) float64 { return float64(i) / 3 }),
		"wide":        matrix([]int{3, 50000}, func(i int) float64 { return float64(i) / 3 }),
		"long texts":  matrix([]int{300}, func(i int) string { return strings.Repeat("x", i%7) }),
		"many bools":  matrix([]int{2000, 2}, func(i int) bool { return i%3 == 0 }),
		"many int32s": matrix([]int{2000, 2}, func(i int) int32 { return int32(i * 1e6) }),
	}
}

// sameBits compares floats by their bits, so that NaN equals itself.
func sameBits(a, b Array) bool {
	bits := func(data any) any {
		fs, ok := data.([]float64)
		if !ok {
			return data
		}
		us := make([]uint64, len(fs))
		for i, f := range fs {
			us[i] = math.Float64bits(f)
		}
		return us
	}
	sameShape := len(a.Shape) == len(b.Shape) && (len(a.Shape) == 0 || reflect.DeepEqual(a.Shape, b.Shape))
	return sameShape && reflect.DeepEqual(bits(a.Data), bits(b.Data))
}

func TestRoundTrip(t *testing.T) {
	for _, layout := range []Layout{{}, {Deflate: 1}, {Deflate: 9}} {
		f := newFile(t)
		do(t, f, func(root Group) error {
			for name, a := range samples() {
				if _, err := root.Write(name, a, layout); err != nil {
					return err
				}
			}
			return nil
		})
		must(t, f.Close())
		again, err := Open(f.path)
		must(t, err)
		do(t, again, func(root Group) error {
			for name, want := range samples() {
				d, err := root.Dataset(name)
				if err != nil {
					return err
				}
				got, err := d.Read()
				if err != nil {
					return err
				}
				if !sameBits(got, want) || d.Kind() != want.Kind() {
					t.Errorf("%s with %+v came back as %v of shape %v", name, layout, d.Kind(), got.Shape)
				}
			}
			return nil
		})
		must(t, again.Close())
	}
}

func TestRows(t *testing.T) {
	f := newFile(t)
	do(t, f, func(root Group) error {
		whole := matrix([]int{5, 3}, func(i int) int64 { return int64(i) })
		d, err := root.Allocate("a", Int64, []int{5, 3}, Layout{})
		if err != nil {
			return err
		}
		for _, part := range []struct{ from, to int }{{3, 5}, {0, 1}, {1, 3}, {2, 2}} {
			rows := Array{[]int{part.to - part.from, 3}, whole.Data.([]int64)[part.from*3 : part.to*3]}
			if err := d.WriteRows(part.from, rows); err != nil {
				return err
			}
		}
		got, err := d.Read()
		if err == nil && !sameBits(got, whole) {
			t.Errorf("rows came back as %v", got.Data)
		}
		return err
	}, func(root Group) error {
		texts, err := root.Write("texts", Vector([]string{"a", "b", "c"}), Layout{})
		if err != nil {
			return err
		}
		if err := texts.WriteRows(1, Vector([]string{"Größe"})); err != nil {
			return err
		}
		got, err := texts.ReadRows(1, 2)
		if err == nil && !sameBits(got, Vector([]string{"Größe", "c"})) {
			t.Errorf("rows of texts came back as %q", got.Data)
		}
		return err
	})
}

// TestRefused lists what is refused in Go, before the library sees memory.
func TestRefused(t *testing.T) {
	f := newFile(t)
	do(t, f, func(root Group) error {
		ints, err := root.Write("ints", Vector([]int64{1, 2, 3}), Layout{})
		must(t, err)
		scalar, err := root.Write("scalar", Scalar(1.0), Layout{})
		must(t, err)
		write := func(name string, a Array) error { _, err := root.Write(name, a, Layout{}); return err }
		read := func(d Dataset, from, n int) error { _, err := d.ReadRows(from, n); return err }
		open := func(name string) error { _, err := root.Open(name); return err }
		for _, c := range []struct {
			err  error
			want string
		}{
			{write("x", Array{[]int{2}, []float64{1, 2, 3}}),
				`hdf5: create dataset "x": the shape [2] has 2 elements, the data 3`},
			{write("x", Array{[]int{-1}, []float64{}}),
				`hdf5: create dataset "x": the shape [-1] has a negative length`},
			{write("x", Array{[]int{1 << 40, 1 << 40}, []float64{}}),
				`hdf5: create dataset "x": the shape [1099511627776 1099511627776] has more elements than ` +
					`memory can`},
			{write("x", Array{make([]int, 33), []float64{}}),
				`hdf5: create dataset "x": 33 dimensions; HDF5 has at most 32`},
			{write("x", Array{[]int{1}, []int{1}}),
				`hdf5: create dataset "x": []int is no array of HDF5; there are float64, float32, int64, int32, int16, int8, uint64, ` +
					`uint32, uint16, uint8, complex128, complex64, bool, ` +
					`string`},
			{write("x", Vector([]string{"a", "b\x00c"})),
				`hdf5: create dataset "x": string 1, "b\x00c", contains a NUL character`},
			{write("x", Scalar("\xff")), `hdf5: create dataset "x": string 0, "\xff", is not valid UTF-8`},
			{write("", Scalar(1.0)), `hdf5: create dataset "": this is no name`},
			{write("a\x00b", Scalar(1.0)),
				`hdf5: create dataset "a\x00b": the name contains a NUL character`},
			{open("."), `hdf5: open group ".": this is no name`},
			{ints.WriteRows(0, Vector([]float64{1})),
				`hdf5: write dataset "ints": it holds int64, not float64`},
			{ints.WriteRows(2, Vector([]int64{1, 2})),
				`hdf5: write dataset "ints": it has 3 rows, not 2 to 4`},
			{ints.WriteRows(-1, Vector([]int64{1, 2})),
				`hdf5: write dataset "ints": it has 3 rows, not -1 to 1`},
			{ints.WriteRows(0, Array{[]int{1, 1}, []int64{1}}),
				`hdf5: write dataset "ints": it has the shape [3]; rows of the shape [1 1] do not fit`},
			{scalar.WriteRows(0, Vector([]float64{1})),
				`hdf5: write dataset "scalar": it has the shape []; rows of the shape [1] do not fit`},
			{read(ints, 2, 2), `hdf5: read dataset "ints": the shape [3] has no 2 rows from 2 on`},
			{read(ints, math.MaxInt, 2),
				`hdf5: read dataset "ints": the shape [3] has no 2 rows from 9223372036854775807 on`},
			{read(scalar, 0, 1), `hdf5: read dataset "scalar": the shape [] has no 1 rows from 0 on`},
			{ints.SetAttribute("a", 1),
				`hdf5: write attribute "ints@a": int is no attribute of HDF5; there are float64, int64, int8, ` +
					`uint8, bool, string, []string`},
			{ints.SetAttribute("a", "\x00"),
				`hdf5: write attribute "ints@a": string 0, "\x00", contains a NUL character`},
			{ints.AttachScales(nil), `hdf5: attach scales to "ints": 0 scales for the shape [3]`},
		} {
			wantError(t, c.err, c.want)
		}
		return nil
	})
}

// TestLibraryErrors provokes errors of the library itself.
func TestLibraryErrors(t *testing.T) {
	f := newFile(t)
	do(t, f, func(root Group) error {
		_, err := root.Write("x", Scalar(1.0), Layout{})
		must(t, err)
		_, err = root.Write("x", Scalar(1.0), Layout{})
		wantLibraryError(t, err, `hdf5: create dataset "x"`)
		_, err = root.Open("x")
		wantLibraryError(t, err, `hdf5: open group "x"`)
		_, err = root.Dataset("y")
		wantLibraryError(t, err, `hdf5: open dataset "y"`)
		wantLibraryError(t, root.Delete("y"), `hdf5: delete "y"`)
		_, err = root.Attribute("y")
		wantLibraryError(t, err, `hdf5: read attribute "@y"`)
		return nil
	})
	must(t, f.Close())
	wantError(t, f.Do(func(Group) error { return nil }), `hdf5: use file "`+f.path+`": it is closed`)
}

func TestErrorText(t *testing.T) {
	f := newFile(t)
	_, opening := Edit(f.path + ".none")
	reading := f.Do(func(root Group) error { _, err := root.Dataset("y"); return err })
	for _, c := range []struct {
		err   error
		parts []string
	}{
		{reading, []string{"unable to ", ": object 'y' doesn't exist (Symbol table/Object not found)"}},
		{opening, []string{"unable to open file: No such file or directory (File accessibility/"}},
	} {
		for _, part := range c.parts {
			if !strings.Contains(c.err.Error(), part) {
				t.Errorf("%q is not in %v", part, c.err)
			}
		}
	}
}

func TestBrief(t *testing.T) {
	for text, want := range map[string]string{
		"":                                    "",
		"object 'y' doesn't exist":            "object 'y' doesn't exist",
		"truncated file: eof = 9, base = 0":   "truncated file: eof = 9, base = 0",
		"a, errno = 1, error message = 'b'":   "a: b",
		"error message = 'not so', elsewhere": "error message = 'not so', elsewhere",
		"file write failed: time = Nov 21\n, errno = 28, error message = 'No space left', buf = 0x7d": "" +
			"file write failed: No space left",
		", error message = 'no more'": ": no more",
	} {
		if got := brief(text); got != want {
			t.Errorf("of %q it keeps %q, wanted %q", text, got, want)
		}
	}
}

func TestAttributes(t *testing.T) {
	values := map[string]any{
		"float": 0.1, "inf": math.Inf(-1), "int": int64(math.MinInt64), "yes": true, "no": false,
		"text": "Größe", "empty": "", "long": strings.Repeat("é", 1<<17), "ninth": int64(9),
		"tenth": "more than a header has by default", "variable": Variable("Größe"), "none": Variable(""),
		"byte": int8(-128), "unsigned": uint8(200), "list": []string{"é", "", "abc"}, "no list": []string{},
	}
	for i := range 100 {
		values[fmt.Sprintf("%03d", i)] = "more than fit into a header"
	}
	f := newFile(t)
	do(t, f, func(root Group) error {
		for range 2 { // the second time, all are replaced
			for name, v := range values {
				must(t, root.SetAttribute(name, v))
			}
		}
		return root.SetAttribute("replaced", 1.5)
	}, func(root Group) error {
		return root.SetAttribute("replaced", "by text")
	}, func(root Group) error {
		values["replaced"] = "by text"
		names, err := root.Attributes()
		if len(names) != len(values) {
			t.Errorf("there are the attributes %q", names)
		}
		for _, name := range names {
			if got, err := root.Attribute(name); err != nil || !reflect.DeepEqual(got, asRead(values[name])) {
				t.Errorf("attribute %s is %v, %v; wanted %v", name, got, err, values[name])
			}
		}
		return err
	})
}

// asRead returns what an attribute is read as.
func asRead(value any) any {
	switch v := value.(type) {
	case Variable:
		return string(v)
	case int8:
		return int64(v)
	case uint8:
		return int64(v)
	default:
		return value
	}
}

// TestFixedTexts writes texts of fixed length, some of which fill it.
func TestFixedTexts(t *testing.T) {
	texts := Vector([]string{"", "é", "abcd", " ", strings.Repeat("x", 7)})
	f := newFile(t)
	do(t, f, func(root Group) error {
		for _, l := range []Layout{{Width: Longest}, {Width: 7}, {Width: 300}, {Width: 9000, Deflate: 1}} {
			d, err := root.Write(fmt.Sprint(l), texts, l)
			must(t, err)
			must(t, d.WriteRows(1, Vector([]string{"é", "abcd"})))
		}
		_, err := root.Write("empty", Scalar(""), Layout{Width: Longest})
		must(t, err)
		_, err = root.Write("none", Vector([]string{}), Layout{Width: Longest})
		return err
	}, func(root Group) error {
		members, err := root.Members()
		must(t, err)
		want := map[string]Array{"empty": Scalar(""), "none": Vector([]string{})}
		for _, m := range members {
			d, err := root.Dataset(m.Name)
			must(t, err)
			a, err := d.Read()
			if w, other := want[m.Name]; err != nil || !other && !sameBits(a, texts) || other && !sameBits(a, w) {
				t.Errorf("%s came back as %q, %v", m.Name, a.Data, err)
			}
		}
		d, err := root.Dataset("{0 7}")
		must(t, err)
		wantError(t, d.WriteRows(0, Vector([]string{"12345678"})),
			`hdf5: write dataset "{0 7}": string 0, "12345678", is longer than 7 bytes`)
		for _, width := range []int{-1, 1 << 31} {
			_, err = root.Allocate("x", String, []int{1}, Layout{Width: width})
			wantError(t, err, fmt.Sprintf(`hdf5: create dataset "x": a text cannot have the width %d`, width))
		}
		return nil
	})
}

func TestGroups(t *testing.T) {
	f := newFile(t)
	do(t, f, func(root Group) error {
		deep, err := root.Require("a/b/c")
		must(t, err)
		_, err = deep.Write("d", Scalar(1.0), Layout{})
		must(t, err)
		again, err := root.Require("a/b/c")
		if again.Path() != "a/b/c" {
			t.Errorf("the path is %q", again.Path())
		}
		must(t, err)
		for path, want := range map[string]bool{
			"a": true, "a/b/c/d": true, "b": false, "x/y/z": false, "a/x/c": false,
		} {
			if got, err := root.Has(path); err != nil || got != want {
				t.Errorf("Has(%q) is %v, %v", path, got, err)
			}
		}
		must(t, root.Delete("a"))
		members, err := root.Members()
		if len(members) != 0 {
			t.Errorf("after the deletion there is %v", members)
		}
		return err
	})
}

func TestMembers(t *testing.T) {
	f := newFile(t)
	do(t, f, func(root Group) error {
		for _, name := range []string{"z", "ä", "Z", "a.b", " "} {
			_, err := root.Create(name)
			must(t, err)
		}
		_, err := root.Write("m", Scalar(1.0), Layout{})
		must(t, err)
		members, err := root.Members()
		var got []string
		places := map[[16]byte]bool{}
		for _, m := range members {
			got = append(got, m.Name+":"+m.Type.String())
			places[m.Place] = true
		}
		want := []string{" :group", "Z:group", "a.b:group", "m:dataset", "z:group", "ä:group"}
		if !reflect.DeepEqual(got, want) || len(places) != len(want) {
			t.Errorf("members are %q at %d places", got, len(places))
		}
		return err
	})
}

func TestScales(t *testing.T) {
	f := newFile(t)
	do(t, f, func(root Group) error {
		time, err := root.Write("time", Vector([]float64{1, 2}), Layout{})
		must(t, err)
		must(t, time.MakeScale("time"))
		v, err := root.Write("v", Vector([]float64{3, 4}), Layout{})
		must(t, err)
		must(t, v.AttachScales([]Dataset{time}))
		if name, scale, err := time.ScaleName(); name != "time" || !scale || err != nil {
			t.Errorf("the scale is called %q, %v, %v", name, scale, err)
		}
		if _, scale, err := v.ScaleName(); scale || err != nil {
			t.Errorf("the data are a scale, %v", err)
		}
		n, err := v.Scales()
		if n != 1 {
			t.Errorf("the data have %d scales", n)
		}
		return err
	})
}
