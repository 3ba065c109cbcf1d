package modelfile

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// write writes a file of a model's folder.
func write(t *testing.T, path string, content any) {
	t.Helper()
	file, err := os.Create(path)
	if err == nil {
		err = binary.Write(file, binary.LittleEndian, content)
	}
	if err = errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
}

// Arrays in binary files are the numbers that stand there, of each type, from any place.
func TestArrays(t *testing.T) {
	folder := t.TempDir()
	for name, content := range map[string]any{
		"float64": []float64{1.5, -2, math.Inf(1)}, "float32": []float32{1.5, -2, 4}, "int64": []int64{1, -2, 1 << 40},
		"int32": []int32{1, -2, 3}, "uint32": []uint32{1, 2, 1<<32 - 1}, "bool": []byte{1, 0, 1},
	} {
		write(t, filepath.Join(folder, name), content)
	}
	for _, c := range []struct {
		array string
		want  []float64
	}{
		{`"file":"float64","type":"float64","shape":[3]`, []float64{1.5, -2, math.Inf(1)}},
		{`"file":"float64","type":"float64","shape":[1],"offset":8`, []float64{-2}},
		{`"file":"float32","type":"float32","shape":[3]`, []float64{1.5, -2, 4}},
		{`"file":"int64","type":"int64","shape":[3]`, []float64{1, -2, 1 << 40}},
		{`"file":"int32","type":"int32","shape":[3]`, []float64{1, -2, 3}},
		{`"file":"uint32","type":"uint32","shape":[3]`, []float64{1, 2, 1<<32 - 1}},
		{`"file":"bool","type":"bool","shape":[3]`, []float64{1, 0, 1}},
		{`"file":"float64","type":"bool","shape":[0],"offset":24`, []float64{}},
	} {
		m, err := readIn(t, folder, `{"objects":[{"kind":"neurons","name":"G","n":3,"model":"v : 1","init":[
			{"variable":"v","values":{"array":{`+c.array+`}}}]}]}`)
		if err != nil {
			t.Errorf("%s: %v", c.array, err)
			continue
		}
		if got := m.content.Objects[0].initial()[0].Values; !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.array, got, c.want)
		}
	}
}

func readIn(t *testing.T, folder, text string) (*Model, error) {
	t.Helper()
	path := filepath.Join(folder, "m.json")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Read(t.Context(), path)
}

// An array stands wherever a list of numbers may, and gives the same model.
func TestArraysEverywhere(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "a.bin"), []int32{0, 1, 1, 0})
	write(t, filepath.Join(folder, "b.bin"), []float64{0.0001, 0.0002, 0.0003, 0.0004})
	ints, floats := `{"array":{"file":"a.bin","type":"int32","shape":[4]}}`, `{"array":{"file":"b.bin","type":"float64","shape":[4]}}`
	rows := `{"array":{"file":"b.bin","type":"float64","shape":[2,2]}}`
	text := `{"timed_arrays":{"I":{"values":%[3]s,"dt":0.001}},"objects":[
		{"kind":"spike_generator","name":"P","n":2,"indices":%[1]s,"times":%[2]s},
		{"kind":"neurons","name":"H","n":4,"model":"x : 1\nb : boolean\nk : integer","init":[{"variable":"x","values":%[2]s},
			{"variable":"x","values":%[2]s,"index":[3,2,1,0]},{"variable":"b","values":%[1]s},{"variable":"k","values":%[1]s}]},
		{"kind":"neurons","name":"G","n":4,"model":"dv/dt = I(t, i%%2)/ms : 1\nx : 1 (linked)","linked":{"x":{"of":"H","variable":"x","index":%[1]s}}},
		{"kind":"synapses","name":"S","source":"P","target":"G","model":"w : 1","on_pre":"v += w","connect":[{"i":%[1]s,"j":%[1]s}],
			"delay":[{"pathway":"pre","values":%[2]s}],"init":[{"variable":"w","values":%[2]s}]},
		{"kind":"state_monitor","name":"M","of":"G","variables":["v"],"record":%[1]s}],
		"schedule":[{"run":0.001},{"set_spikes":{"object":"P","indices":[],"times":[]}}]}`
	var results []*Results
	for _, args := range [][]any{{ints, floats, rows},
		{`[0,1,1,0]`, `[0.0001,0.0002,0.0003,0.0004]`, `[[0.0001,0.0002],[0.0003,0.0004]]`}} {
		m, err := readIn(t, folder, fmt.Sprintf(text, args...))
		if err != nil {
			t.Fatal(err)
		}
		results = append(results, resultsOf(t, m))
	}
	if got, want := fmt.Sprint(results[0].Recorded, results[0].Final), fmt.Sprint(results[1].Recorded, results[1].Final); got != want {
		t.Errorf("with arrays\n%s\nwithout\n%s", got, want)
	}
}

// What is wrong with an array is said before any memory is taken for it.
func TestArraysThatAreWrong(t *testing.T) {
	outside, folder := t.TempDir(), ""
	write(t, filepath.Join(outside, "out.bin"), []float64{1, 2})
	folder = filepath.Join(outside, "model")
	if err := errors.Join(os.MkdirAll(filepath.Join(folder, "sub"), 0o700), os.Symlink("../out.bin", filepath.Join(folder, "link.bin")),
		os.Symlink("x.bin", filepath.Join(folder, "fine.bin")), syscall.Mkfifo(filepath.Join(folder, "fifo.bin"), 0o600)); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, "x.bin"), []float64{1, 2})
	write(t, filepath.Join(folder, "big.bin"), []int64{1, 1 << 60})
	if err := os.Truncate(filepath.Join(folder, "link.bin"), 16); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ array, want string }{
		{`"file":"fine.bin","type":"float64","shape":[2]`, ``},
		{`"file":"y.bin","type":"float64","shape":[2]`, `.file: there is no file "y.bin" beside the model`},
		{`"file":"../out.bin","type":"float64","shape":[2]`,
			`.file: "../out.bin" is no file below the folder of the model; name one without a leading / and without ..`},
		{`"file":"/etc/passwd","type":"bool","shape":[2]`,
			`.file: "/etc/passwd" is no file below the folder of the model; name one without a leading / and without ..`},
		{`"file":"link.bin","type":"float64","shape":[2]`,
			`.file: "link.bin" is not read: statat link.bin: path escapes from parent; wanted a file below the folder of the model`},
		{`"file":"fifo.bin","type":"float64","shape":[2]`, `.file: "fifo.bin" is no plain file`},
		{`"file":"sub","type":"float64","shape":[2]`, `.file: "sub" is a folder; wanted a file`},
		{`"file":"x.bin","type":"float","shape":[2]`, `.type: "float" is no type of numbers; there are bool, float32, float64, int32, int64, uint32`},
		{`"file":"x.bin","type":"float64","shape":[1]`,
			`: x.bin has 16 bytes, and 1 values of float64 take 8; without an offset an array is the whole file: mend shape or type, or write "offset": 0`},
		{`"file":"x.bin","type":"float64","shape":[3]`,
			`: x.bin has 16 bytes, and 3 values of float64 take 24; without an offset an array is the whole file: mend shape or type, or write "offset": 0`},
		{`"file":"x.bin","type":"float64","shape":[2],"offset":8`, `: x.bin has 16 bytes, and 2 values of float64 from byte 8 on end at byte 24`},
		{`"file":"x.bin","type":"float64","shape":[2],"offset":-8`, `.offset: -8 is negative`},
		{`"file":"x.bin","type":"float64","shape":[-2]`, `.shape: -2 is negative`},
		{`"file":"x.bin","type":"float64","shape":[]`, `.shape: it has 0 dimensions; wanted 1: [number of values]`},
		{`"file":"x.bin","type":"float64","shape":[1,2]`, `.shape: it has 2 dimensions; wanted 1: [number of values]`},
		{`"file":"x.bin","type":"float64","shape":[9007199254740992]`, `: x.bin has 16 bytes, and 9007199254740992 values of float64 take ` +
			`72057594037927936; without an offset an array is the whole file: mend shape or type, or write "offset": 0`},
		{`"file":"x.bin","type":"bool","shape":[16]`, `: byte 6 of the array is 240; a bool is 0 or 1`},
		{`"file":"x.bin","shape":[2],"typ":"int32"`, `.typ: there is no such key here; did you mean "type"?` + "\n" + `: the key "type" is missing`},
	} {
		_, err := readIn(t, folder, `{"objects":[{"kind":"neurons","name":"G","n":2,"model":"v : 1",`+
			`"init":[{"variable":"v","values":{"array":{`+c.array+`}}}]}]}`)
		prefix := "modelfile: " + filepath.Join(folder, "m.json") + `:1: objects[0] "G": init[0].values.array`
		if got := strings.ReplaceAll(errorText(err), prefix, ""); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.array, got, c.want)
		}
	}
	for _, array := range []string{`"file":"x.bin","type":"float64","shape":[2]`, `"file":"big.bin","type":"int64","shape":[2]`} {
		_, err := readIn(t, folder, `{"objects":[{"kind":"spike_generator","name":"G","n":2,"times":[0,0],"indices":{"array":{`+array+`}}}]}`)
		if text := errorText(err); !strings.Contains(text, "wanted whole numbers: int32, int64 or uint32") &&
			!strings.Contains(text, "number 1 of the array is 1152921504606846976; whole numbers go to 2**53") {
			t.Errorf("%s: %s", array, text)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// An array for which there is no memory is refused with numbers, though the file has it.
func TestArraysLargerThanMemory(t *testing.T) {
	folder := t.TempDir()
	const size = 1 << 42 // 4 TiB, of which the disk has nothing
	if os.WriteFile(filepath.Join(folder, "x.bin"), nil, 0o600) != nil || os.Truncate(filepath.Join(folder, "x.bin"), size) != nil {
		t.Skip("the disk has no files of this size")
	}
	_, err := readIn(t, folder, fmt.Sprintf(`{"timed_arrays":{"I":{"dt":1,"values":{"array":{"file":"x.bin","type":"bool","shape":[2,%d]}}}},"objects":[]}`, size/2))
	if text := errorText(err); !strings.Contains(text, "2 rows of 2199023255552 values of bool take 64 TiB as they are read and held, and ") {
		t.Error(text)
	}
}

// Reading ends when the context does.
func TestReadIsCancelled(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "x.bin"), make([]float64, 1<<16))
	path := filepath.Join(folder, "m.json")
	text := `{"timed_arrays":{"I":{"dt":1,"values":{"array":{"file":"x.bin","type":"float64","shape":[65536]}}}},"objects":[]}`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, path); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// What is no file of a model is refused before it is read.
func TestReadRefusesOtherFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := errors.Join(syscall.Mkfifo("fifo", 0o600), os.WriteFile("large", nil, 0o600), os.Truncate("large", 2*mostText)); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"none.json": "modelfile: stat none.json: no such file or directory",
		".":         "modelfile: . is a folder; name the file of a model",
		"fifo":      "modelfile: fifo is no plain file; write the model to one",
		"large": "modelfile: malformed model: large has 512 MiB, and the text of a model at most 256 MiB: " +
			`put its numbers into a binary file, {"array": ...}`,
	} {
		if _, err := Read(t.Context(), path); errorText(err) != want {
			t.Errorf("got %v\nwant %s", err, want)
		}
	}
}
