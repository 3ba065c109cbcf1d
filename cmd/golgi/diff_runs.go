package main

import (
	"fmt"
	"slices"

	"golgi/internal/listing"
	"golgi/trajectory"
	"golgi/units"
)

// runs compares the runs of two trajectories that have the same points.
func (d *differences) runs(a, b *opened) error {
	at, err := pointsOf(a.traj, b.traj)
	if err != nil {
		return err
	}
	others, err := pointsOf(b.traj, a.traj)
	if err != nil {
		return err
	}
	ours, err := a.store.LoadRecords(a.traj)
	if err != nil {
		return err
	}
	theirs, err := b.store.LoadRecords(b.traj)
	if err != nil {
		return err
	}
	place := make(map[string]int, len(others))
	for i, key := range others {
		place[key] = i
	}
	var pairs [][2]int
	var alone, missing []int
	taken := make([]bool, len(others))
	states := gaps{}
	for i, key := range at {
		j, both := place[key]
		if !both {
			alone = append(alone, i)
			continue
		}
		taken[j] = true
		switch x, y := ours[i], theirs[j]; {
		case x.Status != y.Status:
			states.add("record status", i, string(x.Status), string(y.Status), nil)
		case x.Status == trajectory.Finished:
			pairs = append(pairs, [2]int{i, j})
		case x.Error != y.Error:
			states.add("record error", i, listing.OrNothing(x.Error), listing.OrNothing(y.Error), nil)
		}
		if x, y := ours[i].Warnings, theirs[j].Warnings; x != y && ours[i].Status == theirs[j].Status {
			states.add("record warnings", i, listing.OrNothing(x), listing.OrNothing(y), nil)
		}
	}
	for j, is := range taken {
		if !is {
			missing = append(missing, j)
		}
	}
	d.points(a.traj, alone, missing)
	d.gaps(states)
	return d.results(a, b, pairs)
}

// points says which points only one of two has.
func (d *differences) points(a *trajectory.Trajectory, alone, missing []int) {
	if len(alone) > 0 {
		d.rows = append(d.rows, []any{"runs", "only in a", "there", nil, nil, len(alone), alone[0]})
	}
	if len(missing) > 0 {
		d.rows = append(d.rows, []any{"runs", "only in b", nil, "there", nil, len(missing), missing[0]})
	}
}

func (d *differences) gaps(g gaps) {
	for _, gap := range g.sorted() {
		d.rows = append(d.rows, []any{gap.what, gap.path, gap.a, gap.b, gap.most, gap.runs, gap.run})
	}
}

// pointsOf returns the point of each run of t, as a key, in what it or another explores.
func pointsOf(t, other *trajectory.Trajectory) ([]string, error) {
	paths := append(t.ExploredPaths(), other.ExploredPaths()...)
	slices.Sort(paths)
	keys := make([][]byte, t.Len())
	for _, path := range slices.Compact(paths) {
		if _, err := other.Parameter(path); isNotFound(err) {
			continue // it tells no runs of the other from each other
		}
		values, err := t.Column(path)
		if isNotFound(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for i, v := range values {
			if q, is := v.(units.Quantity); is {
				v = units.Rounded(q.SI())
			}
			keys[i] = append(append(keys[i], listing.Exactly(basic(v))...), 0)
		}
	}
	all := make([]string, len(keys))
	for i, key := range keys {
		all[i] = string(key)
	}
	return all, nil
}

// atOnce is about how many bytes of results are in memory together.
const atOnce = 32 << 20

// mostAtOnce is how many runs are.
const mostAtOnce = 64

// results compares what runs gave, and what the pre-runs gave.
func (d *differences) results(a, b *opened, pairs [][2]int) error {
	status, err := a.store.Status(a.traj, trajectory.PreRun)
	if err != nil {
		return err
	}
	other, err := b.store.Status(b.traj, trajectory.PreRun)
	if err != nil {
		return err
	}
	if status == trajectory.Finished && other == trajectory.Finished {
		pairs = slices.Insert(pairs, 0, [2]int{trajectory.PreRun, trajectory.PreRun})
	} else if status != other {
		d.rows = append(d.rows, []any{"record", "status", string(status), string(other), nil, 1, trajectory.PreRun})
	}
	g := gaps{}
	for done, step := 0, 1; done < len(pairs); {
		if err := d.ctx.Err(); err != nil {
			return err
		}
		n := min(step, len(pairs)-done)
		bytes, err := g.compare(a, b, pairs[done:done+n])
		if err != nil {
			return err
		}
		if done += n; done/1000 > (done-n)/1000 {
			d.line.Show(fmt.Sprintf("golgi: %d of %d runs compared", done, len(pairs)))
		}
		step = max(1, min(2*step, mostAtOnce, int(atOnce/max(1, bytes)))) // as the last ones were, so may be the next
	}
	d.gaps(g)
	return nil
}

// compare compares some runs, and returns how many bytes the largest has.
func (g gaps) compare(a, b *opened, pairs [][2]int) (bytes int64, err error) {
	var numbers [2][]int
	for _, pair := range pairs {
		numbers[0], numbers[1] = append(numbers[0], pair[0]), append(numbers[1], pair[1])
	}
	ours, err := a.store.LoadParts(a.traj, numbers[0], trajectory.Excerpt{})
	if err != nil {
		return 0, err
	}
	theirs, err := b.store.LoadParts(b.traj, numbers[1], trajectory.Excerpt{})
	if err != nil {
		return 0, err
	}
	if len(ours) != len(pairs) || len(theirs) != len(pairs) {
		return 0, fmt.Errorf("golgi: runs of %s or %s have gone while they were compared; try again", a.path, b.path)
	}
	for k := range pairs {
		bytes = max(bytes, g.take(ours[k], theirs[k]))
	}
	return bytes, nil
}
