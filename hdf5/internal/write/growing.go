package write

import (
	"sync"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/parts"
	"golgi/trajectory"
)

// A search saves its trajectory with some more points again and again. So what is written then are the points that are new: a plan says in which earlier
// one those before are. Of the k-th such plan, this is the one k-b, where b is the lowest bit of k: so no more than log2 k files have all
// points, and a point is written about as often.

// growing is what this writer has written of trajectories.
type growing struct {
	mu sync.Mutex
	of map[string]*grown
}

// A grown trajectory has gained points since it was saved whole.
type grown struct {
	t     *trajectory.Trajectory // the very one: its points are only appended
	steps []step                 // first that of all
}

// A step is a plan, and how many points there were.
type step struct{ number, points int }

// Begin notes that t was saved whole.
func (g *growing) Begin(t *trajectory.Trajectory, number int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.of == nil {
		g.of = map[string]*grown{}
	}
	delete(g.of, t.Name())
	if len(t.ExploredPaths()) > 0 {
		g.of[t.Name()] = &grown{t, []step{{number, t.Len()}}}
	}
}

// grow saves the points that t has gained since it was saved here, and reports whether it did: not where it has gained none, or another was saved.
func (w *Writer) grow(t *trajectory.Trajectory) (done bool, err error) {
	w.growing.mu.Lock()
	defer w.growing.mu.Unlock()
	g := w.growing.of[t.Name()]
	if g == nil || g.t != t {
		return false, nil
	}
	last, n := g.steps[len(g.steps)-1], t.Len()
	if last.points == n || w.view.PlanNumber(t.Name()) != last.number {
		return false, nil
	}
	k := len(g.steps)
	after := g.steps[k-k&-k]
	part, err := t.Since(after.points)
	if err != nil {
		return false, err
	}
	n = after.points + part.Len()
	name := parts.PlanName(t.Name(), last.number+1)
	draft := w.folder.Draft(name, parts.Token())
	growth := layout.Growth{After: parts.PlanName(t.Name(), after.number), First: after.points}
	err = w.placePlan(draft, part, func(root h5.Group) error {
		return layout.Within(root, t.Name(), growth.Write)
	})
	if err != nil {
		return false, err
	}
	g.steps = append(g.steps, step{last.number + 1, n})
	return true, w.view.Trust(name, t, n)
}
