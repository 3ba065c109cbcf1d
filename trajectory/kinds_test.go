package trajectory_test

import (
	"fmt"
	"math"
	"reflect"
	"testing"
	"time"

	"golgi/trajectory"
	"golgi/units"

	"pgregory.net/rapid"
)

// TestEveryKindOfValue adds each kind as a parameter and as an item, and reads it as what it was.
func TestEveryKindOfValue(t *testing.T) {
	frame := trajectory.Frame{{Name: "cell", Value: []string{"exc", "inh"}}, {Name: "rate", Value: []float64{3, 7}, Unit: "Hz"}}
	csr := trajectory.CSR{Shape: [2]int{2, 3}, IndPtr: []int{0, 2, 3}, Indices: []int{0, 2, 1}, Data: []float32{1, 2, 3}}
	array := trajectory.NDArray{Shape: []int{2, 1, 1, 2}, Data: []int8{1, 2, 3, 4}}
	for name, v := range map[string]any{
		"bool": true, "int8": int8(math.MinInt8), "int16": int16(-2), "int32": int32(3), "int64": int64(math.MinInt64),
		"uint8": uint8(math.MaxUint8), "uint16": uint16(2), "uint32": uint32(3), "uint64": uint64(math.MaxUint64),
		"float32": float32(0.1), "float64": 0.1, "complex64": complex64(1 + 2i), "complex128": 1 - 2i, "string": "größe",
		"bools": []bool{true}, "bytes": []byte("\x00\xff"), "uint64s": []uint64{1}, "float32s": []float32{},
		"complexes": []complex128{1i}, "strings": []string{"ä"}, "array": array, "frame": frame, "csr": csr,
	} {
		traj, err := trajectory.New("kinds")
		must(t, err)
		must(t, traj.Add(trajectory.Parameter{Path: name, Value: v}))
		p, err := traj.Parameter(name)
		must(t, err)
		r := run(t, traj, 0)
		must(t, r.Add("all", name, v, ""))
		res, err := r.Result("all")
		must(t, err)
		if !reflect.DeepEqual(p.Value, v) || !reflect.DeepEqual(res.Items[0].Value, v) {
			t.Errorf("%s is %#v and %#v, wanted %#v", name, p.Value, res.Items[0].Value, v)
		}
	}
}

// TestValuesThatBecomeOthers has what is given in one form and stored in another.
func TestValuesThatBecomeOthers(t *testing.T) {
	grid := trajectory.NDArray{Shape: []int{2, 2}, Data: units.Millivolt.OfAll(1, 2, 3, 4)}
	for _, c := range []struct{ given, want any }{
		{1, int64(1)}, {uint(1), uint64(1)}, {[]int{1}, []int64{1}}, {[]uint{1}, []uint64{1}},
		{[][]float64{{1, 2}, {3, 4}}, trajectory.NDArray{Shape: []int{2, 2}, Data: []float64{1, 2, 3, 4}}},
		{[][][]int{{{1}}, {{2}}}, trajectory.NDArray{Shape: []int{2, 1, 1}, Data: []int64{1, 2}}},
		{trajectory.NDArray{Shape: []int{2}, Data: []bool{true, false}}, []bool{true, false}}, {grid, grid},
		{[]units.Quantity{units.Millivolt.Of(1), units.Volt.Of(2)}, units.Millivolt.OfAll(1, 2000)},
		{[]units.Quantity{units.Scalar(1), units.Scalar(2)}, []float64{1, 2}},
		{[][]units.Quantity{{units.Millivolt.Of(1), units.Millivolt.Of(2)}, {units.Millivolt.Of(3), units.Millivolt.Of(4)}}, grid},
		{trajectory.CSR{IndPtr: []int{0}, Data: []int{}}, trajectory.CSR{IndPtr: []int{0}, Data: []int64{}}},
	} {
		traj, err := trajectory.New("kinds")
		must(t, err)
		must(t, traj.Add(trajectory.Parameter{Path: "x", Value: c.given}))
		p, err := traj.Parameter("x")
		must(t, err)
		if fmt.Sprintf("%#v", p.Value) != fmt.Sprintf("%#v", c.want) {
			t.Errorf("%#v is stored as %#v, wanted %#v", c.given, p.Value, c.want)
		}
	}
}

// TestRefusedValues has what no trajectory keeps, refused when it is added, with the cure.
func TestRefusedValues(t *testing.T) {
	type named float64
	csr := func(shape [2]int, indptr, indices []int, data any) any {
		return trajectory.CSR{Shape: shape, IndPtr: indptr, Indices: indices, Data: data}
	}
	for _, c := range []struct {
		value any
		want  string
	}{
		{named(1), "cannot store a value of type trajectory_test.named; " + allTypes + "; convert it to float64"},
		{time.Second, "cannot store a value of type time.Duration; " + allTypes + "; give a quantity, as units.Second.Of(d.Seconds())"},
		{new(int), "cannot store a value of type *int; " + allTypes + "; give what it points to"},
		{[]any{1, "a"}, "cannot store a value of type []interface {}; " + allTypes + "; the values of a list are of one kind: " +
			"give a Frame, with a column for each, or several values"},
		{[]units.Quantity{units.Volt.Of(1), units.Amp.Of(1)}, "1 A is no quantity in V"},
		{[]units.Quantity{}, "an empty list of quantities has no unit; give a units.Array, as units.Millivolt.OfAll()"},
		{[][]float64{{1, 2}, {3}}, "its rows have 2 and 1 elements; an array has rows of one length: fill them up, or give several lists"},
		{[][]int{{}, {}}, ""},
		{[][]int{}, "its rows have no elements; give an NDArray, which has a shape"},
		{trajectory.Frame{}, "a frame has no columns; give at least one"},
		{trajectory.Frame{{Name: "a", Value: []int{1}}, {Name: "b", Value: []int{1, 2}}},
			`column "b": it has 2 rows, and the first column 1; columns have one length`},
		{trajectory.Frame{{Name: "a", Value: []int{1}}, {Name: "a", Value: []int{1}}}, `column "a": there is a column of that name already`},
		{trajectory.Frame{{Name: "a", Value: 1}}, `column "a": it is an int; a column is a list`},
		{trajectory.Frame{{Name: "a b", Value: []int{1}}}, `column "a b": the name "a b" contains ' '; ` + allLetters},
		{csr([2]int{1, 1}, nil, nil, []string{}), "the data of a CSR are a []string; give a list of numbers or a units.Array"},
		{csr([2]int{-1, 1}, nil, nil, []int{}), "a matrix cannot have the shape [-1 1]"},
		{csr([2]int{1, 1}, []int{0}, nil, []int{}), "a CSR of 1 rows has 2 numbers in IndPtr, and this has 1"},
		{csr([2]int{1, 1}, []int{0, 1}, nil, []int{1}), "a CSR has a column for each number, and this has 0 for 1"},
		{csr([2]int{1, 1}, []int{0, 2}, []int{0}, []int{1}), "IndPtr of a CSR goes from 0 to the 1 numbers that it has, and this from 0 to 2"},
		{csr([2]int{2, 1}, []int{0, 5, 1}, []int{0}, []int{1}), "row 0 of a CSR goes from 0 to 5; IndPtr ascends"},
		{csr([2]int{1, 3}, []int{0, 2}, []int{2, 1}, []int{1, 1}), "row 0 of a CSR has column 1 after 2; columns ascend, below 3"},
	} {
		traj, err := trajectory.New("kinds")
		must(t, err)
		err = traj.Add(trajectory.Parameter{Path: "x", Value: c.value})
		if c.want == "" {
			must(t, err)
			continue
		}
		wantFault(t, err, `trajectory: cannot add parameter "x": `+c.want, nil)
	}
}

// rates is a frame with one column.
func rates(unit string, values ...float64) trajectory.Frame {
	return trajectory.Frame{{Name: "rate", Value: values, Unit: unit}}
}

// TestNumbersOfOtherKinds sets parameters to numbers of other kinds: what loses nothing is converted, all else refused.
func TestNumbersOfOtherKinds(t *testing.T) {
	for _, c := range []struct {
		like, given any
		want        string // the value, or the fault
	}{
		{int8(1), 127, "127"}, {int8(1), 2.0, "2"}, {uint64(1), 7, "7"}, {float32(1), 0.5, "0.5"}, {1i, 2.5, "(2.5+0i)"},
		{[]int16{1}, []float64{1, 2}, "[1 2]"}, {0.5, uint8(3), "3"},
		{rates("Hz", 1.5), rates("kHz", 0.1, 2), "rate/Hz\n100\n2000"}, {rates("Hz", 1.5), rates("Hz", 3), "rate/Hz\n3"},
		{trajectory.Frame{{Name: "rate", Value: []int{1}, Unit: "ms"}}, rates("s", 0.002), "rate/ms\n2"},
		{rates("Hz", 1.5), trajectory.Frame{{Name: "rate", Value: []int{1}, Unit: "Hz"}}, "rate/Hz\n1"},
		{rates("Hz", 1.5), rates("mV", 3), "{rate = [3] mV} is a frame with the columns rate float64 in mV, wanted a frame with the columns rate float64 in Hz like the default {rate = [1.5] Hz}"},
		{int8(1), 128, "128 is an int, wanted an int8 like the default 1; it does not fit: give the default a larger type than int8"},
		{uint8(1), -1, "-1 is an int, wanted a uint8 like the default 1; it does not fit: give the default a larger type than uint8"},
		{1, 2.5, "2.5 is a float64, wanted an int like the default 1; write the default as 1.0 to vary it as a float64"},
		{uint64(math.MaxUint64), 2.5, "2.5 is a float64, wanted a uint64 like the default 18446744073709551615; give a whole number, " +
			"since no float64 is the default"},
		{float32(1), 0.1, "0.1 is a float64, wanted a float32 like the default 1; round it to float32, or give the default as a float64"},
		{0.5, 1i, "(0+1i) is a complex128, wanted a float64 like the default 0.5"},
		{1, uint64(math.MaxUint64), "18446744073709551615 is a uint64, wanted an int like the default 1; it does not fit: give the default a larger type than int64"},
	} {
		traj, err := trajectory.New("kinds")
		must(t, err)
		must(t, traj.Add(trajectory.Parameter{Path: "x", Value: c.like}))
		if err := traj.Set("x", c.given); err != nil {
			wantFault(t, err, "trajectory: cannot set x: "+c.want, nil)
			continue
		}
		p, err := traj.Parameter("x")
		must(t, err)
		if got := fmt.Sprint(p.Value); got != c.want || reflect.TypeOf(p.Value) != reflect.TypeOf(c.like) && c.like != 1 {
			t.Errorf("%v as %T is %v (%T), wanted %s", c.given, c.like, got, p.Value, c.want)
		}
	}
}

// TestTextOfEveryKind reads each kind of single value from text.
func TestTextOfEveryKind(t *testing.T) {
	for _, c := range []struct {
		like any
		text string
		want string
	}{
		{int8(1), "-128", "-128"}, {int8(1), "200", `"200" is not an int8; write one like -3 or 42, within 8 bits`},
		{uint16(1), "65535", "65535"}, {uint16(1), "-1", `"-1" is not a uint16; write one like 42, within 16 bits`},
		{float32(1), "0.1", "0.1"}, {1i, "1+2i", "(1+2i)"}, {1i, "x", `"x" is not a complex number; write one like 1+2i`},
		{[]uint8{}, "1, 2", "[1 2]"}, {[]complex64{}, "[1i, 2]", "[(0+1i) (2+0i)]"},
		{[][]int{{1}}, "1", "an array of int64 cannot be read from text; set it in code"},
	} {
		traj, err := trajectory.New("kinds")
		must(t, err)
		must(t, traj.Add(trajectory.Parameter{Path: "x", Value: c.like}))
		if err := traj.SetText("x", c.text); err != nil {
			wantFault(t, err, "trajectory: cannot set x: "+c.want, nil)
			continue
		}
		if p, err := traj.Parameter("x"); err != nil || fmt.Sprint(p.Value) != c.want {
			t.Errorf("%q as %T is %v, %v", c.text, c.like, p.Value, err)
		}
	}
}

// TestConversionLosesNothing sets a number of any kind to a parameter of any other: where that works, setting it back gives the same.
func TestConversionLosesNothing(t *testing.T) {
	numbers := []*rapid.Generator[any]{rapid.Int8().AsAny(), rapid.Int16().AsAny(), rapid.Int32().AsAny(), rapid.Int64().AsAny(),
		rapid.Uint8().AsAny(), rapid.Uint16().AsAny(), rapid.Uint32().AsAny(), rapid.Uint64().AsAny(), rapid.Float32().AsAny(),
		rapid.Float64().AsAny(), rapid.Map(rapid.IntRange(-300, 300), func(n int) any { return float64(n) / 2 }),
		rapid.Map(rapid.Float64(), func(f float64) any { return complex(f, 0) })}
	rapid.Check(t, func(rt *rapid.T) {
		given, like := rapid.OneOf(numbers...).Draw(rt, "given"), rapid.OneOf(numbers...).Draw(rt, "like")
		traj, err := trajectory.New("law")
		must(t, err)
		must(t, traj.Add(trajectory.Parameter{Path: "to", Value: like}, trajectory.Parameter{Path: "back", Value: given}))
		if traj.Set("to", given) != nil {
			return
		}
		to, err := traj.Parameter("to")
		must(t, err)
		must(t, traj.Set("back", to.Value))
		back, err := traj.Parameter("back")
		must(t, err)
		if back.Value != given || reflect.TypeOf(to.Value) != reflect.TypeOf(like) {
			rt.Fatalf("%v (%T) became %v (%T), and then %v (%T)", given, given, to.Value, to.Value, back.Value, back.Value)
		}
	})
}

// FuzzCompose makes matrices and frames of whatever a damaged file may have: they are right, or refused.
func FuzzCompose(f *testing.F) {
	f.Add(int64(2), int64(3), []byte{0, 2, 3}, []byte{0, 2, 1}, 3)
	f.Add(int64(math.MaxInt64), int64(-1), []byte{}, []byte{9}, 0)
	f.Fuzz(func(t *testing.T, rows, columns int64, indptr, indices []byte, n int) {
		wide := func(bytes []byte) []int64 {
			out := make([]int64, len(bytes))
			for i, b := range bytes {
				out[i] = int64(int8(b))
			}
			return out
		}
		data := make([]float64, min(max(n, 0), 100))
		parts := []trajectory.Item{{Name: "shape", Value: []int64{rows, columns}}, {Name: "indptr", Value: wide(indptr)},
			{Name: "indices", Value: wide(indices)}, {Name: "data", Value: data}}
		m, err := trajectory.Compose("csr", parts)
		if err == nil && m.(trajectory.CSR).Shape[0] != len(indptr)-1 {
			t.Errorf("%v of %v", m, parts)
		}
		frame, err := trajectory.Compose("frame", parts[1:])
		if err == nil && frame.(trajectory.Frame).Len() != len(indptr) {
			t.Errorf("%v of %v", frame, parts)
		}
	})
}
