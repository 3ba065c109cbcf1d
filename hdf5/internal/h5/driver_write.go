package h5

import (
	"errors"
	"io/fs"
	"os"
	"sync"
)

// A Hook is asked before and after each operation on a file: "create", "write" or "truncate", and the path.
// Its error is taken for that of the operation, which is left out if the hook was asked before it. So tests
// make the disk fail wherever they like.
type Hook = func(op, path string) error

// made is a file in the making. The library goes on while what it has written is summed up and written.
//
// The library does not take it well when a disk is full: files can no longer be closed then. So it does not
// get to know. The first failure is kept, nothing is written after it, and whoever made the file is told.
type made struct {
	file   *os.File
	path   string
	hooks  []Hook
	fault  fault
	length int64 // with what is still to be written
	behind *behind

	// These belong to the goroutines of behind, until it is waited for.
	sums sums
	idle int64 // bytes that the system was not asked to hasten
}

// hastenBytes is how much is written until the system is asked to begin with it: few enough for the medium to
// have something to do all the time.
const hastenBytes = 8 << 20

// A fault is the first failure of a file.
type fault struct {
	mu  sync.Mutex
	err error
}

func (f *fault) get() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err
}

func (f *fault) note(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		f.err = err
	}
}

func create(path string, hooks []Hook) (*made, error) {
	m := &made{path: path, hooks: hooks}
	m.do("create", func() (err error) {
		m.file, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		return err
	})
	err := m.fault.get()
	if err == nil {
		m.behind = writeBehind(m.sum, m.step)
		return m, nil
	}
	if m.file != nil { // made, and then the hook had an error
		err = errors.Join(err, m.file.Close())
	}
	return nil, err
}

// do does what op is the name of, unless something failed before, and keeps its failure.
func (m *made) do(op string, operation func() error) {
	if m.fault.get() != nil {
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
		m.fault.note(brokenDisk(op+" file", m.path, err))
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
	m.behind.wait()
	if err := m.fault.get(); err != nil {
		return err // some of it may be nowhere
	}
	there := max(0, min(int64(len(p)), m.length-at))
	clear(p[there:])
	if _, err := m.file.ReadAt(p[:there], at); err != nil {
		return brokenDisk("read file", m.path, err)
	}
	return nil
}

// write has no error for the library, as truncate.
func (m *made) write(p []byte, at int64) error {
	m.length = max(m.length, at+int64(len(p)))
	m.behind.write(p, at)
	return nil
}

func (m *made) truncate(size int64) error {
	if size != m.length {
		m.length = size
		m.behind.truncate(size)
	}
	return nil
}

// sum and step do what the library has done a while ago.
func (m *made) sum(s step) {
	if s.truncate {
		m.sums.truncate(s.at)
	} else {
		m.sums.write(s.bytes, s.at)
	}
}

func (m *made) step(s step) {
	if s.truncate {
		m.do("truncate", func() error { return m.file.Truncate(s.at) })
		return
	}
	m.do("write", func() error {
		_, err := m.file.WriteAt(s.bytes, s.at)
		return err
	})
	if m.idle += int64(len(s.bytes)); m.idle >= hastenBytes {
		m.idle = 0
		hasten(m.file)
	}
}

// close returns the first failure.
func (m *made) close() error {
	m.behind.end()
	if err := m.file.Close(); err != nil {
		m.fault.note(brokenDisk("close file", m.path, err))
	}
	return m.fault.get()
}

// seal appends the trailer, if nothing has failed.
func (m *made) seal() {
	m.behind.wait()
	if m.fault.get() != nil {
		return
	}
	trailer, err := trailerOf(m.length, m.checksum)
	if err != nil {
		m.fault.note(brokenDisk("seal file", m.path, err))
		return
	}
	m.do("write", func() error {
		_, err := m.file.WriteAt(trailer, m.length)
		return err
	})
}

// checksum returns that of a block, which is read again if it was not written from its first byte to its
// last.
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
