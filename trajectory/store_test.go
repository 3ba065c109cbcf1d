package trajectory_test

import (
	"errors"
	"testing"

	"golgi/testing/storetest"
	"golgi/trajectory"
)

func TestMemoryStore(t *testing.T) {
	storetest.Run(t, func(*testing.T) (trajectory.Store, func() trajectory.Store) {
		store := trajectory.NewMemoryStore()
		return store, func() trajectory.Store { return store }
	})
}

func TestContinues(t *testing.T) {
	points := func(rees ...float64) *trajectory.Trajectory {
		traj := clustered(t)
		if len(rees) > 0 {
			must(t, traj.Explore(trajectory.Zip{{Path: "R_ee", Values: rees}}))
		}
		return traj
	}
	changed := func(change func(*trajectory.Trajectory) error) *trajectory.Trajectory {
		traj := clustered(t)
		must(t, change(traj))
		return traj
	}
	must(t, points().Continues(points()))
	must(t, points(1, 2).Continues(points(1, 2)))
	must(t, points(1, 2, 3).Continues(points(1, 2)))
	must(t, changed(func(traj *trajectory.Trajectory) error {
		traj.Comment = "another comment does not matter"
		return nil
	}).Continues(points()))
	other, err := trajectory.New("other")
	must(t, err)
	tests := []struct {
		now, stored *trajectory.Trajectory
		want        string
	}{
		{other, points(), "that one is called clustered"},
		{points(1), points(1, 2), "it had 2 points and has 1 now"},
		{points(1, 3), points(1, 2), "at point 1, connections.R_ee was 2 and is 3 now"},
		{points(1), points(), "its explored parameters were none and are connections.R_ee now"},
		{points(), changed(func(traj *trajectory.Trajectory) error { return traj.Set("size", 7) }),
			"parameter neurons.e.size was 7 and is 4000 now"},
		{points(), changed(func(traj *trajectory.Trajectory) error {
			return traj.Add(trajectory.Parameter{Path: "a", Value: 1})
		}), "parameter a is stored and missing now"},
		{changed(func(traj *trajectory.Trajectory) error {
			return traj.Add(trajectory.Parameter{Path: "z", Value: 1})
		}), points(), "parameter z is new"},
		{changed(func(traj *trajectory.Trajectory) error {
			return errors.Join(traj.Set("size", 7), traj.Explore(trajectory.Zip{{Path: "R_ee", Values: []float64{2}}}))
		}), points(1, 2), "parameter neurons.e.size was 4000 and is 7 now; it had 2 points and has 1 now; " +
			"at point 0, connections.R_ee was 1 and is 2 now"},
		{points(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13), points(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
			"at point 0, connections.R_ee was 1 and is 2 now; at point 1, connections.R_ee was 2 and is 3 now; " +
				"at point 2, connections.R_ee was 3 and is 4 now; at point 3, connections.R_ee was 4 and is 5 now; " +
				"at point 4, connections.R_ee was 5 and is 6 now; at point 5, connections.R_ee was 6 and is 7 now; " +
				"at point 6, connections.R_ee was 7 and is 8 now; at point 7, connections.R_ee was 8 and is 9 now; " +
				"at point 8, connections.R_ee was 9 and is 10 now; at point 9, connections.R_ee was 10 and is 11 now; " +
				"and there are 2 more differences"},
	}
	for _, c := range tests {
		wantFault(t, c.now.Continues(c.stored), "trajectory: another trajectory is stored as "+
			""+c.now.Name()+": "+c.want+
			"; choose another name", trajectory.ErrExists)
	}
}

// failing is a store whose writers cannot take anything in.
type failing struct {
	trajectory.Store
	aborted *[]error
}

type failingWriter struct{ aborted *[]error }

func (s failing) Begin(*trajectory.Run) (trajectory.RunWriter, error) {
	return failingWriter{s.aborted}, nil
}

func (w failingWriter) Append(string, any) error { return errors.New("disk full") }
func (w failingWriter) Commit() error            { return errors.New("committed all the same") }
func (w failingWriter) Abort(reason error) error {
	*w.aborted = append(*w.aborted, reason)
	return nil
}

func TestSaveRunAbortsWhatCannotBeStored(t *testing.T) {
	r := run(t, clustered(t), 0)
	must(t, r.AddResult(trajectory.Result{Path: "rates", Items: []trajectory.Item{{Name: "mean",
		Value: 1.5}}}))
	var aborted []error
	wantFault(t, trajectory.SaveRun(failing{aborted: &aborted}, r),
		`trajectory: run_00000000: storing result "rates": disk full`, nil)
	if len(aborted) != 1 || aborted[0] != nil {
		t.Errorf("the writer was aborted with %v, wanted once, without a reason", aborted)
	}
}

func TestIntakeFaults(t *testing.T) {
	r := run(t, clustered(t), 0)
	in := trajectory.NewIntake(r)
	declared := trajectory.Result{Items: []trajectory.Item{
		{Name: "t", Value: []float64{}, Unit: "ms", Dims: []string{"spike"}, Comment: "times"},
		{Name: "v", Value: trajectory.NDArray{Shape: []int{0, 2}, Data: []float64{}}}, {Name: "n", Value: 3}}}
	_, err := in.Check("spikes", declared)
	must(t, err)
	tests := []struct {
		path  string
		block any
		want  string
	}{
		{"spikes", 3, "a block is a trajectory.Result, Item, Rest, Parameter, Description or Link, and this is of type int"},
		{"spikes", declared, "there is a result of that path already"},
		{"spikes", trajectory.Result{Path: "other", Items: declared.Items}, `the block is for "other"`},
		{"other", trajectory.Item{Name: "t", Value: []float64{1}},
			"there is no such result yet; append a Result with all its items first"},
		{"spikes", trajectory.Item{Name: "i", Value: []int{1}},
			`item "i" was not declared; append a Result with all its items first`},
		{"spikes", trajectory.Item{Name: "n", Value: 4},
			`item "n": it was declared as an int, and that has no further rows`},
		{"spikes", trajectory.Item{Name: "t", Value: []int{4}},
			`item "t": it was declared as a []float64, and this block is a []int64`},
		{"spikes", trajectory.Item{Name: "t", Value: 4.0},
			`item "t": it was declared as a []float64, and this block is a float64`},
		{"spikes", trajectory.Item{Name: "v", Value: []float64{4}},
			`item "v": it was declared with shape [0 2], and a block of shape [1] does not continue that`},
		{"spikes", trajectory.Item{Name: "v", Value: trajectory.NDArray{Shape: []int{1, 1},
			Data: []float64{4}}},
			`item "v": it was declared with shape [0 2], and a block of shape [1 1] does not continue that`},
		{"spikes", trajectory.Item{Name: "t", Value: []float64{4}, Unit: "s"},
			`item "t": it was declared with unit "ms", and this block has "s"`},
		{"spikes", trajectory.Item{Name: "t", Value: []float64{4}, Dims: []string{"time"}},
			`item "t": it was declared with dims ["spike"], and this block has ["time"]`},
		{"spikes", trajectory.Item{Name: "t", Value: []float64{4}, Comment: "other times"},
			`item "t": it was declared with another comment`},
	}
	for _, c := range tests {
		_, err := in.Check(c.path, c.block)
		wantFault(t, err, `trajectory: run_00000000: cannot append to "`+c.path+`": `+c.want, nil)
	}
}
