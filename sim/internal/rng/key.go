package rng

import (
	"encoding/binary"
	"math/bits"
)

// A Key tells one place that draws random numbers from all others. It is Philox's key, low word first.
type Key [2]uint32

// NewKey returns the key of a call site (a statement or pathway, and which rand of it) of a named object,
// under a seed and a trial. It is SipHash-2-4, whose secret is the seed (its first 64 bits) and the trial,
// of the message
//
//	len(object) in 8 bytes, little endian; object; site
//
// so that ("ab", "c") and ("a", "bc") differ.
func NewKey(seed, trial uint64, object, site string) Key {
	message := make([]byte, 0, 8+len(object)+len(site))
	message = binary.LittleEndian.AppendUint64(message, uint64(len(object)))
	message = append(message, object...)
	message = append(message, site...)
	h := sipHash(seed, trial, message)
	return Key{uint32(h), uint32(h >> 32)}
}

// A sipState is the state of SipHash: four words.
type sipState [4]uint64

// sipHash returns SipHash-2-4 of the message under the secret (k0, k1).
//
// Source: Aumasson & Bernstein (2012), SipHash: a fast short-input PRF, INDOCRYPT.
func sipHash(k0, k1 uint64, message []byte) uint64 {
	v := sipState{
		k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d,
		k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573,
	}
	last := [8]byte{7: byte(len(message))}
	for ; len(message) >= 8; message = message[8:] {
		v.absorb(binary.LittleEndian.Uint64(message))
	}
	copy(last[:7], message)
	v.absorb(binary.LittleEndian.Uint64(last[:]))
	v[2] ^= 0xff
	for range 4 {
		v.round()
	}
	return v[0] ^ v[1] ^ v[2] ^ v[3]
}

func (v *sipState) absorb(word uint64) {
	v[3] ^= word
	v.round()
	v.round()
	v[0] ^= word
}

func (v *sipState) round() {
	v[0] += v[1]
	v[1] = bits.RotateLeft64(v[1], 13) ^ v[0]
	v[0] = bits.RotateLeft64(v[0], 32)
	v[2] += v[3]
	v[3] = bits.RotateLeft64(v[3], 16) ^ v[2]
	v[0] += v[3]
	v[3] = bits.RotateLeft64(v[3], 21) ^ v[0]
	v[2] += v[1]
	v[1] = bits.RotateLeft64(v[1], 17) ^ v[2]
	v[2] = bits.RotateLeft64(v[2], 32)
}
