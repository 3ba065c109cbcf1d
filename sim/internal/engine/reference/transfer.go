package reference

import "encoding/binary"

// word is the type of the elements of an array in memory.
type word interface {
	float64 | int64 | int32 | uint8
}

// index is the type of the indices into an array: Int32 as they lie in topology, or the wide integers of
// the IR.
type index interface{ int32 | int64 }

// The loops below that follow indices return the position of the first that lies outside the array, or
// allInside.
const allInside = -1

// gather sets dst[k] = src[at[k]]. It takes four elements at a time as long as all indices are right.
func gather[T word, I index](dst, src []T, at []I) int {
	n, limit := len(at), uint64(len(src))
	dst = dst[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		d, x := dst[k:k+4:k+4], at[k:k+4:k+4]
		i, j, l, m := uint64(x[0]), uint64(x[1]), uint64(x[2]), uint64(x[3])
		if i >= limit || j >= limit || l >= limit || m >= limit {
			break
		}
		d[0], d[1], d[2], d[3] = src[i], src[j], src[l], src[m]
	}
	for ; k < n; k++ {
		j := uint64(at[k])
		if j >= limit {
			return k
		}
		dst[k] = src[j]
	}
	return allInside
}

// scatter sets dst[at[k]] = val[k].
func scatter[T word, I index](dst []T, at []I, val []T) int {
	val = val[:len(at)]
	for k, j := range at {
		if uint64(j) >= uint64(len(dst)) {
			return k
		}
		dst[j] = val[k]
	}
	return allInside
}

// scatterMasked sets dst[at[k]] = val[k] where the mask is true.
func scatterMasked[T word, I index](dst []T, at []I, val []T, mask []uint8) int {
	val, mask = val[:len(at)], mask[:len(at)]
	for k, j := range at {
		if mask[k] == 0 {
			continue
		}
		if uint64(j) >= uint64(len(dst)) {
			return k
		}
		dst[j] = val[k]
	}
	return allInside
}

// scatterAdd adds val[k] to dst[at[k]], in order, also where a target occurs twice.
func scatterAdd[T word, I index](dst []T, at []I, val []T) int {
	n, limit := len(at), uint64(len(dst))
	val = val[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		v, x := val[k:k+4:k+4], at[k:k+4:k+4]
		i, j, l, m := uint64(x[0]), uint64(x[1]), uint64(x[2]), uint64(x[3])
		if i >= limit || j >= limit || l >= limit || m >= limit {
			break
		}
		dst[i] += v[0]
		dst[j] += v[1]
		dst[l] += v[2]
		dst[m] += v[3]
	}
	for ; k < n; k++ {
		j := uint64(at[k])
		if j >= limit {
			return k
		}
		dst[j] += val[k]
	}
	return allInside
}

// scatterAddOne adds one value to dst[at[k]]: a pathway whose synapses all have the same weight.
func scatterAddOne[T word, I index](dst []T, at []I, val T) int {
	n, limit := len(at), uint64(len(dst))
	k := 0
	for ; k <= n-4; k += 4 {
		x := at[k : k+4 : k+4]
		i, j, l, m := uint64(x[0]), uint64(x[1]), uint64(x[2]), uint64(x[3])
		if i >= limit || j >= limit || l >= limit || m >= limit {
			break
		}
		dst[i] += val
		dst[j] += val
		dst[l] += val
		dst[m] += val
	}
	for ; k < n; k++ {
		j := uint64(at[k])
		if j >= limit {
			return k
		}
		dst[j] += val
	}
	return allInside
}

// Masks are mostly false (who spikes) or mostly true (who is not refractory). The loops below look at several
// of them at a time, and at single ones only where they differ.

const (
	fourTrue  = 0x01010101
	eightTrue = 0x0101010101010101
)

// scatterAddMasked adds val[k] to dst[at[k]] where the mask is true.
func scatterAddMasked[T word, I index](dst []T, at []I, val []T, mask []uint8) int {
	n, limit := len(at), uint64(len(dst))
	val, mask = val[:n], mask[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		v, x, m := val[k:k+4:k+4], at[k:k+4:k+4], mask[k:k+4:k+4]
		four := binary.LittleEndian.Uint32(m)
		if four == 0 {
			continue
		}
		h, i, j, l := uint64(x[0]), uint64(x[1]), uint64(x[2]), uint64(x[3])
		if four == fourTrue && h < limit && i < limit && j < limit && l < limit {
			dst[h] += v[0]
			dst[i] += v[1]
			dst[j] += v[2]
			dst[l] += v[3]
		} else if bad := scatterAddSome(dst, x, v, m); bad != allInside {
			return k + bad
		}
	}
	if bad := scatterAddSome(dst, at[k:], val[k:], mask[k:]); bad != allInside {
		return k + bad
	}
	return allInside
}

// scatterAddSome is scatterAddMasked element by element.
func scatterAddSome[T word, I index](dst []T, at []I, val []T, mask []uint8) int {
	val, mask = val[:len(at)], mask[:len(at)]
	for k, j := range at {
		if mask[k] == 0 {
			continue
		}
		if uint64(j) >= uint64(len(dst)) {
			return k
		}
		dst[j] += val[k]
	}
	return allInside
}

// scatterAddOneMasked adds one value to dst[at[k]] where the mask is true.
func scatterAddOneMasked[T word, I index](dst []T, at []I, val T, mask []uint8) int {
	n, limit := len(at), uint64(len(dst))
	mask = mask[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		x, m := at[k:k+4:k+4], mask[k:k+4:k+4]
		four := binary.LittleEndian.Uint32(m)
		if four == 0 {
			continue
		}
		h, i, j, l := uint64(x[0]), uint64(x[1]), uint64(x[2]), uint64(x[3])
		if four == fourTrue && h < limit && i < limit && j < limit && l < limit {
			dst[h] += val
			dst[i] += val
			dst[j] += val
			dst[l] += val
		} else if bad := scatterAddOneSome(dst, x, val, m); bad != allInside {
			return k + bad
		}
	}
	if bad := scatterAddOneSome(dst, at[k:], val, mask[k:]); bad != allInside {
		return k + bad
	}
	return allInside
}

// scatterAddOneSome is scatterAddOneMasked element by element.
func scatterAddOneSome[T word, I index](dst []T, at []I, val T, mask []uint8) int {
	mask = mask[:len(at)]
	for k, j := range at {
		if mask[k] == 0 {
			continue
		}
		if uint64(j) >= uint64(len(dst)) {
			return k
		}
		dst[j] += val
	}
	return allInside
}

// blend sets dst[k] = val[k] where the mask is true.
func blend[T word](dst, val []T, mask []uint8) {
	n := len(dst)
	val, mask = val[:n], mask[:n]
	k := 0
	for ; k <= n-8; k += 8 {
		d, v, m := dst[k:k+8:k+8], val[k:k+8:k+8], mask[k:k+8:k+8]
		switch binary.LittleEndian.Uint64(m) {
		case 0:
		case eightTrue:
			*(*[8]T)(d) = *(*[8]T)(v)
		default:
			blendSome(d, v, m)
		}
	}
	blendSome(dst[k:], val[k:], mask[k:])
}

// blendSome is blend element by element.
func blendSome[T word](dst, val []T, mask []uint8) {
	val, mask = val[:len(dst)], mask[:len(dst)]
	for k, m := range mask {
		if m != 0 {
			dst[k] = val[k]
		}
	}
}

// blendOne sets dst[k] = val where the mask is true.
func blendOne[T word](dst []T, val T, mask []uint8) {
	mask = mask[:len(dst)]
	for k := 0; k < len(mask); k++ {
		if k%8 == 0 && k <= len(mask)-8 && binary.LittleEndian.Uint64(mask[k:]) == 0 {
			k += 7
			continue
		}
		if mask[k] != 0 {
			dst[k] = val
		}
	}
}

// addMasked adds val[k] to dst[k] where the mask is true.
func addMasked[T word](dst, val []T, mask []uint8) {
	val, mask = val[:len(dst)], mask[:len(dst)]
	for k, m := range mask {
		if m != 0 {
			dst[k] += val[k]
		}
	}
}

// addWords adds val[k] to dst[k].
func addWords[T word](dst, val []T) {
	val = val[:len(dst)]
	for k := range dst {
		dst[k] += val[k]
	}
}

// fill sets all elements to one value.
func fill[T word](dst []T, val T) {
	for k := range dst {
		dst[k] = val
	}
}

// count sets dst[k] = first + k.
func count(dst []int64, first int) {
	for k := range dst {
		dst[k] = int64(first + k)
	}
}

// appendEntries appends the entries where the mask is true.
func appendEntries(out, entries []int32, mask []uint8) []int32 {
	mask = mask[:len(entries)]
	for k, e := range entries {
		if mask[k] != 0 {
			out = append(out, e)
		}
	}
	return out
}

// appendRange appends first + k where mask[k] is true. Spikes are rare: it looks at eight elements at a time.
func appendRange(out []int32, first int, mask []uint8) []int32 {
	for k := 0; k < len(mask); k++ {
		if k%8 == 0 && k <= len(mask)-8 && binary.LittleEndian.Uint64(mask[k:]) == 0 {
			k += 7
			continue
		}
		if mask[k] != 0 {
			out = append(out, int32(first+k))
		}
	}
	return out
}
