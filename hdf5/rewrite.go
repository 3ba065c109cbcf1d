package hdf5

import (
	"context"
	"errors"
	"fmt"

	"golgi/hdf5/internal/parts"
	"golgi/hdf5/internal/view"
	"golgi/hdf5/internal/write"
	"golgi/internal/plain"
	"golgi/trajectory"
)

// rewrite makes a finished file anew: change is given what it has, to leave out or to replace some of it. Until the new one is whole the old one is there;
// doing says what is done with it.
func rewrite(ctx context.Context, doing, path string, o options, change func(w *write.Whole, pieces map[string]*piece) error) (err error) {
	t, err := claimFinished(doing, path, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.lock.Release()) }()
	s, err := take(doing, path)
	if err != nil {
		return errors.Join(err, t.abandon())
	}
	w, pieces, err := s.whole(o)
	if err == nil {
		err = change(w, pieces)
	}
	if err == nil {
		err = w.Write(ctx, t.folder, t.lock)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("hdf5: cannot %s %s: %w", doing, path, plain.Behind("hdf5", err)), t.abandon())
	}
	return nil
}

// claimFinished takes the place of a finished file, which nobody continues.
func claimFinished(doing, path string, o options) (t target, err error) {
	place, err := parts.Find(path)
	if err != nil {
		return t, fmt.Errorf("hdf5: cannot %s %s: %w", doing, path, plain.Behind("hdf5", err))
	}
	if folder, is := parts.At(place.Path); is {
		return t, target{folder: folder}.inProgress()
	}
	if place, err = find(doing, path); err != nil {
		return t, err
	}
	t = target{path: place.Path, folder: parts.Beside(place.Path, o.Disk)}
	if err := t.empty(); err != nil {
		return t, err
	}
	if place.Info == nil {
		return t, view.Missing(path)
	}
	if err := errors.Join(place.Writable(false), t.folder.Usable()); err != nil {
		return t, fmt.Errorf("hdf5: cannot %s %s: %w", doing, path, plain.Behind("hdf5", err))
	}
	if err := view.CheckSignature(path); err != nil {
		return t, err
	}
	return t, t.claim(o)
}

// A piece is a trajectory of a file that is made anew.
type piece struct {
	*write.Piece
	*stock
}

// whole returns the file that has all that a source has, and its pieces by name.
func (s *source) whole(o options) (*write.Whole, map[string]*piece, error) {
	names, stocks, err := s.stocks()
	if err != nil {
		return nil, nil, err
	}
	w := &write.Whole{Pypet: o.Pypet, Disk: o.Disk, Need: s.bytes, Doubted: s.doubted}
	pieces := map[string]*piece{}
	for _, name := range names {
		p := &piece{&write.Piece{Trajectory: stocks[name].t}, stocks[name]}
		take := &write.Take{From: s.path, Open: s.open, Name: name, As: map[int]int{}}
		for i := trajectory.PreRun; i < p.t.Len(); i++ {
			row, there := p.rows[i]
			if !there {
				continue
			}
			p.Rows = append(p.Rows, row)
			if row.Record.Status != trajectory.Pending {
				take.As[i] = i
			}
		}
		p.Takes = []*write.Take{take}
		pieces[name] = p
		w.Pieces = append(w.Pieces, p.Piece)
	}
	return w, pieces, nil
}
