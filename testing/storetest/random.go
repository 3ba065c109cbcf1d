package storetest

import (
	"slices"
	"strings"
	"testing"

	"golgi/trajectory"
	"golgi/units"

	"pgregory.net/rapid"
)

// testRandom stores random trees with random values and results, and wants them back.
func testRandom(t *testing.T, open Opener) {
	rapid.Check(t, func(rt *rapid.T) {
		b := newBox(t, open)
		traj := randomTrajectory(rt)
		must(rt, b.SaveTrajectory(traj))
		run := randomRun(rt, traj)
		must(rt, trajectory.SaveRun(b, run))
		b.again()
		loaded := b.loadTrajectory(traj.Name())
		wantTrajectory(rt, loaded, traj)
		wantRun(rt, b.loadRun(loaded, run.Index()), run)
		must(rt, b.Close())
	})
}

// randomTrajectory explores an integer at up to four points.
func randomTrajectory(t *rapid.T) *trajectory.Trajectory {
	traj, err := trajectory.New(anyName.Draw(t, "trajectory"))
	must(t, err)
	traj.Comment = anyText.Draw(t, "comment")
	for _, path := range anyPaths.Draw(t, "parameters") {
		must(t, traj.Add(randomParameter(t, path)))
	}
	for _, path := range anyPaths.Draw(t, "whole") {
		if path != "runs" && !strings.HasPrefix(path, "runs.") {
			must(t, traj.AddResult(randomResult(t, path)))
		}
	}
	trials := rapid.SliceOfNDistinct(rapid.Int64(), 0, 4, rapid.ID).Draw(t, "trials")
	if len(trials) == 0 {
		return traj
	}
	const path = "longer_than_any_random_name"
	must(t, traj.Add(trajectory.Parameter{Path: path, Value: 0}))
	must(t, traj.Explore(trajectory.Cartesian{{Path: path, Values: trials}}))
	return traj
}

func randomRun(t *rapid.T, traj *trajectory.Trajectory) *trajectory.Run {
	run := freshRun(t, traj, rapid.IntRange(trajectory.PreRun, traj.Len()-1).Draw(t, "run"))
	for _, path := range anyPaths.Draw(t, "derived") {
		must(t, run.AddDerived(randomParameter(t, path)))
	}
	for _, path := range anyPaths.Draw(t, "results") {
		must(t, run.AddResult(randomResult(t, path)))
	}
	return run
}

func randomResult(t *rapid.T, path string) trajectory.Result {
	return trajectory.Result{
		Path:        path,
		Comment:     anyText.Draw(t, "comment"),
		Items:       rapid.SliceOfNDistinct(anyItem, 1, 4, itemName).Draw(t, "items"),
		Annotations: rapid.MapOfN(anyName, anyScalar, 0, 3).Draw(t, "annotations"),
	}
}

func randomParameter(t *rapid.T, path string) trajectory.Parameter {
	return trajectory.Parameter{
		Path:        path,
		Value:       rapid.OneOf(anyScalar, anyList, rapid.Custom(drawArray), anyOther).Draw(t, "value"),
		Comment:     anyText.Draw(t, "comment"),
		Annotations: rapid.MapOfN(anyName, anyScalar, 0, 3).Draw(t, "annotations"),
	}
}

func itemName(i trajectory.Item) string { return i.Name }

// The generators of names and values.
var (
	anyName  = rapid.StringMatching(`[A-Za-z0-9-][A-Za-z0-9_-]{0,6}`)
	anyPaths = rapid.Custom(drawPaths)
	anyText  = rapid.Map(rapid.String(), func(s string) string { return strings.ReplaceAll(s, "\x00", "") })
	anyFloat = rapid.OneOf(rapid.SampledFrom(oddFloats), rapid.Float64())

	anyScalar = rapid.OneOf(rapid.Int64().AsAny(), anyFloat.AsAny(), rapid.Bool().AsAny(), anyText.AsAny(),
		rapid.Custom(drawQuantity))
	anyList = rapid.Custom(func(t *rapid.T) any {
		return drawList(t, rapid.IntRange(0, 5).Draw(t, "length"))
	})
	anyOther = rapid.OneOf(rapid.Uint8().AsAny(), rapid.Uint64().AsAny(), rapid.Int16().AsAny(), rapid.Float32().AsAny(),
		rapid.SliceOfN(rapid.Byte(), 0, 5).AsAny(), rapid.SliceOfN(rapid.Int8(), 0, 5).AsAny(),
		rapid.Map(rapid.SliceOfN(anyFloat, 2, 2), func(f []float64) any { return complex(f[0], f[1]) }),
		rapid.Custom(drawFrame), rapid.Custom(drawCSR))
	anyItem = rapid.Custom(func(t *rapid.T) trajectory.Item {
		return trajectory.Item{
			Name:    anyName.Draw(t, "name"),
			Value:   rapid.OneOf(anyScalar, anyList, rapid.Custom(drawArray), anyOther).Draw(t, "value"),
			Comment: anyText.Draw(t, "comment"),
		}
	})
)

// drawPaths draws paths of which none is above another.
func drawPaths(t *rapid.T) []string {
	var free []string
	for _, names := range rapid.SliceOfN(rapid.SliceOfN(anyName, 1, 4), 0, 6).Draw(t, "paths") {
		path := strings.Join(names, ".")
		clashes := func(other string) bool {
			return strings.HasPrefix(path+".", other+".") || strings.HasPrefix(other+".", path+".")
		}
		if !slices.ContainsFunc(free, clashes) && names[0] != "parameters" {
			free = append(free, path)
		}
	}
	return free
}

func drawQuantity(t *rapid.T) any {
	return units.FromSI(anyFloat.Draw(t, "si"), drawDimension(t))
}

func drawDimension(t *rapid.T) units.Dimension {
	symbols := []string{"V", "s", "Hz", "S/m^2", "V s^-1/2", "kg m s^-1", "mol/m^3", "1"}
	unit, err := units.ParseUnit(rapid.SampledFrom(symbols).Draw(t, "unit"))
	must(t, err)
	return unit.Dim
}

func drawList(t *rapid.T, n int) any {
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0:
		return rapid.SliceOfN(rapid.Int64(), n, n).Draw(t, "ints")
	case 1:
		return rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "bools")
	case 2:
		return rapid.SliceOfN(anyText, n, n).Draw(t, "strings")
	case 3:
		return units.ArrayFromSI(rapid.SliceOfN(anyFloat, n, n).Draw(t, "si"), drawDimension(t))
	}
	return rapid.SliceOfN(anyFloat, n, n).Draw(t, "floats")
}

func drawFrame(t *rapid.T) any {
	n := rapid.IntRange(0, 3).Draw(t, "rows")
	var frame trajectory.Frame
	for _, name := range rapid.SliceOfNDistinct(anyName, 1, 3, rapid.ID).Draw(t, "columns") {
		frame = append(frame, trajectory.Item{Name: name, Value: drawList(t, n), Comment: anyText.Draw(t, "comment")})
	}
	return frame
}

func drawCSR(t *rapid.T) any {
	m := trajectory.CSR{Shape: [2]int{rapid.IntRange(0, 3).Draw(t, "rows"), rapid.IntRange(0, 3).Draw(t, "columns")},
		IndPtr: []int{0}, Indices: []int{}}
	for range m.Shape[0] {
		for column := range m.Shape[1] {
			if rapid.Bool().Draw(t, "there") {
				m.Indices = append(m.Indices, column)
			}
		}
		m.IndPtr = append(m.IndPtr, len(m.Indices))
	}
	m.Data = rapid.SliceOfN(anyFloat, len(m.Indices), len(m.Indices)).Draw(t, "data")
	return m
}

func drawArray(t *rapid.T) any {
	shape := rapid.SliceOfN(rapid.IntRange(0, 3), 1, 4).Draw(t, "shape")
	n := 1
	for _, length := range shape {
		n *= length
	}
	data := drawList(t, n)
	if a, ok := data.(units.Array); ok {
		data = a.SI() // the data of an array are plain numbers
	}
	return trajectory.NDArray{Shape: shape, Data: data}
}
