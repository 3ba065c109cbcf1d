package ir

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
)

// Canonical returns the kernel as bytes without any name: two kernels with the same bytes compute the same
// for the same binding, whatever objects they belong to. All numbers are little-endian; the first byte is
// the version of this encoding.
//
//	version 1
//	arrays: count uint32, then elem uint8 each
//	consts: count uint32, then type uint8 each
//	body:   count uint32, then per instruction
//	        op uint8, type uint8, operands 3 × int32, and of the fields that the operation uses
//	        array | param (also of a call) | draw uint32, or the literal's float bits | int uint64
func (k *Kernel) Canonical() []byte {
	le := binary.LittleEndian
	b := make([]byte, 0, 16+len(k.Arrays)+len(k.Consts)+22*len(k.Body))
	b = append(b, 1)
	b = le.AppendUint32(b, uint32(len(k.Arrays)))
	for _, a := range k.Arrays {
		b = append(b, byte(a.Elem))
	}
	b = le.AppendUint32(b, uint32(len(k.Consts)))
	for _, c := range k.Consts {
		b = append(b, byte(c.Type))
	}
	b = le.AppendUint32(b, uint32(len(k.Body)))
	for n := range k.Body {
		b = k.Body[n].appendCanonical(b)
	}
	return b
}

// appendCanonical appends one instruction to the encoding.
func (in *Instr) appendCanonical(b []byte) []byte {
	le := binary.LittleEndian
	b = append(b, byte(in.Op), byte(in.Type))
	for _, arg := range in.Args {
		b = le.AppendUint32(b, uint32(arg))
	}
	switch {
	case in.Op == Param, in.Op == Call:
		return le.AppendUint32(b, uint32(in.Param))
	case in.Op.TouchesMemory(), in.Op == Fit:
		return le.AppendUint32(b, uint32(in.Array))
	case in.Op.Draws():
		return le.AppendUint32(b, uint32(in.Draw))
	case in.Op == Lit && in.Type == Float:
		return le.AppendUint64(b, math.Float64bits(in.Num))
	case in.Op == Lit:
		return le.AppendUint64(b, uint64(in.Int))
	}
	return b
}

// Hash returns the SHA-256 of the canonical bytes, the key under which engines keep compiled kernels.
func (k *Kernel) Hash() [32]byte { return sha256.Sum256(k.Canonical()) }
