package hdf5

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/parts"
)

// A spill keeps blocks of a run that streams more than memory should hold, until the run is committed. It
// is a file of raw numbers that nobody else can see: its name is removed as soon as it is open, so that
// nothing stays of it however the process ends.
type spill struct {
	file *os.File
	disk parts.Disk
	size int64
}

func newSpill(folder string, disk parts.Disk) (*spill, error) {
	file, err := os.CreateTemp(folder, "spill-*.tmp")
	if err != nil {
		return nil, fmt.Errorf("hdf5: cannot keep what a run streams: %w", err)
	}
	if err := os.Remove(file.Name()); err != nil {
		return nil, errors.Join(fmt.Errorf("hdf5: cannot keep what a run streams: %w", err), file.Close())
	}
	return &spill{file: file, disk: disk}, nil
}

// put writes a block, and returns where it begins.
func (s *spill) put(a h5.Array) (offset int64, err error) {
	raw, err := binary.Append(nil, binary.NativeEndian, a.Data)
	if err == nil {
		err = s.disk.WriteAt(s.file, raw, s.size)
	}
	if err != nil {
		return 0, fmt.Errorf("hdf5: cannot keep what a run streams: %w", err)
	}
	offset = s.size
	s.size += int64(len(raw))
	return offset, nil
}

// get reads the block that begins at offset into data.
func (s *spill) get(offset int64, data any) error {
	reader := io.NewSectionReader(s.file, offset, s.size-offset)
	if err := binary.Read(reader, binary.NativeEndian, data); err != nil {
		return fmt.Errorf("hdf5: cannot get back what a run has streamed: %w", err)
	}
	return nil
}

func (s *spill) close() error { return s.file.Close() }
