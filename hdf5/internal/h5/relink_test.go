package h5

import (
	"path/filepath"
	"testing"
)

// Soft links into a group lead into its copy, under whatever name; others stay as they are.
func TestCopiedLinks(t *testing.T) {
	folder := t.TempDir()
	from, err := Create(filepath.Join(folder, "from.hdf5"))
	must(t, err)
	must(t, from.Do(func(root Group) error {
		g, err := root.Require("a/run_0/deep")
		must(t, err)
		_, err = g.Write("x", Scalar(1.5), Layout{})
		must(t, err)
		must(t, g.LinkSoft("inside", "/a/run_0/deep/x"))
		must(t, g.LinkSoft("outside", "/a/run_00/x"))
		return g.LinkSoft("beside", "x")
	}))
	must(t, from.Close())
	from, err = Open(filepath.Join(folder, "from.hdf5"))
	must(t, err)
	to, err := Create(filepath.Join(folder, "to.hdf5"))
	must(t, err)
	must(t, Both(from, to, func(from, to Group) error {
		from, err := from.Open("a")
		must(t, err)
		to, err = to.Require("b/runs")
		must(t, err)
		return Copy(from, "run_0", to, "run_7")
	}))
	must(t, from.Close())
	must(t, to.Do(func(root Group) error {
		g, err := root.Open("b/runs/run_7/deep")
		must(t, err)
		for name, want := range map[string]string{"inside": "/b/runs/run_7/deep/x", "outside": "/a/run_00/x", "beside": "x"} {
			if _, target, err := g.Target(name); err != nil || target != want {
				t.Errorf("%s leads to %s, %v, wanted %s", name, target, err, want)
			}
		}
		d, err := g.Dataset("inside")
		must(t, err)
		a, err := d.Read()
		if err != nil || a.At(0) != 1.5 {
			t.Errorf("what the link leads to is %v, %v", a, err)
		}
		return nil
	}))
	must(t, to.Close())
}
