package hdf5_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/testing/storetest"
	"golgi/trajectory"
	"golgi/units"
)

// kinds returns a trajectory with a parameter of every kind, and at the ends of its range.
func kinds(t testing.TB) *trajectory.Trajectory {
	t.Helper()
	traj, err := trajectory.New("kinds")
	must(t, err)
	traj.Provenance.Command = []string{"run", "--größe", ""}
	for path, value := range map[string]any{
		"one.int": math.MinInt64, "one.float": math.Inf(-1), "one.nan": math.NaN(), "one.bool": true, "one.text": "",
		"one.quantity": units.MustParse("2 S/m^2"), "one.noise": units.MustParse("3 V s^-1/2"),
		"list.ints": []int{math.MaxInt64, -1}, "list.floats": []float64{0.5}, "list.bools": []bool{true, false},
		"list.texts": []string{"", "größe"}, "list.quantities": units.Millivolt.OfAll(-70, -55),
		"list.none": []float64{}, "list.notexts": []string{},
		"x": 0, "weights": []float64{}, "group": []string{},
	} {
		must(t, traj.Add(trajectory.Parameter{Path: path, Value: value, Annotations: trajectory.Annotations{
			"int": 1, "float": 0.5, "yes": true, "no": false, "text": "ü", "none": "",
			"quantity": units.Millivolt.Of(-70),
		}}))
	}
	for name, value := range otherKinds() {
		must(t, traj.Add(trajectory.Parameter{Path: "other." + name, Value: value}))
	}
	must(t, traj.Describe(trajectory.Description{Path: "one", Comment: "single ones", Annotations: trajectory.Annotations{"order": 3}}))
	must(t, traj.AddLink(trajectory.Link{Path: "shortcut", Target: "one.int"}, trajectory.Link{Path: "many", Target: "list"}))
	must(t, traj.AddConfig(trajectory.Parameter{Path: "pool.workers", Value: 8, Comment: "at once"}))
	must(t, traj.Explore(trajectory.Zip{
		{Path: "other.byte", Values: []uint8{0, 1}},
		{Path: "other.complex", Values: []complex128{1i, 2}},
		{Path: "other.frame", Values: []any{frame(1), frame(2)}},
		{Path: "x", Values: []int{1 << 33, -1}},
		{Path: "weights", Values: []any{[]float64{1, 2}, []float64{}}},
		{Path: "group", Values: []any{[]string{"ä"}, []string{"ä"}}},
	}))
	return traj
}

// otherKinds are those that came with version 5 of the format.
func otherKinds() map[string]any {
	return map[string]any{
		"byte": uint8(200), "small": int8(-8), "short": int16(-16), "int": int32(-32), "long": uint64(math.MaxUint64),
		"ushort": uint16(16), "uint": uint32(32), "float": float32(0.5), "complex": 1 - 2i, "narrow": complex64(2i),
		"blob": []byte("\x00\x01\xff"), "complexes": []complex128{1i}, "floats": []float32{0.5, 1},
		"matrix": [][]float64{{1, 2}, {3, 4}}, "words": trajectory.NDArray{Shape: []int{1, 2}, Data: []string{"ä", ""}},
		"volts": trajectory.NDArray{Shape: []int{2, 1}, Data: units.Millivolt.OfAll(-70, -55)},
		"frame": frame(3), "csr": trajectory.CSR{Shape: [2]int{2, 3}, IndPtr: []int{0, 2, 3}, Indices: []int{0, 2, 1},
			Data: []float64{1, 2, 3}},
	}
}

// frame returns a table of two rows.
func frame(x float64) trajectory.Frame {
	return trajectory.Frame{{Name: "cell", Value: []string{"exc", "größe"}},
		{Name: "rate", Value: []float64{x, 7.5}, Unit: "Hz", Comment: "mean"}}
}

// kindsRun returns run 0 of kinds, with items of every kind.
func kindsRun(t testing.TB, traj *trajectory.Trajectory) *trajectory.Run {
	t.Helper()
	run, err := traj.Run(0)
	must(t, err)
	array := func(data any, shape ...int) trajectory.NDArray {
		return trajectory.NDArray{Shape: shape, Data: data}
	}
	must(t, run.AddResult(trajectory.Result{Path: "all", Items: []trajectory.Item{
		{Name: "int", Value: 1 << 40}, {Name: "float", Value: 0.5, Unit: "mV"}, {Name: "bool", Value: false},
		{Name: "text", Value: "größe"}, {Name: "empty", Value: ""}, {Name: "nan", Value: math.NaN()},
		{Name: "ints", Value: []int{math.MinInt64, math.MaxInt64}}, {Name: "int32s", Value: []int32{-1, 2}},
		{Name: "bools", Value: []bool{true, false}}, {Name: "texts", Value: []string{"", "größe"}},
		{Name: "none", Value: []float64{}}, {Name: "notexts", Value: []string{}},
		{Name: "grid", Value: array([]string{"a", "", "ü", "d"}, 2, 2)},
		{Name: "flags", Value: array([]bool{true, false, true}, 1, 3)},
		{Name: "flat", Value: array([]float64{}, 0, 5)},
	}}))
	for name, value := range otherKinds() {
		must(t, run.Add("other", name, value, ""))
	}
	must(t, run.Describe(trajectory.Description{Path: "described", Comment: "a group"}))
	must(t, run.Add("described.x", "x", 1, ""))
	must(t, run.AddResult(trajectory.Result{Path: "z",
		Items: []trajectory.Item{{Name: "z", Value: []float64{1, 2}}}}))
	return run
}

// TestKinds keeps values of every kind, next to another trajectory.
func TestKinds(t *testing.T) {
	inFolder(t)
	run := writeKinds(t, "x.hdf5")
	must(t, hdf5.Check("x.hdf5"))
	wantText(t, opened(t, reading, "x.hdf5"), sample(t))
	wantText(t, opened(t, reading, "x.hdf5"), run.Trajectory())
	s := opened(t, reading, "x.hdf5")
	loaded, err := s.LoadTrajectory("kinds")
	must(t, err)
	if got := loaded.Provenance.Command; len(got) != 3 || got[1] != "--größe" || got[2] != "" {
		t.Errorf("the command came back as %q", got)
	}
	back, err := s.LoadRun(loaded, 0)
	must(t, err)
	if got, want := storetest.RunText(back), storetest.RunText(run); got != want {
		t.Errorf("the run came back as\n%s\nwanted\n%s", got, want)
	}
}

// TestTextsWithoutRoom explores texts of which one would make all others too long.
func TestTextsWithoutRoom(t *testing.T) {
	inFolder(t)
	traj, err := trajectory.New("texts")
	must(t, err)
	must(t, traj.Add(trajectory.Parameter{Path: "a.text", Value: ""}))
	texts := make([]string, 1000)
	for i := range texts {
		texts[i] = strconv.Itoa(i)
	}
	texts[7] = strings.Repeat("x", 1<<20)
	must(t, traj.Explore(trajectory.Zip{{Path: "text", Values: texts}}))
	s := create(t, "x.hdf5")
	wantError(t, s.SaveTrajectory(traj), "hdf5: texts/parameters/a/text: 1000 texts, each in the room of the "+
		"longest, which has 1048576 bytes, are more than 256 MiB; shorten it, or put it into a file and explore "+
		"its name")
}

// writeKinds writes the sample and kinds to a file, and returns the only run of the latter.
func writeKinds(t testing.TB, path string, opts ...hdf5.Option) *trajectory.Run {
	t.Helper()
	s := create(t, path, opts...)
	traj := kinds(t)
	must(t, errors.Join(s.SaveTrajectory(sample(t)), s.SaveTrajectory(traj)))
	save(t, s, trajectory.PreRun, 0, 1)
	must(t, trajectory.SaveRun(s, ended(sampleRun(t, sample(t), 2), errors.New("no convergence"))))
	run := kindsRun(t, traj)
	run.Begin(start)
	must(t, trajectory.SaveRun(s, ended(run, nil)))
	must(t, traj.AddResult(trajectory.Result{Path: "fit.line", Comment: "over all runs", Annotations: trajectory.Annotations{"order": 3},
		Items: []trajectory.Item{{Name: "slope", Value: 2.5, Unit: "mV"}, {Name: "xs", Value: []float64{1, 2}, Dims: []string{"run"}}}}))
	must(t, traj.AddResultLink(trajectory.Link{Path: "best", Target: "fit.line"}))
	must(t, errors.Join(s.SaveTrajectory(traj), s.Finish()))
	return run
}

// writeOnlyKinds is that without the sample.
func writeOnlyKinds(t testing.TB, path string) {
	t.Helper()
	s := create(t, path)
	traj := kinds(t)
	run := kindsRun(t, traj)
	run.Begin(start)
	must(t, errors.Join(s.SaveTrajectory(traj), trajectory.SaveRun(s, ended(run, nil)), s.Finish()))
}

// TestKindsOfVersion5 opens the file that the Golgi wrote which had these kinds first. GOLGI_GOLDEN_KINDS makes it anew, with the path
// of a file that does not exist, before the format changes.
func TestKindsOfVersion5(t *testing.T) {
	if path := os.Getenv("GOLGI_GOLDEN_KINDS"); path != "" {
		writeKinds(t, path)
		return
	}
	path := filepath.Join("testdata", "kinds5.hdf5.gz")
	all := unzipped(t, path)
	inFolder(t)
	write(t, "x.hdf5", all)
	must(t, hdf5.Check("x.hdf5"))
	wantText(t, opened(t, reading, "x.hdf5"), kinds(t))
	back, err := opened(t, reading, "x.hdf5").LoadRun(kinds(t), 0)
	must(t, err)
	if got, want := storetest.RunText(back), storetest.RunText(kindsRun(t, kinds(t))); got != want {
		t.Errorf("the run is\n%s\nwanted\n%s", got, want)
	}
	writeKinds(t, "y.hdf5")
	if old, now := digestOf(t, "x.hdf5"), digestOf(t, "y.hdf5"); old != now {
		t.Errorf("the digest is %s, and was %s", now, old)
	}
}

// unzipped returns what is in a compressed file, and zipped what comes into one.
func unzipped(t *testing.T, path string) string {
	t.Helper()
	packed, err := os.Open(path)
	must(t, err)
	defer packed.Close()
	source, err := gzip.NewReader(packed)
	must(t, err)
	all, err := io.ReadAll(source)
	must(t, err)
	return string(all)
}

func zipped(t *testing.T, text string) []byte {
	t.Helper()
	var all bytes.Buffer
	to, err := gzip.NewWriterLevel(&all, gzip.BestCompression)
	must(t, err)
	_, err = to.Write([]byte(text))
	must(t, err)
	must(t, to.Close())
	return all.Bytes()
}
