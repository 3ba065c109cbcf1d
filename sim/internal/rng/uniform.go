package rng

// Uniform returns a number in [0, 1), a multiple of 2^-53, from words 0 and 1 of the counter's Block.
// 1 - Uniform is exact, too, and lies in (0, 1].
func Uniform(key Key, index uint32, tick uint64, draw uint32) float64 {
	w0, w1, _, _ := philox(index, uint32(tick), uint32(tick>>32), draw, key[0], key[1])
	return unit(w0, w1)
}

// UniformSlice sets dst[i] = Uniform(key, first+i, tick, draw). first + len(dst) is at most 2^32.
//
// The rounds are written out, and their keys made once: it takes two thirds of Uniform's time.
func UniformSlice(dst []float64, key Key, first uint32, tick uint64, draw uint32) {
	k := roundKeys(key)
	for i := range dst {
		c0, c1, c2, c3 := first+uint32(i), uint32(tick), uint32(tick>>32), draw
		c0, c1, c2, c3 = philoxRound(c0, c1, c2, c3, k[0][0], k[0][1])
		c0, c1, c2, c3 = philoxRound(c0, c1, c2, c3, k[1][0], k[1][1])
		c0, c1, c2, c3 = philoxRound(c0, c1, c2, c3, k[2][0], k[2][1])
		c0, c1, c2, c3 = philoxRound(c0, c1, c2, c3, k[3][0], k[3][1])
		c0, c1, c2, c3 = philoxRound(c0, c1, c2, c3, k[4][0], k[4][1])
		c0, c1, c2, c3 = philoxRound(c0, c1, c2, c3, k[5][0], k[5][1])
		c0, c1, c2, c3 = philoxRound(c0, c1, c2, c3, k[6][0], k[6][1])
		c0, c1, c2, c3 = philoxRound(c0, c1, c2, c3, k[7][0], k[7][1])
		c0, c1, c2, c3 = philoxRound(c0, c1, c2, c3, k[8][0], k[8][1])
		c0, c1, _, _ = philoxRound(c0, c1, c2, c3, k[9][0], k[9][1])
		dst[i] = unit(c0, c1)
	}
}

// roundKeys returns the keys of the ten rounds.
func roundKeys(key Key) (k [rounds]Key) {
	for i := range k {
		k[i] = key
		key[0] += weyl0
		key[1] += weyl1
	}
	return k
}

// unit returns the upper 27 bits of a and the upper 26 bits of b as a number in [0, 1).
func unit(a, b uint32) float64 {
	return float64(float64(uint64(a>>5)<<26|uint64(b>>6)) * 0x1p-53)
}
