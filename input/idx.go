package input

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"
	"math"
)

// IDX reads images in the format in which the MNIST digits come: bytes in three dimensions (images, rows, columns), or in two, which
// are one image. A file may be compressed by gzip.
//
// Source: LeCun, Cortes & Burges, THE MNIST DATABASE of handwritten digits: FILE FORMATS.
func IDX(path string) (Images, error) {
	shape, content, err := readIDX(path)
	if err != nil {
		return Images{}, err
	}
	if len(shape) == 2 {
		shape = append([]int{1}, shape...)
	}
	if len(shape) != 3 {
		return Images{}, faultf(path, "it has %d dimensions; images have 3, or one image 2", len(shape))
	}
	if len(content) == 0 {
		return Images{}, faultf(path, "its %d images of %d x %d have no pixels", shape[0], shape[1], shape[2])
	}
	m := Images{count: shape[0], rows: shape[1], columns: shape[2], shades: make([]float64, len(content))}
	for k, b := range content {
		m.shades[k] = float64(b) / math.MaxUint8
	}
	return m, nil
}

// IDXLabels reads the labels of images: bytes in one dimension.
func IDXLabels(path string) ([]int, error) {
	shape, content, err := readIDX(path)
	if err != nil {
		return nil, err
	}
	if len(shape) != 1 {
		return nil, faultf(path, "it has %d dimensions; labels have 1", len(shape))
	}
	labels := make([]int, len(content))
	for k, b := range content {
		labels[k] = int(b)
	}
	return labels, nil
}

func readIDX(path string) ([]int, []byte, error) {
	file, err := open(path)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	return idx(path, file)
}

// idx reads bytes with their shape.
func idx(name string, from io.Reader) ([]int, []byte, error) {
	r := bufio.NewReader(from)
	if start, _ := r.Peek(2); bytes.Equal(start, []byte{0x1f, 0x8b}) {
		plain, err := gzip.NewReader(r)
		if err != nil {
			return nil, nil, faultf(name, "it is not compressed by gzip as it should be: %v", err)
		}
		r = bufio.NewReader(plain)
	}
	start := make([]byte, 4)
	const bytesOf = 8 // the type of the elements
	switch _, err := io.ReadFull(r, start); {
	case err != nil || start[0] != 0 || start[1] != 0 || start[3] == 0:
		return nil, nil, faultf(name, "it does not begin as IDX files do: with two zeros, a type and a number of dimensions")
	case start[2] != bytesOf:
		return nil, nil, faultf(name, "its elements are of type %d; images and labels are bytes (8)", start[2])
	case start[3] > mostRank:
		return nil, nil, faultf(name, "it has %d dimensions", start[3])
	}
	lengths := make([]byte, 4*int(start[3]))
	if _, err := io.ReadFull(r, lengths); err != nil {
		return nil, nil, faultf(name, "it ends within its header")
	}
	var shape []int
	n := int64(1)
	for at := 0; at < len(lengths); at += 4 {
		length := int64(binary.BigEndian.Uint32(lengths[at:]))
		if length > 0 && n > math.MaxInt64/16/length {
			return nil, nil, faultf(name, "its dimensions are of lengths that no file has")
		}
		n *= length
		shape = append(shape, int(length))
	}
	content, err := exactly(name, r, n)
	return shape, content, err
}

// exactly reads n bytes, which must be all. Memory is taken as they come.
func exactly(name string, r io.Reader, n int64) ([]byte, error) {
	if err := afford(name, n, 9); err != nil { // bytes, and their shades
		return nil, err
	}
	var content bytes.Buffer
	got, err := io.Copy(&content, io.LimitReader(r, n+1))
	switch {
	case err != nil:
		return nil, faultf(name, "it should have %d bytes behind its header, and ends after %d: %v", n, got, err)
	case got < n:
		return nil, faultf(name, "it should have %d bytes behind its header, and ends after %d", n, got)
	case got > n:
		return nil, faultf(name, "it has more than the %d bytes that its header says", n)
	}
	return content.Bytes(), nil
}
