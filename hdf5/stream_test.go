package hdf5_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/internal/files"
	"golgi/trajectory"
)

// blocksOf are what the test streams: block k of each kind of list, and of an array.
func blocksOf(k int) map[string]any {
	const rows, columns = 100, 1000
	wide := make([]float64, rows*columns)
	for i := range wide {
		wide[i] = float64(k*len(wide) + i)
	}
	return map[string]any{
		"v": trajectory.NDArray{Shape: []int{rows, columns}, Data: wide}, "b": []bool{k%2 == 0, k%3 == 0},
		"n": []int64{int64(k) << 40, -1, int64(k)}, "i": []int32{int32(k), -7},
		"s": []string{fmt.Sprint("größe ", k)},
	}
}

func appended(all, block any) any {
	switch block := block.(type) {
	case []bool:
		return append(all.([]bool), block...)
	case []int64:
		return append(all.([]int64), block...)
	case []int32:
		return append(all.([]int32), block...)
	case []string:
		return append(all.([]string), block...)
	}
	array, more := all.(trajectory.NDArray), block.(trajectory.NDArray)
	array.Data = append(array.Data.([]float64), more.Data.([]float64)...)
	array.Shape = []int{array.Shape[0] + more.Shape[0], array.Shape[1]}
	return array
}

// TestStreamed streams 12 MB, most of which does not stay in memory, and finds all of it again: 32 MB with GOLGI_SLOW.
func TestStreamed(t *testing.T) {
	blocks := 15 // of 800 kB
	if slow {
		blocks = 40
	}
	for _, compress := range []hdf5.Option{hdf5.Compress(0), hdf5.Compress(1)} {
		inFolder(t)
		traj := sample(t)
		run, err := traj.Run(0)
		must(t, err)
		s := create(t, "x.hdf5", compress)
		must(t, s.SaveTrajectory(traj))
		w, err := s.Begin(run)
		must(t, err)
		want := map[string]any{"v": trajectory.NDArray{Shape: []int{0, 1000}, Data: []float64{}},
			"b": []bool{true}, "n": []int64{}, "i": []int32{}, "s": []string{"declared"}}
		declared := trajectory.Result{}
		for name, value := range want {
			declared.Items = append(declared.Items, trajectory.Item{Name: name, Value: value})
		}
		must(t, w.Append("m", declared))
		for k := range blocks {
			for name, block := range blocksOf(k) {
				must(t, w.Append("m", trajectory.Item{Name: name, Value: block}))
				want[name] = appended(want[name], block)
			}
		}
		wantFiles(t, "x.hdf5.parts/lock x.hdf5.parts/plan-clustered-000001.hdf5") // what was spilled has no name
		must(t, w.Commit())
		must(t, s.Finish())
		wantFiles(t, "x.hdf5")
		must(t, hdf5.Check("x.hdf5"))
		wantItems(t, want)
	}
}

func wantItems(t *testing.T, want map[string]any) {
	t.Helper()
	s := opened(t, reading, "x.hdf5")
	run, err := s.LoadRun(sample(t), 0)
	must(t, err)
	res, err := run.Result("m")
	must(t, err)
	for _, item := range res.Items {
		if !reflect.DeepEqual(item.Value, want[item.Name]) {
			t.Errorf("item %s came back otherwise", item.Name)
		}
	}
	must(t, s.Close())
}

// TestSpillFails streams onto a disk that is full: the run is lost, and nothing else.
func TestSpillFails(t *testing.T) {
	inFolder(t)
	full := func(op, path string) error {
		if op == "write" && strings.Contains(path, "spill") {
			return errors.New("no space left on device")
		}
		return nil
	}
	s := create(t, "x.hdf5", hdf5.OnDisk(files.Disk{Hook: full}))
	must(t, s.SaveTrajectory(sample(t)))
	save(t, s, 0)
	run, err := sample(t).Run(1)
	must(t, err)
	w, err := s.Begin(run)
	must(t, err)
	block := trajectory.Item{Name: "v", Value: make([]float64, 1<<18)}
	must(t, w.Append("m", trajectory.Result{Items: []trajectory.Item{block}}))
	for err = nil; err == nil; {
		err = w.Append("m", block)
	}
	wantError(t, err, "hdf5: cannot keep what a run streams: no space left on device")
	must(t, w.Abort(err))
	save(t, s, 2, 3)
	must(t, s.Close())
	wantFiles(t, "x.hdf5")
	wantStatus(t, "x.hdf5", 1, trajectory.Failed)
	wantStatus(t, "x.hdf5", 3, trajectory.Finished)
}
