package h5

import (
	"cmp"
	"errors"
	"runtime/cgo"
	"strings"
	"sync"
)

// A File is an open HDF5 file. Any goroutine may call its methods; jobs run one after another.
type File struct {
	path   string
	mu     sync.RWMutex // held for reading by jobs, so that Close waits for them
	id     hid          // 0 once closed
	disk   disk         // nil for a file that the library's own driver edits
	handle cgo.Handle   // of disk

	through *through // nil for a file that this process reads
}

// Create makes a new file at path, which must not exist, and opens it for writing. Its objects have the
// structures of HDF5 1.10. The hooks are asked before and after each operation on the file.
//
// Close seals the file: it appends checksums, with which [OpenSealed] finds what has changed since. What the
// library writes gets to the file some time later, at the latest in Close. A failure is returned by the Do in
// which it comes up, by every later Do, and by Close. The file is of no use then.
func Create(path string, hooks ...Hook) (*File, error) {
	return start("create file", path, func() (disk, error) { return create(path, hooks) })
}

// Open opens the file at path for reading, and believes what stands in it: a file that is damaged, or meant
// to, can make the library crash. [OpenSealed] opens what Golgi has written, and [OpenThrough] what others have.
func Open(path string) (*File, error) {
	return start("open file", path, func() (disk, error) { return openAny(path) })
}

// OpenSealed opens the file at path for reading, of which the library sees nothing that does not match the
// checksums of [Create]. Where something does not, the error of the call has a [ChecksumError]; a file
// without checksums is an error with [ErrUnsealed].
func OpenSealed(path string) (*File, error) {
	return start("open file", path, func() (disk, error) { return openSealed(path) })
}

// start opens a file on the library's thread: over a disk, or without one as one to edit.
func start(op, path string, under func() (disk, error)) (*File, error) {
	if strings.IndexByte(path, 0) >= 0 {
		return nil, refused(op, path, "the name contains a NUL character")
	}
	f := &File{path: path}
	library.acquire()
	if err := library.do(func() error { return f.takeFor(op, under) }); err != nil {
		library.release()
		return nil, err
	}
	return f, nil
}

// take opens a file over a disk, on the library's thread.
func (f *File) take(under func() (disk, error)) error { return f.takeFor("open file", under) }

func (f *File) takeFor(op string, under func() (disk, error)) (err error) {
	if f.disk, err = under(); err != nil {
		return err
	}
	if f.id = f.openOver(f.disk); f.id < 0 {
		return errors.Join(failed(op, f.path), f.release())
	}
	return nil
}

// let closes what take has opened, on the library's thread.
func (f *File) let() error {
	if err := f.shut(); err != nil {
		return err
	}
	return f.sealed()
}

// shut closes the file as far as the library knows it.
func (f *File) shut() error {
	id := f.id
	f.id = 0
	if !h5Fclose(id) {
		// The library still has the disk: it stays, with its handle, and is lost.
		return cmp.Or(f.fault(), failed("close file", f.path))
	}
	return nil
}

// sealed seals a file that was made, and closes the disk.
func (f *File) sealed() error {
	if m, making := f.disk.(*made); making {
		m.seal()
	}
	return f.release()
}

func (f *File) openOver(d disk) hid {
	if d == nil {
		return editFile(f.path)
	}
	f.handle = cgo.NewHandle(d)
	if _, creating := d.(*made); creating {
		return createFile(f.path, f.handle)
	}
	return openFile(f.path, f.handle)
}

// release closes the disk, which the library has let go.
func (f *File) release() error {
	if f.disk == nil {
		return nil
	}
	defer f.handle.Delete()
	return f.disk.close()
}

// Do runs job on the library's thread, with the root group of the file, and returns its error. All objects
// that the job opens are closed after it. What it reads may amount to four times the size of the file, a
// compressed byte counting for the 1032 that it can stand for; more is an error.
func (f *File) Do(job func(root Group) error) error {
	f.mu.RLock()
	defer f.mu.RUnlock()
	if f.id == 0 {
		return refused("use file", f.path, "it is closed")
	}
	if f.through != nil {
		return f.through.run(job)
	}
	return library.do(func() error { return f.run(job) })
}

// run runs job on the library's thread. When writing has failed, nothing else matters.
func (f *File) run(job func(root Group) error) error {
	if fault := f.fault(); fault != nil {
		return fault
	}
	j := &running{file: f.id}
	defer j.closeAll()
	err := job(Group{Object{job: j, id: f.id}})
	if fault := f.fault(); fault != nil {
		return fault
	}
	return err
}

func (f *File) fault() error {
	if m, ok := f.disk.(*made); ok {
		return m.fault.get()
	}
	return nil
}

// BytesRead returns how much of a file that is open for reading was read from the disk.
func (f *File) BytesRead() (n int64) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	if k, reading := f.disk.(*kept); reading && f.id != 0 {
		_ = library.do(func() error { n = k.bytes; return nil })
	}
	return n
}

// Close waits for the jobs in progress and closes the file. A second Close does nothing.
func (f *File) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.id == 0 {
		return nil
	}
	if f.through != nil {
		f.id = 0
		return f.through.process.Close()
	}
	defer library.release()
	if err := library.do(f.shut); err != nil {
		return err
	}
	return f.sealed()
}
