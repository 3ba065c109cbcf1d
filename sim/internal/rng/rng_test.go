package rng

import (
	"testing"
)

// Source: Random123 1.14, tests/kat_vectors, philox4x32 10.
func TestBlockKnownAnswers(t *testing.T) {
	for _, c := range []struct {
		counter [4]uint32
		key     Key
		want    [4]uint32
	}{
		{[4]uint32{}, Key{}, [4]uint32{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
		{[4]uint32{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, Key{0xffffffff, 0xffffffff},
			[4]uint32{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
		{[4]uint32{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, Key{0xa4093822, 0x299f31d0},
			[4]uint32{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
	} {
		tick := uint64(c.counter[2])<<32 | uint64(c.counter[1])
		if got := Block(c.key, c.counter[0], tick, c.counter[3]); got != c.want {
			t.Errorf("Block of counter %#x, key %#x = %#x, want %#x", c.counter, c.key, got, c.want)
		}
	}
}

// Source: SipHash reference implementation, vectors.h: secret 00 01 ... 0f, messages 00 01 ... of length n;
// length 15 also in Aumasson & Bernstein (2012), appendix A.
func TestSipHashKnownAnswers(t *testing.T) {
	for n, want := range map[int]uint64{
		0: 0x726fdb47dd0e0e31, 1: 0x74f839c593dc67fd, 2: 0x0d6c8009d9a94f5a, 3: 0x85676696d7fb7e2d,
		7: 0xab0200f58b01d137, 8: 0x93f5f5799a932462, 15: 0xa129ca6149be45e5,
	} {
		message := make([]byte, n)
		for i := range message {
			message[i] = byte(i)
		}
		if got := sipHash(0x0706050403020100, 0x0f0e0d0c0b0a0908, message); got != want {
			t.Errorf("sipHash of %d bytes = %#016x, want %#016x", n, got, want)
		}
	}
}
