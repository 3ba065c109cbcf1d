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

// sealedBlocks is how many blocks that are: for 100,000 numbers of 8 bytes, and for what says so.
const sealedBlocks = 50

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
	if got := raw[length:]; string(got) != string(want) || len(got) != sealedBlocks*4+4+28 {
		t.Errorf("the trailer is % x, wanted % x", got, want)
	}
}

// TestDamage changes a bit here and there: in the content and its checksums that is a ChecksumError which
// names the block, behind them the file counts as unsealed.
func TestDamage(t *testing.T) {
	path, raw := sealed(t)
	end := len(raw) - 4 - 28
	length := end - sealedBlocks*4
	for at := 0; at < len(raw); {
		raw[at] ^= 4
		must(t, os.WriteFile(path, raw, 0o666))
		err := readSealed(path)
		var damage *ChecksumError
		block := at / blockBytes * blockBytes
		if at >= length {
			block = length
		}
		switch {
		case at >= end:
			if !errors.Is(err, ErrUnsealed) {
				t.Errorf("with byte %d of the trailer changed: %v", at-length, err)
			}
		case !errors.As(err, &damage):
			t.Errorf("with byte %d changed: %v", at, err)
		case damage.Path != path || damage.Offset != int64(block):
			t.Errorf("with byte %d changed, this is said to be damaged: %v", at, damage)
		}
		raw[at] ^= 4
		switch {
		case at < length:
			at = min(at+10_007, length)
		case at < end:
			at = min(at+13, end)
		default:
			at++
		}
	}
}

// TestManyChecksums has a file whose checksums take two blocks themselves, and damages one, and the content.
func TestManyChecksums(t *testing.T) {
	const length = 5000 * blockBytes
	zeros := make([]byte, blockBytes)
	trailer, err := trailerOf(length, func(int64, int64) (uint32, error) { return checksum(zeros), nil })
	must(t, err)
	path := filepath.Join(t.TempDir(), "x.h5")
	must(t, os.WriteFile(path, nil, 0o666))
	must(t, os.Truncate(path, length)) // takes no room on the disk
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	must(t, err)
	defer file.Close()
	wantDamage := func(at int64) {
		t.Helper()
		k, err := openSealed(path)
		must(t, err)
		defer k.close()
		p := make([]byte, 3*blockBytes)
		must(t, k.read(p, 10*blockBytes+1))
		err = k.read(p, length-2*blockBytes-1)
		damage := new(ChecksumError)
		if errors.As(err, &damage); damage.Offset != at {
			t.Errorf("at the end of the file, there is the error %v; wanted %d to be damaged", err, at)
		}
		if want := int64(4+2+4) * blockBytes; k.bytes > want {
			t.Errorf("%d bytes were read, wanted at most %d", k.bytes, want)
		}
	}
	for _, c := range []struct{ change, damaged int64 }{
		{-1, 0},
		{length - 1, length - blockBytes},
		{length + blockBytes + 4*(5000-4096-1), length + blockBytes},
	} {
		_, err := file.WriteAt(trailer, length)
		must(t, err)
		if c.change >= 0 {
			_, err = file.WriteAt([]byte{1}, c.change)
			must(t, err)
		}
		wantDamage(c.damaged)
	}
}

func TestDamageText(t *testing.T) {
	path, raw := sealed(t)
	raw[400_000] ^= 1
	must(t, os.WriteFile(path, raw, 0o666))
	wantError(t, readSealed(path), `hdf5: read dataset "large": `+path+
		` is damaged: the 16384 bytes from 393216 on do not match their checksum`)
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
