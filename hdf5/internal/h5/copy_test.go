package h5

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"
)

// writeScaled creates a group with two datasets over scales, and a compressed one in a group below.
func writeScaled(root Group, name string) error {
	g, err := root.Require(name)
	if err != nil {
		return err
	}
	ts, err := g.Write("time", Vector([]float64{0, .5, 1}), Layout{})
	if err != nil {
		return err
	}
	neuron, err := g.Allocate("neuron", Int32, []int{2}, Layout{})
	if err != nil {
		return err
	}
	v, err := g.Write("v", matrix([]int{3, 2}, func(i int) float64 { return float64(i) }), Layout{})
	if err != nil {
		return err
	}
	below, err := g.Create("below")
	if err != nil {
		return err
	}
	many, err := below.Write("many", matrix([]int{40000}, func(i int) int64 { return int64(i * i) }),
		Layout{Deflate: 9})
	return errors.Join(err, ts.MakeScale("time"), many.MakeScale("many"), neuron.MakeScale("neuron"),
		v.AttachScales([]Dataset{ts, neuron}), ts.SetAttribute("units", "s"), many.SetAttribute("list", []string{"a", "bc"}))
}

// checkScaled compares a group with what writeScaled made, and where the references lead.
func checkScaled(t *testing.T, root Group, name string) {
	t.Helper()
	g, err := root.Open(name)
	must(t, err)
	v, err := g.Dataset("v")
	must(t, err)
	places, err := v.scalePlaces()
	must(t, err)
	members, err := g.Members()
	must(t, err)
	for _, m := range members {
		switch {
		case m.Name == "time" && m.Place != places[0], m.Name == "neuron" && m.Place != places[1]:
			t.Errorf("%s: the scale %s is not that of v", name, m.Name)
		}
	}
	many, err := g.Dataset("below/many")
	must(t, err)
	a, err := many.Read()
	must(t, err)
	if !sameBits(a, matrix([]int{40000}, func(i int) int64 { return int64(i * i) })) {
		t.Errorf("%s: the numbers differ", name)
	}
}

func TestCopy(t *testing.T) {
	from, to := newFile(t), newFile(t)
	do(t, from, func(root Group) error {
		return errors.Join(writeScaled(root, "a/b/first"), writeScaled(root, "a/b/second"))
	})
	must(t, Both(from, to, func(a, b Group) error {
		source, err := a.Open("a/b")
		must(t, err)
		target, err := b.Create("runs")
		must(t, err)
		must(t, Copy(source, "second", target, "x"))
		must(t, Copy(source, "first", target, "y"))
		must(t, Copy(a, "a", b, "all"))
		return Copy(target, "x", b, "again")
	}))
	must(t, from.Close())
	must(t, to.Close())
	must(t, os.Remove(from.path))
	again, err := Open(to.path)
	must(t, err)
	do(t, again, func(root Group) error {
		for _, name := range []string{"runs/x", "runs/y", "all/b/first", "all/b/second", "again"} {
			checkScaled(t, root, name)
		}
		return nil
	})
	must(t, again.Close())
}

// TestCopyDatasets copies a dataset, and a table with what is compressed and of variable length.
func TestCopyDatasets(t *testing.T) {
	f := newFile(t)
	do(t, f, func(root Group) error {
		_, err := root.WriteTable("t", everyColumn(50), Layout{Deflate: 1})
		must(t, err)
		texts, err := root.Write("s", Vector([]string{"a", "größe"}), Layout{})
		must(t, err)
		must(t, texts.SetAttribute("v", Variable("τ")))
		return errors.Join(Copy(root, "t", root, "t2"), Copy(root, "s", root, "s2"))
	}, func(root Group) error {
		d, err := root.Dataset("t2")
		must(t, err)
		compareColumns(t, d, everyColumn(50), 50)
		s, err := root.Dataset("s2")
		must(t, err)
		a, err := s.Read()
		if !sameBits(a, Vector([]string{"a", "größe"})) {
			t.Errorf("the texts are %q", a.Data)
		}
		must(t, err)
		if v, err := s.Attribute("v"); v != "τ" {
			t.Errorf("the attribute is %q, %v", v, err)
		}
		return nil
	})
}

// TestCopyMany copies what has more attributes than fit into a header, among more members than do.
func TestCopyMany(t *testing.T) {
	f := newFile(t)
	do(t, f, func(root Group) error {
		g, err := root.Create("many")
		must(t, err)
		for i := range 200 {
			name := fmt.Sprintf("member_%03d", i)
			_, err := g.Write(name, Scalar(int64(i)), Layout{})
			must(t, err)
			must(t, g.SetAttribute(name, name))
		}
		must(t, Copy(root, "many", root, "copy"))
		copied, err := root.Open("copy")
		must(t, err)
		names, err := copied.Attributes()
		if len(names) != 200 || names[7] != "member_007" {
			t.Errorf("there are %d attributes", len(names))
		}
		must(t, err)
		d, err := copied.Dataset("member_150")
		must(t, err)
		a, err := d.Read()
		if !sameBits(a, Scalar(int64(150))) {
			t.Errorf("member 150 is %v", a.Data)
		}
		return err
	})
}

func TestCopyRefused(t *testing.T) {
	f := newFile(t)
	do(t, f, func(root Group) error {
		must(t, writeScaled(root, "a"))
		wantLibraryError(t, Copy(root, "none", root, "b"), `hdf5: copy "none"`)
		wantLibraryError(t, Copy(root, "a", root, "a"), `hdf5: copy "a"`)
		wantError(t, Copy(root, "a", root, ""), `hdf5: copy "a": this is no name`)
		a, err := root.Open("a")
		must(t, err)
		time, err := a.Dataset("time")
		must(t, err)
		below, err := a.Open("below")
		must(t, err)
		v, err := below.Write("v", Vector([]float64{1, 2, 3}), Layout{})
		must(t, err)
		must(t, v.AttachScales([]Dataset{time}))
		wantError(t, Copy(root, "a", root, "c"),
			`hdf5: copy "a/below/v": the scale of its dimension 0 is in another group`)
		return nil
	})
}

func TestBothClosed(t *testing.T) {
	a, b := newFile(t), newFile(t)
	must(t, b.Close())
	nothing := func(Group, Group) error { return nil }
	wantError(t, Both(a, b, nothing), `hdf5: use file "`+b.path+`": it is closed`)
	wantError(t, Both(b, a, nothing), `hdf5: use file "`+b.path+`": it is closed`)
	must(t, Both(a, a, nothing))
}

// TestBothConcurrent uses two files in both orders, while others close them.
func TestBothConcurrent(t *testing.T) {
	for range 20 {
		a, b := newFile(t), newFile(t)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() { _ = Both(a, b, func(Group, Group) error { return nil }) })
			all.Go(func() { _ = Both(b, a, func(Group, Group) error { return nil }) })
		}
		all.Go(func() { must(t, a.Close()) })
		all.Go(func() { must(t, b.Close()) })
		ended := make(chan struct{})
		go func() { all.Wait(); close(ended) }()
		select {
		case <-ended:
		case <-time.After(time.Minute):
			t.Fatal("they wait for each other")
		}
	}
}

func TestLinkExternal(t *testing.T) {
	f := newFile(t)
	do(t, f, func(root Group) error {
		must(t, root.LinkExternal("run", "parts/größe.h5", "a/b"))
		file, path, err := root.Target("run")
		if file != "parts/größe.h5" || path != "a/b" {
			t.Errorf("the link leads to %q in %q", path, file)
		}
		must(t, err)
		wantLibraryError(t, root.LinkExternal("run", "x.h5", "a"), `hdf5: create link "run"`)
		wantError(t, root.LinkExternal("x", "", "a"), `hdf5: create link "x": "": this is no name`)
		_, err = root.Open("run/below")
		wantLibraryError(t, err, `hdf5: open group "run/below"`)
		return nil
	})
}
