package h5

// #include "supplement.h"
import "C"

import (
	"strings"
	"sync"

	gonum "gonum.org/v1/hdf5"
)

// A File is an open HDF5 file. Any goroutine may call its methods; jobs run one after another.
type File struct {
	path   string
	mu     sync.RWMutex // held for reading by jobs, so that Close waits for them
	handle *gonum.File  // nil once closed
}

// Create makes a new file at path, which must not exist, and opens it for writing. Its objects have the
// structures of HDF5 1.8: compact groups, which every reader of the last decade knows, without the marks of
// later structures with which a killed writer locks everybody out of its file.
func Create(path string) (*File, error) {
	return start(path, func() (*gonum.File, error) {
		handle, err := gonum.CreateFile(path, gonum.F_ACC_EXCL)
		if err != nil {
			return nil, failed("create file", path)
		}
		return bounded(path, handle)
	})
}

// Open opens the file at path for reading.
func Open(path string) (*File, error) {
	return start(path, func() (*gonum.File, error) {
		handle, err := gonum.OpenFile(path, gonum.F_ACC_RDONLY)
		if err != nil {
			return nil, failed("open file", path)
		}
		return handle, nil
	})
}

// Edit opens the file at path for reading and writing.
func Edit(path string) (*File, error) {
	return start(path, func() (*gonum.File, error) {
		handle, err := gonum.OpenFile(path, gonum.F_ACC_RDWR)
		if err != nil {
			return nil, failed("open file", path)
		}
		return bounded(path, handle)
	})
}

// bounded chooses the structures of objects to come.
func bounded(path string, handle *gonum.File) (*gonum.File, error) {
	if C.golgi_set_bounds(C.hid_t(handle.ID())) < 0 {
		err := failed("open file", path)
		_ = handle.Close() // what went wrong before is the news
		return nil, err
	}
	return handle, nil
}

func start(path string, opened func() (*gonum.File, error)) (*File, error) {
	if strings.IndexByte(path, 0) >= 0 {
		return nil, refused("open file", path, "the name contains a NUL character")
	}
	f := &File{path: path}
	library.acquire()
	err := library.do(func() (err error) {
		f.handle, err = opened()
		return err
	})
	if err != nil {
		library.release()
		return nil, err
	}
	return f, nil
}

// Do runs job on the library's thread, with the root group of the file, and returns its error. All objects
// that the job opens are closed after it. What it reads may amount to four times the size of the file, a
// compressed byte counting for the 1032 that it can stand for; more is an error.
func (f *File) Do(job func(root Group) error) error {
	f.mu.RLock()
	defer f.mu.RUnlock()
	if f.handle == nil {
		return refused("use file", f.path, "it is closed")
	}
	return library.do(func() error {
		id := C.hid_t(f.handle.ID())
		j := &running{file: id}
		defer j.closeAll()
		return job(Group{Object{job: j, id: id}})
	})
}

// Flush hands all that was written to the operating system.
func (f *File) Flush() error {
	return f.Do(func(Group) error {
		if f.handle.Flush(gonum.F_SCOPE_LOCAL) != nil {
			return failed("flush file", f.path)
		}
		return nil
	})
}

// Close waits for the jobs in progress and closes the file. A second Close does nothing.
func (f *File) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.handle == nil {
		return nil
	}
	defer library.release()
	return library.do(func() error {
		handle := f.handle
		f.handle = nil
		if handle.Close() != nil {
			return failed("close file", f.path)
		}
		return nil
	})
}
