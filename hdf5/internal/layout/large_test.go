package layout

import (
	"bytes"
	"crypto/sha256"
	"path/filepath"
	"reflect"
	"testing"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// A value that is read in parts has the digest of the whole.
func TestDigestsInParts(t *testing.T) {
	numbers := []float64{1, 2.5, -3, 4, 5, 6}
	whole, parts := Digest{Hash: sha256.New()}, Digest{Hash: sha256.New()}
	if err := whole.Value(trajectory.NDArray{Shape: []int{3, 2}, Data: numbers}); err != nil {
		t.Fatal(err)
	}
	large := Large{h5.Float64, []int{3, 2}, func(do func(h5.Array) error) error {
		if err := do(h5.Array{Shape: []int{1, 2}, Data: numbers[:2]}); err != nil {
			return err
		}
		return do(h5.Array{Shape: []int{2, 2}, Data: numbers[2:]})
	}}
	if err := parts.Value(large); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(whole.Sum(nil), parts.Sum(nil)) {
		t.Error("digests differ")
	}
}

// Checking reads all of what is large, and has none of it in memory afterwards.
func TestSoundValues(t *testing.T) {
	file, err := h5.Create(filepath.Join(t.TempDir(), "x.h5"))
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]any{"scalar": 2.5, "texts": []string{"a", "b"}, "few": []int32{1, 2}, "many": trajectory.NDArray{Shape: []int{1 << 20, 2}, Data: make([]float64, 2<<20)}}
	want := map[string]any{"scalar": 2.5, "texts": []string{"a", "b"}, "few": []int32{}, "many": trajectory.NDArray{Shape: []int{0, 2}, Data: []float64{}}}
	err = file.Do(func(root h5.Group) error {
		for name, value := range values {
			a, _, err := Stored(value)
			if err != nil {
				return err
			}
			d, err := root.Write(name, a, h5.Layout{})
			if err != nil {
				return err
			}
			got, err := Sound.item(root, name, d)
			if err != nil || !reflect.DeepEqual(got, want[name]) {
				t.Errorf("%s: %v, %v", name, got, err)
			}
			d.Close()
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

// Of a compound, what is thin and what was checked has no rows, and the parts of one that is large are read in parts; its digest is the same.
func TestLargeCompounds(t *testing.T) {
	const n = 600_000
	csr := trajectory.CSR{Shape: [2]int{1, n}, IndPtr: []int{0, n}, Indices: make([]int, n), Data: make([]float32, n)}
	for i := range csr.Indices {
		csr.Indices[i], csr.Data.([]float32)[i] = i, float32(i)
	}
	frame := trajectory.Frame{{Name: "z", Value: make([]string, n)}, {Name: "a", Value: csr.Data, Unit: "Hz", Comment: "c"}}
	empty := map[string]any{"csr": trajectory.CSR{IndPtr: []int{0}, Indices: []int{}, Data: []float32{}},
		"frame": trajectory.Frame{{Name: "z", Value: []string{}}, {Name: "a", Value: []float32{}, Unit: "Hz", Comment: "c"}}}
	sum := func(v any) []byte {
		d := Digest{Hash: sha256.New()}
		if err := d.Value(v); err != nil {
			t.Error(err)
		}
		return d.Sum(nil)
	}
	file, err := h5.Create(filepath.Join(t.TempDir(), "x.h5"))
	if err != nil {
		t.Fatal(err)
	}
	err = file.Do(func(root h5.Group) error {
		for _, value := range []trajectory.Compound{csr, frame} {
			name := value.Form()
			if err := writeCompound(root, Item{Item: trajectory.Item{Name: name, Value: value}}, h5.Layout{}); err != nil {
				return err
			}
			read := func(values Values) any {
				v, err := readCompound(root, name, values)
				if err != nil {
					t.Errorf("%s: %v", name, err)
				}
				return v
			}
			if thin, sound := read(Thin), read(Sound); !reflect.DeepEqual(thin, empty[name]) || !reflect.DeepEqual(sound, empty[name]) {
				t.Errorf("%s: thin is %v, and when it was checked, %v; wanted %v", name, thin, sound, empty[name])
			}
			parts := read(InParts)
			if _, large := parts.(largeCompound); !large || !bytes.Equal(sum(parts), sum(read(Whole))) {
				t.Errorf("%s: read in parts it is a %T, with another digest, or not large", name, parts)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}
