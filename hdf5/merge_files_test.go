package hdf5_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/internal/files"
	"golgi/testing/storetest"
	"golgi/trajectory"
	"golgi/units"
)

// A point of the experiment that is merged here, and how its run ends in one file.
type pointed struct {
	x      float64
	trial  int
	status trajectory.Status // Pending: it is missing
}

// twoFactors is an experiment of which the runs depend on x and the trial; seed is explored by nobody.
func twoFactors(t testing.TB, seed int, points []pointed) *trajectory.Trajectory {
	t.Helper()
	traj, err := trajectory.New("factors")
	must(t, err)
	must(t, traj.Add(trajectory.Parameter{Path: "model.x", Value: units.Millivolt.Of(1), Comment: "first"},
		trajectory.Parameter{Path: "model.kind", Value: "lif"},
		trajectory.Parameter{Path: "simulation.trial", Value: 0}, trajectory.Parameter{Path: "simulation.seed", Value: seed}))
	must(t, traj.AddLink(trajectory.Link{Path: "shortcut", Target: "model.x"}))
	traj.Provenance.Environment = trajectory.Environment{CPU: "a fast one", Sources: []trajectory.Source{{Module: "m", Diff: "+größer"}}}
	must(t, traj.Describe(trajectory.Description{Path: "model", Comment: "what is simulated"}))
	if len(points) == 0 {
		return traj
	}
	xs, trials := make([]float64, len(points)), make([]int, len(points))
	for i, p := range points {
		xs[i], trials[i] = p.x, p.trial
	}
	must(t, traj.Explore(trajectory.Zip{{Path: "model.x", Values: units.Millivolt.OfAll(xs...)}, {Path: "trial", Values: trials}}))
	return traj
}

// factorRun executes a run, which is a function of its point, salt apart.
func factorRun(t testing.TB, traj *trajectory.Trajectory, i int, status trajectory.Status, salt string) *trajectory.Run {
	t.Helper()
	run, err := traj.Run(i)
	must(t, err)
	x, trial := 0.0, 0
	if i != trajectory.PreRun {
		p := trajectory.ValuesOf(run)
		x, trial = p.Quantity("model.x").SI(), p.Int("simulation.trial")
		must(t, p.Err())
	}
	run.Begin(start)
	must(t, run.AddDerived(trajectory.Parameter{Path: "twice", Value: 2 * x}))
	must(t, run.AddResult(trajectory.Result{Path: "z", Comment: salt, Annotations: trajectory.Annotations{"trial": trial},
		Items: []trajectory.Item{{Name: "z", Value: x * float64(trial), Unit: "mV"}, {Name: "text", Value: fmt.Sprint(x, trial)}}}))
	must(t, run.AddResult(trajectory.Result{Path: "monitors.v", Items: []trajectory.Item{
		{Name: "time", Value: []float64{0, 0.1, 0.2}, Unit: "ms"},
		{Name: "v", Value: []float64{x, x * x, float64(trial)}, Unit: "mV", Dims: []string{"time"}}}}))
	must(t, run.Describe(trajectory.Description{Path: "monitors", Comment: "recorded"}))
	must(t, run.AddLink(trajectory.Link{Path: "short.v", Target: "monitors.v"}, trajectory.Link{Path: "product", Target: "z"}))
	run.Warn("mind the gap")
	return ended(run, map[trajectory.Status]error{trajectory.Failed: errors.New("no convergence"), trajectory.Stopped: context.Canceled,
		trajectory.Lost: trajectory.ErrLost}[status])
}

// writeFactors writes a finished file.
func writeFactors(t testing.TB, path string, seed int, points ...pointed) *trajectory.Trajectory {
	t.Helper()
	traj := twoFactors(t, seed, points)
	s := create(t, path, hdf5.Overwrite())
	must(t, s.SaveTrajectory(traj))
	for i, p := range points {
		if p.status != trajectory.Pending {
			must(t, trajectory.SaveRun(s, factorRun(t, traj, i, p.status, "")))
		}
	}
	must(t, s.Finish())
	return traj
}

func finished(xs ...float64) (points []pointed) {
	for _, x := range xs {
		points = append(points, pointed{x, 0, trajectory.Finished})
	}
	return points
}

func merge(t testing.TB, out string, how hdf5.Merging, files ...string) *hdf5.Merged {
	t.Helper()
	m, err := hdf5.Merge(context.Background(), out, files, how, hdf5.Overwrite())
	must(t, err)
	must(t, hdf5.Check(out))
	return m
}

// contents says what each run of a file has, by its point.
func contents(t testing.TB, path string) (inOrder []string) {
	t.Helper()
	s, err := hdf5.Open(path)
	must(t, err)
	defer s.Close()
	names, err := s.Trajectories()
	must(t, err)
	for _, name := range names {
		traj, err := s.LoadTrajectory(name)
		must(t, err)
		for i := trajectory.PreRun; i < traj.Len(); i++ {
			run, err := s.LoadRun(traj, i)
			if errors.Is(err, trajectory.ErrNotFound) {
				if run, err = traj.Run(i); i == trajectory.PreRun {
					continue
				}
			}
			must(t, err)
			inOrder = append(inOrder, pointText(t, run)+"\n"+storetest.RecordText(run)+strings.Replace(storetest.RunText(run), run.Name(), "run", 1))
		}
	}
	return inOrder
}

// pointText is what a run depends on.
func pointText(t testing.TB, run *trajectory.Run) string {
	t.Helper()
	text := ""
	for _, path := range run.Trajectory().ExploredPaths() {
		if run.Index() != trajectory.PreRun {
			p, err := run.Parameter(path)
			must(t, err)
			text += fmt.Sprint(path, " ", p.Value, " ")
		}
	}
	return text
}

func TestMergeFiles(t *testing.T) {
	inFolder(t)
	writeFactors(t, "a.hdf5", 1, append(finished(1, 2), pointed{3, 0, trajectory.Failed}, pointed{4, 0, trajectory.Pending})...)
	writeFactors(t, "b.hdf5", 1, append(finished(4, 2, 5), pointed{6, 0, trajectory.Stopped}, pointed{7, 0, trajectory.Pending})...)
	m := merge(t, "c.hdf5", hdf5.Merging{}, "a.hdf5", "b.hdf5")
	if got := fmt.Sprint(*m); got != "{7 4 1 [a.hdf5 b.hdf5] [3 3]}" {
		t.Error(got)
	}
	a, b, c := contents(t, "a.hdf5"), contents(t, "b.hdf5"), contents(t, "c.hdf5")
	if want := slices.Concat(a[:3], b[:1], b[2:]); !slices.Equal(c, want) {
		t.Errorf("there is\n%s\nwanted\n%s", strings.Join(c, "\n"), strings.Join(want, "\n"))
	}
	s := opened(t, reading, "c.hdf5")
	traj, err := s.LoadTrajectory("factors")
	must(t, err)
	if got := fmt.Sprint(traj.Generations(), traj.Links(), traj.Descriptions()); got != "[0 4] [{shortcut model.x}] [{model what is simulated }]" {
		t.Error(got)
	}
	for path, want := range map[string]string{"file": "[a.hdf5 b.hdf5]", "source": "[0 0 0 1 1 1 -1]", "run": "[0 1 2 0 2 3 -1]"} {
		p, err := traj.Config().Parameter("golgi.merge." + path)
		must(t, err)
		if got := fmt.Sprint(p.Value); got != want {
			t.Errorf("%s is %s, wanted %s", path, got, want)
		}
	}
	must(t, s.Close())
	wantFiles(t, "a.hdf5 b.hdf5 c.hdf5")
}

// What was deleted of a file is said of it also where that is merged.
func TestMergeDeleted(t *testing.T) {
	inFolder(t)
	writeFactors(t, "a.hdf5", 1, finished(1, 2)...)
	writeFactors(t, "b.hdf5", 1, finished(3, 4)...)
	writeFactors(t, "c.hdf5", 1, finished(4)...)
	deleteFrom(t, "b.hdf5", hdf5.Deletion{Runs: []int{0}, Results: []string{"z"}})
	deleteFrom(t, "b.hdf5", hdf5.Deletion{Runs: []int{1}})
	merge(t, "ab.hdf5", hdf5.Merging{}, "a.hdf5", "b.hdf5")
	deleteFrom(t, "ab.hdf5", hdf5.Deletion{Results: []string{"monitors"}})
	merge(t, "abc.hdf5", hdf5.Merging{}, "ab.hdf5", "c.hdf5") // which has a run that was deleted there
	s := opened(t, reading, "abc.hdf5")
	traj, err := s.LoadTrajectory("factors")
	must(t, err)
	lines, err := trajectory.Value[[]string](traj.Config(), "golgi.deleted")
	if fmt.Sprintf("%q", lines) != `["b.hdf5: z of runs 0" "ab.hdf5: monitors of all runs"]` {
		t.Errorf("%q, %v", lines, err)
	}
	files, of, run, err := hdf5.SourcesOf(traj)
	for _, file := range files {
		if p := file.Provenance; p.CPU != "a fast one" || len(p.Sources) != 1 || p.Sources[0].Diff != "+größer" {
			t.Errorf("%+v", p)
		}
	}
	if err != nil || len(files) != 3 || files[2].File != "c.hdf5" || fmt.Sprint(of, run) != "[0 0 1 2] [0 1 0 0]" {
		t.Errorf("%+v %v %v %v", files, of, run, err)
	}
	for i := range 4 {
		if status, err := s.Status(traj, i); err != nil || status != trajectory.Finished {
			t.Errorf("run %d is %s, %v", i, status, err)
		}
	}
	must(t, s.Close())
}

// TestMergeInProgress merges what is in folders, of which one has links to its segments, and lets the merged file go on.
func TestMergeInProgress(t *testing.T) {
	inFolder(t)
	leave(t, "a.hdf5", 0)
	writeSample(t, "b.hdf5", hdf5.KeepSegments())
	merge(t, "c.hdf5", hdf5.Merging{}, "a.hdf5.parts", "b.hdf5")
	for i, want := range []trajectory.Status{trajectory.Finished, trajectory.Finished, trajectory.Failed, trajectory.Pending} {
		wantStatus(t, "c.hdf5", i, want)
	}
	s := opened(t, hdf5.Append, "c.hdf5")
	traj, err := s.LoadTrajectory("clustered")
	must(t, err)
	must(t, s.SaveTrajectory(sample(t))) // by a program that knows of no settings
	must(t, trajectory.SaveRun(s, ended(sampleRun(t, traj, 3), nil)))
	must(t, s.Close())
	must(t, hdf5.Check("c.hdf5"))
	wantStatus(t, "c.hdf5", 3, trajectory.Finished)
	s = opened(t, reading, "c.hdf5")
	traj, err = s.LoadTrajectory("clustered")
	must(t, err)
	if files, err := trajectory.Value[[]string](traj.Config(), "golgi.merge.file"); fmt.Sprint(files, err) != "[a.hdf5 b.hdf5] <nil>" {
		t.Error(files, err)
	}
	must(t, s.Close())
	merge(t, "c.hdf5", hdf5.Merging{}, "c.hdf5", "a.hdf5") // into one of them
	wantStatus(t, "c.hdf5", 3, trajectory.Finished)
}

func TestMergeDifferent(t *testing.T) {
	inFolder(t)
	writeFactors(t, "a.hdf5", 1, finished(1, 2)...)
	writeFactors(t, "b.hdf5", 2, finished(1, 2)...)
	try := func(how hdf5.Merging, files ...string) error {
		_, err := hdf5.Merge(context.Background(), "c.hdf5", files, how)
		return unsigned(err)
	}
	wantError(t, try(hdf5.Merging{}, "a.hdf5", "b.hdf5"), "hdf5: cannot merge into c.hdf5: trajectory: cannot merge: parameters differ that nothing explores: "+
		"simulation.seed is 1 in a.hdf5 and 2 in b.hdf5; have them explored (Explore, --explore-differing), or leave out what is of another experiment")
	m := merge(t, "c.hdf5", hdf5.Merging{Explore: true}, "a.hdf5", "b.hdf5")
	if m.Runs != 4 || m.Duplicates != 0 {
		t.Error(*m)
	}
	must(t, os.Remove("c.hdf5"))

	traj := twoFactors(t, 1, finished(2, 3))
	s := create(t, "d.hdf5")
	must(t, s.SaveTrajectory(traj))
	must(t, trajectory.SaveRun(s, factorRun(t, traj, trajectory.PreRun, trajectory.Finished, "before")))
	for i := range 2 {
		must(t, trajectory.SaveRun(s, factorRun(t, traj, i, trajectory.Finished, "another code")))
	}
	must(t, s.Close())
	wantError(t, try(hdf5.Merging{}, "a.hdf5", "d.hdf5"), "hdf5: cannot merge into c.hdf5: runs of one point gave different results: run_00000001 of a.hdf5 and "+
		"run_00000000 of d.hdf5, at model.x = 2 mV, simulation.trial = 0; say which to prefer (Prefer, --prefer), or tell the files apart by a parameter (Number, --number)")
	for prefer, comment := range map[hdf5.Choice]string{hdf5.First: "", hdf5.Last: "another code"} {
		m := merge(t, "c.hdf5", hdf5.Merging{Prefer: prefer}, "a.hdf5", "d.hdf5")
		if c := contents(t, "c.hdf5"); m.Runs != 3 || !strings.Contains(c[2], fmt.Sprintf("result z %q", comment)) {
			t.Error(*m, c[2])
		}
		must(t, os.Remove("c.hdf5"))
	}
	m = merge(t, "c.hdf5", hdf5.Merging{Number: "merged.file"}, "a.hdf5", "d.hdf5")
	if c := contents(t, "c.hdf5"); m.Runs != 4 || !strings.HasPrefix(c[3], "model.x 2 mV simulation.trial 0 merged.file 1") {
		t.Error(*m, c[3])
	}
	must(t, os.Remove("c.hdf5"))

	writeSample(t, "e.hdf5")
	write(t, "notes.txt", "no file of results")
	for _, c := range []struct {
		files []string
		want  string
	}{
		{nil, "hdf5: there are no files to merge"},
		{[]string{"a.hdf5", "e.hdf5"}, "hdf5: cannot merge into c.hdf5: their trajectories differ: clustered is in e.hdf5 and not in a.hdf5; factors is in " +
			"a.hdf5 and not in e.hdf5; rename one where they are of one experiment, or have them beside each other (Beside, --beside)"},
		{[]string{"a.hdf5", "./a.hdf5"}, "hdf5: cannot merge into c.hdf5: ./a.hdf5 is there twice, as a.hdf5: leave one out"},
		{[]string{"a.hdf5", "none.hdf5"}, "hdf5: cannot merge into c.hdf5: cannot merge none.hdf5: there is no none.hdf5: file does not exist"},
		{[]string{"none.hdf5", "a.hdf5", "notes.txt"}, "hdf5: cannot merge into c.hdf5: cannot merge none.hdf5: there is no none.hdf5: file does not " +
			"exist\nhdf5: cannot merge notes.txt: notes.txt is not an HDF5 file"},
	} {
		wantError(t, try(hdf5.Merging{}, c.files...), c.want)
	}
	merge(t, "c.hdf5", hdf5.Merging{Beside: true}, "a.hdf5", "e.hdf5")
	if c := contents(t, "c.hdf5"); len(c) != 4+1+2 {
		t.Error(len(c), "runs")
	}
	wantError(t, try(hdf5.Merging{}, "a.hdf5"), "hdf5: c.hdf5 exists; choose another name, or ask to overwrite it")
	wantFiles(t, "a.hdf5 b.hdf5 c.hdf5 d.hdf5 e.hdf5 notes.txt")
}

// Nothing is made of what is written, damaged or changed.
func TestMergeRefuses(t *testing.T) {
	inFolder(t)
	writeFactors(t, "a.hdf5", 1, finished(1, 2)...)
	s := create(t, "b.hdf5")
	must(t, s.SaveTrajectory(twoFactors(t, 1, finished(3))))
	try := func(files ...string) error {
		_, err := hdf5.Merge(context.Background(), "c.hdf5", files, hdf5.Merging{})
		return unsigned(err)
	}
	wantError(t, try("a.hdf5", "b.hdf5"), "hdf5: cannot merge into c.hdf5: cannot merge b.hdf5: the exploration is in the hands of P; wait for its end")
	must(t, s.Close())
	must(t, try("a.hdf5", "b.hdf5"))
	must(t, os.Remove("c.hdf5"))
	text := []byte(read(t, "a.hdf5"))
	text[len(text)/2] ^= 4
	must(t, os.WriteFile("damaged.hdf5", text, 0o666))
	if err := try("damaged.hdf5", "b.hdf5"); err == nil || !strings.Contains(err.Error(), "put a copy of it in its place") {
		t.Error(err)
	}
	must(t, os.WriteFile("cut.hdf5", text[:len(text)-1], 0o666))
	if err := try("cut.hdf5"); err == nil || !strings.Contains(err.Error(), "it has no valid checksums") {
		t.Error(err)
	}
	full := hdf5.OnDisk(files.Disk{Free: func(string) (uint64, error) { return 1000, nil }})
	if _, err := hdf5.Merge(context.Background(), "c.hdf5", []string{"a.hdf5"}, hdf5.Merging{}, full); err == nil ||
		!strings.HasSuffix(err.Error(), "and the disk has 1000 bytes free") {
		t.Error(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := hdf5.Merge(ctx, "c.hdf5", []string{"a.hdf5"}, hdf5.Merging{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if isThere("c.hdf5") || isThere("c.hdf5.parts") {
		t.Error("something has come into being")
	}
}
