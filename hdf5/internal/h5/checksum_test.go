package h5

import (
	"testing"

	"pgregory.net/rapid"
)

// TestChecksum pins the sum that is in files.
//
// Source: RFC 3720, B.4, "32 bytes of incrementing 00..1F" and "32 bytes of zeroes".
func TestChecksum(t *testing.T) {
	rising := make([]byte, 32)
	for i := range rising {
		rising[i] = byte(i)
	}
	for want, p := range map[uint32][]byte{0x46dd794e: rising, 0x8a9136aa: make([]byte, 32)} {
		if got := checksum(p); got != want {
			t.Errorf("the checksum of % x is %08x, wanted %08x", p, got, want)
		}
	}
}

// TestSums writes, and cuts, at random, and compares what sums know with the bytes of a file in memory.
func TestSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s sums
		var file []byte
		place := rapid.OneOf(rapid.Int64Range(0, 10), rapid.Int64Range(blockBytes-10, blockBytes+10),
			rapid.Int64Range(0, 3*blockBytes))
		for i := range rapid.IntRange(1, 12).Draw(t, "steps") {
			at := place.Draw(t, "at")
			if rapid.IntRange(0, 3).Draw(t, "what") == 0 {
				file = resized(file, at)
				s.truncate(at)
				continue
			}
			if rapid.Bool().Draw(t, "append") {
				at = int64(len(file))
			}
			p := make([]byte, place.Draw(t, "bytes"))
			for k := range p {
				p[k] = byte(k + i)
			}
			file = resized(file, max(int64(len(file)), at+int64(len(p))))
			copy(file[at:], p)
			s.write(p, at)
		}
		for at := 0; at < len(file); at += blockBytes {
			p := file[at:min(len(file), at+blockBytes)]
			if sum, known := s.of(int64(at/blockBytes), int64(len(p))); known && sum != checksum(p) {
				t.Fatalf("the checksum of the block at %d is thought to be %08x and is %08x", at, sum, checksum(p))
			}
		}
	})
}

func resized(file []byte, size int64) []byte {
	if size <= int64(len(file)) {
		return file[:size:size] // what comes after the cut is zero again
	}
	return append(file, make([]byte, size-int64(len(file)))...)
}

// TestSumsInOrder: of a file that is written from its beginning to its end in any pieces, all sums are known.
func TestSumsInOrder(t *testing.T) {
	var s sums
	file := make([]byte, 3*blockBytes+5)
	for at, n := 0, 1; at < len(file); at, n = at+n, n*2 {
		s.write(file[at:min(at+n, len(file))], int64(at))
	}
	for i, size := range []int64{blockBytes, blockBytes, blockBytes, 5} {
		if _, known := s.of(int64(i), size); !known {
			t.Errorf("the checksum of block %d is not known", i)
		}
	}
}
