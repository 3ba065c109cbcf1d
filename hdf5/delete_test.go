package hdf5_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"golgi/hdf5"
	"golgi/trajectory"
)

func deleteFrom(t testing.TB, path string, what hdf5.Deletion) *hdf5.Deleted {
	t.Helper()
	d, err := hdf5.Delete(context.Background(), path, what)
	must(t, err)
	must(t, hdf5.Check(path))
	return d
}

// sixPoints are those of a file, with a run for each of the ends there are.
func sixPoints() []pointed {
	return append(finished(0, 1, 2), pointed{3, 0, trajectory.Failed}, pointed{4, 0, trajectory.Finished}, pointed{5, 0, trajectory.Pending})
}

func TestDeleteRuns(t *testing.T) {
	inFolder(t)
	traj := writeFactors(t, "a.hdf5", 1, sixPoints()...)
	before := contents(t, "a.hdf5")
	d := deleteFrom(t, "a.hdf5", hdf5.Deletion{Runs: []int{1, 3, 1}})
	if d.Runs != 2 || d.After >= d.Before || d.After != int64(len(read(t, "a.hdf5"))) {
		t.Error(*d)
	}
	after := contents(t, "a.hdf5")
	for i := range after {
		if same := after[i] == before[i]; same != (i != 1 && i != 3) {
			t.Errorf("run %d is\n%s\nand was\n%s", i, after[i], before[i])
		}
	}
	s := opened(t, hdf5.Append, "a.hdf5")
	for i, want := range map[int]string{1: "it had finished", 3: "it had failed: no convergence"} {
		run, err := s.LoadRun(traj, i)
		must(t, err)
		if r := run.Record(); r.Status != trajectory.Deleted || r.Error != want || !r.Start.Equal(start) || !run.Empty() {
			t.Errorf("%+v", r)
		}
		if err := run.Err(); err == nil || err.Error() != fmt.Sprintf("trajectory: run_%08d deleted: %s", i, want) {
			t.Error(err)
		}
	}
	must(t, trajectory.SaveRun(s, factorRun(t, traj, 1, trajectory.Finished, ""))) // by who wants it
	must(t, s.Finish())
	must(t, hdf5.Check("a.hdf5"))
	if now := contents(t, "a.hdf5"); now[1] != before[1] {
		t.Error(now[1])
	}
	if d := deleteFrom(t, "a.hdf5", hdf5.Deletion{Runs: []int{3}}); d.Runs != 0 {
		t.Errorf("%d runs were deleted that had been before", d.Runs)
	}
	deleteFrom(t, "a.hdf5", hdf5.Deletion{Runs: []int{0, 3}, Again: true})
	s = opened(t, reading, "a.hdf5")
	for i, want := range []trajectory.Status{trajectory.Pending, trajectory.Finished, trajectory.Finished, trajectory.Pending} {
		status, err := s.Status(traj, i)
		must(t, err)
		if status != want {
			t.Errorf("run %d is %s, wanted %s", i, status, want)
		}
	}
	must(t, s.Close())
	wantFiles(t, "a.hdf5")
}

func TestDeleteResults(t *testing.T) {
	inFolder(t)
	writeFactors(t, "a.hdf5", 1, sixPoints()...)
	before := contents(t, "a.hdf5")
	d := deleteFrom(t, "a.hdf5", hdf5.Deletion{Results: []string{"z"}, Runs: []int{2, 3}})
	if d.Runs != 2 || d.Results != 2 {
		t.Error(*d)
	}
	for i, text := range contents(t, "a.hdf5") {
		if i == 2 || i == 3 {
			before[i] = withoutResult(before[i], "z")
		}
		if text != before[i] {
			t.Errorf("run %d is\n%s\nwanted\n%s", i, text, before[i])
		}
	}
	d = deleteFrom(t, "a.hdf5", hdf5.Deletion{Results: []string{"monitors"}})
	if d.Runs != 5 || d.Results != 5 || d.After >= d.Before {
		t.Error(*d)
	}
	for i, text := range contents(t, "a.hdf5") {
		if before[i] = strings.ReplaceAll(before[i], "group monitors \"recorded\"\n", ""); i < 5 {
			before[i] = withoutResult(before[i], "monitors.v")
		}
		if text != before[i] {
			t.Errorf("run %d is\n%s\nwanted\n%s", i, text, before[i])
		}
	}
	s := opened(t, reading, "a.hdf5")
	traj, err := s.LoadTrajectory("factors")
	must(t, err)
	noted, err := trajectory.Value[[]string](traj.Config(), "golgi.deleted")
	if fmt.Sprintf("%q", noted) != `["z of runs 2-3" "monitors of all runs"]` {
		t.Errorf("%q, %v", noted, err)
	}
	n, err := s.LoadNumbers(traj)
	must(t, err)
	if i := slices.Index(n.Runs, 2); i < 0 || n.Columns[0].Path != "z.z" || n.Columns[0].Values[i] == n.Columns[0].Values[i] {
		t.Errorf("run 2 still has a number in the table: %+v", *n)
	}
	must(t, s.Close())
}

// withoutResult leaves a result out of the text of a run.
func withoutResult(text, path string) (rest string) {
	within := false
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "link ") && strings.HasSuffix(line, " to "+path+"\n") {
			continue
		}
		within = strings.HasPrefix(line, "result "+path+" ") || within && strings.HasPrefix(line, "  ")
		if !within {
			rest += line
		}
	}
	return rest
}

func TestDeleteRefuses(t *testing.T) {
	inFolder(t)
	writeFactors(t, "a.hdf5", 1, sixPoints()...)
	merge(t, "two.hdf5", hdf5.Merging{Beside: true}, "a.hdf5", func() string { writeSample(t, "b.hdf5"); return "b.hdf5" }())
	leave(t, "c.hdf5", 0)
	writeSample(t, "kept.hdf5", hdf5.KeepSegments())
	at := create(t, "work.hdf5")
	must(t, at.SaveTrajectory(sample(t)))
	for _, c := range []struct {
		path string
		what hdf5.Deletion
		want string
	}{
		{"a.hdf5", hdf5.Deletion{}, "hdf5: there is nothing to delete; name runs, or results"},
		{"a.hdf5", hdf5.Deletion{Results: []string{"z"}, Again: true}, "hdf5: results cannot be deleted so that runs are executed again; delete the runs"},
		{"none.hdf5", hdf5.Deletion{Runs: []int{0}}, "hdf5: there is no none.hdf5: file does not exist"},
		{"a.hdf5", hdf5.Deletion{Runs: []int{6}}, "hdf5: cannot delete from a.hdf5: there is no run 6 in factors; it has 6, from 0 to 5"},
		{"a.hdf5", hdf5.Deletion{Runs: []int{4, 5}}, "hdf5: cannot delete from a.hdf5: there is nothing to delete of runs that have not ended: 5"},
		{"a.hdf5", hdf5.Deletion{Results: []string{"zz"}}, "hdf5: cannot delete from a.hdf5: no run has results or links at \"zz\""},
		{"a.hdf5", hdf5.Deletion{Trajectory: "x", Runs: []int{0}}, `hdf5: cannot delete from a.hdf5: there is no trajectory "x"; there are: factors`},
		{"two.hdf5", hdf5.Deletion{Runs: []int{0}}, "hdf5: cannot delete from two.hdf5: it has several trajectories (clustered, factors); name one"},
		{"c.hdf5", hdf5.Deletion{Runs: []int{0}}, "hdf5: c.hdf5.parts has an exploration in progress, or runs to which its file leads (see KeepSegments): " +
			"finish it (resume), or make one file of it under another name (backup)"},
		{"c.hdf5.parts", hdf5.Deletion{Runs: []int{0}}, "hdf5: c.hdf5.parts has an exploration in progress, or runs to which its file leads (see KeepSegments): " +
			"finish it (resume), or make one file of it under another name (backup)"},
		{"kept.hdf5", hdf5.Deletion{Runs: []int{0}}, "hdf5: kept.hdf5.parts has an exploration in progress, or runs to which its file leads (see KeepSegments): " +
			"finish it (resume), or make one file of it under another name (backup)"},
		{"work.hdf5", hdf5.Deletion{Runs: []int{0}}, "hdf5: work.hdf5.parts has an exploration in progress, or runs to which its file leads (see KeepSegments): " +
			"finish it (resume), or make one file of it under another name (backup)"},
	} {
		text := ""
		if isThere(c.path) && !strings.HasSuffix(c.path, ".parts") {
			text = read(t, c.path)
		}
		_, err := hdf5.Delete(context.Background(), c.path, c.what)
		wantError(t, err, c.want)
		if text != "" && read(t, c.path) != text {
			t.Errorf("%s has changed", c.path)
		}
	}
	must(t, at.Close())
	deleteFrom(t, "two.hdf5", hdf5.Deletion{Trajectory: "factors", Runs: []int{0}})
	must(t, os.Chmod("a.hdf5", 0o400))
	if _, err := hdf5.Delete(context.Background(), "a.hdf5", hdf5.Deletion{Runs: []int{0}}); err == nil {
		t.Error("a file that is read-only was changed")
	}
}

// TestDeleteLaws deletes random runs and results of random files: all else keeps its bits, and the file is as large as one that never had more, about.
func TestDeleteLaws(t *testing.T) {
	fewChecks(t, 3)
	inFolder(t)
	rapid.Check(t, func(rt *rapid.T) {
		points := drawPoints(rt)
		writeFactors(t, "a.hdf5", 1, points...)
		before := contents(t, "a.hdf5")
		var runs []int
		for i, p := range points {
			if p.status != trajectory.Pending && rapid.Bool().Draw(rt, "delete") {
				runs = append(runs, i)
			}
		}
		if runs == nil {
			rt.Skip()
		}
		results := rapid.SampledFrom([][]string{nil, {"z"}, {"monitors"}, {"monitors.v", "z"}}).Draw(rt, "results")
		deleteFrom(t, "a.hdf5", hdf5.Deletion{Runs: runs, Results: results})
		for i, text := range contents(t, "a.hdf5") {
			if gone := slices.Contains(runs, i); gone == (text == before[i]) {
				rt.Fatalf("run %d is\n%s\nand was\n%s", i, text, before[i])
			}
		}
	})
}

// TestDeletedSince reads a file with deleted runs and results as the first Golgi that could delete some has written it; with GOLGI_WRITE, it is written.
func TestDeletedSince(t *testing.T) {
	path := filepath.Join("testdata", "deleted7.hdf5.gz")
	if os.Getenv("GOLGI_WRITE") != "" {
		path, err := filepath.Abs(path)
		must(t, err)
		inFolder(t)
		writeFactors(t, "a.hdf5", 1, sixPoints()...)
		deleteFrom(t, "a.hdf5", hdf5.Deletion{Runs: []int{1, 3}})
		deleteFrom(t, "a.hdf5", hdf5.Deletion{Runs: []int{2}, Results: []string{"z"}})
		must(t, os.WriteFile(path, zipped(t, read(t, "a.hdf5")), 0o666))
		return
	}
	text := unzipped(t, path)
	inFolder(t)
	write(t, "x.hdf5", text)
	must(t, hdf5.Check("x.hdf5"))
	all := contents(t, "x.hdf5")
	for i, want := range []string{"finished", "deleted", "finished", "deleted", "finished", "pending"} {
		if _, rest, _ := strings.Cut(all[i], "\n"); !strings.HasPrefix(rest, want+" ") {
			t.Errorf("run %d is %s", i, all[i])
		}
	}
	if strings.Contains(all[2], "result z") || !strings.Contains(all[0], "result z") {
		t.Error(all[2])
	}
}
