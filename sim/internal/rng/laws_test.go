package rng

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"golgi/sim/internal/mathlib"
)

// A counter with its key, drawn anywhere.
type site struct {
	key   Key
	index uint32
	tick  uint64
	draw  uint32
}

func drawSite(t *rapid.T) site {
	return site{
		key:   Key{rapid.Uint32().Draw(t, "key[0]"), rapid.Uint32().Draw(t, "key[1]")},
		index: rapid.Uint32().Draw(t, "index"),
		tick:  rapid.Uint64().Draw(t, "tick"),
		draw:  rapid.Uint32().Draw(t, "draw"),
	}
}

// TestSlicesAreScalars: bit by bit, for lengths below, at and above NormalSlice's blocks.
func TestSlicesAreScalars(t *testing.T) {
	for _, form := range []struct {
		name   string
		scalar func(Key, uint32, uint64, uint32) float64
		slice  func([]float64, Key, uint32, uint64, uint32)
	}{
		{"Uniform", Uniform, UniformSlice},
		{"Normal", Normal, NormalSlice},
	} {
		t.Run(form.name, rapid.MakeCheck(func(t *rapid.T) {
			s := drawSite(t)
			dst := make([]float64, rapid.IntRange(0, 300).Draw(t, "len(dst)"))
			form.slice(dst, s.key, s.index, s.tick, s.draw)
			for i, got := range dst {
				if want := form.scalar(s.key, s.index+uint32(i), s.tick, s.draw); got != want {
					t.Fatalf("%sSlice[%d] = %x, want %x", form.name, i, got, want)
				}
			}
		}))
	}
}

// TestUniformIsMadeOfItsBlock: words 0 and 1, 53 bits, below 1.
func TestUniformIsMadeOfItsBlock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSite(t)
		b := Block(s.key, s.index, s.tick, s.draw)
		want := (float64(b[0]>>5)*0x1p26 + float64(b[1]>>6)) * 0x1p-53
		if got := Uniform(s.key, s.index, s.tick, s.draw); got != want {
			t.Fatalf("Uniform = %x, want %x", got, want)
		}
	})
}

func TestUnitBounds(t *testing.T) {
	if got := unit(0, 0); got != 0 {
		t.Errorf("unit of zero bits = %g, want 0", got)
	}
	if got := unit(math.MaxUint32, math.MaxUint32); got != 1-0x1p-53 {
		t.Errorf("unit of one bits = %x, want 1 - 2^-53", got)
	}
}

// TestStreamIsAFunctionOfItsCount: number k is a half of block k/2, and no other state matters.
func TestStreamIsAFunctionOfItsCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSite(t)
		stream := NewStream(s.key, s.index, s.tick)
		for k := range rapid.IntRange(1, 20).Draw(t, "n") {
			b := Block(s.key, s.index, s.tick, uint32(k/2))
			want := unit(b[k%2*2], b[k%2*2+1])
			if got := stream.Next(); got != want {
				t.Fatalf("number %d = %x, want %x", k, got, want)
			}
		}
	})
}

func TestCopiedStreamForks(t *testing.T) {
	a := NewStream(Key{1, 2}, 3, 4)
	a.Next()
	b := a
	if x, y := a.Next(), b.Next(); x != y {
		t.Errorf("a stream goes on with %x, its copy with %x", x, y)
	}
}

func TestStreamEnds(t *testing.T) {
	s := Stream{next: 1<<33 - 2}
	s.Next()
	s.Next()
	defer func() {
		want := "rng: a stream has 2^33 numbers, and all were taken"
		if got := recover(); got != want {
			t.Errorf("number 2^33: panic %v, want %q", got, want)
		}
	}()
	s.Next()
}

func TestGeometricGap(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		why       string
		u, log1mp float64
		want      int64
	}{
		{"p = 0", 0.5, 0, Never},
		{"p = 0, u = 1", 1, mathlib.Log1p(-0.0), Never},
		{"p = 1", 0.5, mathlib.Log1p(-1), 0},
		{"p = 1, u = 1", 1, -inf, 0},
		{"p = 1, smallest u", 0x1p-53, -inf, 0},
		{"p = 1/2, u = 1", 1, -math.Ln2, 0},
		{"p = 1/2, u just above 1/2", 0.5000001, -math.Ln2, 0},
		{"p = 1/2, u just below 1/2", 0.4999999, -math.Ln2, 1},
		{"p = 1/2, u just above 1/8", 0.1250001, -math.Ln2, 2},
		{"p = 1/2, smallest u", 0x1p-53, -math.Ln2, 53},
		{"p = 1e-9: floor(ln 2 / 1e-9)", 0.5, mathlib.Log1p(-1e-9), 693147180},
		{"p = 1e-300", 0.5, mathlib.Log1p(-1e-300), Never},
		{"p = 1e-300, u = 1", 1, mathlib.Log1p(-1e-300), 0},
		{"the smallest p", 0x1p-53, -0x1p-1074, Never},
		{"p below 0", 0.5, mathlib.Log1p(0.1), Never},
		{"p above 1", 0.5, mathlib.Log1p(-1.1), Never},
		{"p = NaN", 0.5, math.NaN(), Never},
	} {
		if got := GeometricGap(c.u, c.log1mp); got != c.want {
			t.Errorf("%s: gap %d, want %d", c.why, got, c.want)
		}
	}
}

// TestNeverCanBeAdded: positions that skip by it stay ordered.
func TestNeverCanBeAdded(t *testing.T) {
	if position := int64(math.MaxInt64)/2 + Never; position < Never {
		t.Errorf("a position below 2^62 plus Never = %d: overflow", position)
	}
}

// TestKeysAreToldApart: by each of the four, and by where the name ends.
func TestKeysAreToldApart(t *testing.T) {
	keys := map[Key][]any{}
	for seed := range uint64(20) {
		for trial := range uint64(20) {
			for _, names := range [][2]string{
				{"", ""}, {"a", ""}, {"", "a"}, {"ab", "c"}, {"a", "bc"}, {"abc", ""}, {"abc", "\x00"},
				{"neurons_e", "reset 1"}, {"neurons_e", "reset 2"}, {"neurons_i", "reset 1"},
			} {
				key := NewKey(seed, trial, names[0], names[1])
				if other, taken := keys[key]; taken {
					t.Errorf("%d, %d, %q has the key of %v", seed, trial, names, other)
				}
				keys[key] = []any{seed, trial, names}
			}
		}
	}
}

// TestGoldenNumbers pins what every simulation draws.
func TestGoldenNumbers(t *testing.T) {
	want := Key{0x24d74c03, 0x26fed850}
	if got := NewKey(1, 2, "neurons_e", "threshold rand 0"); got != want {
		t.Errorf("NewKey = %#x, want %#x", got, want)
	}
	key := NewKey(0, 0, "", "")
	if want = (Key{0x6ffe2567, 0xe849e8bb}); key != want {
		t.Errorf("NewKey of nothing = %#x, want %#x", key, want)
	}
	stream := NewStream(key, 5, 6)
	stream.Next()
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"Uniform", Uniform(key, 1, 2, 3), 0x1.a496cce4c0b1p-05},
		{"Uniform at a large tick", Uniform(key, 1, 1<<40+2, 3), 0x1.5bf33c414a1f8p-03},
		{"Normal", Normal(key, 1, 2, 3), -0x1.8f18ee0f4f432p-06},
		{"the second number of a Stream", stream.Next(), 0x1.4dc9bc8696075p-01},
	} {
		if c.got != c.want {
			t.Errorf("%s = %x, want %x", c.name, c.got, c.want)
		}
	}
}
