package hdf5_test

import (
	"context"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"golgi/hdf5"
)

// TestChangesOfDamaged flips a bit of a file, and then merges and shrinks it: that is refused, or nothing that was made of it differs.
func TestChangesOfDamaged(t *testing.T) {
	inFolder(t)
	ctx := context.Background()
	writeFactors(t, "a.hdf5", 1, sixPoints()...)
	writeFactors(t, "b.hdf5", 1, finished(7, 8)...)
	whole := []byte(read(t, "a.hdf5"))
	merge(t, "merged.hdf5", hdf5.Merging{}, "a.hdf5", "b.hdf5")
	merged := strings.Join(contents(t, "merged.hdf5"), "\n")
	deleteFrom(t, "a.hdf5", hdf5.Deletion{Runs: []int{1}, Results: []string{"z"}})
	shrunk := strings.Join(contents(t, "a.hdf5"), "\n")
	flips, random := 12, rand.New(rand.NewPCG(1, 2))
	if slow {
		flips = 2000
	}
	refused := 0
	for range flips {
		text := append([]byte{}, whole...)
		at := random.IntN(len(text))
		text[at] ^= 1 << random.IntN(8)
		must(t, os.WriteFile("a.hdf5", text, 0o666))
		if _, err := hdf5.Merge(ctx, "merged.hdf5", []string{"a.hdf5", "b.hdf5"}, hdf5.Merging{}, hdf5.Overwrite()); err != nil {
			refused++
		} else if now := strings.Join(contents(t, "merged.hdf5"), "\n"); now != merged {
			t.Errorf("byte %d: what was merged is\n%s", at, now)
		}
		_, err := hdf5.Delete(ctx, "a.hdf5", hdf5.Deletion{Runs: []int{1}, Results: []string{"z"}})
		if err == nil {
			if now := strings.Join(contents(t, "a.hdf5"), "\n"); now != shrunk {
				t.Errorf("byte %d: what was shrunk is\n%s", at, now)
			}
		} else if read(t, "a.hdf5") != string(text) {
			t.Errorf("byte %d: it was refused, and has changed: %v", at, err)
		}
	}
	t.Logf("%d of %d were refused", refused, flips)
	wantFiles(t, "a.hdf5 b.hdf5 merged.hdf5")
}

// What pypet wrote is only read.
func TestChangesOfForeign(t *testing.T) {
	unpacked(t, "old.hdf5")
	ctx := context.Background()
	const why = "it was written by pypet, and Golgi only reads it"
	_, err := hdf5.Merge(ctx, "all.hdf5", []string{"old.hdf5"}, hdf5.Merging{})
	wantError(t, err, "hdf5: cannot merge into all.hdf5: cannot merge old.hdf5: "+why)
	_, err = hdf5.Delete(ctx, "old.hdf5", hdf5.Deletion{Runs: []int{0}})
	wantError(t, err, "hdf5: cannot delete from old.hdf5: "+why)
	wantError(t, hdf5.Rename(ctx, "old.hdf5", "x", "y"), "hdf5: cannot rename in old.hdf5: "+why)
	must(t, hdf5.Move("old.hdf5", "new.hdf5"))
	s := opened(t, reading, "new.hdf5")
	names, err := s.Trajectories()
	if err != nil || len(names) == 0 {
		t.Errorf("there are %v, %v", names, err)
	}
	must(t, s.Close())
	wantFiles(t, "new.hdf5")
}
