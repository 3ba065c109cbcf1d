package hdf5

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// maxOpen is how many files a store has open at once for reading.
const maxOpen = 16

// A pool keeps a few files open, those that were used last. One goroutine at a time may use it.
type pool struct {
	parts string    // folder in which all files are ours; "" if there is none
	open  []*opened // what was used last is last
}

// opened is an open file, with the records that were read from it.
type opened struct {
	path    string
	file    *h5.File
	records map[string]map[int]trajectory.Record // by trajectory and run
	homes   map[string][]home                    // of pypet's runs, by the path of the group they are in
}

// use runs job with the root group of the file at path.
func (p *pool) use(path string, job func(f *opened, root h5.Group) error) error {
	f, err := p.get(path)
	if err != nil {
		return err
	}
	return f.file.Do(func(root h5.Group) error { return job(f, root) })
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
	file, err := p.openFile(path)
	if err != nil {
		return nil, err
	}
	f := &opened{path: path, file: file, records: map[string]map[int]trajectory.Record{},
		homes: map[string][]home{}}
	p.open = append(p.open, f)
	return f, nil
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

// openFile opens a file that has Golgi's format. Parts must have their checksums; a finished file may have
// been changed by other programs, and is tried then.
func (p *pool) openFile(path string) (*h5.File, error) {
	if err := checkSignature(path); err != nil {
		return nil, err
	}
	file, err := h5.OpenSealed(path)
	if errors.Is(err, h5.ErrUnsealed) {
		if filepath.Dir(path) == p.parts {
			return nil, fmt.Errorf("%w; move it away, and what was in it will be executed again", err)
		}
		file, err = openTried(path)
	}
	if err != nil {
		return nil, err
	}
	if err := file.Do(func(root h5.Group) error { return checkHeader(root, path) }); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// recordIn is record for a file that need not have the trajectory.
func (f *opened) recordIn(name string, i int) (record trajectory.Record, err error) {
	err = f.file.Do(func(root h5.Group) error {
		there, err := holds(root, name)
		if err != nil || !there {
			return err
		}
		return within(root, name, func(group h5.Group) error {
			record, _, err = f.record(group, name, i)
			return err
		})
	})
	return record, err
}

// record returns what the file says of run i in the group of its trajectory, and whether it says anything.
func (f *opened) record(group h5.Group, name string, i int) (trajectory.Record, bool, error) {
	known := f.records[name]
	if record, there := known[i]; there {
		return record, true, nil
	}
	rows, err := readRecordsNear(group, i)
	if err != nil {
		return trajectory.Record{}, false, err
	}
	if known == nil {
		known = map[int]trajectory.Record{}
		f.records[name] = known
	}
	for _, r := range rows {
		known[r.index] = r.record
	}
	record, there := known[i]
	return record, there, nil
}
