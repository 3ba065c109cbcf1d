package h5

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"testing"

	"pgregory.net/rapid"
)

// anyArray draws an array of any kind with that many rows.
func anyArray(t *rapid.T, n int) Array {
	inner := rapid.SliceOfN(rapid.IntRange(1, 3), 0, 2).Draw(t, "inner shape")
	shape := append([]int{n}, inner...)
	length, _ := points(shape)
	size := int(length)
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0:
		return Array{shape, rapid.SliceOfN(rapid.Float64(), size, size).Draw(t, "floats")}
	case 1:
		return Array{shape, rapid.SliceOfN(rapid.Int64(), size, size).Draw(t, "ints")}
	case 2:
		return Array{shape, rapid.SliceOfN(rapid.Int32(), size, size).Draw(t, "short ints")}
	case 3:
		return Array{shape, rapid.SliceOfN(rapid.Bool(), size, size).Draw(t, "bools")}
	default:
		text := rapid.StringN(-1, 8, -1).Filter(func(s string) bool { return checkTexts([]string{s}) == nil })
		return Array{shape, rapid.SliceOfN(text, size, size).Draw(t, "texts")}
	}
}

func anyLayout(t *rapid.T) Layout {
	return Layout{Deflate: rapid.IntRange(0, 9).Draw(t, "deflate"),
		Width: rapid.SampledFrom([]int{0, Longest}).Draw(t, "width")}
}

// TestArraysAndTables holds that whatever is written, and copied, is read as it was: as datasets, and as
// columns of a table.
func TestArraysAndTables(t *testing.T) {
	if os.Getenv("GOLGI_SLOW") == "" { // each check goes to the disk and back
		checks := flag.Lookup("rapid.checks").Value
		t.Cleanup(func() { must(t, checks.Set("100")) })
		must(t, checks.Set("40"))
	}
	f := newFile(t)
	rapid.Check(t, func(t *rapid.T) {
		n, layout := rapid.IntRange(0, 40).Draw(t, "rows"), anyLayout(t)
		columns := make([]Column, rapid.IntRange(1, 5).Draw(t, "columns"))
		for i := range columns {
			columns[i] = Column{Name: fmt.Sprintf("größe %d", i), Array: anyArray(t, n)}
		}
		defer func() { // also after a failure, since the next try has the same names
			_ = f.Do(func(root Group) error { return errors.Join(root.Delete("g"), root.Delete("copy")) })
		}()
		for _, job := range []func(Group) error{
			func(root Group) error { return writeColumns(root, columns, layout) },
			func(root Group) error { return Copy(root, "g", root, "copy") },
			func(root Group) error { return sameColumns(root, "g", columns) },
			func(root Group) error { return sameColumns(root, "copy", columns) },
		} {
			if err := f.Do(job); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func writeColumns(root Group, columns []Column, l Layout) error {
	g, err := root.Create("g")
	if err != nil {
		return err
	}
	if _, err := g.WriteTable("table", columns, l); err != nil {
		return err
	}
	for _, c := range columns {
		if _, err := g.Write(c.Name, c.Array, l); err != nil {
			return err
		}
	}
	return nil
}

func sameColumns(root Group, path string, columns []Column) error {
	for _, c := range columns {
		if err := sameColumn(root, path, c); err != nil {
			return err
		}
	}
	return nil
}

func sameColumn(root Group, path string, c Column) error {
	d, err := root.Dataset(path + "/" + c.Name)
	if err != nil {
		return err
	}
	table, err := root.Dataset(path + "/table")
	if err != nil {
		return err
	}
	whole, err := d.Read()
	if err != nil {
		return err
	}
	column, err := table.ReadColumn(c.Name, 0, c.Shape[0])
	if err == nil && !(sameBits(whole, c.Array) && sameBits(column, c.Array)) {
		err = fmt.Errorf("%s: %v came back as %v, and from the table as %v", path, c.Array, whole, column)
	}
	return err
}
