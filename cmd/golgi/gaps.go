package main

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"golgi/internal/listing"
	"golgi/trajectory"
	"golgi/units"
)

// A gap is how an item, or a derived parameter, differs between the runs of two trajectories.
type gap struct {
	what, path string
	runs       int // in which it differs
	run        int // of a, where it differs most, or first
	a, b       any // there
	most       any // the largest difference, nil where there are no numbers
}

// gaps are those of all runs, by what they are and their paths.
type gaps map[string]*gap

// sorted returns them by their paths.
func (g gaps) sorted() []*gap {
	return slices.SortedFunc(maps.Values(g), func(a, b *gap) int {
		return cmp.Or(cmp.Compare(a.what, b.what), cmp.Compare(a.path, b.path))
	})
}

// take compares what two runs gave, and returns how many bytes the larger has.
func (g gaps) take(a, b *trajectory.Run) (most int64) {
	ours, theirs := itemsOf(a), itemsOf(b)
	for _, items := range []map[string]trajectory.Item{ours, theirs} {
		var sum int64
		for _, item := range items {
			sum += trajectory.ExtentOf(item.Value).Bytes
		}
		most = max(most, sum)
	}
	g.between(ours, theirs, a.Index())
	return most
}

// between compares items, at a run.
func (g gaps) between(ours, theirs map[string]trajectory.Item, run int) {
	for key, item := range ours {
		other, both := theirs[key]
		switch {
		case !both:
			g.add(key, run, shown(item), nil, nil)
		case !same(item, other):
			var most any
			if item.Unit == other.Unit {
				most = largest(item.Value, other.Value)
			}
			x, y := shown(item), shown(other)
			if item.Unit != other.Unit {
				x, y = withUnit(x, item.Unit), withUnit(y, other.Unit)
			}
			g.add(key, run, x, y, most)
		}
	}
	for key, item := range theirs {
		if _, both := ours[key]; !both {
			g.add(key, run, nil, shown(item), nil)
		}
	}
}

// resultItems returns the items of results, by their paths behind a word.
func resultItems(what string, results []trajectory.Result) map[string]trajectory.Item {
	all := map[string]trajectory.Item{}
	for _, res := range results {
		for _, item := range res.Items {
			all[what+res.Path+"."+item.Name] = item
		}
	}
	return all
}

// itemsOf returns the items and derived parameters of a run.
func itemsOf(run *trajectory.Run) map[string]trajectory.Item {
	all := resultItems("result ", run.Results())
	for _, p := range run.Derived() {
		value, unit := apart(p.Value)
		if q, is := p.Value.(units.Quantity); is {
			value, unit = units.Rounded(q.SI()), q.Dimension().String()
		}
		all["derived "+p.Path] = trajectory.Item{Value: value, Unit: unit}
	}
	return all
}

// add notes a gap at a run.
func (g gaps) add(key string, run int, a, b, most any) {
	before := g[key]
	if before == nil {
		what, path, _ := strings.Cut(key, " ")
		g[key] = &gap{what, path, 1, run, a, b, most}
		return
	}
	before.runs++
	if isMore(most, before.most) {
		before.run, before.a, before.b, before.most = run, a, b, most
	}
}

func isMore(d, than any) bool {
	x, is := d.(float64)
	y, was := than.(float64)
	return is && (!was || x > y || math.IsNaN(x) && !math.IsNaN(y))
}

// shown is an item in a difference: a single value, or what a list or an array is.
func shown(item trajectory.Item) any {
	o := trajectory.OutlineOf("", item)
	if o.Value != nil {
		return basic(o.Value)
	}
	return fmt.Sprintf("%s %v", o.Kind, shapeOf(o.Shape))
}

func withUnit(value any, unit string) any {
	return strings.TrimSpace(listing.Exactly(value) + " " + unit)
}
