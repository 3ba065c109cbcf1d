package write

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/parts"
	"golgi/hdf5/internal/view"
)

// New returns a writer in a folder that was locked for it, and the view that it keeps up to date. Close of the
// writer closes both, and gives the lock back; so does an error of New.
func New(folder parts.Folder, lock *parts.Lock, settings Settings) (*Writer, *view.View, error) {
	open := view.Of
	if settings.Adopt {
		open = view.OfOrphans
	}
	v, err := open(folder)
	if err != nil {
		return nil, nil, errors.Join(err, lock.Release())
	}
	if settings.KeepKept && !settings.KeepSegments {
		if settings.KeepSegments, err = v.Keeps(); err != nil {
			return nil, nil, errors.Join(err, v.Close(), lock.Release())
		}
	}
	w := &Writer{Settings: settings, folder: folder, lock: lock, token: parts.Token(), view: v,
		served: make(chan struct{}), release: h5.Keep()}
	last := 0
	if has, err := folder.Contents(); err == nil { // numbers are for people: the token makes names unique
		last = has.Last
	}
	w.queue = newQueue(folder.File(), v, &w.buffers, last)
	go w.serve()
	return w, v, nil
}

// serve is the goroutine that writes: it puts outcomes into segments, until the queue is closed and none waits,
// or until a write fails. While it fills one, the segment before is committed, and others are merged.
func (w *Writer) serve() {
	defer close(w.served)
	filled, committed := make(chan *segment), make(chan string, mostToMerge)
	var others sync.WaitGroup
	others.Go(func() { w.commitAll(filled, committed) })
	others.Go(func() { w.mergeAll(committed) })
	for o := w.queue.Next(time.Time{}, maxSegment); o != nil; o = w.queue.Next(time.Time{}, maxSegment) {
		filled <- w.fill(o)
	}
	close(filled)
	others.Wait()
}

// mostToMerge is how many segments may be committed before the merging has to follow.
const mostToMerge = 64

// commitAll commits segments one after another. After one that fails, none is committed.
func (w *Writer) commitAll(filled <-chan *segment, committed chan<- string) {
	defer close(committed)
	for seg := range filled {
		w.queue.Busy(true)
		if err := w.commit(seg); err != nil {
			w.queue.Fail(seg.outcomes, fmt.Errorf("hdf5: cannot write %s: %w; what was committed before is there",
				seg.draft.Final, err))
		} else {
			committed <- seg.name
		}
		w.queue.Busy(false)
	}
}

// mergeAll merges segments that are committed, until writing has failed.
func (w *Writer) mergeAll(committed <-chan string) {
	var small levels
	for segment := range committed {
		if w.queue.Broken() != nil {
			continue
		}
		if err := w.tidy(&small, segment); err != nil {
			w.queue.Fail(nil, fmt.Errorf("hdf5: cannot merge segments in %s: %w; what was committed is there",
				w.folder.Path(), err))
		}
	}
}
