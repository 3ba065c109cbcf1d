package trajectory_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golgi/trajectory"
	"golgi/units"

	"pgregory.net/rapid"
)

// TestShortNames finds parameters by names of their paths, on the least level, as pypet does.
func TestShortNames(t *testing.T) {
	traj, err := trajectory.New("names")
	must(t, err)
	for _, path := range []string{"a.b.v", "a.b.c.v", "x.c.w", "a.c.w", "a.e.c.w", "deep.e.f.tau", "e.tau"} {
		must(t, traj.Add(trajectory.Parameter{Path: path, Value: 1}))
	}
	for name, want := range map[string]string{
		"v": "a.b.v", "a.v": "a.b.v", "c.v": "a.b.c.v", "b.c.v": "a.b.c.v", "a.w": "a.c.w", "e.w": "a.e.c.w", "tau": "e.tau",
		"deep.tau": "deep.e.f.tau", "a.b.c.v": "a.b.c.v",
		"w":   `trajectory: the parameter "w" is ambiguous; write more of its path: a.c.w, x.c.w`,
		"v.b": `trajectory: there is no parameter "v.b"; there are: a.b.c.v, a.b.v, a.c.w, a.e.c.w, deep.e.f.tau, e.tau, x.c.w`,
	} {
		p, err := traj.Parameter(name)
		if err != nil {
			wantFault(t, err, want, nil)
		} else if p.Path != want {
			t.Errorf("%q finds %s, wanted %s", name, p.Path, want)
		}
	}
}

// A name finds exactly what a search through all paths finds: of those that have its names, the one with the fewest.
func TestLookupLaw(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		traj, err := trajectory.New("law")
		must(t, err)
		path := rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "aa", "c"}), 1, 3),
			func(names []string) string { return strings.Join(names, ".") })
		var added []string
		for _, p := range rapid.SliceOfN(path, 1, 12).Draw(rt, "paths") {
			if traj.Add(trajectory.Parameter{Path: p, Value: 0}) == nil {
				added = append(added, p)
			}
		}
		slices.Sort(added)
		name := path.Draw(rt, "name")
		var fits []string
		for _, p := range added {
			if p == name {
				fits = []string{p}
				break
			}
			switch depth := strings.Count(p, "."); {
			case !shortens(name, p):
			case len(fits) == 0 || depth < strings.Count(fits[0], "."):
				fits = []string{p}
			case depth == strings.Count(fits[0], "."):
				fits = append(fits, p)
			}
		}
		p, err := traj.Parameter(name)
		if (err == nil) != (len(fits) == 1) || err == nil && p.Path != fits[0] {
			rt.Fatalf("%q among %v finds %v (%v), wanted %v", name, added, p, err, fits)
		}
		all, err := traj.Parameters("")
		must(t, err)
		if got := pathsOf(all); !slices.Equal(got, added) {
			rt.Fatalf("all parameters are %v, wanted %v", got, added)
		}
	})
}

// shortens reports whether a name has names of a path in their order, and its last one.
func shortens(name, path string) bool {
	names, all := strings.Split(name, "."), strings.Split(path, ".")
	if names[len(names)-1] != all[len(all)-1] {
		return false
	}
	at := 0
	for _, one := range all {
		if at < len(names) && names[at] == one {
			at++
		}
	}
	return at == len(names)
}

// TestLinks looks up what links lead to.
func TestLinks(t *testing.T) {
	traj := clustered(t)
	must(t, traj.AddLink(trajectory.Link{Path: "shortcuts.time", Target: "e.tau"}, trajectory.Link{Path: "exc", Target: "neurons.e"},
		trajectory.Link{Path: "again", Target: "exc"}, trajectory.Link{Path: "timing", Target: "shortcuts"}))
	for name, want := range map[string]string{
		"shortcuts.time": "neurons.e.tau", "time": "neurons.e.tau", "exc.tau": "neurons.e.tau", "again.size": "neurons.e.size",
		"timing.time": "neurons.e.tau",
	} {
		p, err := traj.Parameter(name)
		must(t, err)
		if p.Path != want {
			t.Errorf("%s leads to %s, wanted %s", name, p.Path, want)
		}
	}
	must(t, traj.Set("time", units.Millisecond.Of(7)))
	wantValue(t, traj, "neurons.e.tau", units.Millisecond.Of(7))
	ps, err := traj.Parameters("again")
	must(t, err)
	if got := pathsOf(ps); !slices.Equal(got, []string{"neurons.e.size", "neurons.e.tau"}) {
		t.Errorf("in again there are %v", got)
	}
	if got := fmt.Sprint(traj.Links()); got != "[{again neurons.e} {exc neurons.e} {shortcuts.time neurons.e.tau} {timing shortcuts}]" {
		t.Errorf("the links are %s", got)
	}
	for link, want := range map[trajectory.Link]string{
		{Path: "exc", Target: "R_ee"}:          "there is a link of that path already, to neurons.e",
		{Path: "exc.x", Target: "R_ee"}:        "exc is a link; write neurons.e.x",
		{Path: "R.x", Target: "R_e"}:           `there is no parameter "R_e"; did you mean connections.R_ee?`,
		{Path: "neurons", Target: "R_ee"}:      "there is a group of that path already",
		{Path: "a b", Target: "R_ee"}:          `the name "a b" contains ' '; ` + allLetters,
		{Path: "neurons.n", Target: "neurons"}: "it would be in neurons, to which it leads; put it elsewhere",
	} {
		wantFault(t, traj.AddLink(link), fmt.Sprintf("trajectory: cannot add link %q: %s", link.Path, want), nil)
	}
	wantFault(t, traj.Add(trajectory.Parameter{Path: "exc.new", Value: 1}),
		`trajectory: cannot add parameter "exc.new": exc is a link; write neurons.e.new`, nil)
}

// TestLinkOfTheSameName is not ambiguous where both lead to one place, and is where they do not.
func TestLinkOfTheSameName(t *testing.T) {
	traj, err := trajectory.New("same")
	must(t, err)
	must(t, traj.Add(trajectory.Parameter{Path: "g.tau", Value: 1}, trajectory.Parameter{Path: "g.in.x", Value: 2}))
	must(t, traj.AddLink(trajectory.Link{Path: "other.tau", Target: "g.tau"}, trajectory.Link{Path: "other.in", Target: "g.in"}))
	wantValue(t, traj, "tau", 1)
	ps, err := traj.Parameters("in")
	must(t, err)
	n, err := traj.Node("tau")
	must(t, err)
	if got := fmt.Sprint(pathsOf(ps), n.Path); got != "[g.in.x]parameters.g.tau" {
		t.Errorf("found are %s", got)
	}
	must(t, traj.Add(trajectory.Parameter{Path: "h.tau", Value: 3}))
	wantFault(t, traj.Set("tau", 2), `trajectory: cannot set: the parameter "tau" is ambiguous; write more of its path: g.tau, h.tau`, nil)
}

// TestRemove removes leaves, groups, links, and the links to what is gone.
func TestRemove(t *testing.T) {
	traj := clustered(t)
	must(t, traj.AddLink(trajectory.Link{Path: "exc", Target: "neurons.e"}, trajectory.Link{Path: "r", Target: "R_ee"}))
	must(t, traj.Describe(trajectory.Description{Path: "neurons.e", Comment: "excitatory"}))
	must(t, errors.Join(traj.Remove("durations"), traj.Remove("neurons.e"), traj.Remove("r"), traj.Remove("p_ee")))
	ps, err := traj.Parameters("")
	must(t, err)
	if got := strings.Join(pathsOf(ps), " "); got != "connections.R_ee lists.flags lists.floats lists.ints lists.names lists.weights "+
		"neurons.i.tau simulation.engine simulation.record simulation.trial" {
		t.Errorf("left are %s", got)
	}
	if len(traj.Links())+len(traj.Descriptions()) != 0 {
		t.Errorf("links %v and groups %v are left", traj.Links(), traj.Descriptions())
	}
	must(t, traj.Add(trajectory.Parameter{Path: "neurons.e", Value: 1}))
	wantFault(t, traj.Remove("gone"), `trajectory: cannot remove "gone": there is no parameter "gone"; there are: connections.R_ee, `+
		`lists.flags, lists.floats, lists.ints, lists.names, lists.weights, neurons.e, neurons.i.tau and 3 more`, trajectory.ErrNotFound)
	run(t, traj, 0)
	wantFault(t, traj.Remove("R_ee"), `trajectory: cannot remove "R_ee": parameters are frozen since Explore or the first run; `+
		`remove it before`, trajectory.ErrFrozen)
	wantFault(t, traj.AddLink(trajectory.Link{Path: "l", Target: "R_ee"}), `trajectory: cannot add link "l": parameters are frozen `+
		`since Explore or the first run; add it before`, trajectory.ErrFrozen)
}

// TestFullPathFirst has a group, and a parameter elsewhere of the same last name: the full path means the group, also when a store reads its links.
func TestFullPathFirst(t *testing.T) {
	traj, err := trajectory.New("full")
	must(t, err)
	must(t, traj.Add(trajectory.Parameter{Path: "a.x", Value: 1}))
	must(t, traj.AddLink(trajectory.Link{Path: "l", Target: "a"}, trajectory.Link{Path: "g.y", Target: "a.x"}, trajectory.Link{Path: "early", Target: "g"}))
	must(t, traj.Add(trajectory.Parameter{Path: "b.a", Value: 2}, trajectory.Parameter{Path: "b.g", Value: 3}))
	small, err := traj.Shrink()
	must(t, err)
	if got := fmt.Sprint(small.Links()); got != "[{early g} {g.y a.x} {l a}]" {
		t.Errorf("the links came back as %s", got)
	}
	must(t, small.Lock("a"))
	must(t, small.Set("b.a", 5))
	wantFault(t, small.Set("a.x", 5), "trajectory: cannot set a.x: it is locked at 1; Unlock it first", trajectory.ErrFrozen)
	must(t, errors.Join(small.Unlock("a"), small.Remove("a")))
	ps, err := small.Parameters("")
	must(t, err)
	if got := fmt.Sprint(pathsOf(ps), small.Links()); got != "[b.a b.g] []" {
		t.Errorf("without a there are %s", got)
	}
	must(t, traj.Explore(trajectory.Cartesian{{Path: "a.x", Values: []int{1, 2}}}))
	if !traj.Explored("a") || traj.Explored("b.a") {
		t.Error("explored is a.x, and so a, and not b.a")
	}
}

// TestRemoveResult takes back what a run has given, until it ends.
func TestRemoveResult(t *testing.T) {
	r := run(t, clustered(t), 0)
	must(t, errors.Join(r.Add("a.b", "x", 1, ""), r.Add("a.c", "x", 2, "")))
	must(t, r.Append("stream", trajectory.Result{Items: []trajectory.Item{{Name: "x", Value: []float64{}}}}))
	must(t, r.Remove("b"))
	if got := strings.Join(r.Contents(), " "); got != "a.c a.c.x stream stream.x" {
		t.Errorf("left are %s", got)
	}
	wantFault(t, r.Remove("b"), `trajectory: run_00000000: cannot remove "b": there is no result "b"; did you mean a.c?`, trajectory.ErrNotFound)
	wantFault(t, r.Remove("stream"), `trajectory: run_00000000: cannot remove "stream": it was streamed to the store, and is there when the run has ended`, nil)
	r.End(time.Now(), nil)
	wantFault(t, r.Remove("c"), `trajectory: run_00000000: cannot remove "c": the run is finished; what is stored stays as it is`, nil)
}

// TestNodes goes through a tree in both orders.
func TestNodes(t *testing.T) {
	traj, err := trajectory.New("nodes")
	must(t, err)
	must(t, traj.Add(trajectory.Parameter{Path: "b.x", Value: 1, Comment: "an x"}, trajectory.Parameter{Path: "b-c", Value: 2}, trajectory.Parameter{Path: "b.a.y", Value: 3}))
	must(t, traj.Describe(trajectory.Description{Path: "b", Comment: "the b", Annotations: trajectory.Annotations{"order": 1}},
		trajectory.Description{Path: "none"}))
	must(t, traj.AddConfig(trajectory.Parameter{Path: "workers", Value: 8}))
	must(t, traj.AddLink(trajectory.Link{Path: "l", Target: "b.a"}))
	paths := func(order trajectory.Order) (all []string) {
		for n := range traj.Nodes(order) {
			all = append(all, n.Path)
		}
		return all
	}
	if got := strings.Join(paths(trajectory.DepthFirst), " "); got != "config config.workers parameters parameters.b parameters.b.a parameters.b.a.y "+
		"parameters.b.x parameters.b-c parameters.l parameters.none" {
		t.Errorf("depth first: %s", got)
	}
	if got := strings.Join(paths(trajectory.BreadthFirst), " "); got != "config parameters config.workers parameters.b parameters.b-c parameters.l "+
		"parameters.none parameters.b.a parameters.b.x parameters.b.a.y" {
		t.Errorf("breadth first: %s", got)
	}
	r := run(t, traj, 0)
	must(t, r.AddDerived(trajectory.Parameter{Path: "d", Value: 1}))
	must(t, r.Add("spikes.e", "rate", 1.0, "Hz"))
	var all []string
	for n := range r.Nodes(trajectory.DepthFirst) {
		all = append(all, n.Path)
	}
	if got := strings.Join(all[len(all)-5:], " "); got != "derived_parameters derived_parameters.d results results.spikes results.spikes.e" {
		t.Errorf("of a run: %s", got)
	}
	if len(r.ReadPaths()) > 0 {
		t.Errorf("read were %v", r.ReadPaths())
	}
	for path, want := range map[string]string{"b": "parameters.b the b", "x": "parameters.b.x an x", "l": "parameters.b.a ", "l.y": "", "workers": "config.workers "} {
		n, err := traj.Node(path)
		if want == "" {
			wantFault(t, err, `trajectory: there is no node "l.y"; did you mean parameters.b.a.y?`, trajectory.ErrNotFound)
			continue
		}
		must(t, err)
		if got := n.Path + " " + n.Comment; got != want {
			t.Errorf("%s is %q, wanted %q", path, got, want)
		}
	}
	if n, err := r.Node("e"); err != nil || n.Result == nil || n.Depth() != 2 || !n.In("results.spikes") || n.Name() != "e" {
		t.Errorf("e is %+v, %v", n, err)
	}
}

// TestDescriptions says something of groups of parameters and of results.
func TestDescriptions(t *testing.T) {
	traj := clustered(t)
	must(t, traj.Describe(trajectory.Description{Path: "neurons", Comment: "first"}, trajectory.Description{Path: "empty.group", Comment: "e"}))
	must(t, traj.Describe(trajectory.Description{Path: "neurons", Annotations: trajectory.Annotations{"n": 2}})) // in the place of the first
	if got := fmt.Sprint(traj.Descriptions()); got != "[{empty.group e } {neurons  n = 2}]" {
		t.Errorf("the descriptions are %s", got)
	}
	wantFault(t, traj.Describe(trajectory.Description{Path: "neurons.e.tau"}, trajectory.Description{Path: "a", Annotations: trajectory.Annotations{"x": []int{1}}}),
		`trajectory: cannot describe "neurons.e.tau": there is a parameter of that path already
trajectory: cannot describe "a": annotation "x": [1] is a list; annotations are scalars`, nil)
	wantFault(t, traj.Add(trajectory.Parameter{Path: "empty.group", Value: 1}), `trajectory: cannot add parameter "empty.group": there is a group of that path already`, nil)
	r := run(t, traj, 0)
	must(t, r.Describe(trajectory.Description{Path: "of.$", Comment: "this run"}))
	must(t, r.Add("of.$.spikes", "n", 3, ""))
	wantFault(t, r.Describe(trajectory.Description{Path: "spikes.$x"}), `trajectory: run_00000000: there is no wildcard "$x" in "spikes.$x"; there are $, $set`, nil)
	wantFault(t, r.Describe(trajectory.Description{Path: "of.run_00000000.spikes"}),
		`trajectory: run_00000000: cannot describe "of.run_00000000.spikes": there is a result of that path already`, nil)
	if n, err := r.Node("of.run_00000000"); err != nil || n.Comment != "this run" {
		t.Errorf("the node is %v, %v", n, err)
	}
}

// TestConfig has settings, which no run reads.
func TestConfig(t *testing.T) {
	traj := clustered(t)
	must(t, traj.AddConfig(trajectory.Parameter{Path: "pool.workers", Value: 8, Comment: "at once"}))
	run(t, traj, 0)
	must(t, traj.AddConfig(trajectory.Parameter{Path: "pool.workers", Value: 4})) // later, and again
	wantValue(t, traj.Config(), "workers", 4)
	ps, err := traj.Config().Parameters("pool")
	must(t, err)
	if len(ps) != 1 {
		t.Errorf("in pool there are %v", ps)
	}
	_, err = trajectory.Value[int](traj, "workers")
	if !errors.Is(err, trajectory.ErrNotFound) {
		t.Errorf("a setting is a parameter: %v", err)
	}
	_, err = trajectory.Value[int](traj.Config(), "worker")
	wantFault(t, err, `trajectory: there is no setting "worker"; did you mean pool.workers?`, trajectory.ErrNotFound)
	wantFault(t, traj.AddConfig(trajectory.Parameter{Path: "pool", Value: 1}), `trajectory: cannot add setting "pool": there is a group of that path already`, nil)
}

// TestWildcards has names that differ between runs.
func TestWildcards(t *testing.T) {
	traj, err := trajectory.New("wild")
	must(t, err)
	must(t, traj.Add(trajectory.Parameter{Path: "seeds.run_00000001", Value: 7}, trajectory.Parameter{Path: "x", Value: 0}))
	must(t, traj.AddWildcard("$parity", func(run int) string { return []string{"even", "odd"}[run&1] }))
	must(t, traj.Explore(trajectory.Cartesian{{Path: "x", Values: []int{0, 1, 2}}}))
	r := run(t, traj, 1)
	wantValue(t, r, "seeds.$", 7)
	must(t, r.Add("plain.$set.$", "n", 3, ""))
	must(t, r.AddResult(trajectory.Result{Path: "by.$parity", Items: []trajectory.Item{{Name: "n", Value: 4}}}))
	must(t, r.AddDerived(trajectory.Parameter{Path: "d_$parity", Value: 5}))
	must(t, r.Append("streamed.$", trajectory.Result{Items: []trajectory.Item{{Name: "v", Value: []float64{}}}}))
	if got := strings.Join(r.Contents(), " "); got != "by.odd by.odd.n plain.run_set_00000.run_00000001 plain.run_set_00000.run_00000001.n "+
		"streamed.run_00000001 streamed.run_00000001.v" || r.Derived()[0].Path != "d_odd" {
		t.Errorf("it has %s and %v", got, r.Derived())
	}
	if x, err := r.Float("plain.$.n"); err == nil || x != 0 {
		t.Errorf("items are found by the end of their path, not by %v", x)
	}
	if x, err := r.Float("$.n"); err != nil || x != 3 {
		t.Errorf("n is %v, %v", x, err)
	}
	if res, err := r.Result("$parity"); err != nil || res.Path != "by.odd" {
		t.Errorf("%v %v", res, err)
	}
	pre, err := traj.Run(trajectory.PreRun)
	must(t, err)
	must(t, pre.Add("all.$set.$.$parity", "n", 1, ""))
	if got := pre.Contents()[0]; got != "all.pre_run_set.pre_run.odd" {
		t.Errorf("the pre-run has %s", got)
	}
	wantFault(t, r.Add("x.$cell", "n", 1, ""), `trajectory: run_00000001: there is no wildcard "$cell" in "x.$cell"; there are $, $set, $parity`, nil)
	never := func(int) string { return "" }
	wantFault(t, traj.AddWildcard("cell", never), `trajectory: cannot add wildcard "cell": it is '$' with letters and digits after it, as in "$cell"`, nil)
	wantFault(t, traj.AddWildcard("$set", never), `trajectory: cannot add wildcard "$set": every run has it; choose another name`, nil)
	wantFault(t, traj.AddWildcard("$x", nil), `trajectory: cannot add wildcard "$x": there is no function: it is nil`, nil)
	must(t, traj.AddWildcard("$none", never))
	wantFault(t, r.Add("x.$none", "n", 1, ""), `trajectory: run_00000001: cannot add result "x.": a name is empty`, nil)
}

// Links never lead in a circle, however many it takes.
func TestLinksInACircle(t *testing.T) {
	traj, err := trajectory.New("circle")
	must(t, err)
	must(t, traj.Add(trajectory.Parameter{Path: "a.x", Value: 1}, trajectory.Parameter{Path: "b.c.y", Value: 1}, trajectory.Parameter{Path: "d.z", Value: 1}))
	must(t, traj.AddLink(trajectory.Link{Path: "a.to_b", Target: "b"}, trajectory.Link{Path: "b.c.to_d", Target: "d"}))
	wantFault(t, traj.AddLink(trajectory.Link{Path: "d.to_a", Target: "a"}), `trajectory: cannot add link "d.to_a": it would be in d, to which it leads; put it elsewhere`, nil)
	must(t, traj.AddLink(trajectory.Link{Path: "d.to_x", Target: "a.x"}))
}
