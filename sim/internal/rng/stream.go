package rng

// A Stream yields the uniform numbers of one index within one tick, one after the other: numbers 2d and
// 2d+1 are the halves of Block(key, index, tick, d), words 0, 1 and words 2, 3, each as in Uniform. So the
// number k of a row is a function of (key, index, tick, k), whoever asks.
//
// Connections along a row are drawn with it. A Stream is used by one goroutine at a time; copying it forks
// it.
type Stream struct {
	key     Key
	index   uint32
	tick    uint64
	next    uint64     // how many numbers were taken
	numbers [4]float64 // those of the two current blocks
}

// NewStream returns a Stream at its first number.
func NewStream(key Key, index uint32, tick uint64) Stream {
	return Stream{key: key, index: index, tick: tick}
}

// Next returns the next number in [0, 1). A stream has 2^33; it panics beyond, for it would repeat them.
func (s *Stream) Next() float64 {
	k := s.next & 3
	if k == 0 {
		s.fill()
	}
	s.next++
	return s.numbers[k]
}

// fill makes the next two blocks, side by side: one would wait for its own multiplications.
func (s *Stream) fill() {
	if s.next>>33 != 0 {
		panic("rng: a stream has 2^33 numbers, and all were taken")
	}
	a0, a1, a2, a3 := s.index, uint32(s.tick), uint32(s.tick>>32), uint32(s.next>>1)
	b0, b1, b2, b3 := a0, a1, a2, a3+1
	k0, k1 := s.key[0], s.key[1]
	for range rounds {
		a0, a1, a2, a3 = philoxRound(a0, a1, a2, a3, k0, k1)
		b0, b1, b2, b3 = philoxRound(b0, b1, b2, b3, k0, k1)
		k0 += weyl0
		k1 += weyl1
	}
	s.numbers = [4]float64{unit(a0, a1), unit(a2, a3), unit(b0, b1), unit(b2, b3)}
}

// Gap returns the GeometricGap of the next number.
func (s *Stream) Gap(of Gaps) int64 { return of.At(1 - s.Next()) }
