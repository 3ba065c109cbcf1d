package hdf5

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golgi/trajectory"
)

// takeResults gives the merged trajectory the results that stocks have as a whole. Two of one path must be the same, or one is preferred.
func (c *chosen) takeResults() error {
	type known struct {
		result trajectory.Result
		of     string
		sums
	}
	all, links := map[string]known{}, map[string]trajectory.Link{}
	var differ []string
	for k, s := range c.stocks {
		for _, res := range s.t.Results() {
			sum, err := sumsOf(func(d *digest) error { return d.AddResult(res.Clone()) })
			if err != nil {
				return err
			}
			for i := range res.Items {
				res.Items[i].Post = c.postIn(k, res.Items[i].Post)
			}
			now := known{res, s.path, sum}
			was, is := all[res.Path]
			if is && was.differ(now.sums) && c.prefer == Neither {
				differ = append(differ, fmt.Sprintf("%s of %s and of %s", res.Path, was.of, s.path))
			}
			if !is || c.prefer == Last {
				all[res.Path] = now
			}
		}
		for _, l := range s.t.ResultLinks() {
			was, is := links[l.Path]
			if is && was != l && c.prefer == Neither {
				differ = append(differ, fmt.Sprintf("the link %s, to %s and to %s in %s", l.Path, was.Target, l.Target, s.path))
			}
			if !is || c.prefer == Last {
				links[l.Path] = l
			}
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
