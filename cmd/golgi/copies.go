package main

import (
	"bytes"
	"errors"
	"io"
	"os"
)

// copies reports whether two plain files have the same bytes, so that nothing in them differs.
func copies(first, second string) (same bool, err error) {
	var files [2]*os.File
	var sizes [2]int64
	for k, path := range []string{first, second} {
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() {
			return false, nil // who opens it says what is wrong
		}
		sizes[k] = info.Size()
	}
	if sizes[0] != sizes[1] {
		return false, nil
	}
	for k, path := range []string{first, second} {
		if files[k], err = os.Open(path); err != nil {
			return false, err
		}
		defer files[k].Close()
	}
	a, b := make([]byte, 1<<20), make([]byte, 1<<20)
	for {
		n, err := io.ReadFull(files[0], a)
		m, err2 := io.ReadFull(files[1], b)
		if !bytes.Equal(a[:n], b[:m]) {
			return false, nil
		}
		if err != nil || err2 != nil {
			if ended(err) && ended(err2) {
				return true, nil
			}
			return false, errors.Join(err, err2)
		}
	}
}

func ended(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) }
