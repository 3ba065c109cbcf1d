package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/tabwriter"

	"golgi/manager"
	"golgi/trajectory"
)

// row is the mean over all finished runs with one value of R_ee.
type row struct {
	rEE              float64
	runs             int
	fanoPypet, fano  float64
	fanoError        float64 // standard error of fanoPypet over runs; NaN for one run
	rateE, rateI, cv float64
}

// found is what one run found.
type found struct{ rEE, fanoPypet, fano, rateE, rateI, cv float64 }

// summarise returns the rows of a trajectory's finished runs in the order of R_ee.
func summarise(traj *trajectory.Trajectory, load func(i int) (*trajectory.Run, error)) ([]row, error) {
	byR := make(map[float64][]found)
	for i := range traj.Len() {
		run, err := load(i)
		if errors.Is(err, trajectory.ErrNotFound) { // it never began
			continue
		}
		if err != nil {
			return nil, err
		}
		if run.Record().Status != trajectory.Finished {
			continue
		}
		f, err := readFound(run)
		if err != nil {
			return nil, err
		}
		byR[f.rEE] = append(byR[f.rEE], f)
	}
	var rows []row
	for r, list := range byR {
		rows = append(rows, rowOf(r, list))
	}
	slices.SortFunc(rows, func(a, b row) int { return compare(a.rEE, b.rEE) })
	return rows, nil
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func readFound(run *trajectory.Run) (found, error) {
	var f found
	r, err := trajectory.Value[float64](run, "connections.R_ee")
	if err != nil {
		return f, err
	}
	result, err := run.Result("statistics")
	if err != nil {
		return f, err
	}
	f.rEE = r
	for name, to := range map[string]*float64{"fano_pypet": &f.fanoPypet, "fano": &f.fano, "rate_e": &f.rateE, "rate_i": &f.rateI, "cv": &f.cv} {
		item, err := result.Item(name)
		if err != nil {
			return f, err
		}
		value, ok := item.Value.(float64)
		if !ok {
			return f, fmt.Errorf("clustered: %s: statistics.%s is a %T, not a float64", run.Name(), name, item.Value)
		}
		*to = value
	}
	return f, nil
}

func rowOf(r float64, list []found) row {
	mean := func(of func(found) float64) float64 {
		sum := 0.0
		for _, f := range list {
			sum += of(f)
		}
		return sum / float64(len(list))
	}
	out := row{rEE: r, runs: len(list),
		fanoPypet: mean(func(f found) float64 { return f.fanoPypet }), fano: mean(func(f found) float64 { return f.fano }),
		rateE: mean(func(f found) float64 { return f.rateE }), rateI: mean(func(f found) float64 { return f.rateI }),
		cv: mean(func(f found) float64 { return f.cv })}
	squares := mean(func(f found) float64 { return (f.fanoPypet - out.fanoPypet) * (f.fanoPypet - out.fanoPypet) })
	out.fanoError = math.NaN()
	if len(list) > 1 {
		out.fanoError = math.Sqrt(squares / float64(len(list)-1))
	}
	return out
}

// alsoExplored returns the explored parameters, apart from R_ee and repetitions, over which the rows are means.
func alsoExplored(traj *trajectory.Trajectory) []string {
	return slices.DeleteFunc(traj.ExploredPaths(), func(path string) bool {
		return slices.Contains([]string{"connections.R_ee", manager.Trial, manager.Seed}, path)
	})
}

// printNote says over what the rows of a table are means, if that is more than repetitions.
func printNote(w io.Writer, traj *trajectory.Trajectory) {
	if more := alsoExplored(traj); len(more) > 0 {
		fmt.Fprintf(w, "(each row is a mean over all values of %s as well, which are explored, too)\n", strings.Join(more, " and "))
	}
}

// printTable writes the rows as a table.
func printTable(w io.Writer, rows []row) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "R_ee\truns\tFano (pypet)\tFano (unbiased)\trate E/Hz\trate I/Hz\tCV of ISI\t")
	for _, r := range rows {
		fmt.Fprintf(t, "%.4g\t%d\t%.3f\t%.3f\t%.2f\t%.2f\t%.3f\t\n", r.rEE, r.runs, r.fanoPypet, r.fano, r.rateE, r.rateI, r.cv)
	}
	return t.Flush()
}
