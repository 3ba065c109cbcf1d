package hdf5_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/testing/storetest"
	"golgi/trajectory"
	"golgi/units"

	"pgregory.net/rapid"
)

// growing is a trajectory that gains points, with a number, a quantity and lists among the explored.
func growing(t testing.TB) *trajectory.Trajectory {
	t.Helper()
	traj, err := trajectory.New("growing")
	must(t, err)
	must(t, traj.Add(trajectory.Parameter{Path: "x", Value: 0}, trajectory.Parameter{Path: "g.tau", Value: units.Millisecond.Of(1)},
		trajectory.Parameter{Path: "list", Value: []string{}}, trajectory.Parameter{Path: "fixed", Value: 2.5}))
	return traj
}

// gain adds a generation of n points.
func gain(t testing.TB, traj *trajectory.Trajectory, n int) {
	t.Helper()
	var points trajectory.Explicit
	first := len(traj.Generations())
	for i := range n {
		points = append(points, trajectory.Point{"x": first*10_000 + i, "tau": units.Microsecond.Of(float64(i) + 0.1), "list": strings.Fields("a b c")[:i%3]})
	}
	must(t, traj.Explore(points))
}

// TestPlansThatGrow saves a trajectory that gains points again and again, and wants it back from the folder and from the file, with its runs.
func TestPlansThatGrow(t *testing.T) {
	inFolder(t)
	fewChecks(t, 6)
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(".", "grown")
		must(t, err)
		path := filepath.Join(dir, "x.hdf5")
		traj, s := growing(t), create(t, path)
		want := func() string {
			text, err := storetest.TrajectoryText(traj)
			must(t, err)
			return text
		}
		wantBack := func() {
			must(t, hdf5.Check(path))
			read, err := hdf5.Open(path)
			must(t, err)
			loaded, err := read.LoadTrajectory("growing")
			must(t, err)
			got, err := storetest.TrajectoryText(loaded)
			must(t, errors.Join(err, read.Close()))
			if got != want() {
				rt.Fatalf("it came back as\n%s\nwanted\n%s", got, want())
			}
		}
		for _, step := range rapid.SliceOfN(rapid.IntRange(0, 5), 1, 12).Draw(rt, "steps") {
			switch {
			case step == 0 && len(traj.Generations()) > 0: // another program goes on
				must(t, s.Close())
				s = opened(t, hdf5.Append, path)
				loaded, err := s.LoadTrajectory("growing")
				must(t, err)
				traj = loaded
			case step == 1 && len(traj.Generations()) > 0:
				must(t, traj.AddConfig(trajectory.Parameter{Path: "generation", Value: len(traj.Generations())}))
			default:
				gain(t, traj, step+1)
			}
			if len(traj.Generations()) == 0 {
				continue
			}
			must(t, s.SaveTrajectory(traj))
			if step == 3 {
				run, err := traj.Run(traj.Len() - 1)
				must(t, err)
				must(t, errors.Join(run.Add("r", "x", 1, ""), trajectory.SaveRun(s, run), s.Sync()))
				wantBack()
			}
		}
		if len(traj.Generations()) > 0 {
			wantBack()
			must(t, s.Finish())
			wantBack()
		}
	})
}

// TestPlansThatGrowAppend: what is written grows with the points, and not with their square.
func TestPlansThatGrowAppend(t *testing.T) {
	inFolder(t)
	const generations, each = 24, 200
	traj, s := growing(t), create(t, "x.hdf5")
	for range generations {
		gain(t, traj, each)
		must(t, s.SaveTrajectory(traj))
	}
	names, err := filepath.Glob("x.hdf5.parts/plan-*")
	must(t, err)
	var all, last int64
	for i, name := range names {
		info, err := os.Stat(name)
		must(t, err)
		if all += info.Size(); i == 0 {
			last = info.Size()
		}
	}
	if len(names) != generations || all > 4*generations*last {
		t.Errorf("there are %d plans with %d bytes, the first with %d", len(names), all, last)
	}
	wantTrajectoryText(t, loadedFrom(t, "x.hdf5", "growing"), traj) // its points are left in several files
	must(t, s.Close())
}

func loadedFrom(t *testing.T, path, name string) *trajectory.Trajectory {
	t.Helper()
	traj, err := opened(t, reading, path).LoadTrajectory(name)
	must(t, err)
	return traj
}

func wantTrajectoryText(t *testing.T, got, want *trajectory.Trajectory) {
	t.Helper()
	a, err := storetest.TrajectoryText(got)
	must(t, err)
	b, err := storetest.TrajectoryText(want)
	must(t, err)
	if a != b {
		t.Error("it came back as another one")
	}
}

// TestPlansThatGrowDamaged: where one of the files of a plan is gone, or another one, that is said by name.
func TestPlansThatGrowDamaged(t *testing.T) {
	inFolder(t)
	traj, s := growing(t), create(t, "x.hdf5")
	for range 4 {
		gain(t, traj, 2)
		must(t, s.SaveTrajectory(traj))
	}
	const second, third, fourth = "x.hdf5.parts/plan-growing-000002.hdf5", "x.hdf5.parts/plan-growing-000003.hdf5", "x.hdf5.parts/plan-growing-000004.hdf5"
	must(t, os.Rename(third, "kept"))
	_, err := hdf5.Open("x.hdf5")
	wantError(t, err, fmt.Sprintf("hdf5: %s has the last points of growing, and those before are in %s, which is not there; put it back", fourth, third))
	text, err := os.ReadFile(second)
	must(t, err)
	write(t, third, string(text))
	if _, err = hdf5.Open("x.hdf5"); err == nil || !strings.Contains(err.Error(), "it was written as plan-growing-000002.hdf5") {
		t.Errorf("another plan in the place is %v", err)
	}
	must(t, os.Rename("kept", third))
	wantTrajectoryText(t, loadedFrom(t, "x.hdf5", "growing"), traj)
	must(t, s.Close())
}
