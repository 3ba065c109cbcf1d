package hdf5_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/testing/storetest"
	"golgi/trajectory"

	"pgregory.net/rapid"
)

// kindsOfErrors are those that callers tell apart.
var kindsOfErrors = []error{trajectory.ErrExists, trajectory.ErrNotFound, trajectory.ErrFrozen, trajectory.ErrElsewhere, trajectory.ErrLost}

// TestStoresAreTheSame calls a store in memory and one in a file in the same way, whatever that is: they answer the same.
func TestStoresAreTheSame(t *testing.T) {
	inFolder(t)
	fewChecks(t, 15)
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(".", "same")
		must(t, err)
		p := &pairOfStores{T: rt, tb: t, file: create(t, filepath.Join(dir, "x.hdf5")), memory: trajectory.NewMemoryStore()}
		defer func() { _ = p.file.Close() }()
		p.traj, p.open = tiny(t, 2), map[int][2]trajectory.RunWriter{}
		p.call(3)
		for range rapid.IntRange(1, 60).Draw(rt, "calls") {
			p.call(rapid.IntRange(0, 11).Draw(rt, "call"))
		}
	})
}

// A pairOfStores is two of which the same is asked.
type pairOfStores struct {
	*rapid.T
	tb     testing.TB
	file   *hdf5.Store
	memory *trajectory.MemoryStore
	traj   *trajectory.Trajectory
	open   map[int][2]trajectory.RunWriter
}

// both calls both, and wants the same answer, or an error of the same kind.
func (p *pairOfStores) both(what string, call func(trajectory.Store, int) (string, error)) {
	inFile, err := call(p.file, 0)
	inMemory, err2 := call(p.memory, 1)
	kind := func(err error) string {
		for _, k := range kindsOfErrors {
			if errors.Is(err, k) {
				return k.Error()
			}
		}
		return map[bool]string{true: "none", false: "another"}[err == nil]
	}
	if inFile != inMemory || kind(err) != kind(err2) {
		p.Fatalf("%s: the file says\n%s%v\nand memory\n%s%v", what, inFile, err, inMemory, err2)
	}
}

func (p *pairOfStores) call(k int) {
	i := rapid.IntRange(-2, 3).Draw(p.T, "run")
	switch k {
	case 0:
		p.traj = tiny(p.tb, rapid.IntRange(1, 5).Draw(p.T, "points")) // another one of that name, with more points or fewer
	case 1:
		_, err := p.traj.Expand(trajectory.Zip{{Path: "x", Values: []int{100 + i}}, {Path: "y", Values: []int{i}}})
		must(p.tb, err)
	case 2:
		err := p.traj.AddResult(trajectory.Result{Path: rapid.SampledFrom([]string{"fit", "fit.a", "b"}).Draw(p.T, "path"), Items: []trajectory.Item{{Name: "a", Value: i}}})
		if err == nil && i == 0 {
			_ = p.traj.AddResultLink(trajectory.Link{Path: "best", Target: "b"})
		}
	case 3, 4:
		p.both("SaveTrajectory", func(s trajectory.Store, _ int) (string, error) { return "", s.SaveTrajectory(p.traj) })
	case 5:
		p.both("LoadTrajectory", func(s trajectory.Store, _ int) (string, error) {
			loaded, err := s.LoadTrajectory(p.traj.Name())
			if err != nil {
				return "", err
			}
			text, err := storetest.TrajectoryText(loaded)
			return text + fmt.Sprint(loaded.Len()), err
		})
	case 6:
		p.both("Status", func(s trajectory.Store, _ int) (string, error) {
			status, err := s.Status(p.traj, i)
			return string(status), err
		})
	case 7:
		p.both("LoadRun", func(s trajectory.Store, _ int) (string, error) {
			run, err := s.LoadRun(p.traj, i)
			if err != nil {
				return "", err
			}
			return storetest.RunText(run) + fmt.Sprint(run.Record().Status, run.Record().Error), nil
		})
	case 8:
		var writers [2]trajectory.RunWriter
		p.both("Begin", func(s trajectory.Store, at int) (string, error) {
			run, err := p.traj.Run(i)
			if err != nil {
				return "", err
			}
			w, err := s.Begin(run)
			writers[at] = w
			return "", err
		})
		if writers[0] != nil && writers[1] != nil {
			p.open[i] = writers
		}
	case 9, 10, 11:
		p.write(i, k)
	}
}

// write gives something to a run that is open, or ends it.
func (p *pairOfStores) write(i, k int) {
	writers, are := p.open[i]
	if !are {
		return
	}
	x := rapid.IntRange(0, 5).Draw(p.T, "x")
	path := rapid.SampledFrom([]string{"a", "a.b", "c", ""}).Draw(p.T, "path")
	var block any
	switch x {
	case 0:
		block = trajectory.Result{Items: []trajectory.Item{{Name: "x", Value: []float64{1}}}}
	case 1:
		block = trajectory.Item{Name: "x", Value: []float64{2, 3}}
	case 2:
		block = trajectory.Rest{Items: []trajectory.Item{{Name: "y", Value: "text"}}, Annotations: trajectory.Annotations{"n": 1}}
	case 3:
		block = trajectory.Parameter{Value: 1.5}
	case 4:
		block = trajectory.Link{Target: "c"}
	case 5:
		block = trajectory.Description{Comment: "said"}
	}
	p.both("write", func(s trajectory.Store, at int) (string, error) {
		var err error
		switch w := writers[at]; {
		case k < 11:
			err = w.Append(path, block)
		case x < 3:
			err = w.Commit()
		case x == 3:
			err = w.Abort(nil)
		default:
			err = w.Abort(fs.ErrPermission)
		}
		text := ""
		if err != nil { // in the words of either
			text = strings.ReplaceAll(err.Error(), "hdf5: the run was committed, aborted, or dropped by Close", "trajectory: the run was committed or aborted already")
		}
		return text, err
	})
}
