package hdf5_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golgi/hdf5"
	"golgi/trajectory"
)

// squares writes a file with the squares of some numbers, and their text.
func squares(path string, xs ...float64) error {
	traj, err := trajectory.New("squares")
	if err == nil {
		err = traj.Add(trajectory.Parameter{Path: "x", Value: 0.0})
	}
	if err == nil {
		err = traj.Explore(trajectory.Axis{Path: "x", Values: xs})
	}
	if err != nil {
		return err
	}
	store, err := hdf5.Create(path)
	if err == nil {
		err = store.SaveTrajectory(traj)
	}
	for i, x := range xs {
		if err != nil {
			return err
		}
		var run *trajectory.Run
		if run, err = traj.Run(i); err == nil {
			err = errors.Join(run.Add("square", "value", x*x, ""), run.Add("text", "value", fmt.Sprint(x*x), ""), trajectory.SaveRun(store, run))
		}
	}
	return errors.Join(err, store.Close())
}

// inExample works in a new folder, in which are the squares of 1 and 2, and those of 2 and 3.
func inExample() (done func()) {
	folder, _ := os.MkdirTemp("", "golgi-example-")
	before, _ := os.Getwd()
	if err := errors.Join(os.Chdir(folder), squares("a.hdf5", 1, 2), squares("b.hdf5", 2, 3)); err != nil {
		fmt.Println(err)
	}
	return func() { _, _ = os.Chdir(before), os.RemoveAll(folder) }
}

// Files of one experiment become one; a run that both have is there once.
func ExampleMerge() {
	defer inExample()()
	ctx := context.Background()
	files, _ := filepath.Glob("*.hdf5") // all in a folder
	merged, err := hdf5.Merge(ctx, "all.hdf5", files, hdf5.Merging{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(merged.Runs, "runs;", merged.Taken, "of", merged.From, "and", merged.Duplicates, "that is there")
	fmt.Println(hdf5.Check("all.hdf5"))
	// Output:
	// 3 runs; [2 1] of [a.hdf5 b.hdf5] and 1 that is there
	// <nil>
}

// What two experiments have stands beside each other in one file.
func ExampleMerge_beside() {
	defer inExample()()
	ctx := context.Background()
	if err := hdf5.Rename(ctx, "b.hdf5", "squares", "more"); err != nil {
		fmt.Println(err)
	}
	if _, err := hdf5.Merge(ctx, "all.hdf5", []string{"a.hdf5", "b.hdf5"}, hdf5.Merging{Beside: true}); err != nil {
		fmt.Println(err)
	}
	store, _ := hdf5.Open("all.hdf5")
	fmt.Println(store.Trajectories())
	fmt.Println(store.Close())
	// Output:
	// [more squares] <nil>
	// <nil>
}

// Runs are deleted, or what they gave; the file takes less room then, and nothing executes them again.
func ExampleDelete() {
	defer inExample()()
	ctx := context.Background()
	runs, err := hdf5.Delete(ctx, "a.hdf5", hdf5.Deletion{Runs: []int{0}})
	fmt.Println(runs.Runs, "run", err)
	results, err := hdf5.Delete(ctx, "a.hdf5", hdf5.Deletion{Results: []string{"text"}})
	fmt.Println(results.Results, "result", err)
	store, _ := hdf5.Open("a.hdf5")
	traj, _ := store.LoadTrajectory("squares")
	for i := range traj.Len() {
		run, err := store.LoadRun(traj, i)
		fmt.Println(run, err)
	}
	fmt.Println(store.Close())
	// Output:
	// 1 run <nil>
	// 1 result <nil>
	// run_00000000 of squares, deleted: it had finished
	//   x = 1 <nil>
	// run_00000001 of squares, finished
	//   x = 2
	//   square.value = 4 <nil>
	// <nil>
}

// A copy is checked before it is there.
func ExampleBackup() {
	defer inExample()()
	fmt.Println(hdf5.Backup(context.Background(), "a.hdf5", "backup_a.hdf5"))
	before, _ := hdf5.ResultDigest("a.hdf5")
	now, err := hdf5.ResultDigest("backup_a.hdf5")
	fmt.Println(now == before, err)
	// Output:
	// <nil>
	// true <nil>
}

// A trajectory gets another name, and its file as well.
func ExampleRename() {
	defer inExample()()
	fmt.Println(hdf5.Rename(context.Background(), "a.hdf5", "", "powers"))
	fmt.Println(hdf5.Move("a.hdf5", "powers.hdf5"))
	store, _ := hdf5.Open("powers.hdf5")
	fmt.Println(store.Trajectories())
	fmt.Println(store.Close())
	// Output:
	// <nil>
	// <nil>
	// [powers] <nil>
	// <nil>
}
