package h5

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// sealed writes a file of several blocks, and returns its path and its bytes.
func sealed(t *testing.T) (path string, raw []byte) {
	t.Helper()
	f := newFile(t)
	do(t, f, writeBlocks)
	must(t, f.Close())
	raw, err := os.ReadFile(f.path)
	must(t, err)
	return f.path, raw
}

func writeBlocks(root Group) error {
	_, err := root.Write("large", rising(), Layout{})
	return errors.Join(err, root.SetAttribute("text", "Größe"))
}

func rising() Array { return matrix([]int{100_000}, func(i int) int64 { return int64(i) }) }

// readBlocks returns an error, too, where something else is read than was written.
func readBlocks(root Group) error {
	large, err := root.Dataset("large")
	if err != nil {
		return err
	}
	a, err := large.Read()
	if err != nil {
		return err
	}
	if !slices.Equal(a.Data.([]int64), rising().Data.([]int64)) {
		return errors.New("the numbers are others")
	}
	text, err := root.Attribute("text")
	if err == nil && text != "Größe" {
		err = errors.New("the text is another")
	}
	return err
}

// readSealed opens, reads and closes a file.
func readSealed(path string) error {
	f, err := OpenSealed(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Do(readBlocks), f.Close())
}

// TestSeal: the trailer is as it is drawn, and the file can be read, with checks and without.
func TestSeal(t *testing.T) {
	path, raw := sealed(t)
	must(t, readSealed(path))
	f, err := Open(path)
	must(t, err)
	do(t, f, readBlocks)
	must(t, f.Close())

	length := int64(binary.LittleEndian.Uint64(raw[len(raw)-12:]))
	want, err := trailerOf(length, func(i, size int64) (uint32, error) {
		return checksum(raw[i*blockBytes : i*blockBytes+size]), nil
	})
	must(t, err)
	const blocks = 4 // for 100,000 numbers of 8 bytes
	if got := raw[length:]; string(got) != string(want) || len(got) != blocks*4+28 {
		t.Errorf("the trailer is % x, wanted % x", got, want)
	}
}

// TestDamage changes a bit here and there: in the content that is a ChecksumError which names the block, in the
// trailer the file counts as unsealed.
func TestDamage(t *testing.T) {
	path, raw := sealed(t)
	length := len(raw) - 44
	for at := 0; at < len(raw); {
		raw[at] ^= 4
		must(t, os.WriteFile(path, raw, 0o666))
		err := readSealed(path)
		var damage *ChecksumError
		switch {
		case at >= length && !errors.Is(err, ErrUnsealed):
			t.Errorf("with byte %d of the trailer changed: %v", at-length, err)
		case at < length && !errors.As(err, &damage):
			t.Errorf("with byte %d changed: %v", at, err)
		case at < length && (damage.Path != path || damage.Offset != int64(at/blockBytes*blockBytes)):
			t.Errorf("with byte %d changed, %v is said to be damaged", at, damage)
		}
		raw[at] ^= 4
		if at < length {
			at = min(at+10_007, length)
		} else {
			at++
		}
	}
}

func TestDamageText(t *testing.T) {
	path, raw := sealed(t)
	raw[400_000] ^= 1
	must(t, os.WriteFile(path, raw, 0o666))
	wantError(t, readSealed(path), `hdf5: read dataset "large": `+path+
		` is damaged: the 262144 bytes from 262144 on do not match their checksum`)
	must(t, os.WriteFile(path, raw[:100], 0o666))
	wantError(t, readSealed(path), `hdf5: open file "`+path+
		`": it has no valid checksums: another program made or changed it`)
}

// TestTruncated cuts the file off: it counts as unsealed.
func TestTruncated(t *testing.T) {
	path, raw := sealed(t)
	for n := len(raw) - 1; n >= 0; n -= 1 + n/40 {
		must(t, os.Truncate(path, int64(n)))
		if err := readSealed(path); !errors.Is(err, ErrUnsealed) {
			t.Errorf("with %d of %d bytes: %v", n, len(raw), err)
		}
	}
}

// TestHostileTrailer has trailers that claim what cannot be; nothing is believed, nor much memory taken.
func TestHostileTrailer(t *testing.T) {
	end := func(magic string, version, block uint32, length uint64) []byte {
		p := binary.LittleEndian.AppendUint32([]byte(magic), version)
		p = binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint32(p, block), length)
		return binary.LittleEndian.AppendUint32(p, checksum(p))
	}
	for name, trailer := range map[string][]byte{
		"nothing":       end(trailerMagic, 1, blockBytes, 0),
		"one byte":      end(trailerMagic, 1, blockBytes, 1), // needs a checksum
		"negative":      end(trailerMagic, 1, blockBytes, 1<<64-1),
		"wraps around":  end(trailerMagic, 1, blockBytes, 1<<63-blockBytes),
		"absurd":        end(trailerMagic, 1, blockBytes, 1<<60),
		"most":          end(trailerMagic, 1, blockBytes, most),
		"later version": end(trailerMagic, 2, blockBytes, 4096),
		"small blocks":  end(trailerMagic, 1, 1, 4096),
		"no blocks":     end(trailerMagic, 1, 0, 4096),
		"other magic":   end("golgiXYZ", 1, blockBytes, 4096),
	} {
		path := filepath.Join(t.TempDir(), "x.h5")
		must(t, os.WriteFile(path, append(make([]byte, 4096), trailer...), 0o666))
		if _, err := OpenSealed(path); !errors.Is(err, ErrUnsealed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzTrailer(f *testing.F) {
	good, err := trailerOf(4096, func(int64, int64) (uint32, error) { return 7, nil })
	if err != nil {
		f.Fatal(err)
	}
	f.Add(append(make([]byte, 4096), good...))
	f.Fuzz(func(t *testing.T, raw []byte) {
		path := filepath.Join(t.TempDir(), "x.h5")
		must(t, os.WriteFile(path, raw, 0o666))
		file, err := os.Open(path)
		must(t, err)
		defer file.Close()
		sums, length, err := readTrailer(file, int64(len(raw)))
		if err == nil && length+trailerBytes(length) != int64(len(raw)) {
			t.Errorf("%d bytes are taken for %d and %d checksums", len(raw), length, len(sums))
		}
	})
}
