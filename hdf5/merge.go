package hdf5

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golgi/hdf5/internal/parts"
	"golgi/hdf5/internal/write"
	"golgi/internal/given"
	"golgi/internal/plain"
	"golgi/trajectory"
)

// A Merging says how files become one.
type Merging struct {
	Explore bool   // parameters that differ in value between files, and that none explores, are explored then: another seed, say
	Number  string // path of a further parameter, which tells each run of which file it is: 0, 1, …; no two files have a point together then
	Prefer  Choice // what counts where two files have one point, and different results
	Beside  bool   // trajectories that not all files have stand beside the others
}

// A Choice says which of two runs counts that have one point and have both finished.
type Choice int

// Both are refused if they gave different things, or one is taken without looking.
const (
	Neither Choice = iota
	First          // of the files, in their order
	Last
)

// Merged says what has become of files.
type Merged struct {
	Runs       int      // that the file has, of all its trajectories
	Finished   int      // of these
	Duplicates int      // runs that were not taken, since there is another of the same point
	From       []string // the files, in their order
	Taken      []int    // how many runs that have ended are from each
}

// Merge makes one file of several, which have explorations of one experiment: trajectories of the same name, with the same parameters. Each run is
// copied as it is, bit by bit, with its comments, annotations, times, and the reason for which it has failed; nothing is loaded. Files in progress are
// taken as far as they have come, if nobody is at work. What pypet wrote is refused, and what is damaged.
//
// Points come in the order of the files, each once, in generations as they were appended; [trajectory.Merge] says what becomes of parameters.
// What post-processing has given to runs comes with them, under the number that it has in the new file ([trajectory.Post]).
// Where several files have a run of one point, the one that has finished is taken; of those that have, the first, if they gave the same, and otherwise this
// is an error that names them, unless how says which to prefer. The same is true of pre-runs, and of the results of trajectories as a whole: these are those
// that were computed, of the runs of one file. Of others that which has failed goes before
// that which was lost, stopped, or never begun. So neither what is merged first, nor a second merge of what is there, changes anything.
//
// No run is another one after that: its trial and seed are those with which it was simulated. Names of runs in the paths of results, where these
// were given with "$", are those that they had, and make no difference. What stood in the files is in the settings golgi.merge, see FORMAT.md and [SourcesOf]; so it is known of
// each run which file it is from, and what ran it. The file has the command of the first one if all its points
// are of that, and else none; package cli resumes it all the same, if the commands of all had the same options.
//
// The file must not exist, unless [Overwrite] is given; it may then be one of the files itself. It appears whole, or not at all.
func Merge(ctx context.Context, out string, files []string, how Merging, opts ...Option) (m *Merged, err error) {
	if err := given.All("hdf5: Merge", given.Arg{Name: "context", Value: ctx}); err != nil {
		return nil, err
	}
	o, err := collect(opts)
	switch {
	case err != nil:
		return nil, err
	case len(files) == 0:
		return nil, errors.New("hdf5: there are no files to merge")
	case how.Prefer < Neither || how.Prefer > Last:
		return nil, fmt.Errorf("hdf5: cannot merge into %s: %d says nothing of which run counts; there are Neither, First and Last", out, how.Prefer)
	}
	target, err := claimFor(out, o)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, target.lock.Release()) }()
	sources, err := takeAll(files)
	defer func() { err = errors.Join(err, releaseAll(sources)) }()
	if err == nil {
		m, err = mergeInto(ctx, target, sources, how, o)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("hdf5: cannot merge into %s: %w", out, plain.Behind("hdf5", err)), target.abandon())
	}
	return m, nil
}

// takeAll takes files, each once, and says all that is wrong with any.
func takeAll(files []string) (all []*source, err error) {
	var faults []error
	seen := map[string]string{}
	for _, path := range files {
		if err := known(path, seen, all); err != nil {
			faults = append(faults, err)
			continue
		}
		s, err := take("merge", path)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		all = append(all, s)
	}
	return all, errors.Join(faults...)
}

// known returns an error if a file is there already, by this or another name.
func known(path string, seen map[string]string, all []*source) error {
	place, err := find("merge", path)
	if folder, is := parts.At(path); is {
		place.Path, err = folder.File(), nil
	}
	if err != nil {
		return err
	}
	real, err := filepath.Abs(place.Path)
	if err != nil {
		return err
	}
	if before, is := seen[real]; is {
		return fmt.Errorf("%s is there twice, as %s: leave one out", path, before)
	}
	for _, s := range all {
		if s.was != nil && place.Info != nil && os.SameFile(s.was, place.Info) {
			return fmt.Errorf("%s and %s are one file: leave one out", s.path, path)
		}
	}
	seen[real] = path
	return nil
}

// mergeInto merges sources, whose locks are held.
func mergeInto(ctx context.Context, t target, sources []*source, how Merging, o options) (*Merged, error) {
	names, by, err := byName(sources, how.Beside)
	if err != nil {
		return nil, err
	}
	m := &Merged{Taken: make([]int, len(sources))}
	for _, s := range sources {
		m.From = append(m.From, s.path)
	}
	w := write.Whole{Pypet: o.Pypet, Disk: o.Disk}
	for _, s := range sources {
		w.Need += s.bytes
		w.Doubted += s.doubted
	}
	for _, name := range names {
		piece, err := mergePiece(ctx, name, by[name], how, m)
		if err != nil {
			return nil, err
		}
		w.Pieces = append(w.Pieces, piece)
	}
	for _, p := range w.Pieces {
		for _, take := range p.Takes {
			m.Taken[slices.Index(m.From, take.From)] += len(take.As)
		}
	}
	return m, w.Write(ctx, t.folder, t.lock)
}

// byName returns what sources have of each trajectory.
func byName(sources []*source, beside bool) (names []string, by map[string][]*stock, err error) {
	by = map[string][]*stock{}
	for _, s := range sources {
		_, all, err := s.stocks()
		if err != nil {
			return nil, nil, err
		}
		for name, stock := range all {
			by[name] = append(by[name], stock)
		}
		if len(all) == 0 {
			return nil, nil, fmt.Errorf("%s has no trajectory", s.path)
		}
	}
	var faults []string
	for name, has := range by {
		names = append(names, name)
		if len(has) < len(sources) {
			faults = append(faults, fmt.Sprintf("%s is in %s and not in %s", name, has[0].path, without(sources, has).path))
		}
	}
	slices.Sort(names)
	slices.Sort(faults)
	if len(faults) > 0 && !beside {
		return nil, nil, fmt.Errorf("their trajectories differ: %s; rename one where they are of one experiment, or have them beside each other (Beside, --beside)",
			strings.Join(faults, "; "))
	}
	return names, by, nil
}

// without returns a source that has none of some stocks.
func without(sources []*source, has []*stock) *source {
	for _, s := range sources {
		if !slices.ContainsFunc(has, func(h *stock) bool { return h.source == s }) {
			return s
		}
	}
	return nil
}

// mergePiece merges what sources have of a trajectory.
func mergePiece(ctx context.Context, name string, stocks []*stock, how Merging, m *Merged) (*write.Piece, error) {
	ps := make([]trajectory.Part, len(stocks))
	for k, s := range stocks {
		ps[k] = trajectory.Part{Of: s.path, Trajectory: s.t}
	}
	merged, runs, err := trajectory.Merge(name, ps, trajectory.Merging{Explore: how.Explore, Number: how.Number})
	if err != nil {
		return nil, err
	}
	c := newChosen(merged, stocks, runs, how.Prefer)
	if err := c.compare(ctx); err != nil {
		return nil, err
	}
	if err := errors.Join(c.joinPosts(), c.settle(), c.takeResults()); err != nil {
		return nil, err
	}
	m.Runs += merged.Len()
	m.Duplicates += c.duplicates
	piece := c.piece()
	for _, r := range piece.Rows {
		if r.Index >= 0 && r.Record.Status == trajectory.Finished {
			m.Finished++
		}
	}
	return piece, nil
}
