package write

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/parts"
	"golgi/internal/files"
)

// A spill keeps blocks of a run that streams more than memory should hold, until the run is committed. It
// is a file of raw numbers that nobody else can see: its name is removed as soon as it is open, so that
// nothing stays of it however the process ends.
type spill struct {
	file *os.File
	disk files.Disk
	size int64
	raw  []byte // what was written or read last, for its memory
}

func newSpill(folder string, disk files.Disk) (*spill, error) {
	file, err := os.CreateTemp(folder, parts.SpillPattern)
	if err != nil {
		return nil, fmt.Errorf("hdf5: cannot keep what a run streams: %w", err)
	}
	if err := os.Remove(file.Name()); err != nil {
		return nil, errors.Join(fmt.Errorf("hdf5: cannot keep what a run streams: %w", err), file.Close())
	}
	return &spill{file: file, disk: disk}, nil
}

// put writes rows, and returns them as a block that is loaded from here.
func (s *spill) put(rows h5.Array) (layout.Block, error) {
	raw, err := binary.Append(s.raw[:0], binary.NativeEndian, rows.Data)
	if err == nil {
		s.raw, err = raw, s.disk.WriteAt(s.file, raw, s.size)
	}
	if err != nil {
		return layout.Block{}, fmt.Errorf("hdf5: cannot keep what a run streams: %w", err)
	}
	kind, offset := rows.Kind(), s.size
	s.size += int64(len(raw))
	rows.Data = nil
	return layout.Block{Rows: rows, Load: func() (h5.Array, error) { return s.get(offset, kind, rows.Shape) }}, nil
}

// get reads the rows that begin at offset.
func (s *spill) get(offset int64, kind h5.Kind, shape []int) (h5.Array, error) {
	rows, err := h5.Zeros(kind, shape)
	if err != nil {
		return rows, err
	}
	s.raw = slices.Grow(s.raw[:0], binary.Size(rows.Data))[:binary.Size(rows.Data)]
	_, err = s.file.ReadAt(s.raw, offset)
	if err == nil {
		_, err = binary.Decode(s.raw, binary.NativeEndian, rows.Data)
	}
	if err != nil {
		return rows, fmt.Errorf("hdf5: cannot get back what a run has streamed: %w", err)
	}
	return rows, nil
}

func (s *spill) close() error { return s.file.Close() }

// maxHeld is how many bytes of blocks a run holds in memory before it spills.
const maxHeld = 8 << 20
