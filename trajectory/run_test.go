package trajectory_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"golgi/trajectory"
	"golgi/units"
)

func TestPreRunReadsNothingExplored(t *testing.T) {
	traj := clustered(t)
	must(t, traj.Explore(trajectory.Zip{
		{Path: "R_ee", Values: []float64{1}}, {Path: "initial", Values: units.Second.OfAll(3)}}))
	pre := run(t, traj, trajectory.PreRun)
	wantValue(t, pre, "p_ee", 0.2)
	_, err := trajectory.Value[float64](pre, "R_ee")
	wantFault(t, err, "trajectory: connections.R_ee is explored: it has no value before the runs; "+
		"build what depends on it in Build", trajectory.ErrExplored)
	_, err = pre.Parameters("")
	wantFault(t, err, "trajectory: connections.R_ee is explored: it has no value before the runs; "+
		"build what depends on it in Build\n"+
		"trajectory: simulation.durations.initial is explored: it has no value before the runs; "+
		"build what depends on it in Build", trajectory.ErrExplored)
}

func TestReadPaths(t *testing.T) {
	traj := clustered(t)
	must(t, traj.Explore(trajectory.Zip{{Path: "R_ee", Values: []float64{1}}}))
	r, pre := run(t, traj, 0), run(t, traj, trajectory.PreRun)
	_, unknown := trajectory.Value[int](r, "nothing")
	_, ofOtherType := trajectory.Value[int](r, "R_ee")
	_, explored := trajectory.Value[float64](pre, "R_ee")
	if unknown == nil || ofOtherType == nil || explored == nil {
		t.Fatal("one of three faulty readings has no error")
	}
	_, err := r.Parameters("durations")
	must(t, err)
	want := []string{"connections.R_ee", "simulation.durations.initial", "simulation.durations.measurement"}
	if got := r.ReadPaths(); !slices.Equal(got, want) {
		t.Errorf("read were %v, wanted %v", got, want)
	}
	if got := pre.ReadPaths(); len(got) != 0 {
		t.Errorf("the pre-run has read %v, wanted nothing", got)
	}
}

func TestRunFaults(t *testing.T) {
	r := run(t, clustered(t), 0)
	one := []trajectory.Item{{Name: "x", Value: 1}}
	must(t, r.AddResult(trajectory.Result{Path: "spikes.e", Items: one}))
	must(t, r.AddDerived(trajectory.Parameter{Path: "p_in", Value: 0.5}))
	wantFault(t, r.AddResult(trajectory.Result{Path: "spikes.e", Items: one}),
		`trajectory: run_00000000: cannot add result "spikes.e": there is a result of that path already`, nil)
	wantFault(t, r.AddResult(trajectory.Result{Path: "spikes", Items: one}),
		`trajectory: run_00000000: cannot add result "spikes": there is a group of that path already`, nil)
	wantFault(t, r.AddResult(trajectory.Result{Path: "spikes.e.t", Items: one}),
		`trajectory: run_00000000: cannot add result "spikes.e.t": spikes.e is a result, and nothing `+
			`can be below it`, nil)
	wantFault(t, r.AddDerived(trajectory.Parameter{Path: "p_in", Value: 0.5}),
		`trajectory: run_00000000: cannot add derived parameter "p_in": there is a derived parameter of `+
			`that path already`, nil)
	_, err := r.Result("spike.e")
	wantFault(t, err, `trajectory: run_00000000: there is no result "spike.e"; did you mean spikes.e?`,
		trajectory.ErrNotFound)
	res, err := r.Result("e")
	must(t, err)
	_, err = res.Item("y")
	wantFault(t, err, `trajectory: result spikes.e has no item "y"; did you mean x?`, trajectory.ErrNotFound)
}

func TestItemFaults(t *testing.T) {
	type item = trajectory.Item
	type array = trajectory.NDArray
	tests := []struct {
		item item
		want string
	}{
		{item{Name: "a.b", Value: 1}, `item "a.b": the name "a.b" contains '.'; ` + allLetters},
		{item{Name: "x", Value: map[string]int{}},
			`item "x": cannot store a value of type map[string]int; ` + allTypes + `; give each of its values a name of its own`},
		{item{Name: "x", Value: "\x00"}, `item "x": the string "\x00" contains a NUL character`},
		{item{Name: "x", Value: 1, Comment: "\xff"},
			`item "x": comment: the string "\xff" is not valid UTF-8`},
		{item{Name: "x", Value: units.Millisecond.Of(3), Unit: "mV"},
			`item "x": its value is a quantity in s and brings its unit; leave out "mV"`},
		{item{Name: "x", Value: []bool{true}, Unit: "mV"},
			`item "x": a []bool has no unit, so leave out "mV"`},
		{item{Name: "x", Value: 1.5, Dims: []string{"time"}},
			`item "x": dims ["time"] name 1 of the 0 axes of its value; name all of them or none`},
		{item{Name: "x", Value: array{Shape: []int{1, 1}, Data: []int{1}}, Dims: []string{"time", "time"}},
			`item "x": dim "time": it is there twice`},
		{item{Name: "x", Value: array{Shape: []int{2, 2}, Data: []int{1}}},
			`item "x": an array of shape [2 2] has 4 elements, and its data have 1`},
		{item{Name: "x", Value: array{Shape: []int{-1, 2}, Data: []int{1}}},
			`item "x": the shape [-1 2] is not one of an array`},
		{item{Name: "x", Value: array{Shape: []int{1 << 31, 1 << 31, 1 << 31}, Data: []int{1}}},
			`item "x": the shape [2147483648 2147483648 2147483648] is not one of an array`},
		{item{Name: "x", Value: array{Data: []int{1}}},
			`item "x": an array has 1 to 32 axes, and its shape has 0`},
		{item{Name: "x", Value: array{Shape: []int{1}, Data: 3}},
			`item "x": the data of an array are an int; ` +
				`give a list of numbers, bools or strings, or a units.Array`},
	}
	for _, c := range tests {
		err := run(t, clustered(t), 0).AddResult(trajectory.Result{Path: "r", Items: []item{c.item}})
		wantFault(t, err, `trajectory: run_00000000: cannot add result "r": `+c.want, nil)
	}
}

func TestResultFaultsAllAtOnce(t *testing.T) {
	r := run(t, clustered(t), 0)
	err := r.AddResult(trajectory.Result{Path: "a..b", Comment: "\xff", Items: []trajectory.Item{
		{Name: "x", Value: 1}, {Name: "x", Value: 2}, {Name: "y", Value: 1.0, Unit: "mW mss"}}})
	const prefix = `trajectory: run_00000000: cannot add result "a..b": `
	wantFault(t, err, prefix+`a name is empty
`+prefix+`comment: the string "\xff" is not valid UTF-8
`+prefix+`item "x": there is an item of that name already
`+prefix+`item "y": unit "mW mss": units: unknown unit "mss"; did you mean "ms" or "msecond"?
  | mW mss
  |    ^`, nil)
	wantFault(t, r.AddResult(trajectory.Result{Path: "r"}),
		`trajectory: run_00000000: cannot add result "r": it has no items; give at least one`, nil)
	wantFault(t, r.AddResult(trajectory.Result{Path: "r", Compression: 10,
		Items: []trajectory.Item{{Name: "x", Value: 1}}}), `trajectory: run_00000000: cannot add result "r": `+
		"cannot compress at level 10; levels go from 1 (fast) to 9 (small), -1 is off, and 0 is what the store does", nil)
}

// What comes back has the stored types, sorted, with units beside the numbers.
func TestResultAsStored(t *testing.T) {
	r := run(t, clustered(t), 0)
	spikes := []int32{3, 1}
	must(t, r.AddResult(trajectory.Result{Path: "spikes", Comment: "c",
		Annotations: trajectory.Annotations{"n": 2},
		Items: []trajectory.Item{
			{Name: "t", Value: units.Millisecond.OfAll(1, 2), Dims: []string{"spike"}},
			{Name: "i", Value: spikes},
			{Name: "count", Value: 2},
			{Name: "rate", Value: units.Hertz.Of(5), Unit: "Hz"},
			{Name: "ratio", Value: units.Scalar(5), Unit: "1"},
			{Name: "row", Value: trajectory.NDArray{Shape: []int{2}, Data: []int{1, 2}}},
		}}))
	spikes[0] = 9
	want := trajectory.Result{Path: "spikes", Comment: "c",
		Annotations: trajectory.Annotations{"n": int64(2)},
		Items: []trajectory.Item{
			{Name: "count", Value: int64(2)},
			{Name: "i", Value: []int32{3, 1}},
			{Name: "rate", Value: 5.0, Unit: "Hz"},
			{Name: "ratio", Value: 5.0},
			{Name: "row", Value: []int64{1, 2}},
			{Name: "t", Value: []float64{1, 2}, Unit: "ms", Dims: []string{"spike"}},
		}}
	for range 2 {
		got, err := r.Result("spikes")
		must(t, err)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("the result is %+v, wanted %+v", got, want)
		}
		got.Items[1].Value.([]int32)[0], got.Items[5].Dims[0], got.Annotations["n"] = 8, "x", 0
	}
}

// stackError is the kind of error that a recovered panic becomes.
type stackError struct{}

func (stackError) Error() string { return "panic: index out of range" }
func (stackError) Stack() string { return "goroutine 7\nmain.go:3" }

func TestRecord(t *testing.T) {
	start := time.Date(2026, 11, 21, 10, 0, 0, 123456789, time.FixedZone("CET", 3600))
	stamped := time.Date(2026, 11, 21, 9, 0, 0, 123457000, time.UTC)
	type record = trajectory.Record
	tests := []struct {
		reason error
		want   record
		err    string
	}{
		{nil, record{Status: trajectory.Finished}, ""},
		{errors.New("no convergence\x00"), record{Status: trajectory.Failed, Error: "no convergence\uFFFD"},
			"trajectory: run_00000000 failed: no convergence\uFFFD"},
		{fmt.Errorf("component: %w", stackError{}), record{Status: trajectory.Failed,
			Error: "component: panic: index out of range", Stack: "goroutine 7\nmain.go:3"},
			"trajectory: run_00000000 failed: component: panic: index out of range"},
		{fmt.Errorf("interrupted: %w", context.Canceled),
			record{Status: trajectory.Stopped, Error: "interrupted: context canceled"},
			"trajectory: run_00000000 stopped: interrupted: context canceled"},
		{context.DeadlineExceeded, record{Status: trajectory.Stopped, Error: "context deadline exceeded"},
			"trajectory: run_00000000 stopped: context deadline exceeded"},
	}
	for _, c := range tests {
		r := run(t, clustered(t), 0)
		r.Begin(start)
		r.Begin(start.Add(time.Hour)) // has begun already
		if got := r.Record(); got != (trajectory.Record{Status: trajectory.Running,
			Start: stamped}) || r.Err() != nil {
			t.Errorf("after Begin the record is %+v", got)
		}
		r.End(start.Add(1500*time.Microsecond+400), c.reason)
		r.End(start.Add(time.Hour), nil) // has ended already
		c.want.Start, c.want.Duration = stamped, 1500*time.Microsecond
		if got := r.Record(); got != c.want {
			t.Errorf("after End(%v) the record is %+v, wanted %+v", c.reason, got, c.want)
		}
		if c.err != "" {
			wantFault(t, r.Err(), c.err, nil)
		} else {
			must(t, r.Err())
		}
	}
}

func TestFinishedRunCanStillFail(t *testing.T) {
	r := run(t, clustered(t), 0)
	r.End(time.Now(), nil)
	r.End(time.Now(), errors.New("the disk is full"))
	if got := r.Record(); got.Status != trajectory.Failed || got.Error != "the disk is full" {
		t.Errorf("the record is %+v, wanted it failed", got)
	}
	wantFault(t, r.Restore(trajectory.Record{Status: "done"}), `trajectory: run_00000000: unknown `+
		`status "done"; `+
		"there are pending, running, finished, failed, stopped, lost and deleted", nil)
}

// Runs are taken and read, and points appended, from several goroutines.
func TestConcurrentUse(t *testing.T) {
	traj := clustered(t)
	trials := make([]int, 64)
	for i := range trials {
		trials[i] = i
	}
	must(t, traj.Explore(trajectory.Zip{{Path: "trial", Values: trials}}))
	var group sync.WaitGroup
	faults := make([]error, len(trials)+1)
	for i := range trials {
		group.Go(func() {
			r, err := traj.Run(i)
			if err == nil {
				var trial int
				if trial, err = trajectory.Value[int](r, "trial"); trial != i {
					err = errors.Join(err, fmt.Errorf("run %d has trial %d", i, trial))
				}
			}
			faults[i] = err
		})
	}
	group.Go(func() {
		faults[len(trials)] = traj.Explore(trajectory.Zip{{Path: "trial",
			Values: []int{100}}})
	})
	group.Wait()
	must(t, errors.Join(faults...))
}
