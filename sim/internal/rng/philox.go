package rng

// The multipliers of the rounds and the increments of the key.
const (
	multiplier0 = 0xD2511F53
	multiplier1 = 0xCD9E8D57
	weyl0       = 0x9E3779B9 // the golden ratio
	weyl1       = 0xBB67AE85 // sqrt(3) - 1
	rounds      = 10
)

// Block returns the four random words of a counter: Philox4x32-10 of (index, tick low, tick high, draw)
// under key, bit by bit as in Random123.
//
// Source: Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC'11, section
// 4.3.
func Block(key Key, index uint32, tick uint64, draw uint32) [4]uint32 {
	w0, w1, w2, w3 := philox(index, uint32(tick), uint32(tick>>32), draw, key[0], key[1])
	return [4]uint32{w0, w1, w2, w3}
}

func philox(c0, c1, c2, c3, k0, k1 uint32) (w0, w1, w2, w3 uint32) {
	for range rounds {
		c0, c1, c2, c3 = philoxRound(c0, c1, c2, c3, k0, k1)
		k0 += weyl0
		k1 += weyl1
	}
	return c0, c1, c2, c3
}

func philoxRound(c0, c1, c2, c3, k0, k1 uint32) (uint32, uint32, uint32, uint32) {
	p, q := multiplier0*uint64(c0), multiplier1*uint64(c2)
	return uint32(q>>32) ^ c1 ^ k0, uint32(q), uint32(p>>32) ^ c3 ^ k1, uint32(p)
}
