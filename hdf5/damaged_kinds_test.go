package hdf5_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// TestDamagedKinds changes frames and sparse matrices behind the store's back: each fault is an error that says where and
// what, and nothing is allocated that the file does not have.
func TestDamagedKinds(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "whole.hdf5")
	writeOnlyKinds(t, whole)
	content, err := os.ReadFile(whole)
	must(t, err)
	const item = "kinds/results/runs/run_00000000/other/"
	for _, c := range []struct {
		path   string
		change func(h5.Group) error
		want   string
	}{
		{item + "frame", replace("rate", list(1.0)), `column "rate": it has 1 rows, and the first column 2`},
		{item + "frame", attribute("form", "fram"), `there is no compound "fram"; there are csr, frame`},
		{item + "frame", attribute("form", int64(1)), `attribute "form" of`},
		{item + "frame", attribute("columns", int64(1)), `attribute "columns" of`},
		{item + "csr", remove("indptr"), "a CSR without"},
		{item + "csr", replace("shape", list[int64](math.MaxInt64, math.MaxInt64)), "a CSR of 9223372036854775807 rows has"},
		{item + "csr", replace("shape", list[int64](2)), "shape of a CSR is a []int64 of shape [1]"},
		{item + "csr", replace("shape", list[int64](-1, 2)), "a matrix cannot have the shape [-1 2]"},
		{item + "csr", replace("indices", list[int64](0, math.MaxInt64, 1)), "row 0 of a CSR has column 9223372036854775807 after 0"},
		{item + "csr", replace("indices", list(0.0, 2, 1)), "indices of a CSR is a []float64"},
		{item + "csr", replace("data", list("a", "b", "c")), "the data of a CSR are a []string"},
		{item, attribute("form", "csr"), ""}, // of a leaf, where it means nothing
		{"kinds/parameters/other/csr/data__rr__", replace("indptr", list[int64](0, 7, 3)), "row 0 of a CSR goes from 0 to 7"},
		{"kinds/parameters/other/frame/explored__rr__/set_00000", remove("xa_00000001"), "xa_00000001"},
		{"kinds/parameters/other/byte", replaceColumn("data", "data", list("x")), `0 is a uint8, wanted a string like the default "x"`},
		{"kinds/parameters/other/matrix", replace("data__rr__", h5.Array{Shape: []int{0, 1 << 40}, Data: []float64{}}), ""},
	} {
		path := filepath.Join(t.TempDir(), "x.hdf5")
		must(t, os.WriteFile(path, content, 0o666))
		edit(t, path, in(c.path, c.change))
		must(t, h5.Seal(path)) // so that no child tries it first
		err := hdf5.Check(path)
		if c.want == "" {
			must(t, err)
		} else if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %v, wanted one with %q", c.path, err, c.want)
		}
		s, err := hdf5.Open(path)
		must(t, err)
		if traj, err := s.LoadTrajectory("kinds"); err == nil {
			_, _ = s.LoadRun(traj, 0)
			_, _ = trajectory.Rows(s, traj)
		}
		must(t, s.Close())
	}
}

// TestVersionRisesWithKinds has the version of a file in which there is something new, and of no other.
func TestVersionRisesWithKinds(t *testing.T) {
	items := map[string]any{"old": []int32{1}, "older": trajectory.NDArray{Shape: []int{1, 1}, Data: []string{"a"}},
		"number": int32(1), "byte": []byte{1}, "frame": frame(1), "complex": 1i}
	for name, value := range items {
		inFolder(t)
		traj, err := trajectory.New("t")
		must(t, err)
		s := create(t, "x.hdf5")
		must(t, s.SaveTrajectory(traj))
		run, err := traj.Run(0)
		must(t, err)
		must(t, run.Add("r", "x", value, ""))
		must(t, trajectory.SaveRun(s, run))
		must(t, s.Close())
		want := int64(5)
		if strings.HasPrefix(name, "old") {
			want = 4
		}
		wantVersion(t, "x.hdf5", want)
		s = opened(t, hdf5.Append, "x.hdf5")
		other, err := trajectory.New("other")
		must(t, err)
		must(t, s.SaveTrajectory(other))
		again, err := other.Run(0)
		must(t, errors.Join(err, trajectory.SaveRun(s, again)))
		must(t, s.Close())
		wantVersion(t, "x.hdf5", want)
	}
}

func wantVersion(t *testing.T, path string, want int64) {
	t.Helper()
	edit(t, path, func(root h5.Group) error {
		if got, err := root.Attribute("format_version"); err != nil || got != want {
			t.Errorf("the version is %v, %v; wanted %d", got, err, want)
		}
		return nil
	})
}

// TestFlippedKinds flips bits of a file with all kinds that has no checksums, so that a child reads it: nobody dies, whatever is wrong with
// sizes and types. With GOLGI_SLOW it tries many.
func TestFlippedKinds(t *testing.T) {
	inFolder(t)
	writeOnlyKinds(t, "x.hdf5")
	edit(t, "x.hdf5", func(root h5.Group) error { return root.SetAttribute("edited", int64(1)) })
	content, err := os.ReadFile("x.hdf5")
	must(t, err)
	random := rand.New(rand.NewPCG(1, 2))
	tries := 3
	if slow {
		tries = 500
	}
	for range tries {
		damaged := slices.Clone(content)
		for range 1 + random.IntN(4) {
			damaged[random.IntN(len(damaged))] ^= 1 << random.IntN(8)
		}
		must(t, os.WriteFile("x.hdf5", damaged, 0o666))
		_ = hdf5.Check("x.hdf5")
		s, err := hdf5.Open("x.hdf5")
		if err != nil {
			continue
		}
		if traj, err := s.LoadTrajectory("kinds"); err == nil {
			if run, err := s.LoadRun(traj, 0); err == nil {
				_ = fmt.Sprint(traj, run, run.Results())
			}
		}
		_ = s.Close()
	}
}
