package bind

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"math"
)

// A Writer writes numbers and texts, little-endian, and sums them up. The first error stays.
type Writer struct {
	to  io.Writer
	sum hash.Hash
	n   int64
	err error
}

// NewWriter returns a writer to which nothing was written.
func NewWriter(to io.Writer) *Writer { return &Writer{to: to, sum: sha256.New()} }

// Bytes writes bytes as they are.
func (w *Writer) Bytes(p []byte) {
	if w.err != nil {
		return
	}
	w.sum.Write(p)
	var n int
	n, w.err = w.to.Write(p)
	w.n += int64(n)
}

// Int writes an integer.
func (w *Writer) Int(x int64) { w.Bytes(binary.LittleEndian.AppendUint64(nil, uint64(x))) }

// Float writes a number, with all its bits.
func (w *Writer) Float(x float64) { w.Int(int64(math.Float64bits(x))) }

// Text writes a text behind its length.
func (w *Writer) Text(text string) {
	w.Int(int64(len(text)))
	w.Bytes([]byte(text))
}

// List writes a list of numbers without its length.
func (w *Writer) List(list any) {
	const part = 1 << 16
	n := lengthOf(list)
	for at := 0; at < n && w.err == nil; at += part {
		p, err := binary.Append(nil, binary.LittleEndian, sliceOf(list, at, min(n, at+part)))
		if err != nil {
			w.err = err
			return
		}
		w.Bytes(p)
	}
}

// Fail has the writer end with an error.
func (w *Writer) Fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// End writes the sum of all that was written, and returns how many bytes there are, or the first error.
func (w *Writer) End() (int64, error) {
	w.Bytes(w.sum.Sum(nil))
	return w.n, w.err
}

// Errors of files that are damaged: they are cut off, or say what cannot be.
var (
	ErrCutOff  = errors.New("it is cut off")
	ErrDamaged = errors.New("it is damaged")
)

// A Reader reads what a Writer has written. The first error stays; after it there are zeros. It believes no length before the bytes are there.
type Reader struct {
	from io.Reader
	sum  hash.Hash
	err  error
}

// NewReader returns a reader at the beginning.
func NewReader(from io.Reader) *Reader { return &Reader{from: from, sum: sha256.New()} }

// Err returns the first error.
func (r *Reader) Err() error { return r.err }

// Fail has the reader end with an error.
func (r *Reader) Fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// Damaged has the reader end with the error that something cannot be.
func (r *Reader) Damaged(format string, args ...any) {
	r.Fail(fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...)))
}

// fill reads all of p.
func (r *Reader) fill(p []byte) {
	if r.err == nil {
		if _, err := io.ReadFull(r.from, p); errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			r.err = ErrCutOff
		} else {
			r.err = err
		}
	}
	if r.err != nil {
		clear(p)
		return
	}
	r.sum.Write(p)
}

// Bytes reads n bytes, which are few.
func (r *Reader) Bytes(n int) []byte {
	p := make([]byte, n)
	r.fill(p)
	return p
}

// Int reads an integer.
func (r *Reader) Int() int64 { return int64(binary.LittleEndian.Uint64(r.Bytes(8))) }

// Count reads a number of things, of which there are at most so many.
func (r *Reader) Count(what string, most int64) int {
	n := r.Int()
	if n < 0 || n > most {
		r.Damaged("%d %s", n, what)
		return 0
	}
	return int(n)
}

// Float reads a number.
func (r *Reader) Float() float64 { return math.Float64frombits(uint64(r.Int())) }

// Text reads a text.
func (r *Reader) Text() string { return string(r.Bytes(r.Count("bytes of text", 1<<16))) }

// listOf reads a list of n numbers, in parts that take gets; a part belongs to take.
func listOf[T float64 | int64 | int32 | uint8](r *Reader, n int, take func(at int, part []T) error) {
	const most = 1 << 16
	for at := 0; at < n && r.err == nil; at += most {
		part := make([]T, min(most, n-at))
		p := make([]byte, binary.Size(part))
		if r.fill(p); r.err != nil {
			return
		}
		if _, err := binary.Decode(p, binary.LittleEndian, part); err != nil {
			r.Fail(err)
			return
		}
		if err := take(at, part); err != nil {
			r.Fail(err)
		}
	}
}

// gathered reads a list of n numbers.
func gathered[T float64 | int64 | int32 | uint8](r *Reader, n int) []T {
	list := make([]T, 0, min(n, 1<<16))
	listOf(r, n, func(_ int, part []T) error { list = append(list, part...); return nil })
	return list
}

// End reads the sum of all that was read, and returns the first error.
func (r *Reader) End() error {
	want := r.sum.Sum(nil)
	if got := r.Bytes(len(want)); r.err == nil && string(got) != string(want) {
		r.Damaged("its checksum is another one")
	}
	return r.err
}

func lengthOf(list any) int {
	switch list := list.(type) {
	case []float64:
		return len(list)
	case []int64:
		return len(list)
	case []int32:
		return len(list)
	}
	return len(list.([]uint8))
}

func sliceOf(list any, from, to int) any {
	switch list := list.(type) {
	case []float64:
		return list[from:to]
	case []int64:
		return list[from:to]
	case []int32:
		return list[from:to]
	}
	return list.([]uint8)[from:to]
}
