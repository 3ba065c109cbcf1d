package trajectory_test

import (
	"bytes"
	"math"
	"reflect"
	"strings"
	"testing"

	"golgi/trajectory"
	"golgi/units"
)

// What a run has given and read comes back in the same run of another program, with all types, shapes and bits.
func TestProgress(t *testing.T) {
	traj := clustered(t)
	run, err := traj.Run(0)
	must(t, err)
	nan := math.Float64frombits(0x7ff8000000000123)
	items := []trajectory.Item{{Name: "a", Value: nan, Unit: "mV"}, {Name: "b", Value: []float64{0, math.Copysign(0, -1), math.Inf(1)}, Dims: []string{"x"}, Comment: "c"},
		{Name: "c", Value: []int32{1}}, {Name: "d", Value: []int64{}}, {Name: "e", Value: []bool{true}}, {Name: "f", Value: []string{"", "x"}}, {Name: "g", Value: 3},
		{Name: "h", Value: false}, {Name: "i", Value: ""}, {Name: "j", Value: trajectory.NDArray{Shape: []int{0, 3}, Data: []float64{}}},
		{Name: "k", Value: trajectory.NDArray{Shape: []int{1, 2}, Data: []int32{1, 2}}}, {Name: "l", Value: 1i}, {Name: "m", Value: []byte{0, 255}},
		{Name: "n", Value: trajectory.Frame{{Name: "z", Value: []string{"a"}}, {Name: "b", Value: []uint64{1}, Unit: "mV", Comment: "c"}}},
		{Name: "o", Value: trajectory.CSR{Shape: [2]int{1, 1}, IndPtr: []int{0, 1}, Indices: []int{0}, Data: []float32{0.1}}, Unit: "nS"}}
	must(t, run.AddResult(trajectory.Result{Path: "x.y", Comment: "k", Items: items, Annotations: trajectory.Annotations{"n": 3, "s": "t", "v": units.Millivolt.Of(0.1),
		"sum": units.FromSI(math.Pi, units.Volt.Dim), "one": units.FromSI(2, units.Dimension{})}, Compression: 2}))
	must(t, run.Add("z", "rate", 2.5, "Hz"))
	must(t, run.Describe(trajectory.Description{Path: "x", Comment: "of x", Annotations: trajectory.Annotations{"order": 1, "t0": units.Millisecond.Of(5)}}))
	_, err = run.Parameter("neurons.e.tau")
	must(t, err)
	run.Warn("careful")
	var file bytes.Buffer
	must(t, run.SaveProgress(&file))
	again, err := traj.Run(0)
	must(t, err)
	must(t, again.Add("z", "rate", 1.0, "Hz")) // by Build, say
	take, err := again.ReadProgress(bytes.NewReader(file.Bytes()))
	must(t, err)
	take()
	got, want := again.Results(), run.Results()
	bits := func(results []trajectory.Result) uint64 { return math.Float64bits(results[0].Items[0].Value.(float64)) }
	if bits(got) != bits(want) {
		t.Errorf("NaN has other bits: %x", bits(got))
	}
	got[0].Items[0].Value, want[0].Items[0].Value = 0.0, 0.0
	if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(again.Descriptions(), run.Descriptions()) || !reflect.DeepEqual(again.ReadPaths(), run.ReadPaths()) || again.Record().Warnings != "careful" {
		t.Errorf("%v\nwant %v", got, want)
	}
	for at := range file.Len() {
		damaged := bytes.Clone(file.Bytes())
		damaged[at] ^= 4
		for _, text := range [][]byte{damaged, file.Bytes()[:at]} {
			if _, err := again.ReadProgress(bytes.NewReader(text)); err == nil || !strings.HasPrefix(err.Error(), "trajectory: run_00000000: its progress cannot be read: ") {
				t.Fatalf("at %d: %v", at, err)
			}
		}
	}
}
