package input

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// An npy is an array of numpy's.
//
// Source: NumPy, NEP 1 and numpy.lib.format: version 1, 2 or 3.
type npy struct {
	shape   []int
	fortran bool // the first index runs fastest
	kind    byte // b, i, u, f
	size    int  // bytes of an element
	order   binary.ByteOrder
}

const (
	mostHeader = 1 << 16 // bytes
	mostRank   = 32
)

// header finds the three entries of a header, in whatever order.
var header = struct{ descr, fortran, shape *regexp.Regexp }{
	regexp.MustCompile(`['"]descr['"]\s*:\s*['"]([<>|=])?([a-zA-Z])(\d{1,3})['"]`),
	regexp.MustCompile(`['"]fortran_order['"]\s*:\s*(True|False)`),
	regexp.MustCompile(`['"]shape['"]\s*:\s*\(([\d,\sL]*)\)`),
}

// readNPY reads what stands before the elements.
func readNPY(name string, r io.Reader) (npy, error) {
	start := make([]byte, 8)
	if _, err := io.ReadFull(r, start); err != nil || string(start[:6]) != "\x93NUMPY" {
		return npy{}, faultf(name, "it does not begin as arrays of numpy's do")
	}
	width := map[byte]int{1: 2, 2: 4, 3: 4}[start[6]]
	if width == 0 {
		return npy{}, faultf(name, "version %d.%d of the format is not known; there are 1, 2 and 3", start[6], start[7])
	}
	length := make([]byte, 4)
	if _, err := io.ReadFull(r, length[:width]); err != nil {
		return npy{}, faultf(name, "it ends within its header")
	}
	n := binary.LittleEndian.Uint32(length)
	if n > mostHeader {
		return npy{}, faultf(name, "its header has %d bytes; at most %d are read", n, mostHeader)
	}
	text := make([]byte, n)
	if _, err := io.ReadFull(r, text); err != nil {
		return npy{}, faultf(name, "it ends within its header")
	}
	return parseNPY(name, string(text))
}

// parseNPY reads the text of a header.
func parseNPY(name, text string) (npy, error) {
	descr, fortran, shape := header.descr.FindStringSubmatch(text), header.fortran.FindStringSubmatch(text), header.shape.FindStringSubmatch(text)
	if descr == nil || fortran == nil || shape == nil {
		return npy{}, faultf(name, "its header is not that of an array of numbers: %.100q", text)
	}
	a := npy{fortran: fortran[1] == "True", kind: descr[2][0], order: binary.LittleEndian}
	if descr[1] == ">" {
		a.order = binary.BigEndian
	}
	a.size, _ = strconv.Atoi(descr[3])
	if _, ok := a.decoder(); !ok {
		return npy{}, faultf(name, "its elements are %q; wanted are numbers or truth values", descr[2]+descr[3])
	}
	for length := range strings.SplitSeq(shape[1], ",") {
		length = strings.Trim(length, " \tL")
		if length == "" {
			continue
		}
		n, err := strconv.Atoi(length)
		if err != nil || len(a.shape) == mostRank {
			return npy{}, faultf(name, "its shape is (%.100s)", shape[1])
		}
		a.shape = append(a.shape, n)
	}
	return a, nil
}

// elements returns how many elements there are; false where no file has so many.
func (a npy) elements() (n int64, ok bool) {
	n = 1
	for _, length := range a.shape {
		if length > 0 && n > math.MaxInt64/16/int64(length) {
			return 0, false
		}
		n *= int64(length)
	}
	return n, true
}

// decoder returns what makes a float of the bytes of an element.
func (a npy) decoder() (decode func([]byte) float64, ok bool) {
	switch fmt.Sprintf("%c%d", a.kind, a.size) {
	case "b1":
		return func(b []byte) float64 { return float64(min(b[0], 1)) }, true
	case "u1":
		return func(b []byte) float64 { return float64(b[0]) }, true
	case "i1":
		return func(b []byte) float64 { return float64(int8(b[0])) }, true
	case "u2":
		return func(b []byte) float64 { return float64(a.order.Uint16(b)) }, true
	case "i2":
		return func(b []byte) float64 { return float64(int16(a.order.Uint16(b))) }, true
	case "u4":
		return func(b []byte) float64 { return float64(a.order.Uint32(b)) }, true
	case "i4":
		return func(b []byte) float64 { return float64(int32(a.order.Uint32(b))) }, true
	case "u8":
		return func(b []byte) float64 { return float64(a.order.Uint64(b)) }, true
	case "i8":
		return func(b []byte) float64 { return float64(int64(a.order.Uint64(b))) }, true
	case "f4":
		return func(b []byte) float64 { return float64(math.Float32frombits(a.order.Uint32(b))) }, true
	case "f8":
		return func(b []byte) float64 { return math.Float64frombits(a.order.Uint64(b)) }, true
	}
	return nil, false
}

// read reads the elements, as many as the header says, in the order in which they stand. Memory is taken as they come.
func (a npy) read(name string, r io.Reader) ([]float64, error) {
	n, ok := a.elements()
	if !ok {
		return nil, faultf(name, "its shape is %v, which no file has", a.shape)
	}
	if err := afford(name, n, 8); err != nil {
		return nil, err
	}
	decode, _ := a.decoder()
	block := make([]byte, 4096*a.size)
	values := make([]float64, 0, min(n, 4096))
	for left := n; left > 0; {
		part := block[:min(left, 4096)*int64(a.size)]
		if _, err := io.ReadFull(r, part); err != nil {
			return nil, faultf(name, "it should have %d elements, and ends after %d (%v)", n, len(values), err)
		}
		for at := 0; at < len(part); at += a.size {
			values = append(values, decode(part[at:at+a.size]))
		}
		left -= int64(len(part) / a.size)
	}
	return values, nil
}

// rows puts values whose first index runs fastest into the other order.
func (a npy) rows(values []float64) []float64 {
	if !a.fortran || len(a.shape) < 2 {
		return values
	}
	out := make([]float64, len(values))
	at := make([]int, len(a.shape))
	for _, x := range values {
		place := 0
		for k, i := range at {
			place = place*a.shape[k] + i
		}
		out[place] = x
		for k := range at {
			if at[k]++; at[k] < a.shape[k] {
				break
			}
			at[k] = 0
		}
	}
	return out
}
