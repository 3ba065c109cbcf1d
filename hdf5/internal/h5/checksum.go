package h5

import (
	"fmt"
	"hash/crc32"
)

// blockBytes is what has one checksum: the CRC-32C, which processors have an instruction for. The last block of
// a file is shorter.
const blockBytes = 256 << 10

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(p []byte) uint32 { return crc32.Checksum(p, castagnoli) }

// A ChecksumError is a block of a sealed file that has changed since.
type ChecksumError struct {
	Path   string
	Offset int64 // of the block in the file
}

func (e *ChecksumError) Error() string {
	return fmt.Sprintf("%s is damaged: the %d bytes from %d on do not match their checksum",
		e.Path, blockBytes, e.Offset)
}

// sums are the checksums of the blocks of a file, as far as they are known from what is written to it.
type sums []known

// known is the checksum of the first bytes of a block, upTo of them.
type known struct {
	sum  uint32
	upTo int64
}

// write takes note of p being written.
func (s *sums) write(p []byte, at int64) {
	for len(p) > 0 {
		block, from := at/blockBytes, at%blockBytes
		n := min(int64(len(p)), blockBytes-from)
		if more := block + 1 - int64(len(*s)); more > 0 {
			*s = append(*s, make([]known, more)...)
		}
		(*s)[block].write(p[:n], from)
		p, at = p[n:], at+n
	}
}

func (k *known) write(p []byte, from int64) {
	k.cut(from)
	if from == k.upTo {
		k.sum, k.upTo = crc32.Update(k.sum, castagnoli, p), from+int64(len(p))
	}
}

// cut takes note that the bytes from a place on have changed.
func (k *known) cut(from int64) {
	if from < k.upTo {
		*k = known{}
	}
}

// truncate takes note of the file being made shorter or longer.
func (s *sums) truncate(size int64) {
	blocks := (size + blockBytes - 1) / blockBytes
	if blocks > int64(len(*s)) {
		return
	}
	*s = (*s)[:blocks]
	if blocks > 0 {
		(*s)[blocks-1].cut(size - (blocks-1)*blockBytes)
	}
}

// of returns the checksum of a block of that size, if it is known.
func (s sums) of(block, size int64) (uint32, bool) {
	if block >= int64(len(s)) || s[block].upTo != size {
		return 0, false
	}
	return s[block].sum, true
}
