package main

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"time"

	"golgi/hdf5"
	"golgi/trajectory"
	"golgi/units"
)

// makeRandom makes files of all kinds in a folder: random-0.hdf5 and so on. What Python reads of them must be what golgi prints.
func makeRandom(folder string, n int) (err error) {
	for k := range n {
		r := rand.New(rand.NewPCG(uint64(k), 1))
		err = errors.Join(err, randomFile(r, filepath.Join(folder, fmt.Sprintf("random-%d.hdf5", k))))
	}
	return err
}

// randomFile makes a file with up to 3 explored parameters and up to 7 runs, of which each gave some of the results, in all states.
func randomFile(r *rand.Rand, path string) error {
	traj, err := trajectory.New(pick(r, "random", "tiny", "T1", "results", "a-b"))
	if err != nil {
		return err
	}
	store, err := hdf5.Create(path)
	if err != nil {
		return err
	}
	names := r.Perm(len(oddNames))
	var paths []string
	for k := range 1 + r.IntN(4) {
		p := trajectory.Parameter{Path: oddGroups[names[k]%len(oddGroups)] + "." + oddNames[names[k]], Value: randomParameter(r), Comment: pick(r, "", "of neurons", "µ, \"quoted\"\nand two lines")}
		if traj.Add(p) == nil { // some names are taken
			paths = append(paths, p.Path)
		}
	}
	if err := errors.Join(traj.Add(trajectory.Parameter{Path: "number", Value: 0}), traj.Explore(randomPoints(r, traj, paths)), store.SaveTrajectory(traj)); err != nil {
		return err
	}
	kinds := map[string]int{} // of results: the same in all runs, mostly
	for i := range traj.Len() {
		if status := r.IntN(6); status > 0 { // else it is still to come
			err = errors.Join(err, randomRun(r, store, traj, i, names, kinds, status == 1))
		}
	}
	if r.IntN(3) == 0 {
		return errors.Join(err, store.Close()) // not finished
	}
	return errors.Join(err, store.Finish())
}

// randomPoints are some values of parameters, each with its number, since no point can be there twice.
func randomPoints(r *rand.Rand, traj *trajectory.Trajectory, paths []string) trajectory.Exploration {
	var all trajectory.Explicit
	for k := range 1 + r.IntN(7) {
		point := trajectory.Point{"number": k}
		for _, path := range paths {
			p, err := traj.Parameter(path)
			if err != nil {
				continue
			}
			point[path] = like(r, p.Value)
		}
		all = append(all, point)
	}
	return all
}

// like is another value of a kind.
func like(r *rand.Rand, v any) any {
	switch v := v.(type) {
	case bool:
		return r.IntN(2) == 0
	case int64:
		return int(r.Int64N(1 << 40))
	case string:
		return pick(r, "a", "", "größer", "two words", "a,b;c", "1e5") + fmt.Sprint(r.IntN(1000))
	case units.Quantity:
		return v.Unit().Of(r.NormFloat64())
	case []float64:
		return []float64{r.Float64(), r.Float64()}[:r.IntN(3)]
	}
	return r.NormFloat64()
}

func randomParameter(r *rand.Rand) any {
	switch r.IntN(7) {
	case 0:
		return true
	case 1:
		return 3
	case 2:
		return "text"
	case 3:
		return units.Millivolt.Of(1.5)
	case 4:
		return []float64{1, 2}
	case 5:
		return units.Hertz.Of(2)
	}
	return 0.5
}

func randomRun(r *rand.Rand, store *hdf5.Store, traj *trajectory.Trajectory, i int, names []int, kinds map[string]int, fails bool) error {
	run, err := traj.Run(i)
	if err != nil {
		return err
	}
	start := time.Unix(1795253459+int64(i), 0)
	run.Begin(start)
	for k := range 3 {
		path := oddGroups[names[k+5]%len(oddGroups)] + "." + oddNames[names[k+5]]
		var items []trajectory.Item
		for j := range r.IntN(4) {
			name := oddNames[names[k+8+j]]
			kind, known := kinds[path+name]
			if !known || r.IntN(30) == 0 {
				kind = r.IntN(13)
			}
			kinds[path+name] = kind
			item := trajectory.Item{Name: name, Value: randomValue(r, kind), Comment: pick(r, "", "", "what it is")}
			if kind < 3 {
				item.Unit = pick(r, "", "Hz", "mV")
			}
			items = append(items, item)
		}
		if len(items) > 0 {
			_ = run.AddResult(trajectory.Result{Path: path, Items: items}) // some names are taken
		}
	}
	if r.IntN(4) == 0 {
		run.KeepLog("0.1 s info größer\n")
	}
	var reason error
	if fails {
		reason = errors.New(pick(r, "no convergence", "two\nlines", "ä \"quoted\""))
	}
	run.End(start.Add(time.Duration(r.Int64N(1e10))), reason)
	return trajectory.SaveRun(store, run)
}

// randomValue is a value of a kind.
func randomValue(r *rand.Rand, kind int) any {
	x := []float64{0, 1, math.NaN(), math.Inf(-1), r.NormFloat64(), 1e300 * r.Float64(), 1e-310, -0.1}[r.IntN(8)]
	n := []int{0, 1, 2, 5}[r.IntN(4)]
	switch kind {
	case 0:
		return x
	case 1:
		return make([]float64, n)
	case 2:
		return trajectory.NDArray{Shape: []int{n, 2}, Data: make([]float64, 2*n)}
	case 3:
		return r.IntN(2) == 0
	case 4:
		return []int64{0, -1, math.MaxInt64, math.MinInt64, r.Int64()}[r.IntN(5)]
	case 5:
		return pick(r, "", "a", "größer, 中文", "NaN", "two\nlines")
	case 6:
		return complex(x, 1.5)
	case 7:
		return []string{"a", "", "ß"}[:min(n, 3)]
	case 8:
		return []bool{true, false}[:min(n, 2)]
	case 9:
		return uint64(math.MaxUint64 - uint64(r.IntN(3)))
	case 10:
		return float32(0.1)
	case 11:
		return trajectory.CSR{Shape: [2]int{1, 3}, IndPtr: []int{0, 1}, Indices: []int{2}, Data: []float64{r.Float64()}}
	}
	return trajectory.Frame{{Name: "t", Value: make([]float64, n), Unit: "s"}, {Name: "word", Value: make([]string, n)}}
}

func pick(r *rand.Rand, of ...string) string { return of[r.IntN(len(of))] }

// names that are also those of methods, of columns, of axes, and of what stands in files.
var (
	oddNames  = []string{"values", "items", "run", "status", "time", "rate", "fano", "123", "units", "path", "data", "T", "x-1", "keys", "index", "name", "duration", "error", "element", "self", "a1"}
	oddGroups = []string{"net", "results", "runs", "parameters", "a.b", "stats", "a-b", "monitors.v"}
)
