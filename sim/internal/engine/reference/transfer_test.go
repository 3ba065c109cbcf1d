package reference

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestTransfers compares gathering and scattering with the naive form, also where an index is outside: then
// what came before it is done, and its position returned.
func TestTransfers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 20).Draw(t, "n")
		size := rapid.IntRange(1, 6).Draw(t, "size")
		last := int32(size - 1)
		if rapid.IntRange(0, 3).Draw(t, "wrong indices") == 0 {
			last = int32(size)
		}
		at := rapid.SliceOfN(rapid.Int32Range(-(last-int32(size)+1), last), n, n).Draw(t, "at")
		val := rapid.SliceOfN(rapid.Float64Range(-9, 9), n, n).Draw(t, "val")
		mask := rapid.SliceOfN(rapid.Uint8Range(0, 1), n, n).Draw(t, "mask")
		memory := rapid.SliceOfN(rapid.Float64Range(-9, 9), size, size).Draw(t, "memory")
		all := slices.Repeat([]uint8{1}, n)
		set := func(dst *float64, v float64) { *dst = v }
		add := func(dst *float64, v float64) { *dst += v }
		one := slices.Repeat([]float64{1.25}, n)
		compareLoop(t, "scatter", memory, at, val, all, set,
			func(dst []float64) int { return scatter(dst, at, val) })
		compareLoop(t, "scatterMasked", memory, at, val, mask, set,
			func(dst []float64) int { return scatterMasked(dst, at, val, mask) })
		compareLoop(t, "scatterAdd", memory, at, val, all, add,
			func(dst []float64) int { return scatterAdd(dst, at, val) })
		compareLoop(t, "scatterAddMasked", memory, at, val, mask, add,
			func(dst []float64) int { return scatterAddMasked(dst, at, val, mask) })
		compareLoop(t, "scatterAddOne", memory, at, one, all, add,
			func(dst []float64) int { return scatterAddOne(dst, at, 1.25) })
		compareLoop(t, "scatterAddOneMasked", memory, at, one, mask, add,
			func(dst []float64) int { return scatterAddOneMasked(dst, at, 1.25, mask) })

		gathered := make([]float64, n)
		bad := gather(gathered, memory, at)
		want := slices.IndexFunc(at, func(j int32) bool { return j < 0 || int(j) >= size })
		if bad != want {
			t.Fatalf("gather stops at %d, want %d", bad, want)
		}
		if bad == allInside {
			bad = n
		}
		for k := range bad {
			if gathered[k] != memory[at[k]] {
				t.Fatalf("gather: element %d is %v, want %v", k, gathered[k], memory[at[k]])
			}
		}
	})
}

// compareLoop compares a loop that writes with the naive form.
func compareLoop(
	t *rapid.T, name string, memory []float64, at []int32, val []float64, mask []uint8,
	write func(dst *float64, v float64), loop func(dst []float64) int,
) {
	got, want := slices.Clone(memory), slices.Clone(memory)
	stopped, stop := loop(got), allInside
	for k, j := range at {
		if mask[k] == 0 {
			continue
		}
		if j < 0 || int(j) >= len(want) {
			stop = k
			break
		}
		write(&want[j], val[k])
	}
	if stopped != stop || !slices.Equal(got, want) {
		t.Fatalf("%s: got %v, stopped at %d; want %v, %d", name, got, stopped, want, stop)
	}
}

// TestEmission compares the emission of a range with the naive form; it skips eight elements at a time.
func TestEmission(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mask := make([]uint8, rapid.IntRange(0, 40).Draw(t, "n"))
		want := []int32{5}
		for _, k := range rapid.SliceOfN(rapid.IntRange(0, 39), 0, 3).Draw(t, "true") {
			if k < len(mask) {
				mask[k] = 1
			}
		}
		for k, m := range mask {
			if m == 1 {
				want = append(want, int32(100+k))
			}
		}
		if got := appendRange([]int32{5}, 100, mask); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}
