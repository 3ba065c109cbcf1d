package reference

import (
	"encoding/binary"
	"math"
)

// Booleans are bytes of value 0 or 1, so that logic works on eight of them at a time.

func ltVV[T number](dst []uint8, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for k := range dst {
		dst[k] = truth(a[k] < b[k])
	}
}

func ltVS[T number](dst []uint8, a []T, b T) {
	n := len(dst)
	a = a[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		d, x := dst[k:k+4:k+4], a[k:k+4:k+4]
		d[0], d[1], d[2], d[3] = truth(x[0] < b), truth(x[1] < b), truth(x[2] < b), truth(x[3] < b)
	}
	for ; k < n; k++ {
		dst[k] = truth(a[k] < b)
	}
}

func ltSV[T number](dst []uint8, a T, b []T) {
	n := len(dst)
	b = b[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		d, y := dst[k:k+4:k+4], b[k:k+4:k+4]
		d[0], d[1], d[2], d[3] = truth(a < y[0]), truth(a < y[1]), truth(a < y[2]), truth(a < y[3])
	}
	for ; k < n; k++ {
		dst[k] = truth(a < b[k])
	}
}

func leVV[T number](dst []uint8, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for k := range dst {
		dst[k] = truth(a[k] <= b[k])
	}
}

func leVS[T number](dst []uint8, a []T, b T) {
	n := len(dst)
	a = a[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		d, x := dst[k:k+4:k+4], a[k:k+4:k+4]
		d[0], d[1], d[2], d[3] = truth(x[0] <= b), truth(x[1] <= b), truth(x[2] <= b), truth(x[3] <= b)
	}
	for ; k < n; k++ {
		dst[k] = truth(a[k] <= b)
	}
}

func leSV[T number](dst []uint8, a T, b []T) {
	n := len(dst)
	b = b[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		d, y := dst[k:k+4:k+4], b[k:k+4:k+4]
		d[0], d[1], d[2], d[3] = truth(a <= y[0]), truth(a <= y[1]), truth(a <= y[2]), truth(a <= y[3])
	}
	for ; k < n; k++ {
		dst[k] = truth(a <= b[k])
	}
}

func eqVV[T comparable](dst []uint8, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for k := range dst {
		dst[k] = truth(a[k] == b[k])
	}
}

func neVV[T comparable](dst []uint8, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for k := range dst {
		dst[k] = truth(a[k] != b[k])
	}
}

func andVV(dst, a, b []uint8) {
	n := len(dst)
	a, b = a[:n], b[:n]
	k := 0
	for ; k <= n-8; k += 8 {
		x, y := binary.LittleEndian.Uint64(a[k:]), binary.LittleEndian.Uint64(b[k:])
		binary.LittleEndian.PutUint64(dst[k:], x&y)
	}
	for ; k < n; k++ {
		dst[k] = a[k] & b[k]
	}
}

func orVV(dst, a, b []uint8) {
	n := len(dst)
	a, b = a[:n], b[:n]
	k := 0
	for ; k <= n-8; k += 8 {
		x, y := binary.LittleEndian.Uint64(a[k:]), binary.LittleEndian.Uint64(b[k:])
		binary.LittleEndian.PutUint64(dst[k:], x|y)
	}
	for ; k < n; k++ {
		dst[k] = a[k] | b[k]
	}
}

func not(dst, a []uint8) {
	a = a[:len(dst)]
	for k := range dst {
		dst[k] = a[k] ^ 1
	}
}

// selectFloat chooses by moving bits, which needs no branch.
func selectFloat(dst []float64, mask []uint8, a, b []float64) {
	n := len(dst)
	mask, a, b = mask[:n], a[:n], b[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		d, m, x, y := dst[k:k+4:k+4], mask[k:k+4:k+4], a[k:k+4:k+4], b[k:k+4:k+4]
		d[0] = chooseFloat(m[0], x[0], y[0])
		d[1] = chooseFloat(m[1], x[1], y[1])
		d[2] = chooseFloat(m[2], x[2], y[2])
		d[3] = chooseFloat(m[3], x[3], y[3])
	}
	for ; k < n; k++ {
		dst[k] = chooseFloat(mask[k], a[k], b[k])
	}
}

// chooseFloat is a where the mask is true, else b.
func chooseFloat(mask uint8, a, b float64) float64 {
	x := math.Float64bits(b)
	if mask != 0 {
		x = math.Float64bits(a)
	}
	return math.Float64frombits(x)
}

// selectWord chooses among integers or booleans.
func selectWord[T int64 | uint8](dst []T, mask []uint8, a, b []T) {
	mask, a, b = mask[:len(dst)], a[:len(dst)], b[:len(dst)]
	for k := range dst {
		x := b[k]
		if mask[k] != 0 {
			x = a[k]
		}
		dst[k] = x
	}
}

// Conversions.

func floatOfInt[I int32 | int64 | uint8](dst []float64, a []I) {
	n := len(dst)
	a = a[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		d, x := dst[k:k+4:k+4], a[k:k+4:k+4]
		d[0], d[1], d[2], d[3] = float64(x[0]), float64(x[1]), float64(x[2]), float64(x[3])
	}
	for ; k < n; k++ {
		dst[k] = float64(a[k])
	}
}

func widen[I int32 | uint8](dst []int64, a []I) {
	a = a[:len(dst)]
	for k := range dst {
		dst[k] = int64(a[k])
	}
}

// truncate is intOfFloat of each; nearly all numbers are small enough to go the short way.
func truncate(dst []int64, a []float64) {
	a = a[:len(dst)]
	for k := range dst {
		if x := a[k]; math.Abs(x) < 1<<62 {
			dst[k] = int64(x)
		} else {
			dst[k] = intOfFloat(x)
		}
	}
}

// narrow keeps the low 32 bits.
func narrow(dst []int32, a []int64) {
	a = a[:len(dst)]
	for k := range dst {
		dst[k] = int32(a[k])
	}
}

func truths[T number](dst []uint8, a []T) {
	a = a[:len(dst)]
	for k := range dst {
		dst[k] = truth(a[k] != 0)
	}
}
