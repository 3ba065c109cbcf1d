package layout

import (
	"bytes"
	"crypto/sha256"
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
