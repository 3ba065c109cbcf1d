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
			got, err := Sound(root, name, d)
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
