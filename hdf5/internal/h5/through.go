package h5

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// A Process is another process, which runs [Serve].
type Process interface {
	io.ReadWriter

	// Exchange runs talk, which writes and reads. If it fails or takes too long, the error says what has become of
	// the process, which is gone then, now and in all calls that follow.
	Exchange(talk func() error) error

	// Close ends the process.
	Close() error
}

// through is a file that another process reads.
type through struct {
	mu      sync.Mutex // held by a job
	process Process
	out     *gob.Encoder
	in      *gob.Decoder
	dead    error // what has become of the process
}

// OpenThrough opens the file at path for reading in another process, which it closes with the file. No byte of the
// file gets to the library in this one, so whatever is wrong with it can only end the other: then that is the error of
// every call.
func OpenThrough(path string, process Process) (*File, error) {
	t := &through{process: process, out: gob.NewEncoder(process), in: gob.NewDecoder(process)}
	if _, err := t.ask(question{Method: "open"}); err != nil {
		return nil, errors.Join(err, process.Close())
	}
	return &File{path: path, id: 1, through: t}, nil
}

// ask returns the answer to a question, or its error.
func (t *through) ask(q question) (a answer, err error) {
	if t.dead != nil {
		return a, t.dead
	}
	t.dead = t.process.Exchange(func() error {
		if err := t.out.Encode(q); err != nil {
			return err
		}
		return t.in.Decode(&a)
	})
	if t.dead != nil {
		return answer{}, t.dead
	}
	return a, a.Fault.err()
}

// run is [File.run]. When the process is dead, nothing else matters.
func (t *through) run(job func(root Group) error) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	root, err := t.ask(question{Method: "begin"})
	if err != nil {
		return err
	}
	defer func() { _, _ = t.ask(question{Method: "end"}) }()
	err = job(Group{Object{&running{through: t}, hid(root.Object), ""}})
	if t.dead != nil {
		return t.dead
	}
	return err
}

// ask asks a method of the object, if it is in another process.
func (o Object) ask(method, name string) (answer, error) {
	return o.job.through.ask(question{Method: method, Object: int64(o.id), Path: o.path, Name: name})
}

func (d Dataset) ask(method, name string, from, n int) (answer, error) {
	return d.job.through.ask(question{Method: method, Object: int64(d.id), Path: d.path, Dataset: d.wire(), Name: name,
		From: from, N: n})
}

// askArray is ask for a method that returns an array.
func (d Dataset) askArray(method, name string, from, n int) (Array, error) {
	a, err := d.ask(method, name, from, n)
	if err != nil {
		return Array{}, err
	}
	return a.Array.array()
}

// isThere reports whether the object is in another process.
func (o Object) isThere() bool { return o.job.through != nil }

// copyThrough is Copy from a group in another process: that makes a sealed file of what is to be copied.
func copyThrough(from Group, name string, to Group, as string) error {
	folder, err := os.MkdirTemp("", "golgi-copy-")
	if err != nil {
		return &Error{Op: "copy", Object: from.below(name), Cause: err,
			Reason: fmt.Sprintf("from a file without checksums by way of a temporary one, whose folder TMPDIR names: %v", err)}
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "copy.hdf5")
	if _, err := from.job.through.ask(question{Method: "copy", Object: int64(from.id), Path: from.path, Name: name,
		Dataset: &wireDataset{Class: path}}); err != nil {
		return err
	}
	f := &File{path: path}
	if err := f.take(func() (disk, error) { return openSealed(path) }); err != nil {
		return err
	}
	err = f.run(func(root Group) error { return Copy(root, copied, to, as) })
	return errors.Join(err, f.let())
}

// copied is what is copied called in a file that has nothing else.
const copied = "copied"
