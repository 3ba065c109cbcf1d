package h5

import (
	"fmt"
	"hash/crc32"
)

// blockBytes is what has one checksum: the CRC-32C, which processors have an instruction for. The last block
// of a file is shorter.
//
// Small blocks are for finding one of very many runs: that takes some dozen looks at a few hundred bytes, all
// over the file. What is large is read and verified in one go, whatever the blocks.
const blockBytes = 16 << 10

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
type sums struct {
	blocks []known

	// near is where bytes are copied to be summed up. The instruction works on three parts of its input at once,
	// and the processor does not see then what it will need next: from memory, bytes come more than twice as
	// fast so.
	near [4 << 10]byte
}

// known is the checksum of the first bytes of a block, upTo of them.
type known struct {
	sum  uint32
	upTo uint32 // of which there may be millions
}

// write takes note of p being written.
func (s *sums) write(p []byte, at int64) {
	for len(p) > 0 {
		block, from := at/blockBytes, at%blockBytes
		if more := block + 1 - int64(len(s.blocks)); more > 0 {
			s.blocks = append(s.blocks, make([]known, more)...)
		}
		n := copy(s.near[:min(blockBytes-from, int64(len(s.near)))], p)
		s.blocks[block].write(s.near[:n], from)
		p, at = p[n:], at+int64(n)
	}
}

func (k *known) write(p []byte, from int64) {
	k.cut(from)
	if from == int64(k.upTo) {
		k.sum, k.upTo = crc32.Update(k.sum, castagnoli, p), uint32(from)+uint32(len(p))
	}
}

// cut takes note that the bytes from a place on have changed.
func (k *known) cut(from int64) {
	if from < int64(k.upTo) {
		*k = known{}
	}
}

// truncate takes note of the file being made shorter or longer.
func (s *sums) truncate(size int64) {
	n := (size + blockBytes - 1) / blockBytes
	if n > int64(len(s.blocks)) {
		return
	}
	s.blocks = s.blocks[:n]
	if n > 0 {
		s.blocks[n-1].cut(size - (n-1)*blockBytes)
	}
}

// of returns the checksum of a block of that size, if it is known.
func (s *sums) of(block, size int64) (uint32, bool) {
	if block >= int64(len(s.blocks)) || int64(s.blocks[block].upTo) != size {
		return 0, false
	}
	return s.blocks[block].sum, true
}
