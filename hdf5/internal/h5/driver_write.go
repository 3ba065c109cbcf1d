package h5

import (
	"errors"
	"io/fs"
	"os"
)

// A Hook is asked before and after each operation on a file: "create", "write" or "truncate", and the path.
// Its error is taken for that of the operation, which is left out if the hook was asked before it. So tests
// make the disk fail wherever they like.
type Hook = func(op, path string) error

// made is a file in the making. What the library writes goes straight to the system: the library gathers small
// pieces itself, and gathering more of them was not faster.
//
// The library does not take it well when a disk is full: files can no longer be closed then. So it does not
// get to know. The first failure is kept, nothing is written after it, and whoever made the file is told.
type made struct {
	file   *os.File
	path   string
	hooks  []Hook
	length int64
	sums   sums
	fault  error
}

func create(path string, hooks []Hook) (*made, error) {
	m := &made{path: path, hooks: hooks}
	m.do("create", func() (err error) {
		m.file, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		return err
	})
	if m.fault == nil {
		return m, nil
	}
	if m.file != nil { // made, and then the hook had an error
		m.fault = errors.Join(m.fault, m.file.Close())
	}
	return nil, m.fault
}

// do does what op is the name of, unless something failed before, and keeps its failure.
func (m *made) do(op string, operation func() error) {
	if m.fault != nil {
		return
	}
	err := m.ask(op)
	if err == nil {
		err = operation()
	}
	if err == nil {
		err = m.ask(op)
	}
	if err != nil {
		m.fault = brokenDisk(op+" file", m.path, err)
	}
}

func (m *made) ask(op string) error {
	for _, hook := range m.hooks {
		if hook == nil {
			continue
		}
		if err := hook(op, m.path); err != nil {
			return err
		}
	}
	return nil
}

func (m *made) size() int64 { return m.length }

func (m *made) read(p []byte, at int64) error {
	if m.fault != nil {
		return m.fault // some of it may be nowhere
	}
	there := max(0, min(int64(len(p)), m.length-at))
	clear(p[there:])
	if _, err := m.file.ReadAt(p[:there], at); err != nil {
		return brokenDisk("read file", m.path, err)
	}
	return nil
}

// write has no error for the library.
func (m *made) write(p []byte, at int64) error {
	m.do("write", func() error {
		_, err := m.file.WriteAt(p, at)
		return err
	})
	m.length = max(m.length, at+int64(len(p)))
	m.sums.write(p, at)
	return nil
}

// truncate has no error for the library.
func (m *made) truncate(size int64) error {
	if size != m.length {
		m.do("truncate", func() error { return m.file.Truncate(size) })
		m.length = size
		m.sums.truncate(size)
	}
	return nil
}

// close returns the first failure.
func (m *made) close() error {
	if err := m.file.Close(); err != nil && m.fault == nil {
		m.fault = brokenDisk("close file", m.path, err)
	}
	return m.fault
}

// seal appends the trailer, if nothing has failed.
func (m *made) seal() {
	if m.fault != nil {
		return
	}
	trailer, err := trailerOf(m.length, m.checksum)
	if err != nil {
		m.fault = brokenDisk("seal file", m.path, err)
		return
	}
	m.do("write", func() error {
		_, err := m.file.WriteAt(trailer, m.length)
		return err
	})
}

// checksum returns that of a block, which is read again if it was not written from its first byte to its last.
func (m *made) checksum(block, size int64) (uint32, error) {
	if sum, known := m.sums.of(block, size); known {
		return sum, nil
	}
	p := make([]byte, size)
	if _, err := m.file.ReadAt(p, block*blockBytes); err != nil {
		return 0, err
	}
	return checksum(p), nil
}

// reasonOf returns what went wrong without the name of the file and of the system's call.
func reasonOf(err error) string {
	if named := new(fs.PathError); errors.As(err, &named) {
		err = named.Err
	}
	return err.Error()
}

func brokenDisk(op, path string, cause error) error {
	return &Error{Op: op, Object: path, Reason: reasonOf(cause), Cause: cause}
}
