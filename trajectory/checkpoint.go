package trajectory

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"golgi/internal/given"
	"golgi/internal/memory"
)

// A Checkpointer is a [Store] that keeps how far runs have come, so that one with which the program has died need not begin anew.
type Checkpointer interface {
	// Checkpoint keeps what write writes for run i, which is under way, in the place of what it has kept for it: all or nothing. It goes when
	// the run has finished or failed.
	Checkpoint(t *Trajectory, i int, write func(io.Writer) error) error

	// LastCheckpoint opens what was kept last for run i, and says when that was, or says [ErrNotFound].
	LastCheckpoint(t *Trajectory, i int) (from io.ReadCloser, made time.Time, err error)
}

// progress is what a run has given so far, and read.
type progress struct {
	Results  int          // how many follow
	Groups   []keptResult // descriptions, with neither items nor values
	Links    []Link
	Read     []string
	Warnings string
}

// SaveProgress writes what the run has given so far, but for derived parameters, for ReadProgress. One that streams to its store cannot be saved. It needs
// memory for the largest of the results, and says where there is none.
func (r *Run) SaveProgress(w io.Writer) error {
	if r == nil {
		return errNoRun
	}
	if err := given.All("trajectory: SaveProgress", given.Arg{Name: "writer", Value: w}); err != nil {
		return err
	}
	if r.writer != nil && len(r.streams) > 0 {
		return fmt.Errorf("trajectory: %s: its progress cannot be saved: %w", r.Name(), errAway)
	}
	sum, size := sha256.New(), counter(0)
	if err := r.encodeProgress(io.MultiWriter(sum, &size)); err != nil {
		return fmt.Errorf("trajectory: %s: its progress cannot be saved: %w", r.Name(), err)
	}
	if _, err := w.Write(binary.LittleEndian.AppendUint64(sum.Sum(nil), uint64(size))); err != nil {
		return err
	}
	return r.encodeProgress(w)
}

// counter counts bytes.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// encodeProgress writes the progress, and the results one by one: each is there twice while it is written.
func (r *Run) encodeProgress(w io.Writer) error {
	to := gob.NewEncoder(w)
	p := progress{Results: len(r.results.leaves), Links: r.Links(), Read: r.ReadPaths(), Warnings: r.record.Warnings}
	for _, d := range r.Descriptions() {
		kept, err := keepResult(Result{Path: d.Path, Comment: d.Comment, Annotations: d.Annotations})
		if err != nil {
			return err
		}
		p.Groups = append(p.Groups, kept)
	}
	if err := to.Encode(p); err != nil {
		return err
	}
	for _, res := range r.results.all {
		kept, err := keepResult(res)
		if err == nil {
			err = memory.Ask(fmt.Sprintf("a copy of result %q", res.Path), kept.bytes())
		}
		if err == nil {
			err = to.Encode(kept)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// ReadProgress reads what SaveProgress has written of the run, or of the same one in another program, and returns what takes it over. Results of the
// same paths are replaced then.
func (r *Run) ReadProgress(from io.Reader) (take func(), err error) {
	if r == nil {
		return nil, errNoRun
	}
	if err := given.All("trajectory: ReadProgress", given.Arg{Name: "reader", Value: from}); err != nil {
		return nil, err
	}
	damaged := func(err error) (func(), error) {
		return nil, fmt.Errorf("trajectory: %s: its progress cannot be read: %w", r.Name(), err)
	}
	head := make([]byte, sha256.Size+8)
	if _, err := io.ReadFull(from, head); err != nil {
		return damaged(err)
	}
	size := int64(binary.LittleEndian.Uint64(head[sha256.Size:]))
	if err := memory.Ask("what it says", size); err != nil {
		return damaged(err)
	}
	var all bytes.Buffer
	if n, err := io.CopyN(&all, from, max(0, size)); err != nil || n != size {
		return damaged(errors.Join(errors.New("it is cut off"), err))
	}
	if sum := sha256.Sum256(all.Bytes()); !bytes.Equal(sum[:], head[:sha256.Size]) {
		return damaged(errors.New("its checksum is another one"))
	}
	p, results, err := r.decodeProgress(&all)
	if err != nil {
		return damaged(err)
	}
	var groups []Description
	for _, kept := range p.Groups {
		d, err := kept.result()
		if err != nil {
			return damaged(err)
		}
		groups = append(groups, Description{d.Path, d.Comment, d.Annotations})
	}
	return func() {
		for _, res := range results {
			r.results.put(res.Path, res)
		}
		_ = r.results.describeAll(r.trajectory.laws, groups) // which were right when they were saved
		_ = r.AddLink(p.Links...)
		for _, path := range p.Read {
			r.read[path] = true
		}
		for _, line := range strings.Split(p.Warnings, "\n") {
			if line != "" {
				r.Warn(line)
			}
		}
	}, nil
}

// decodeProgress is the inverse of encodeProgress.
func (r *Run) decodeProgress(all io.Reader) (p progress, results []Result, err error) {
	from := gob.NewDecoder(all)
	if err := from.Decode(&p); err != nil {
		return p, nil, err
	}
	for range p.Results {
		var kept keptResult
		if err := from.Decode(&kept); err != nil {
			return p, nil, err
		}
		res, err := kept.result()
		if err == nil {
			res, err = res.canonical(r.trajectory.laws)
		}
		if err != nil {
			return p, nil, err
		}
		results = append(results, res)
	}
	return p, results, nil
}
