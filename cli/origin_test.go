package cli_test

import (
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/manager"
	"golgi/trajectory"
)

// What made the runs of a file stays its provenance when another program goes on with it, though no run be missing; and the other one is noted, once.
func TestProvenanceStays(t *testing.T) {
	t.Chdir(t.TempDir())
	run := func(words, want string) {
		t.Helper()
		if code, out, errs := executed(t, analysed(false, true), words); code != 0 || !strings.Contains(out, want) {
			t.Fatalf("%s: code %d\n%s%s", words, code, out, errs)
		}
	}
	run("run --quiet --engine reference --explore N=2,3 --out x.hdf5", "2 runs finished")
	store, err := hdf5.Append("x.hdf5")
	if err != nil {
		t.Fatal(err)
	}
	traj, err := store.LoadTrajectory("recorded")
	if err != nil {
		t.Fatal(err)
	}
	traj.Provenance.Revision, traj.Provenance.Engine = "4711", "abacus" // of which the program of this test is another
	if err := store.SaveTrajectory(traj); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ words, want string }{
		{"resume --quiet --engine reference --out x.hdf5", "0 runs finished, 2 were there before"},
		{"run --append --quiet --engine reference --explore N=5 --out x.hdf5", "1 run finished, 2 were there before"},
		{"show --provenance x.hdf5", "\n  revision   4711\n"},
	} {
		run(c.words, c.want)
		if strings.HasPrefix(c.words, "show") {
			continue
		}
		now := loadNamed(t, "x.hdf5", "recorded")
		lines, err := trajectory.Value[[]string](now.Config(), manager.Continued)
		if p := now.Provenance; p.Revision != "4711" || p.Engine != "abacus" || !p.Start.Equal(traj.Provenance.Start) || err != nil || len(lines) != 1 ||
			!strings.HasSuffix(lines[0], ", engine reference") {
			t.Errorf("%s: the provenance is %+v, continued by %q, %v", c.words, p, lines, err)
		}
	}
	run("show --provenance x.hdf5", "\n  continued  2")
}
