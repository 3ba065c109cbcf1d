package trajectory_test

import (
	"fmt"
	"slices"
	"testing"

	"golgi/trajectory"
)

// The numbers of a list or an array are one list; what has none says what it is.
func TestFloats(t *testing.T) {
	traj, err := trajectory.New("numbers")
	must(t, err)
	run, err := traj.Run(0)
	must(t, err)
	must(t, run.AddResult(trajectory.Result{Path: "r", Items: []trajectory.Item{
		{Name: "x", Value: 1.5}, {Name: "i", Value: []int32{3, 1}}, {Name: "v", Value: [][]float64{{1, 2}, {3, 4}}}, {Name: "text", Value: "a"},
		{Name: "texts", Value: []string{"a"}}, {Name: "none", Value: []float64{}}}}))
	for _, c := range []struct {
		name  string
		want  []float64
		error string
	}{
		{"r.x", []float64{1.5}, ""},
		{"i", []float64{3, 1}, ""},
		{"v", []float64{1, 2, 3, 4}, ""},
		{"none", []float64{}, ""},
		{"r.text", nil, "trajectory: run_00000000: r.text is a string, and no list of numbers"},
		{"texts", nil, "trajectory: run_00000000: texts is a []string, and no list of numbers"},
		{"w", nil, "trajectory: run_00000000: there is no item \"w\"; did you mean r.i or r.v or r.x?"},
	} {
		got, err := run.Floats(c.name)
		if text := fmt.Sprint(err); !slices.Equal(got, c.want) || err != nil && text != c.error || err == nil && c.error != "" {
			t.Errorf("%s: %v, %v", c.name, got, err)
		}
	}
}
