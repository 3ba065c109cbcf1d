package rng

import "testing"

var sink float64

func BenchmarkScalar(b *testing.B) {
	for _, c := range []struct {
		name string
		f    func(Key, uint32, uint64, uint32) float64
	}{
		{"Uniform", Uniform},
		{"Normal", Normal},
	} {
		b.Run(c.name, func(b *testing.B) {
			for i := range b.N {
				sink += c.f(Key{1, 2}, uint32(i), 7, 0)
			}
		})
	}
}

// The slice forms are timed per number.
func BenchmarkSlice(b *testing.B) {
	for _, c := range []struct {
		name string
		f    func([]float64, Key, uint32, uint64, uint32)
	}{
		{"Uniform", UniformSlice},
		{"Normal", NormalSlice},
	} {
		b.Run(c.name, func(b *testing.B) {
			var dst [512]float64
			for i := 0; i < b.N; i += len(dst) {
				c.f(dst[:], Key{1, 2}, uint32(i), 7, 0)
			}
			sink = dst[1]
		})
	}
}

func BenchmarkStream(b *testing.B) {
	s := NewStream(Key{1, 2}, 3, 4)
	b.Run("Next", func(b *testing.B) {
		for range b.N {
			sink += s.Next()
		}
	})
	b.Run("Gap", func(b *testing.B) {
		for range b.N {
			sink += float64(s.Gap(NewGaps(-0.1)))
		}
	})
}

func BenchmarkNewKey(b *testing.B) {
	for i := range b.N {
		sink += float64(NewKey(1, uint64(i), "neurons_e", "reset line 2 rand 1")[0])
	}
}
