package hdf5

import (
	"errors"
	"fmt"
	"os"

	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/parts"
	"golgi/hdf5/internal/view"
	"golgi/internal/plain"
	"golgi/trajectory"
)

// A source is a file, or the folder of one in progress, from which runs are copied. Nobody works in that folder meanwhile.
type source struct {
	path    string
	place   string      // where links lead, without what names a folder
	lock    *parts.Lock // of its folder; nil for a finished file
	was     os.FileInfo // of a finished file
	bytes   uint64
	doubted int
}

// take returns a source, or why nothing can be copied from there; doing says what is to be done with it. Its lock must be released.
func take(doing, path string) (*source, error) {
	s := &source{path: path}
	err := s.begin()
	if err == nil {
		err = s.look()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("hdf5: cannot %s %s: %w", doing, path, plain.Behind("hdf5", err)), s.release())
	}
	return s, nil
}

// begin locks the folder of a file in progress.
func (s *source) begin() error {
	v, err := view.Open(s.path)
	if err != nil {
		return err
	}
	inFolder := v.InFolder()
	newer, err := v.Newer()
	if err = errors.Join(err, v.Close()); err != nil {
		return err
	}
	place, err := parts.Find(s.path)
	if err != nil {
		return err
	}
	if !inFolder {
		if newer != nil && newer.Running != "" {
			return fmt.Errorf("it will be replaced by the exploration in %s, which is in the hands of %s; wait for its end", newer.Folder.Path(), newer.Running)
		}
		s.place, s.was = place.Path, place.Info
		return nil
	}
	folder, is := parts.At(place.Path)
	if !is {
		folder = parts.Reading(place.Path)
	}
	s.place = folder.File()
	s.lock, err = folder.Lock()
	var held *parts.HeldError
	if errors.As(err, &held) {
		return fmt.Errorf("%w; wait for its end", err)
	}
	return err
}

// look refuses what is not as Golgi has written it.
func (s *source) look() (err error) {
	v, err := s.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.Close()) }()
	foreign, err := v.Foreign()
	unsealed, failed := v.Unsealed()
	switch {
	case err != nil || failed != nil:
		return errors.Join(err, failed)
	case foreign:
		return errors.New("it was written by pypet, and Golgi only reads it")
	case unsealed:
		return errors.New("it has no valid checksums: another program has changed it since Golgi wrote it, or it is damaged; put a copy of it in its " +
			"place, or continue it (resume), so that the file says of which runs this is so")
	}
	if s.bytes, err = v.Bytes(true); err == nil {
		s.doubted, err = v.Doubted()
	}
	return err
}

// open opens the source, which is as it was.
func (s *source) open() (*view.View, error) {
	if s.was != nil {
		now, err := os.Stat(s.path)
		if err != nil {
			return nil, err
		}
		if !os.SameFile(now, s.was) || now.Size() != s.was.Size() || !now.ModTime().Equal(s.was.ModTime()) {
			return nil, fmt.Errorf("hdf5: %s was changed while it was copied; try again", s.path)
		}
	}
	return view.Open(s.path)
}

func (s *source) release() error {
	if s.lock == nil {
		return nil
	}
	return s.lock.Release()
}

// releaseAll gives back what was taken.
func releaseAll(all []*source) (err error) {
	for _, s := range all {
		err = errors.Join(err, s.release())
	}
	return err
}

// A stock is a trajectory of a source, with the rows of its runs.
type stock struct {
	*source
	t    *trajectory.Trajectory
	rows map[int]layout.Row
}

// stocks returns the trajectories of a source, by name.
func (s *source) stocks() (names []string, all map[string]*stock, err error) {
	v, err := s.open()
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, v.Close()) }()
	if names, err = v.Names(); err != nil {
		return nil, nil, err
	}
	all = map[string]*stock{}
	for _, name := range names {
		t, err := v.Load(name)
		if err != nil {
			return nil, nil, err
		}
		rows, err := v.Rows(t)
		if err != nil {
			return nil, nil, err
		}
		all[name] = &stock{s, t, map[int]layout.Row{}}
		for _, r := range rows {
			all[name].rows[r.Index] = r
		}
	}
	return names, all, nil
}
