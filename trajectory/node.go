package trajectory

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"
)

// A Node is a place in the tree of a trajectory or a run: a group, unless it has a Parameter or a Result, or is a Link.
type Node struct {
	Path        string // full, from the root: "parameters.neurons.tau"
	Comment     string
	Annotations Annotations
	Parameter   *Parameter
	Result      *Result
	Link        string // the full path of where it leads
}

// Name returns the last name of the path.
func (n Node) Name() string { return lastName(n.Path) }

// Depth returns how many groups it is in.
func (n Node) Depth() int { return strings.Count(n.Path, ".") }

// In reports whether it is in the group of that full path, at any depth.
func (n Node) In(group string) bool { return strings.HasPrefix(n.Path, group+".") }

// Order is that in which the nodes of a tree come.
type Order int

// A group comes before what is in it, right before it or with all others of its depth. Of one group, they come sorted by name.
const (
	DepthFirst Order = iota
	BreadthFirst
)

// The branches of a tree.
const (
	branchConfig     = "config"
	branchParameters = "parameters"
	branchDerived    = "derived_parameters"
	branchResults    = "results"
)

// Nodes yields all nodes, in the branches config, parameters, with their defaults, and results, with those of the trajectory as a whole. Links are not followed.
func (t *Trajectory) Nodes(order Order) iter.Seq[Node] {
	if t == nil {
		return slices.Values([]Node(nil))
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	leaf := func(n *Node, p Parameter) {
		n.Comment, n.Annotations, n.Parameter = p.Comment, maps.Clone(p.Annotations), p.clone()
	}
	return ordered(order, nodesOf(branchConfig, t.config, leaf), nodesOf(branchParameters, t.parameters, leaf),
		nodesOf(branchResults, t.results, resultNode))
}

// Nodes yields all nodes, in the branches parameters, with their values at its point, derived_parameters and results. No parameter counts as read
// by it. Results that were streamed have no items.
func (r *Run) Nodes(order Order) iter.Seq[Node] {
	if r == nil {
		return slices.Values([]Node(nil))
	}
	parameter := func(n *Node, p Parameter) {
		n.Comment, n.Annotations, n.Parameter = p.Comment, maps.Clone(p.Annotations), p.clone()
	}
	here := func(n *Node, p Parameter) {
		if axis := r.trajectory.axisOf(p.Path); axis >= 0 && axis < len(r.point) {
			p.Value = r.point[axis]
		}
		parameter(n, p)
	}
	r.trajectory.mu.RLock()
	defer r.trajectory.mu.RUnlock()
	return ordered(order, nodesOf(branchParameters, r.trajectory.parameters, here),
		nodesOf(branchDerived, r.derived, parameter), nodesOf(branchResults, r.results, resultNode))
}

func resultNode(n *Node, res Result) {
	res = res.Clone()
	n.Comment, n.Annotations, n.Result = res.Comment, res.Annotations, &res
}

// nodesOf returns the nodes of a tree, if there are any, with the branch that it is.
func nodesOf[T any](branch string, of *tree[T], leaf func(*Node, T)) []Node {
	var nodes []Node
	for path := range of.groups {
		g := of.described[path]
		nodes = append(nodes, Node{Path: branch + "." + path, Comment: g.Comment, Annotations: maps.Clone(g.Annotations)})
	}
	for path, v := range of.leaves {
		n := Node{Path: branch + "." + path}
		leaf(&n, v)
		nodes = append(nodes, n)
	}
	for path, to := range of.links {
		nodes = append(nodes, Node{Path: branch + "." + path, Link: branch + "." + to})
	}
	if len(nodes) > 0 {
		nodes = append(nodes, Node{Path: branch})
	}
	return nodes
}

// ordered yields nodes in an order, branches in that in which they are given.
func ordered(order Order, branches ...[]Node) iter.Seq[Node] {
	for _, nodes := range branches {
		slices.SortFunc(nodes, func(a, b Node) int {
			return slices.Compare(strings.Split(a.Path, "."), strings.Split(b.Path, "."))
		})
	}
	all := slices.Concat(branches...)
	if order == BreadthFirst {
		slices.SortStableFunc(all, func(a, b Node) int { return cmp.Compare(a.Depth(), b.Depth()) })
	}
	return slices.Values(all)
}

// Node returns the node that path means: its full path, or names of it, the last among them, if no other path with these has as few
// names.
func (t *Trajectory) Node(path string) (Node, error) {
	if t == nil {
		return Node{}, errNoTrajectory
	}
	return nodeOf(t.Nodes(BreadthFirst), "trajectory", path)
}

// Node is that of a trajectory.
func (r *Run) Node(path string) (Node, error) {
	if r == nil {
		return Node{}, errNoRun
	}
	return nodeOf(r.Nodes(BreadthFirst), "trajectory: "+r.Name(), path)
}

func nodeOf(nodes iter.Seq[Node], where, path string) (Node, error) {
	all := map[string]Node{}
	for n := range nodes {
		all[n.Path] = n
	}
	leads := func(path string) string { return cmp.Or(all[path].Link, path) }
	for range all { // as many links as there are at most
		n, there := all[path]
		if !there {
			paths := slices.Sorted(maps.Keys(all))
			switch fits := different(nearest(paths, path), leads); len(fits) {
			case 0:
				return n, prefixed(where, faultf(ErrNotFound, "there is no node %q; %s", path, hint(path, paths)))
			case 1:
				n = all[fits[0]]
			default:
				return n, prefixed(where, ambiguous("node", path, fits))
			}
		}
		if n.Link == "" {
			return n, nil
		}
		path = n.Link
	}
	return Node{}, prefixed(where, faultf(ErrNotFound, "there is no node %q; there are: none", path))
}
