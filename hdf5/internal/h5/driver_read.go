package h5

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"syscall"
)

// recentBytes is how much of a file that is read stays in memory.
const recentBytes = 4 << 20

// kept is a file that is read. All that the library sees of it comes out of blocks, which are compared with
// their checksums, if there are any, whenever they are read from the disk.
type kept struct {
	file   *os.File
	path   string
	length int64    // of the file without checksums
	sums   []uint32 // one for each block; nil for a file that is believed
	recent []block  // the latest first
}

type block struct {
	start int64
	bytes []byte
}

// openAny opens a file that is believed.
func openAny(path string) (*kept, error) {
	file, size, err := openRegular(path)
	if err != nil {
		return nil, brokenDisk("open file", path, err)
	}
	return &kept{file: file, path: path, length: size}, nil
}

// openRegular opens a file for reading if it is a plain one: opening a pipe would wait for somebody to write.
func openRegular(path string) (*os.File, int64, error) {
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, 0, err
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("this is no plain file")
	}
	if err != nil {
		return nil, 0, errors.Join(err, file.Close())
	}
	return file, info.Size(), nil
}

// openSealed opens a file of which each block is verified.
func openSealed(path string) (*kept, error) {
	k, err := openAny(path)
	if err != nil {
		return nil, err
	}
	k.sums, k.length, err = readTrailer(k.file, k.length)
	if err != nil {
		_ = k.file.Close() // it was only read
		return nil, brokenDisk("open file", path, err)
	}
	return k, nil
}

func (k *kept) size() int64 { return k.length }

func (k *kept) read(p []byte, at int64) error {
	for len(p) > 0 && at < k.length {
		n, err := k.readSome(p, at)
		if err != nil {
			return err
		}
		p, at = p[n:], at+int64(n)
	}
	clear(p)
	return nil
}

// readSome reads what p wants of one block: where that is the whole, straight into p.
func (k *kept) readSome(p []byte, at int64) (int, error) {
	start := at / blockBytes * blockBytes
	whole := min(blockBytes, k.length-start)
	if at == start && int64(len(p)) >= whole {
		return int(whole), k.load(block{start, p[:whole]})
	}
	b, err := k.block(start, whole)
	if err != nil {
		return 0, err
	}
	return copy(p, b.bytes[at-start:]), nil
}

// block returns the block at start, and keeps it for a while.
func (k *kept) block(start, size int64) (block, error) {
	i := slices.IndexFunc(k.recent, func(b block) bool { return b.start == start })
	if i < 0 {
		b := block{start, k.room(size)}
		if err := k.load(b); err != nil {
			return b, err
		}
		k.recent = append(k.recent, b)
		i = len(k.recent) - 1
	}
	b := k.recent[i]
	copy(k.recent[1:], k.recent[:i])
	k.recent[0] = b
	return b, nil
}

// room returns memory for a block: new, or that of the block which was not asked for the longest.
func (k *kept) room(size int64) []byte {
	last := len(k.recent) - 1
	if last+1 < recentBytes/blockBytes {
		return make([]byte, size)
	}
	old := k.recent[last].bytes
	k.recent = k.recent[:last]
	return slices.Grow(old[:0], int(size))[:size]
}

// load reads a block from the disk and verifies it.
func (k *kept) load(b block) error {
	_, err := k.file.ReadAt(b.bytes, b.start)
	if err == io.EOF {
		err = fmt.Errorf("it became shorter than %d bytes", k.length)
	}
	if err != nil {
		return brokenDisk("read file", k.path, err)
	}
	if k.sums != nil && checksum(b.bytes) != k.sums[b.start/blockBytes] {
		return &ChecksumError{k.path, b.start}
	}
	return nil
}

func (k *kept) write([]byte, int64) error { return brokenDisk("write file", k.path, os.ErrPermission) }
func (k *kept) truncate(int64) error      { return brokenDisk("truncate file", k.path, os.ErrPermission) }
func (k *kept) close() error              { return k.file.Close() }
