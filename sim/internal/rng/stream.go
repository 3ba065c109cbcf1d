package rng

// A Stream yields the uniform numbers of one index within one tick, one after the other: numbers 2d and
// 2d+1 are the halves of Block(key, index, tick, d), words 0, 1 and words 2, 3, each as in Uniform. So the
// number k of a row is a function of (key, index, tick, k), whoever asks.
//
// Connections along a row are drawn with it. A Stream is used by one goroutine at a time; copying it forks
// it.
type Stream struct {
	key    Key
	index  uint32
	tick   uint64
	next   uint64  // how many numbers were taken
	second float64 // the second half of the current block
}

// NewStream returns a Stream at its first number.
func NewStream(key Key, index uint32, tick uint64) Stream {
	return Stream{key: key, index: index, tick: tick}
}

// Next returns the next number in [0, 1). A stream has 2^33; it panics beyond, for it would repeat them.
func (s *Stream) Next() float64 {
	k := s.next
	s.next++
	if k&1 != 0 {
		return s.second
	}
	if k>>33 != 0 {
		panic("rng: a stream has 2^33 numbers, and all were taken")
	}
	w0, w1, w2, w3 := philox(s.index, uint32(s.tick), uint32(s.tick>>32), uint32(k>>1), s.key[0], s.key[1])
	s.second = unit(w2, w3)
	return unit(w0, w1)
}

// Gap returns the GeometricGap of the next number.
func (s *Stream) Gap(log1mp float64) int64 { return GeometricGap(1-s.Next(), log1mp) }
