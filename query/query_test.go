package query_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"golgi/query"
	"golgi/trajectory"
	"golgi/units"
)

// explored returns a store with six runs over R = 1, 2, 3 and tau = 5 ms, 10 ms. They give a rate of 10 R Hz, a peak in mV, whether they
// converged, and run 1 also an extra number; run 4 fails.
func explored(t testing.TB) (*trajectory.MemoryStore, *trajectory.Trajectory) {
	t.Helper()
	traj, err := trajectory.New("t")
	must(t, err)
	must(t, traj.Add(trajectory.Parameter{Path: "net.R", Value: 1.0}, trajectory.Parameter{Path: "net.tau", Value: units.Millisecond.Of(5)},
		trajectory.Parameter{Path: "name", Value: "E"}, trajectory.Parameter{Path: "exact", Value: units.Second.Of(0.009)},
		trajectory.Parameter{Path: "big", Value: uint64(1 << 63)}, trajectory.Parameter{Path: "small", Value: int8(3)}, trajectory.Parameter{Path: "trial", Value: 0}))
	must(t, traj.Explore(trajectory.Cartesian{{Path: "R", Values: []float64{1, 2, 3}}, {Path: "tau", Values: units.Millisecond.OfAll(5, 10)}}))
	store := trajectory.NewMemoryStore()
	must(t, store.SaveTrajectory(traj))
	for i := range traj.Len() {
		run, err := traj.Run(i)
		must(t, err)
		run.Begin(time.Now())
		must(t, run.Add("stats.e", "rate", 10*float64(1+i/2), "Hz"))
		must(t, run.Add("stats.e", "peak", units.Millivolt.Of(float64(i)), ""))
		must(t, run.Add("ends", "converged", i%2 == 0, ""))
		if i == 1 {
			must(t, run.Add("ends", "extra", 7, ""))
		}
		var reason error
		if i == 4 {
			reason = errors.New("boom")
		}
		run.End(time.Now(), reason)
		must(t, trajectory.SaveRun(store, run))
	}
	return store, traj
}

func TestRuns(t *testing.T) {
	store, traj := explored(t)
	for condition, want := range map[string]string{
		"R > 1":                    "[2 3 5]",
		"net.R > 1 && tau == 5*ms": "[2]",
		"rate >= 20*Hz":            "[2 3 5]",
		"stats.e.rate/Hz == 10 * R and e.rate > 0":                "[0 1 2 3 5]",
		"peak > 1.5*mV && peak <= 3e-3*volt":                      "[2 3]",
		"converged && R > 1":                                      "[2]",
		"converged":                                               "[0 2]",
		"!converged and R < 3":                                    "[1 3]",
		"(converged ? tau : 0*ms) == 5*ms":                        "[0 2]",
		"exact == 9*ms && exact >= 9*ms && exact in [1*ms, 9*ms]": "[0 1 2 3 5]",
		"exact < 9*ms || exact != 9*ms || exact in [1*ms]":        "[]",
		"big > 5 && small == 3":                                   "[0 1 2 3 5]",
		"tau > 5000*us":                                           "[1 3 5]",
		"converged == 1":                                          "[0 2]",
		"extra == 7":                                              "[1]",
		"extra != extra":                                          "[0 2 3 5]",
		`status == "failed"`:                                      "[4]",
		`status in ["failed"] || run == 0`:                        "[0 4]",
		`name == "E" && !(R > 1)`:                                 "[0 1]",
		"trial % 2 == 0 && run > 3":                               "[5]",
		"R*tau < 11*ms && max(R, 2) == 2":                         "[0 1 2]",
		"tau**2 > 50*ms*ms":                                       "[1 3 5]",
		"abs(-tau) + 0 > 5*ms":                                    "[1 3 5]",
		"(R > 1 ? tau : 2*tau) > 5*ms":                            "[0 1 3 5]",
		"rate > 0":                                                "[0 1 2 3 5]",
		"true":                                                    "[0 1 2 3 5]",
		"let x = R; x > 1 && any([x], # > 2)":                     "[5]",
	} {
		runs, err := query.Runs(store, traj, condition)
		if got := fmt.Sprint(runs); err != nil || got != want {
			t.Errorf("%s: %s, wanted %s (%v)", condition, got, want, err)
		}
	}
}

func TestRows(t *testing.T) {
	store, traj := explored(t)
	table, err := query.Rows(store, traj, `R > 1`, "R", "rate")
	must(t, err)
	if got := fmt.Sprint(table.Columns, table.Rows); got != "[R rate/Hz] [{2 [2 20]} {3 [2 20]} {5 [3 30]}]" {
		t.Error(got)
	}
}

func TestFaults(t *testing.T) {
	store, traj := explored(t)
	for condition, want := range map[string]string{
		"":                   "query: the condition is empty; it is an expression such as R_ee > 2 && fano < 1.2",
		"tau > 5":            "query: tau > 5: one side is in s, and the other a plain number; a quantity is written with its unit, as in 5*ms",
		"R + rate > 3":       "query: R + rate: one side is a plain number, and the other in Hz; a quantity is written with its unit, as in 5*Hz",
		"rate > 20":          "query: rate > 20: one side is in Hz, and the other a plain number; a quantity is written with its unit, as in 20*Hz",
		"2.5 < rate":         "query: 2.5 < rate: one side is a plain number, and the other in Hz; a quantity is written with its unit, as in 2.5*Hz",
		"tau < 5*mV":         "query: tau < 5 * mV: one side is in s, and the other in V; a quantity is written with its unit, as in 5*ms",
		"R":                  "query: the condition is neither true nor false, but 1, at run_00000000",
		"Rr > 1":             `query: there is no "Rr": it is neither a parameter, nor a unit, nor a number that runs gave; did you mean "R"?`,
		"tau in [5, 10]":     "query: tau in [5, 10]: one side is in s, and the other a plain number; a quantity is written with its unit, as in 5*ms",
		"let k = 1; tau > k": "query: tau > k: one side is in s, and the other a plain number; a quantity is written with its unit, as in 5*ms",
		"all([1], tau > 5)":  "query: tau > 5: one side is in s, and the other a plain number; a quantity is written with its unit, as in 5*ms",
	} {
		runs, err := query.Runs(store, traj, condition)
		var wrong *query.ConditionError
		if fmt.Sprint(err) != want || !errors.As(err, &wrong) {
			t.Errorf("%s: got  %v %v\nwant %s", condition, runs, err, want)
		}
	}
	for _, condition := range []string{"R >", "R > (", "name > 1", "all(1..1000000000, # > R)", "foo(R)", "R.x > 1", "rate.x.y > 1", `"a" in R`, "R matches 1", "filter(1..1e9, # > 1)", "run[3]", "{}", "[R, 1]",
		"R?.x", "$env", "$env.R > 1", "map([1], R)"} {
		if runs, err := query.Runs(store, traj, condition); err == nil {
			t.Errorf("%s: no error, but %v", condition, runs)
		}
	}
	none := trajectory.NewMemoryStore() // in which no run has finished
	must(t, none.SaveTrajectory(traj))
	if runs, err := query.Runs(none, traj, "R > 2 && rate > 1*Hz"); err != nil || len(runs) > 0 {
		t.Errorf("%v, %v", runs, err)
	}
	_, err := query.Runs(nil, traj, "R > 1")
	if fmt.Sprint(err) != "query: Runs: the store is nil" {
		t.Error(err)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// FuzzRuns: whatever a condition is, it is answered, or there is an error, soon.
func FuzzRuns(f *testing.F) {
	for _, text := range []string{"R > 1", "tau**2 > 50*ms*ms", `status in ["failed"] || run == 0`, "let x = R; any([x, 1], # > x)", "(R > 1 ? tau : 2*tau) > 5*ms",
		"all(1..1000000000, # > R)", "e.rate?.x ?? 1 > 0", "sum([tau, tau]) > 1*ms", `name matches "^E+$"`} {
		f.Add(text)
	}
	store, traj := explored(f)
	f.Fuzz(func(t *testing.T, condition string) {
		runs, err := query.Runs(store, traj, condition)
		if err != nil && len(runs) > 0 {
			t.Errorf("%q: %v, and %v", condition, runs, err)
		}
	})
}
