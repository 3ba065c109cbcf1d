package hdf5

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/write"
	"golgi/trajectory"
)

// A chosen says for each run of a merged trajectory from which of its stocks it comes.
type chosen struct {
	t          *trajectory.Trajectory
	stocks     []*stock
	runs       [][]int // which run of t has the point of each run of each stock
	prefer     Choice
	of         []origin // of the pre-run, run 0, run 1, …
	rivals     []rivals
	posts      [][]int // of each stock, the numbers here of its post-processings
	duplicates int     // runs that have ended, and are not taken
}

// An origin is a run of a stock; none, where nothing is known of a run.
type origin struct {
	stock, run int
	there      bool
}

// rivals are two runs of one point that have finished.
type rivals struct {
	run         int
	first, last origin
}

func newChosen(t *trajectory.Trajectory, stocks []*stock, runs [][]int, prefer Choice) *chosen {
	c := &chosen{t: t, stocks: stocks, runs: runs, prefer: prefer, of: make([]origin, t.Len()+1)}
	for k, s := range stocks {
		c.offer(trajectory.PreRun, origin{k, trajectory.PreRun, true})
		for j := range s.t.Len() {
			c.offer(runs[k][j], origin{k, j, true})
		}
	}
	return c
}

// ranks says which run goes before another of the same point.
var ranks = map[trajectory.Status]int{trajectory.Finished: 5, trajectory.Failed: 4, trajectory.Lost: 3, trajectory.Stopped: 2, trajectory.Deleted: 1}

// offer takes a run where none is that goes before it. Of two that have finished the later is kept in mind.
func (c *chosen) offer(run int, o origin) {
	rank := ranks[c.record(o).Status]
	if rank == 0 {
		return
	}
	was := &c.of[run-trajectory.PreRun]
	if !was.there {
		*was = o
		return
	}
	c.duplicates++
	switch before := ranks[c.record(*was).Status]; {
	case rank > before:
		*was = o
	case rank == before && rank == ranks[trajectory.Finished] && c.prefer == Last:
		*was = o
	case rank == before && rank == ranks[trajectory.Finished] && c.prefer == Neither:
		c.rivals = append(c.rivals, rivals{run, *was, o})
		if c.record(*was).Posts == 0 && c.record(o).Posts > 0 { // which has more, if not others
			*was = o
		}
	}
}

func (c *chosen) record(o origin) trajectory.Record { return c.stocks[o.stock].rows[o.run].Record }

// mostRivals is how many runs that differ are named.
const mostRivals = 5

// compare returns an error if two runs of one point gave different things.
func (c *chosen) compare(ctx context.Context) error {
	wanted := make([]map[int]sums, len(c.stocks))
	for k := range wanted {
		wanted[k] = map[int]sums{}
	}
	for _, r := range c.rivals {
		wanted[r.first.stock][r.first.run], wanted[r.last.stock][r.last.run] = sums{}, sums{}
	}
	for k, s := range c.stocks {
		if err := s.digests(ctx, wanted[k]); err != nil {
			return err
		}
	}
	var texts []string
	for _, r := range c.rivals {
		if wanted[r.first.stock][r.first.run].differ(wanted[r.last.stock][r.last.run]) {
			texts = append(texts, c.said(r))
		}
	}
	if len(texts) == 0 {
		return nil
	}
	if more := len(texts) - mostRivals; more > 0 {
		texts = append(texts[:mostRivals], fmt.Sprintf("and %d more", more))
	}
	return fmt.Errorf("runs of one point gave different results: %s; say which to prefer (Prefer, --prefer), or tell the files apart by a parameter (Number, --number)",
		strings.Join(texts, "; "))
}

func (c *chosen) said(r rivals) string {
	point := "before all runs"
	if r.run != trajectory.PreRun {
		point = "at the defaults"
		if run, err := c.t.Run(r.run); err == nil && len(c.t.ExploredPaths()) > 0 {
			var values []string
			for _, path := range c.t.ExploredPaths() {
				if p, err := run.Parameter(path); err == nil {
					values = append(values, fmt.Sprintf("%s = %v", path, p.Value))
				}
			}
			point = "at " + strings.Join(values, ", ")
		}
	}
	name := func(o origin) string { return trajectory.RunName(o.run) + " of " + c.stocks[o.stock].path }
	return fmt.Sprintf("%s and %s, %s", name(r.first), name(r.last), point)
}

// sums are the digests of what a run, or a trajectory as a whole, gave itself, and of what post-processing has given it, if there is any.
type sums struct {
	own, posts [sha256.Size]byte
	posted     bool
}

// differ reports whether they are of different things. What only one has of post-processing is no difference.
func (s sums) differ(other sums) bool {
	return s.own != other.own || s.posted && other.posted && s.posts != other.posts
}

// sumsOf returns the digests of what visit hands to them.
func sumsOf(visit func(d *digest) error) (s sums, err error) {
	own, posts := newDigest(false), newDigest(true)
	own.placeless, posts.placeless = true, true
	err = errors.Join(visit(own), visit(posts))
	return sums{[sha256.Size]byte(own.Sum(nil)), [sha256.Size]byte(posts.Sum(nil)), posts.found}, err
}

// digests puts the digests of some runs that have finished into a map.
func (s *stock) digests(ctx context.Context, of map[int]sums) (err error) {
	if len(of) == 0 {
		return nil
	}
	v, err := s.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.Close()) }()
	for i := trajectory.PreRun; i < s.t.Len(); i++ {
		if _, wanted := of[i]; !wanted {
			continue
		}
		if err := context.Cause(ctx); err != nil {
			return err
		}
		if of[i], err = sumsOf(func(d *digest) error { return v.VisitRun(s.t.Name(), i, d) }); err != nil {
			return err
		}
	}
	return nil
}

// piece returns the trajectory with its rows, and what is taken from each source.
func (c *chosen) piece() *write.Piece {
	p := &write.Piece{Trajectory: c.t}
	takes := make([]*write.Take, len(c.stocks))
	for k, s := range c.stocks {
		takes[k] = &write.Take{From: s.path, Open: s.open, Name: s.t.Name(), As: map[int]int{}, Posts: c.otherPosts(k)}
	}
	for place, o := range c.of {
		i := place + trajectory.PreRun
		switch {
		case o.there:
			row := c.stocks[o.stock].rows[o.run].Renumbered(i)
			row.Record.Posts = c.postIn(o.stock, row.Record.Posts)
			p.Rows = append(p.Rows, row)
			takes[o.stock].As[o.run] = i
		case i != trajectory.PreRun:
			p.Rows = append(p.Rows, layout.Row{Index: i, Record: trajectory.Record{Status: trajectory.Pending}})
		}
	}
	p.Takes = slices.DeleteFunc(takes, func(t *write.Take) bool { return len(t.As) == 0 })
	return p
}
