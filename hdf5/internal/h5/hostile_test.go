package h5

import (
	"fmt"
	"strings"
	"testing"
)

// TestAbsurdSizes reads what claims to be much larger than its file: datasets that were never written, as a
// file from elsewhere may have them.
func TestAbsurdSizes(t *testing.T) {
	f := newFile(t)
	do(t, f, func(root Group) error {
		for name, kind := range map[string]Kind{"8": Float64, "16": String, "1": Bool} {
			d, err := root.Allocate(name, kind, []int{1 << 20, 1 << 20}, Layout{})
			must(t, err)
			_, err = d.Read()
			wantError(t, err, `hdf5: read dataset "`+name+`": it claims 1099511627776 values of `+name+` bytes, `+
				`more than the file can hold`)
			_, err = d.ReadRows(5, 1)
			if err == nil {
				t.Errorf("one row of %s can be read", name)
			}
		}
		fixed, err := root.Allocate("fixed", String, []int{1 << 20, 1 << 20}, Layout{Width: 1 << 20})
		must(t, err)
		_, err = fixed.Read()
		wantError(t, err, `hdf5: read dataset "fixed": it claims 1099511627776 values of 1048576 bytes, `+
			`more than the file can hold`)
		d, err := root.Allocate("compressed", Int64, []int{1 << 20, 1 << 20}, Layout{Deflate: 9})
		must(t, err)
		_, err = d.Read()
		wantError(t, err, `hdf5: read dataset "compressed": it claims 1099511627776 values of 8 bytes, `+
			`more than the file can hold`)
		return nil
	})
}

// TestAbsurdTable reads columns of a table that was never written.
func TestAbsurdTable(t *testing.T) {
	f := newFile(t)
	do(t, f, func(root Group) error {
		columns, err := tableOf(everyColumn(1))
		must(t, err)
		kind, err := columns.compound("t")
		must(t, err)
		for _, l := range []Layout{{}, {Deflate: 1}} {
			d, err := root.create(fmt.Sprint("t", l.Deflate), kind, []int{1 << 40}, l)
			must(t, err)
			for _, name := range []string{"run", "größe", "x.y"} {
				_, err := d.ReadColumn(name, 1<<39, 1)
				wantError(t, err, `hdf5: read dataset "`+d.Path()+`": it claims 1099511627776 values of 73 bytes, `+
					`more than the file can hold`)
			}
			_, err = d.ReadColumn("x.y", 1<<39, 1<<50)
			wantError(t, err, `hdf5: read dataset "`+d.Path()+`": the shape [1099511627776] has no `+
				`1125899906842624 rows from 549755813888 on`)
		}
		return nil
	})
}

// TestCredit reads the same again and again, as from a file that has many names for one dataset.
func TestCredit(t *testing.T) {
	f := newFile(t)
	do(t, f, func(root Group) error {
		numbers, err := root.Write("numbers", Vector(make([]float64, 1<<15)), Layout{})
		must(t, err)
		reads := 0
		for err == nil && reads < 100 {
			_, err = numbers.Read()
			reads++
		}
		if reads < 2 || reads > 8 { // four times the file and a little
			t.Errorf("the dataset was read %d times; %v", reads, err)
		}
		return nil
	}, func(root Group) error {
		texts, err := root.Write("texts", Vector([]string{strings.Repeat("long", 1000)}), Layout{})
		must(t, err)
		root.job.read += root.job.credit() - 2000
		_, err = texts.Read()
		wantError(t, err, `hdf5: read dataset "texts": its texts are longer than the file can hold`)
		must(t, root.SetAttribute("text", strings.Repeat("long", 1000)))
		root.job.read += root.job.credit() - 2000
		_, err = root.Attribute("text")
		wantError(t, err, `hdf5: read attribute "@text": its text is longer than the file can hold`)
		return nil
	})
}

// TestCompressible reads back what deflate makes as small as it can.
func TestCompressible(t *testing.T) {
	f := newFile(t)
	do(t, f, func(root Group) error {
		zeros, err := root.Write("zeros", Vector(make([]int64, 1<<20)), Layout{Deflate: 9})
		must(t, err)
		_, err = zeros.Read()
		return err
	})
}
