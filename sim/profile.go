package sim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"golgi/sim/internal/bind"
)

// ProfilingSummary says where the time of runs went: the longest first.
type ProfilingSummary struct {
	Rows  []Profiled
	Total time.Duration // of the runs, with what is no step: recordings that are taken, checks of the state, the loop itself
}

// Profiled is what an object, or a part of one, did in a slot. It has the name under which Explain lists it in the schedule.
type Profiled struct {
	Name, Slot string
	Time       time.Duration
}

// Profile has runs measure from now on how long each object takes in each slot, or ends that. What was measured is kept until it is turned on
// again. It changes no number, and costs some 50 ns for each step of an object; when it is off, nothing. Clones measure if their network does.
func (n *Network) Profile(on bool) error {
	if err := n.unused(); err != nil {
		return err
	}
	n.profile.on = on
	if on {
		n.profile = profile{on: true}
	}
	if n.plan == nil {
		return nil
	}
	return n.memory.Instance().Profile(on)
}

// ProfilingSummary returns what was measured so far.
//
// Source: Brian 2, profiling_summary.
func (n *Network) ProfilingSummary() ProfilingSummary {
	if n == nil {
		return ProfilingSummary{}
	}
	s := ProfilingSummary{Total: n.profile.total}
	for what, took := range n.profile.times {
		s.Rows = append(s.Rows, Profiled{what.name, what.slot.String(), took})
	}
	s.sort()
	return s
}

func (s *ProfilingSummary) sort() {
	slices.SortFunc(s.Rows, func(a, b Profiled) int {
		return cmp.Or(cmp.Compare(b.Time, a.Time), strings.Compare(a.Name, b.Name), strings.Compare(a.Slot, b.Slot))
	})
}

// Plus returns the sum of what was measured in two networks.
func (s ProfilingSummary) Plus(other ProfilingSummary) ProfilingSummary {
	sum := ProfilingSummary{Rows: slices.Clone(s.Rows), Total: s.Total + other.Total}
	for _, row := range other.Rows {
		at := slices.IndexFunc(sum.Rows, func(r Profiled) bool { return r.Name == row.Name && r.Slot == row.Slot })
		if at < 0 {
			sum.Rows = append(sum.Rows, row)
		} else {
			sum.Rows[at].Time += row.Time
		}
	}
	sum.sort()
	return sum
}

// String returns a table: name, slot, time, and its share of the whole. Times are in milliseconds where the whole took less than 10 s.
func (s ProfilingSummary) String() string {
	var b strings.Builder
	table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	rest := s.Total
	unit, scale := "ms", 1e3
	if s.Total >= 10*time.Second {
		unit, scale = "s", 1
	}
	line := func(name, slot string, took time.Duration) {
		fmt.Fprintf(table, "%s\t%s\t%.3f %s\t%.1f %%\n", name, slot, float64(scale*took.Seconds()), unit, 100*took.Seconds()/max(s.Total.Seconds(), 1e-9))
	}
	for _, row := range s.Rows {
		line(row.Name, row.Slot, row.Time)
		rest -= row.Time
	}
	line("all else", "", max(rest, 0))
	line("runs", "", s.Total)
	_ = table.Flush() // to a builder, which never fails
	return b.String()
}

// profile is what is measured.
type profile struct {
	on    bool
	times map[measuredAs]time.Duration
	total time.Duration
}

type measuredAs struct {
	slot bind.Slot
	name string
}

// add adds the time of a step.
func (p *profile) add(when bind.When, took time.Duration) {
	if p.times == nil {
		p.times = map[measuredAs]time.Duration{}
	}
	p.times[measuredAs{when.Slot, when.Name}] += took
}

// run adds a run that has begun at a time, and ends now.
func (p *profile) run(begun time.Time, n *Network) {
	if !p.on {
		return
	}
	p.total += time.Since(begun)
	for k, took := range n.memory.Instance().Times() {
		p.add(n.moments[k], took)
	}
}

// measure has the plan that is bound measured, where that is wanted.
func (n *Network) measure() error {
	if !n.profile.on {
		return nil
	}
	return n.memory.Instance().Profile(true)
}

// profiled does a step of the host.
func (n *Network) profiled(step int, do func() error) error {
	if !n.profile.on {
		return do()
	}
	begun := time.Now()
	err := do()
	n.profile.add(n.moments[step], time.Since(begun))
	return err
}
