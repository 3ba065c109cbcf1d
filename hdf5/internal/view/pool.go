package view

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/parts"
	"golgi/trajectory"
)

// maxOpen is how many files a view has open at once.
const maxOpen = 16

// A pool keeps a few files open, those that were used last.
type pool struct {
	finished string                   // path of the finished file, which other programs may have changed: all others are ours alone
	cure     func(path string) string // what to do about a damaged file
	open     []*opened                // what was used last is last
}

// use runs job with the root group of the file at path.
func (p *pool) use(path string, job func(f *opened, root h5.Group) error) error {
	f, err := p.get(path)
	if err != nil {
		return err
	}
	return p.damaged(path, layout.In(path, f.file.Do(func(root h5.Group) error { return job(f, root) })))
}

// A damagedError says what to do about a file that is damaged.
type damagedError struct {
	error
	text string
}

func (e *damagedError) Error() string { return e.text }

func (e *damagedError) Unwrap() error { return e.error }

// damaged adds to an error about the file at path what to do, if that is damaged.
func (p *pool) damaged(path string, err error) error {
	for cause := err; cause != nil; cause = below(cause) {
		if _, is := cause.(*damagedError); is {
			return err
		}
		text := err.Error()
		sum, is := cause.(*h5.ChecksumError)
		switch {
		case is && sum.Path != path:
			return err
		case is && strings.Count(text, path) > 1:
			text = "hdf5: " + sum.Error()
		case is:
		case cause == h5.ErrUnsealed:
			text = fmt.Sprintf("hdf5: %s: %v", path, cause)
		default:
			continue
		}
		return &damagedError{err, text + "; " + p.cure(path)}
	}
	return err
}

// unopened says in our words why the library cannot open a file, which other programs may have changed.
func (p *pool) unopened(path string, err error) error {
	var found *h5.Error
	if !errors.As(err, &found) || errors.Is(err, h5.ErrMemory) {
		return err
	}
	what := "the HDF5 library cannot open it"
	if strings.Contains(found.Reason, "truncated file") {
		what = "it was cut off, as where a disk is full or a copy was interrupted"
	}
	cure, _, _ := strings.Cut(p.cure(path), ";") // the rest is of what can be read all the same
	return &damagedError{err, fmt.Sprintf("hdf5: %s is damaged: %s; %s (HDF5: %s)", path, what, cure, found.Reason)}
}

// get returns the file at path, which stays open until maxOpen others were used.
func (p *pool) get(path string) (*opened, error) {
	for i, f := range p.open {
		if f.path == path {
			p.open = append(append(p.open[:i:i], p.open[i+1:]...), f)
			return f, nil
		}
	}
	if len(p.open) == maxOpen {
		if err := p.open[0].file.Close(); err != nil {
			return nil, err
		}
		p.open = p.open[1:]
	}
	f, err := p.openFile(path)
	if err != nil {
		return nil, err
	}
	p.open = append(p.open, f)
	return f, nil
}

// below returns the only error that err wraps, nil if there are none or several.
func below(err error) error {
	if joined, is := err.(interface{ Unwrap() []error }); is && len(joined.Unwrap()) == 1 {
		return joined.Unwrap()[0]
	}
	return errors.Unwrap(err)
}

// joined joins errors, of which the second is rare.
func joined(first, second error) error {
	if second == nil {
		return first
	}
	return errors.Join(first, second)
}

// close closes the files side by side: the system takes its time over large ones that have no name any more.
func (p *pool) close() error {
	faults := make([]error, len(p.open))
	var closing sync.WaitGroup
	for i, f := range p.open {
		closing.Go(func() { faults[i] = f.file.Close() })
	}
	closing.Wait()
	p.open = nil
	return errors.Join(faults...)
}

// openFile opens a file that has Golgi's format. All but the finished file must have their checksums; that is read by
// a child then.
func (p *pool) openFile(path string) (*opened, error) {
	if err := CheckSignature(path); err != nil {
		return nil, err
	}
	file, err := h5.OpenSealed(path)
	unsealed := errors.Is(err, h5.ErrUnsealed)
	if unsealed {
		if path != p.finished {
			return nil, p.damaged(path, err)
		}
		file, err = openUnsealed(path)
		err = p.unopened(path, err)
	}
	if err != nil {
		return nil, p.damaged(path, err)
	}
	f := &opened{path: path, file: file, records: map[string]map[int]trajectory.Record{}, logs: map[string]bool{}, homes: layout.Homes{}}
	err = file.Do(func(root h5.Group) error {
		err := layout.CheckHeader(root, path)
		if err == nil && unsealed {
			f.doubt, err = doubtAbout(root)
		} else if err == nil && path == p.finished {
			f.doubted, err = layout.ReadDoubted(root)
		}
		return err
	})
	if err != nil {
		return nil, joined(p.damaged(path, err), file.Close())
	}
	return f, nil
}

// signature begins every HDF5 file that Golgi writes.
//
// Source: HDF5 File Format Specification, III.A.
var signature = []byte("\x89HDF\r\n\x1a\n")

// CheckSignature says that a file is none of HDF5, before the library does, in fewer words.
func CheckSignature(path string) error {
	place, err := parts.Find(path)
	if err == nil {
		err = place.Regular()
	}
	if err != nil {
		return cannotOpen(path, err)
	}
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("hdf5: cannot open %s: %w", path, err)
	}
	defer file.Close()
	start := make([]byte, len(signature))
	n, err := io.ReadFull(file, start)
	if n == 0 {
		return fmt.Errorf("hdf5: %s is empty, as where a disk was full or a copy was interrupted; put a copy of it in its place, or remove it", path)
	}
	if err != nil || !bytes.Equal(start, signature) {
		return fmt.Errorf("hdf5: %s is not an HDF5 file", path)
	}
	return nil
}
