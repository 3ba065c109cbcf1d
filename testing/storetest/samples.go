package storetest

import (
	"math"
	"slices"
	"strings"
	"time"

	"golgi/trajectory"
	"golgi/units"
)

// oddFloats are the float64 that storage in text or in less than 64 bits would lose.
var oddFloats = []float64{
	0, math.Copysign(0, -1), 1, -1.5, 1.0 / 3, math.Pi,
	math.MaxFloat64, math.SmallestNonzeroFloat64, math.Inf(1), math.Inf(-1), math.NaN(),
}

// oddInts do not fit into 32 bits, or not into the 53 of a float64.
var oddInts = []int64{0, 1, -1, 1 << 31, 1<<53 + 1, math.MaxInt64, math.MinInt64}

// oddStrings do not fit into ASCII, or are trimmed by careless readers.
var oddStrings = []string{"", "R_ee", "Zürich", "神経細胞", "a \"quoted\" line\nand\tanother", "  blanks  "}

// scalars has each kind of scalar parameter, under its name.
func scalars() trajectory.Annotations {
	return trajectory.Annotations{
		"int": int64(math.MaxInt64), "int_min": int64(math.MinInt64),
		"float": 0.1, "float_zero": math.Copysign(0, -1), "float_nan": math.NaN(), "float_inf": math.Inf(-1),
		"yes": true, "no": false,
		"text": "τ = 5 ms", "text_empty": "",
		"quantity": units.Millivolt.Of(-70), "quantity_noise": units.FromSI(0.1, noise()),
	}
}

// noise is a dimension with a fraction: V s^-1/2.
func noise() units.Dimension {
	root, err := units.Second.Dim.Pow(-1, 2)
	if err != nil {
		return units.Dimension{}
	}
	dim, err := units.Volt.Dim.Mul(root)
	if err != nil {
		return units.Dimension{}
	}
	return dim
}

// others has the kinds of values that are neither a list nor an annotation: numbers of other sizes, arrays, frames and matrices.
func others() map[string]any {
	all := map[string]any{
		"uint64": uint64(math.MaxUint64), "int8": int8(math.MinInt8), "uint8": uint8(255), "float32": float32(0.1),
		"complex128": complex(math.Inf(1), -0.5), "complex64": complex64(-2i), "int16": int16(-3), "uint16": uint16(3),
		"int32": int32(math.MinInt32), "uint32": uint32(math.MaxUint32),
		"bytes": []byte{0, 255, 1}, "int8s": []int8{-1}, "int16s": []int16{}, "uint16s": []uint16{9}, "uint32s": []uint32{1},
		"uint64s": []uint64{1 << 63}, "float32s": []float32{1, 0.1}, "complexes": []complex128{1, 2i}, "complex64s": []complex64{},
		"matrix": array([]uint8{1, 0, 3, 4}, 2, 2), "tesseract": array([]complex64{1, 2i}, 1, 2, 1, 1),
		"texts": array([]string{"ä", "", "c", "d"}, 2, 2), "flags": array([]bool{true, false}, 1, 2),
		"none": array([]int16{}, 0, 3), "volts": trajectory.NDArray{Shape: []int{2, 1}, Data: units.Millivolt.OfAll(-70, 0.1)},
		"frame": trajectory.Frame{{Name: "z", Value: []string{"exc", "größe"}, Comment: "cells"},
			{Name: "a", Value: []float64{3.1, math.NaN()}, Unit: "Hz"}, {Name: "row", Value: []uint8{1, 2}}},
		"no_rows":   trajectory.Frame{{Name: "x", Value: []int64{}}},
		"csr":       trajectory.CSR{Shape: [2]int{3, 4}, IndPtr: []int{0, 2, 2, 3}, Indices: []int{0, 3, 1}, Data: []float64{1, 2, 3}},
		"csr_empty": trajectory.CSR{IndPtr: []int{0}, Indices: []int{}, Data: []float32{}},
		"csr_volts": trajectory.CSR{Shape: [2]int{1, 2}, IndPtr: []int{0, 1}, Indices: []int{1}, Data: units.Nanosiemens.OfAll(0.3)},
	}
	return all
}

// lists has each kind of list parameter, full and empty.
func lists() map[string]any {
	return map[string]any{
		"ints": oddInts, "ints_none": []int64{},
		"floats": oddFloats, "floats_none": []float64{},
		"bools": []bool{true, false, true}, "bools_none": []bool{},
		"strings": oddStrings, "strings_none": []string{},
		"array": units.ArrayFromSI(oddFloats, noise()), "array_none": units.ArrayFromSI(nil, units.Volt.Dim),
	}
}

// sampleStart has microseconds, as the finest that is kept.
var sampleStart = time.Date(2026, 11, 21, 9, 30, 59, 123456000, time.UTC)

// sampleTrajectory has a parameter of every kind, and n points along one of each kind that can be explored.
func sampleTrajectory(t fails, name string, n int) *trajectory.Trajectory {
	t.Helper()
	return trajectoryWith(t, name, n, others())
}

// plainTrajectory is the sample without others, for tests of runs: it takes a store less time.
func plainTrajectory(t fails, name string, n int) *trajectory.Trajectory {
	t.Helper()
	return trajectoryWith(t, name, n, nil)
}

func trajectoryWith(t fails, name string, n int, others map[string]any) *trajectory.Trajectory {
	t.Helper()
	traj, err := trajectory.New(name)
	must(t, err)
	traj.Comment = "every kind of value; größer"
	traj.Provenance = trajectory.Provenance{Golgi: "v0.1.0", Revision: "8c5d23b+dirty", Go: "go1.26.8",
		Engine: "reference", Seed: math.MinInt64, Start: sampleStart}
	for kind, value := range scalars() {
		must(t, traj.Add(trajectory.Parameter{Path: "scalars." + kind, Value: value}))
	}
	for kind, value := range lists() {
		must(t, traj.Add(trajectory.Parameter{Path: "lists.deep." + kind, Value: value, Comment: kind}))
	}
	for kind, value := range others {
		must(t, traj.Add(trajectory.Parameter{Path: "others." + kind, Value: value}))
	}
	must(t, traj.Add(
		trajectory.Parameter{Path: "plain", Value: 3, Comment: "at the root: ä"},
		trajectory.Parameter{Path: "annotated", Value: "x", Annotations: scalars()},
		trajectory.Parameter{Path: "a-b_C.9", Value: 1.5},
	))
	must(t, traj.Describe(trajectory.Description{Path: "lists", Comment: "größer", Annotations: scalars()},
		trajectory.Description{Path: "lists.deep", Annotations: trajectory.Annotations{"order": 1}},
		trajectory.Description{Path: "bare.group", Comment: "with nothing in it"}))
	must(t, traj.AddLink(trajectory.Link{Path: "links.to_leaf", Target: "plain"}, trajectory.Link{Path: "to_group", Target: "lists.deep"}))
	must(t, traj.AddConfig(trajectory.Parameter{Path: "pool.workers", Value: 8, Comment: "at once", Annotations: scalars()},
		trajectory.Parameter{Path: "command", Value: trajectory.Frame{{Name: "z", Value: []string{"größe"}}}}))
	if n > 0 {
		missing := func(a trajectory.Axis) bool { return others == nil && strings.HasPrefix(a.Path, "others.") }
		must(t, traj.Explore(slices.DeleteFunc(samplePoints(0, n), missing)))
	}
	return traj
}

// samplePoints are points from..to-1, along a parameter of every kind.
func samplePoints(from, to int) trajectory.Zip {
	var ints []int
	var floats, taus []float64
	var bools []bool
	var strings []string
	var rows, frames, volts, matrices []any
	var complexes []complex64
	var bytes []uint8
	for i := from; i < to; i++ {
		ints = append(ints, i<<40)
		floats = append(floats, float64(i)+oddFloats[i%len(oddFloats)])
		taus = append(taus, float64(i)*1e-3)
		bools = append(bools, i%2 == 0)
		strings = append(strings, oddStrings[i%len(oddStrings)])
		rows = append(rows, oddFloats[:i%len(oddFloats)])
		bytes, complexes = append(bytes, uint8(i)), append(complexes, complex(float32(i), 0.1))
		frames = append(frames, trajectory.Frame{{Name: "x", Value: make([]int64, i%3)}})
		volts = append(volts, trajectory.NDArray{Shape: []int{1, 2}, Data: units.ArrayFromSI(oddFloats[i%3:i%3+2], units.Volt.Dim)})
		matrices = append(matrices, trajectory.CSR{Shape: [2]int{1, 2}, IndPtr: []int{0, 1}, Indices: []int{i % 2},
			Data: units.ArrayFromSI([]float64{float64(i) / 3}, units.Siemens.Dim)})
	}
	return trajectory.Zip{
		{Path: "scalars.int", Values: ints},
		{Path: "a-b_C.9", Values: floats},
		{Path: "scalars.quantity", Values: units.ArrayFromSI(taus, units.Volt.Dim)},
		{Path: "scalars.yes", Values: bools},
		{Path: "scalars.text", Values: strings},
		{Path: "lists.deep.floats", Values: rows},
		{Path: "others.uint8", Values: bytes},
		{Path: "others.complex64", Values: complexes},
		{Path: "others.no_rows", Values: frames},
		{Path: "others.volts", Values: volts},
		{Path: "others.csr_volts", Values: matrices},
	}
}

// sampleResult has an item of every kind.
func sampleResult(path string) trajectory.Result {
	ints32 := []int32{0, math.MaxInt32, math.MinInt32}
	items := []trajectory.Item{
		{Name: "int", Value: int64(math.MinInt64)},
		{Name: "float", Value: 0.1, Unit: "mV", Comment: "Größe"},
		{Name: "bool", Value: true},
		{Name: "string", Value: "τ"},
		{Name: "string_empty", Value: ""},
		{Name: "quantity", Value: units.Hertz.Of(2.5)},
		{Name: "array", Value: units.ArrayFromSI(oddFloats, noise()), Dims: []string{"spike"}},
		{Name: "ints32", Value: ints32, Unit: "ms"},
		{Name: "ints32_none", Value: []int32{}},
		{Name: "cube", Value: array([]float64{1, 2, 3, 4, 5, math.NaN()}, 2, 3, 1),
			Unit: "nA", Dims: []string{"time", "neuron", "trial"}},
		{Name: "array_ints32", Value: array(ints32, 3, 1)},
		{Name: "array_ints", Value: array(oddInts, 1, len(oddInts))},
		{Name: "array_bools", Value: array([]bool{true, false, false, true}, 2, 2)},
		{Name: "array_strings", Value: array(oddStrings, len(oddStrings), 1)},
		{Name: "array_no_rows", Value: array([]float64{}, 0, 4)},
		{Name: "array_no_columns", Value: array([]bool{}, 4, 0)},
	}
	for kind, list := range lists() {
		items = append(items, trajectory.Item{Name: "list_" + kind, Value: list})
	}
	return trajectory.Result{Path: path, Comment: "alle Größen", Items: items, Annotations: scalars()}
}

func array(data any, shape ...int) trajectory.NDArray {
	return trajectory.NDArray{Shape: shape, Data: data}
}

// sampleRun is run i of traj with results that depend on i, finished.
func sampleRun(t fails, traj *trajectory.Trajectory, i int) *trajectory.Run {
	t.Helper()
	run, err := traj.Run(i)
	must(t, err)
	run.Begin(sampleStart.Add(time.Duration(i) * time.Second))
	must(t, run.AddDerived(trajectory.Parameter{Path: "model.p_ee", Value: units.Millivolt.Of(float64(i)),
		Comment: "derived", Annotations: trajectory.Annotations{"order": i}}))
	all := sampleResult("monitors.deep.all")
	if i < 2 { // each of these kinds takes a file some groups
		for kind, value := range others() {
			all.Items = append(all.Items, trajectory.Item{Name: "other_" + kind, Value: value, Comment: kind})
		}
		all.Items = append(all.Items, trajectory.Item{Name: "csr_unit", Unit: "nS", Value: others()["csr"]})
	}
	must(t, run.AddResult(all))
	must(t, run.Describe(trajectory.Description{Path: "monitors", Comment: "größer", Annotations: scalars()},
		trajectory.Description{Path: "bare.group", Annotations: trajectory.Annotations{"order": 1}}))
	must(t, run.AddResult(trajectory.Result{Path: "i", Items: []trajectory.Item{{Name: "i", Value: i}}}))
	must(t, run.AddLink(trajectory.Link{Path: "short", Target: "deep.all"}, trajectory.Link{Path: "links.group", Target: "monitors"}))
	run.End(sampleStart.Add(time.Duration(i)*time.Second+1500*time.Microsecond), nil)
	return run
}
