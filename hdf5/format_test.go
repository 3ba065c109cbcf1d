package hdf5_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/hdf5/internal/h5"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestFormat compares all that is in the sample's file with a text that people can read. If it differs, so
// does the format: then formatVersion and FORMAT.md are to change too.
func TestFormat(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.hdf5")
	writeSample(t, path)
	golden(t, "sample.txt", tree(t, path))
}

// golden compares a text with one in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		must(t, os.WriteFile(path, []byte(got), 0o666))
	}
	want, err := os.ReadFile(path)
	must(t, err)
	if got != string(want) {
		t.Errorf("the file has\n%s\nwanted\n%s", got, want)
	}
}

// TestPypetVersions has a file name other versions of pypet and Python than usual.
func TestPypetVersions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.hdf5")
	writeSample(t, path, hdf5.Pypet("0.6.1", "3.9.7"))
	written := tree(t, path)
	for _, want := range []string{`| version string[] = ["0.6.1"]`, `| python string[] = ["3.9.7"]`} {
		if !strings.Contains(written, want) {
			t.Errorf("the file has no %s", want)
		}
	}
}

// tree writes out a file: groups, datasets with type, shape and values, attributes.
func tree(t *testing.T, path string) string {
	t.Helper()
	file, err := h5.Open(path)
	must(t, err)
	var b strings.Builder
	must(t, file.Do(func(root h5.Group) error { return writeGroup(&b, root, "") }))
	must(t, file.Close())
	return b.String()
}

func writeGroup(b *strings.Builder, group h5.Group, indent string) error {
	if err := writeAttributes(b, group.Object, indent); err != nil {
		return err
	}
	members, err := group.Members()
	if err != nil {
		return err
	}
	for _, m := range members {
		fmt.Fprintf(b, "%s%s", indent, m.Name)
		if m.Type == h5.DatasetType {
			err = writeDataset(b, group, m.Name, indent+"  ")
		} else {
			fmt.Fprintln(b, "/")
			child, openErr := group.Open(m.Name)
			if err = openErr; err == nil {
				err = writeGroup(b, child, indent+"  ")
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func writeDataset(b *strings.Builder, group h5.Group, name, indent string) error {
	d, err := group.Dataset(name)
	if err != nil {
		return err
	}
	fmt.Fprintf(b, " %v%v", d.Kind(), d.Shape())
	if d.Kind() == h5.Table {
		err = writeColumns(b, d, indent)
	} else {
		var a h5.Array
		a, err = d.Read()
		fmt.Fprintf(b, " = %v\n", shown(a.Data))
	}
	if err != nil {
		return err
	}
	return writeAttributes(b, d.Object, indent)
}

func writeColumns(b *strings.Builder, d h5.Dataset, indent string) error {
	columns, err := d.Columns()
	if err != nil {
		return err
	}
	fmt.Fprintln(b)
	for _, c := range columns {
		a, err := d.ReadColumn(c.Name, 0, d.Shape()[0])
		if err != nil {
			return err
		}
		fmt.Fprintf(b, "%s| %s %v%v = %v\n", indent, c.Name, c.Kind, c.Shape, shown(a.Data))
	}
	return nil
}

func shown(data any) string {
	if texts, ok := data.([]string); ok {
		return fmt.Sprintf("%q", texts)
	}
	return fmt.Sprint(data)
}

func writeAttributes(b *strings.Builder, o h5.Object, indent string) error {
	names, err := o.Attributes()
	if err != nil {
		return err
	}
	for _, name := range names {
		if name == h5.DimensionList {
			fmt.Fprintf(b, "%s@%s\n", indent, name)
			continue
		}
		value, err := o.Attribute(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(b, "%s@%s %T = %v\n", indent, name, value, value)
	}
	return nil
}
