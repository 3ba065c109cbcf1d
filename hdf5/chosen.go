package hdf5

import (
	"context"
	"errors"
	"fmt"
	"maps"
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
	duplicates int // runs that have ended, and are not taken
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
	rank := ranks[c.status(o)]
	if rank == 0 {
		return
	}
	was := &c.of[run-trajectory.PreRun]
	if !was.there {
		*was = o
		return
	}
	c.duplicates++
	switch before := ranks[c.status(*was)]; {
	case rank > before:
		*was = o
	case rank == before && rank == ranks[trajectory.Finished] && c.prefer == Last:
		*was = o
	case rank == before && rank == ranks[trajectory.Finished] && c.prefer == Neither:
		c.rivals = append(c.rivals, rivals{run, *was, o})
	}
}

func (c *chosen) status(o origin) trajectory.Status {
	return c.stocks[o.stock].rows[o.run].Record.Status
}

// mostRivals is how many runs that differ are named.
const mostRivals = 5

// compare returns an error if two runs of one point gave different things.
func (c *chosen) compare(ctx context.Context) error {
	wanted := make([]map[int][32]byte, len(c.stocks))
	for k := range wanted {
		wanted[k] = map[int][32]byte{}
	}
	for _, r := range c.rivals {
		wanted[r.first.stock][r.first.run], wanted[r.last.stock][r.last.run] = [32]byte{}, [32]byte{}
	}
	for k, s := range c.stocks {
		if err := s.digests(ctx, wanted[k]); err != nil {
			return err
		}
	}
	var texts []string
	for _, r := range c.rivals {
		if wanted[r.first.stock][r.first.run] != wanted[r.last.stock][r.last.run] {
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

// takeResults gives the merged trajectory the results that stocks have as a whole. Two of one path must be the same, or one is preferred.
func (c *chosen) takeResults() error {
	type known struct {
		result trajectory.Result
		of     string
		sum    [32]byte
	}
	all, links := map[string]known{}, map[string]trajectory.Link{}
	var differ []string
	for _, s := range c.stocks {
		for _, res := range s.t.Results() {
			sum := newDigest()
			if err := sum.AddResult(res); err != nil {
				return err
			}
			now := known{res, s.path, [32]byte(sum.Sum(nil))}
			was, is := all[res.Path]
			if is && was.sum != now.sum && c.prefer == Neither {
				differ = append(differ, fmt.Sprintf("%s of %s and of %s", res.Path, was.of, s.path))
			}
			if !is || c.prefer == Last {
				all[res.Path] = now
			}
		}
		for _, l := range s.t.ResultLinks() {
			if was, is := links[l.Path]; is && was != l {
				differ = append(differ, fmt.Sprintf("the link %s, to %s and to %s in %s", l.Path, was.Target, l.Target, s.path))
			}
			links[l.Path] = l
		}
	}
	if len(differ) > 0 {
		return fmt.Errorf("results of the trajectories as a whole differ: %s; say which to prefer (Prefer, --prefer), or delete one (Delete, golgi delete --result)",
			strings.Join(differ, "; "))
	}
	var faults []error
	for _, path := range slices.Sorted(maps.Keys(all)) {
		faults = append(faults, c.t.AddResult(all[path].result))
	}
	for _, path := range slices.Sorted(maps.Keys(links)) {
		faults = append(faults, c.t.AddResultLink(links[path]))
	}
	return errors.Join(faults...)
}

// digests puts the digests of some runs that have finished into a map.
func (s *stock) digests(ctx context.Context, of map[int][32]byte) (err error) {
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
		sum := newDigest()
		if err := v.VisitRun(s.t.Name(), i, sum); err != nil {
			return err
		}
		of[i] = [32]byte(sum.Sum(nil))
	}
	return nil
}

// piece returns the trajectory with its rows, and what is taken from each source.
func (c *chosen) piece() *write.Piece {
	p := &write.Piece{Trajectory: c.t}
	takes := make([]*write.Take, len(c.stocks))
	for k, s := range c.stocks {
		takes[k] = &write.Take{From: s.path, Open: s.open, Name: s.t.Name(), As: map[int]int{}}
	}
	for place, o := range c.of {
		i := place + trajectory.PreRun
		switch {
		case o.there:
			p.Rows = append(p.Rows, c.stocks[o.stock].rows[o.run].Renumbered(i))
			takes[o.stock].As[o.run] = i
		case i != trajectory.PreRun:
			p.Rows = append(p.Rows, layout.Row{Index: i, Record: trajectory.Record{Status: trajectory.Pending}})
		}
	}
	p.Takes = slices.DeleteFunc(takes, func(t *write.Take) bool { return len(t.As) == 0 })
	return p
}
