package cli

import (
	"fmt"
	"strings"

	"golgi/internal/plain"
	"golgi/manager"
)

// A tallying is runs that have ended in some way.
type tallying struct {
	of    func(manager.Progress) int
	what  string
	there bool // they needed no work here
}

// tallies are all of them, but for those that have finished here, as they are named.
var tallies = []tallying{
	{func(p manager.Progress) int { return p.Present }, "were there before", true},
	{func(p manager.Progress) int { return p.Unstored }, "could not be stored", false},
	{func(p manager.Progress) int { return p.Failed }, "failed", false},
	{func(p manager.Progress) int { return p.FailedBefore }, "failed before", true},
	{func(p manager.Progress) int { return p.Lost }, "lost", false},
	{func(p manager.Progress) int { return p.LostBefore }, "lost before", true},
	{func(p manager.Progress) int { return p.Deleted }, "were deleted", true},
	{func(p manager.Progress) int { return p.Stopped }, "stopped", false},
	{func(p manager.Progress) int { return p.Elsewhere }, "in other shares", true},
	{func(p manager.Progress) int { return p.Total - p.Done() }, "not begun", false},
}

// tallied says how many runs there are of each kind of which there are some; there: only of those that needed no work here.
func tallied(p manager.Progress, there bool) (parts []string) {
	for _, t := range tallies {
		if n := t.of(p); n > 0 && (t.there || !there) {
			parts = append(parts, fmt.Sprintf("%d %s", n, t.what))
		}
	}
	return parts
}

// ended returns how many runs needed no work here, and how many have ended here.
func ended(p manager.Progress) (there, here int) {
	for _, t := range tallies {
		if t.there {
			there += t.of(p)
		}
	}
	return there, p.Done() - there
}

// summarise says how many runs have ended how, where they are, and how to go on if that is not all.
func (p *program) summarise(last manager.Progress, out, path string) {
	parts := append([]string{plain.Count(last.Finished, "run") + " finished"}, tallied(last, false)...)
	fmt.Fprintf(p.stdout, "%s in %s; results in %s\n", strings.Join(parts, ", "), plain.Clock(last.Elapsed), path)
	switch {
	case path != out && last.Elsewhere == 0:
		fmt.Fprintf(p.stdout, "to go on: %s resume %s\n", p.called(), out)
	case last.FailedBefore+last.LostBefore+last.Lost > 0:
		fmt.Fprintf(p.stdout, "to run again what has failed: %s resume --rerun-failed %s\n", p.called(), out)
	}
}
