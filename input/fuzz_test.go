package input

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// seeds adds the files of a pattern.
func seeds(f *testing.F, pattern string) {
	f.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil || len(paths) == 0 {
		f.Fatalf("%d files %s (%v)", len(paths), pattern, err)
	}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
		f.Add(content[:len(content)/2])
	}
}

// thrifty runs a reader: it may fail with ErrMalformed or ErrTooLarge alone, and takes memory in proportion to what it reads, and as much as is unpacked.
func thrifty(t *testing.T, content []byte, most uint64, read func() error) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	err := read()
	runtime.ReadMemStats(&after)
	if err != nil && !errors.Is(err, ErrMalformed) && !errors.Is(err, ErrTooLarge) {
		t.Errorf("%v is neither ErrMalformed nor ErrTooLarge", err)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > most+100*uint64(len(content)) {
		t.Errorf("it takes %d bytes of memory for %d of the file", took, len(content))
	}
}

func FuzzCSV(f *testing.F) {
	seeds(f, "spikes.[ct]*")
	f.Fuzz(func(t *testing.T, content []byte) {
		for _, spec := range []Table{{}, {Comma: ' '}, {Index: "neuron", Time: "t (ms)"}} {
			thrifty(t, content, 1<<20, func() error {
				_, _, err := spikesCSV("x", bytes.NewReader(content), spec)
				return err
			})
		}
		thrifty(t, content, 1<<20, func() error {
			_, _, _, err := connectionsCSV("x", bytes.NewReader(content), Pairs{})
			return err
		})
	})
}

func FuzzNPZ(f *testing.F) {
	seeds(f, "*.npz")
	f.Fuzz(func(t *testing.T, content []byte) {
		for _, name := range []string{"i", "ms", "cube", "table"} {
			thrifty(t, content, 1<<20+16_000*uint64(len(content)), func() error { // which deflate may make of a byte, in floats
				_, _, err := arrayOf("x", bytes.NewReader(content), int64(len(content)), name)
				return err
			})
		}
	})
}

func FuzzNPY(f *testing.F) {
	f.Add([]byte(npyOf("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 1)}", 16)))
	f.Add([]byte(npyOf("{'descr': '|b1', 'fortran_order': False, 'shape': ()}", 1)))
	f.Fuzz(func(t *testing.T, content []byte) {
		thrifty(t, content, 1<<20, func() error {
			r := bytes.NewReader(content)
			a, err := readNPY("x", r)
			if err != nil {
				return err
			}
			values, err := a.read("x", r)
			if err == nil {
				a.rows(values)
			}
			return err
		})
	})
}

func FuzzIDX(f *testing.F) {
	seeds(f, "*.gz")
	f.Add([]byte("\x00\x00\x08\x01\x00\x00\x00\x02\x07\x09"))
	f.Fuzz(func(t *testing.T, content []byte) {
		thrifty(t, content, 1<<20+8_000*uint64(len(content)), func() error {
			_, _, err := idx("x", bytes.NewReader(content))
			return err
		})
	})
}

func FuzzPNG(f *testing.F) {
	seeds(f, "*.png")
	f.Fuzz(func(t *testing.T, content []byte) {
		thrifty(t, content, 32*mostPixels, func() error {
			_, err := readPNG("x", bytes.NewReader(content))
			return err
		})
	})
}
