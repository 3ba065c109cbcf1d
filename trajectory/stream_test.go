package trajectory_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golgi/trajectory"
)

// streamInto appends a result in blocks, and another one that is not streamed.
func streamInto(run *trajectory.Run) error {
	long := trajectory.Result{Items: []trajectory.Item{{Name: "t", Value: []float64{0, 1}, Unit: "s", Dims: []string{"time"}},
		{Name: "n", Value: trajectory.NDArray{Shape: []int{2, 2}, Data: []int32{1, 2, 3, 4}}}}}
	list := []float64{2, 3, 4}
	return errors.Join(run.Append("monitors.v", long),
		run.Append("monitors.v", trajectory.Item{Name: "t", Value: list}),
		run.Append("monitors.v", trajectory.Item{Name: "n", Value: trajectory.NDArray{Shape: []int{1, 2}, Data: []int32{5, 6}}}),
		run.AddResult(trajectory.Result{Path: "rate", Items: []trajectory.Item{{Name: "mean", Value: 2.5}}}),
		run.Append("monitors.v", trajectory.Rest{Items: []trajectory.Item{{Name: "o", Value: 7}}, Annotations: trajectory.Annotations{"stop": 1.5}}))
}

// What a run streams is the same in a store, whether it went there at once or stayed in the run until the end.
func TestRunsStream(t *testing.T) {
	var stored []trajectory.Result
	for _, away := range []bool{false, true} {
		traj, store := clustered(t), trajectory.NewMemoryStore()
		must(t, store.SaveTrajectory(traj))
		run, err := traj.Run(0)
		must(t, err)
		w, err := store.Begin(run)
		must(t, err)
		if away {
			run.StreamTo(w)
		}
		must(t, streamInto(run))
		if got := slices.Contains(run.Contents(), "monitors.v"); got == away || !run.Streams("monitors.v") || run.Streams("rate") {
			t.Errorf("away %v, the run has %v", away, run.Contents())
		}
		if _, err := run.Result("v"); away != (err != nil) {
			t.Errorf("away %v: %v", away, err)
		}
		for _, c := range []struct {
			err  error
			want string
		}{
			{run.AddResult(trajectory.Result{Path: "monitors.v", Items: []trajectory.Item{{Name: "x", Value: 1}}}), "there is a result of that path already"},
			{run.Append("rate", trajectory.Item{Name: "mean", Value: []float64{1}}), "there is a result of that path already"},
			{run.Append("monitors.v", trajectory.Item{Name: "t", Value: []int{1}}), "it was declared as"},
			{run.Append("p", trajectory.Parameter{Value: 1}), "AddDerived adds a parameter"},
		} {
			if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
				t.Errorf("%v, want %s", c.err, c.want)
			}
		}
		for _, res := range run.Results() {
			must(t, w.Append(res.Path, res))
		}
		must(t, w.Commit())
		loaded, err := store.LoadRun(traj, 0)
		must(t, err)
		result, err := loaded.Result("v")
		must(t, err)
		stored = append(stored, result)
	}
	if !reflect.DeepEqual(stored[0], stored[1]) {
		t.Errorf("streamed %v\nkept %v", stored[1], stored[0])
	}
}

// full is a store's writer with its own opinion of blocks.
type full struct{ trajectory.RunWriter }

var errFull = errors.New("the disk is full")

func (full) Append(string, any) error { return errFull }

// A block that goes to the store is checked there, and nowhere else.
func TestBlocksAreCheckedOnce(t *testing.T) {
	run, err := clustered(t).Run(0)
	must(t, err)
	run.StreamTo(full{})
	if err := run.Append("v", "no block at all"); !errors.Is(err, errFull) {
		t.Error(err)
	}
	if run.Streams("v") {
		t.Error("it streams, although the store has taken nothing")
	}
}
