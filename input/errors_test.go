package input

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golgi/units"
)

// expectFault compares the whole text of an error about a file.
func expectFault(t *testing.T, what string, err error, want string) {
	t.Helper()
	got := "no error"
	if err != nil {
		got = err.Error()
	}
	if got != want {
		t.Errorf("%s:\n got %s\nwant %s", what, got, want)
	}
	if err != nil && !errors.Is(err, ErrMalformed) {
		t.Errorf("%s: %v is no ErrMalformed", what, err)
	}
}

func TestMistakesInTables(t *testing.T) {
	named := Table{Index: "i", Time: "t"}
	for _, c := range []struct {
		text string
		spec Table
		want string
	}{
		{"0,1\n1\n", Table{}, `input: x.csv: line 2: there is no column 2, but only 1`},
		{"0,1\n\n# that was it\n1,soon\n", Table{}, `input: x.csv: line 4: "soon" is no number`},
		{"i,t\n0,1\n-1,2\n", Table{}, `input: x.csv: line 3: -1 is no number of a neuron; they are whole, from 0 on`},
		{"0.5,1\n", Table{}, `input: x.csv: line 1: 0.5 is no number of a neuron; they are whole, from 0 on`},
		{"1e300,1\n", Table{}, `input: x.csv: line 1: 1e+300 is no number of a neuron; they are whole, from 0 on`},
		{"0,-1\n", Table{}, `input: x.csv: line 1: -1 is no time of a spike; they are 0 or more`},
		{"0,nan\n", Table{}, `input: x.csv: line 1: NaN is no time of a spike; they are 0 or more`},
		{"0,1e999\n", Table{}, `input: x.csv: line 1: +Inf is no time of a spike; they are 0 or more`},
		{"", Table{}, `input: x.csv: it is empty; a table without rows has a line with the names of its columns, or a comment`},
		{"", named, `input: x.csv: it is empty; wanted are columns "i" and "t"`},
		{"# i,t\nneuron,t\n", named, `input: x.csv: line 2: there is no column "i"; there are ["neuron" "t"]`},
		{"0,1\n" + strings.Repeat("x", 1<<17), Table{}, `input: x.csv: line 2 has more than 65536 bytes; this is no table`},
	} {
		_, _, err := spikesCSV("x.csv", strings.NewReader(c.text), c.spec)
		expectFault(t, c.want, err, c.want)
	}
	_, _, err := SpikesCSV("testdata/spikes.csv", Table{Unit: units.Millivolt})
	if want := "input: testdata/spikes.csv: Unit is mV, which is no unit of time"; err == nil || err.Error() != want {
		t.Errorf("a unit of voltage: %v, want %s", err, want)
	}
}

func TestMistakesInNPZ(t *testing.T) {
	const path = "testdata/spikes_other.npz"
	for _, c := range []struct {
		spec Table
		want string
	}{
		{Table{}, `input: testdata/spikes_other.npz: there is no array "i"; there are "neuron", "ms", "wide", "cube", "yes", "one", "empty", "text", "table"`},
		{Table{Index: "wide", Time: "ms"}, `input: testdata/spikes_other.npz: array "wide" has 2 dimensions; wanted is a list`},
		{Table{Index: "yes", Time: "ms"}, `input: testdata/spikes_other.npz: there are 2 numbers in "yes" and 4 times in "ms"; they list spikes`},
		{Table{Index: "ms", Time: "ms", Unit: units.Millisecond}, `no error`},
		{Table{Index: "text", Time: "ms"}, `input: testdata/spikes_other.npz: array "text": its elements are "U1"; wanted are numbers or truth values`},
		{Table{Index: "table", Time: "ms"}, `input: testdata/spikes_other.npz: array "table": its header is not that of an array of numbers: "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,), }                                  "`},
	} {
		_, _, err := SpikesNPZ(path, c.spec)
		expectFault(t, c.want, err, c.want)
	}
	for _, c := range []struct{ header, want string }{
		{"{'descr': '<f8', 'fortran_order': False, 'shape': (3,)}", "no error"},
		{"{'descr': '<f8', 'fortran_order': False, 'shape': (2,)}", `input: x: array "i": it has more than the 2 elements that its header says`},
		{"{'descr': '<f8', 'fortran_order': False, 'shape': (4,)}", `input: x: array "i": it should have 4 elements, and ends after 0 (unexpected EOF)`},
		{"{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,)}", `input: x: array "i": its shape is [99999999999], and the archive has 99 bytes for it`},
	} {
		var archive bytes.Buffer
		w := zip.NewWriter(&archive)
		member, err := w.Create("i.npy")
		if err == nil {
			_, err = member.Write([]byte(npyOf(c.header, 24)))
		}
		if err := errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		_, _, err = arrayOf("x", bytes.NewReader(archive.Bytes()), int64(archive.Len()), "i")
		expectFault(t, c.header, err, c.want)
	}
	for content, want := range map[string]string{"": "it is no archive of numpy's: zip: not a valid zip file", "PK\x05\x06" + strings.Repeat("\x00", 18): `there is no array "i"; there are none`} {
		_, _, err := arrayOf("x", strings.NewReader(content), int64(len(content)), "i")
		expectFault(t, content, err, "input: x: "+want)
	}
	_, _, err := SpikesNPZ("testdata/spikes.csv", Table{})
	expectFault(t, "no archive", err, "input: testdata/spikes.csv: it is no archive of numpy's: zip: not a valid zip file")
	if _, _, err := SpikesNPZ("testdata/none.npz", Table{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// A header that claims more than there is takes no memory for it.
func TestHostileNPY(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "input: x: it does not begin as arrays of numpy's do",
		"\x93NUMPY\x09\x00":                 "input: x: version 9.0 of the format is not known; there are 1, 2 and 3",
		"\x93NUMPY\x02\x00\xff\xff\xff\xff": "input: x: its header has 4294967295 bytes; at most 65536 are read",
		"\x93NUMPY\x01\x00\xff\x00":         "input: x: it ends within its header",
		npyOf("{'descr': '<f8', 'fortran_order': False, 'shape': (100, 100)}", 24):              "input: x: it should have 10000 elements, and ends after 0 (unexpected EOF)",
		npyOf("{'descr': '<f8', 'fortran_order': False, 'shape': (9999999999, 9999999999)}", 8): "input: x: its shape is [9999999999 9999999999], which no file has",
		npyOf("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,)}", 8):  "input: x: its shape is (99999999999999999999,)",
		npyOf("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", 8):                      `input: x: its header is not that of an array of numbers: "{'descr': '|O', 'fortran_order': False, 'shape': (1,)}"`,
		npyOf("{'shape': (2,), 'fortran_order': True, 'descr': '|u1'}", 2):                      "no error",
	} {
		a, err := readNPY("x", strings.NewReader(text))
		if err == nil {
			_, after, _ := strings.Cut(text, "}")
			_, err = a.read("x", strings.NewReader(after))
		}
		expectFault(t, want, err, want)
	}
}

func npyOf(header string, bytes int) string {
	return "\x93NUMPY\x01\x00" + string([]byte{byte(len(header)), 0}) + header + strings.Repeat("\x00", bytes)
}

func TestMistakesInImages(t *testing.T) {
	for text, want := range map[string]string{
		"":                                    "input: x: it does not begin as IDX files do: with two zeros, a type and a number of dimensions",
		"\x00\x00\x08\x00":                    "input: x: it does not begin as IDX files do: with two zeros, a type and a number of dimensions",
		"\x00\x00\x0d\x01\x00\x00\x00\x01":    "input: x: its elements are of type 13; images and labels are bytes (8)",
		"\x00\x00\x08\xff":                    "input: x: it has 255 dimensions",
		"\x00\x00\x08\x03\x00\x00":            "input: x: it ends within its header",
		"\x00\x00\x08\x01\x00\x00\x00\x05abc": "input: x: it should have 5 bytes behind its header, and ends after 3",
		"\x00\x00\x08\x01\x00\x00\x00\x02abc": "input: x: it has more than the 2 bytes that its header says",
		"\x00\x00\x08\x03" + strings.Repeat("\xff", 12): "input: x: its dimensions are of lengths that no file has",
		"\x1f\x8b\x00":                        "input: x: it is not compressed by gzip as it should be: unexpected EOF",
		"\x00\x00\x08\x01\x00\x00\x00\x03abc": "no error",
	} {
		_, _, err := idx("x", strings.NewReader(text))
		expectFault(t, want, err, want)
	}
	path := filepath.Join(t.TempDir(), "labels")
	if err := os.WriteFile(path, []byte("\x00\x00\x08\x01\x00\x00\x00\x02ab"), 0o666); err != nil {
		t.Fatal(err)
	}
	_, err := IDX(path)
	expectFault(t, "labels", err, "input: "+path+": it has 1 dimensions; images have 3, or one image 2")
	if err := os.WriteFile(path, []byte("\x00\x00\x08\x03\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x05"), 0o666); err != nil {
		t.Fatal(err)
	}
	_, err = IDX(path)
	expectFault(t, "no pixels", err, "input: "+path+": its 2 images of 0 x 5 have no pixels")
	_, err = IDXLabels("testdata/images.idx.gz")
	expectFault(t, "images", err, "input: testdata/images.idx.gz: it has 3 dimensions; labels have 1")
	_, err = PNG("testdata/spikes.csv")
	expectFault(t, "no PNG", err, "input: testdata/spikes.csv: it is no PNG: png: invalid format: not a PNG file")
	grey, err := os.ReadFile("testdata/grey.png")
	if err != nil {
		t.Fatal(err)
	}
	huge := bytes.Clone(grey)
	copy(huge[16:], "\x00\x01\x00\x00\x00\x01\x00\x00") // 65536 x 65536; the checksum is that of the small one
	_, err = readPNG("x", bytes.NewReader(huge))
	expectFault(t, "a wrong checksum", err, "input: x: it is no PNG: png: invalid format: invalid checksum")
	_, err = readPNG("x", bytes.NewReader(grey[:60]))
	expectFault(t, "half a PNG", err, "input: x: it is no PNG: unexpected EOF")
}
