package h5

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// A sealed file has a trailer behind its HDF5 content, which HDF5 and its tools pass over. All numbers are
// little endian, and a checksum is a CRC-32C.
//
//	0           the HDF5 content, of L bytes
//	L           the checksum of each 256 KiB of it, the last ones being what is left: N numbers of 4 bytes
//	L+4N        "golgiCRC"
//	L+4N+8      version of the trailer, 4 bytes: 1
//	L+4N+12     bytes of a block, 4 bytes: 262144
//	L+4N+16     L, 8 bytes
//	L+4N+24     checksum of the trailer up to here, 4 bytes
//	L+4N+28     the end of the file
//
// A program that opens the file to change it with the HDF5 library cuts the trailer off. One that changes it in
// place leaves a block that does not match.
const (
	trailerMagic   = "golgiCRC"
	trailerVersion = 1
	endBytes       = 28

	// most is the most bytes that can be sealed, so that nobody can make us read checksums without end.
	most = 1 << 44
)

// ErrUnsealed is the cause of the error where a file has no valid checksums: Golgi did not make it, or another
// program has changed it.
var ErrUnsealed = errors.New("it has no valid checksums: another program made or changed it")

// trailerOf makes the trailer for a content of that length, given the checksums of its blocks.
func trailerOf(length int64, sum func(block, size int64) (uint32, error)) ([]byte, error) {
	if length > most {
		return nil, fmt.Errorf("it has %d bytes, more than the %d that can have checksums", length, int64(most))
	}
	trailer := make([]byte, 0, trailerBytes(length))
	for start := int64(0); start < length; start += blockBytes {
		s, err := sum(start/blockBytes, min(blockBytes, length-start))
		if err != nil {
			return nil, err
		}
		trailer = binary.LittleEndian.AppendUint32(trailer, s)
	}
	trailer = append(trailer, trailerMagic...)
	trailer = binary.LittleEndian.AppendUint32(trailer, trailerVersion)
	trailer = binary.LittleEndian.AppendUint32(trailer, blockBytes)
	trailer = binary.LittleEndian.AppendUint64(trailer, uint64(length))
	return binary.LittleEndian.AppendUint32(trailer, checksum(trailer)), nil
}

func trailerBytes(length int64) int64 { return (length+blockBytes-1)/blockBytes*4 + endBytes }

// readTrailer returns the checksums and the length of the content of a file of that size. The trailer may come
// from anybody: nothing is believed but what agrees with the size of the file.
func readTrailer(file io.ReaderAt, size int64) ([]uint32, int64, error) {
	var end [endBytes]byte
	if size < endBytes {
		return nil, 0, ErrUnsealed
	}
	if _, err := file.ReadAt(end[:], size-endBytes); err != nil {
		return nil, 0, err
	}
	length, ok := lengthIn(end[:])
	if !ok || length+trailerBytes(length) != size {
		return nil, 0, ErrUnsealed
	}
	trailer := make([]byte, trailerBytes(length))
	if _, err := file.ReadAt(trailer, length); err != nil {
		return nil, 0, err
	}
	body, sum := trailer[:len(trailer)-4], trailer[len(trailer)-4:]
	if checksum(body) != binary.LittleEndian.Uint32(sum) {
		return nil, 0, ErrUnsealed
	}
	return sumsIn(trailer[:len(trailer)-endBytes]), length, nil
}

// lengthIn returns the length of the content that the end of a trailer names.
func lengthIn(end []byte) (int64, bool) {
	u32, length := binary.LittleEndian.Uint32, binary.LittleEndian.Uint64(end[16:])
	ok := string(end[:8]) == trailerMagic && u32(end[8:]) == trailerVersion && u32(end[12:]) == blockBytes
	return int64(length), ok && 0 < length && length <= most
}

func sumsIn(p []byte) []uint32 {
	sums := make([]uint32, len(p)/4)
	for i := range sums {
		sums[i] = binary.LittleEndian.Uint32(p[4*i:])
	}
	return sums
}
