package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golgi/cli"
	"golgi/hdf5"
	"golgi/internal/listing"
	"golgi/trajectory"
)

func lsWord() cli.Word {
	var f listing.Form
	tree := false
	return cli.Word{Name: "ls", Operand: "FILE ...", Doc: "list what files of results have\n\n" +
		"A line for each trajectory, with its runs by how they have ended. With --tree a line for each group, parameter and result, those of\n" +
		"the first run that has finished, with what is in it.",
		Flags: func(set *flag.FlagSet) {
			f.Flags(set)
			set.BoolVar(&tree, "tree", false, "list the groups, parameters and results")
		},
		Run: func(ctx context.Context, args []string, out, _ io.Writer) error {
			if len(args) == 0 {
				return cli.Misuse(errors.New("golgi: name the files to list"))
			}
			of, columns := trajectoryRow, trajectoryColumns
			if tree {
				of, columns = treeRows, treeColumns
			}
			var faults []error
			listed := false
			l := listing.Listing{Columns: columns, Rows: func(yield func([]any, error) bool) {
				for _, path := range args {
					rows, err := rowsOf(ctx, path, of)
					faults = append(faults, err)
					for _, row := range rows {
						if listed = true; !yield(row, nil) {
							return
						}
					}
				}
				if err := errors.Join(faults...); err != nil && !listed {
					faults = nil
					yield(nil, err)
				}
			}}
			return errors.Join(f.Write(out, l), errors.Join(faults...))
		}}
}

// rowsOf returns what a file has.
func rowsOf(ctx context.Context, path string, of func(*opened) ([][]any, error)) (rows [][]any, err error) {
	store, err := hdf5.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	names, err := store.Trajectories()
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return rows, err
		}
		traj, err := store.LoadTrajectory(name)
		if err != nil {
			return rows, err
		}
		some, err := of(&opened{ctx, path, store, traj})
		if rows = append(rows, some...); err != nil {
			return rows, err
		}
	}
	return rows, nil
}

var trajectoryColumns = listing.Named("file", "trajectory", "runs", "finished", "failed", "stopped", "lost", "deleted", "pending", "explored", "bytes", "golgi", "begun", "comment")

// trajectoryRow is what ls says of a trajectory.
func trajectoryRow(o *opened) ([][]any, error) {
	records, err := o.store.LoadRecords(o.traj)
	if err != nil {
		return nil, err
	}
	n := map[trajectory.Status]int{}
	for _, r := range records {
		n[r.Status]++
	}
	var begun any
	if start := o.traj.Provenance.Start; !start.IsZero() {
		begun = start
	}
	return [][]any{{o.path, o.traj.Name(), len(records), n[trajectory.Finished], n[trajectory.Failed], n[trajectory.Stopped], n[trajectory.Lost],
		n[trajectory.Deleted], n[trajectory.Pending], listing.OrNothing(strings.Join(o.traj.ExploredPaths(), " ")), sizeOf(o.store.Path()),
		listing.OrNothing(strings.TrimSpace(o.traj.Provenance.Golgi + " " + short(o.traj.Provenance.Revision))), begun, listing.OrNothing(o.traj.Comment)}}, nil
}

// short is a revision as git shortens it.
func short(revision string) string {
	const digits = 9
	hash, rest, dirty := strings.Cut(revision, "+")
	hash = hash[:min(len(hash), digits)]
	if dirty {
		return hash + "+" + rest
	}
	return hash
}

// sizeOf returns how many bytes a file has, or all in a folder; nil where that cannot be told.
func sizeOf(path string) any {
	var sum int64
	err := filepath.WalkDir(path, func(_ string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			sum += info.Size()
		}
		return err
	})
	if real, linked := filepath.EvalSymlinks(path); err == nil && linked == nil && real != path {
		return sizeOf(real)
	}
	if err != nil {
		return nil
	}
	return sum
}

var treeColumns = listing.Named("file", "trajectory", "path", "kind", "value", "unit", "shape", "comment")

// treeRows is the tree of a trajectory, and that of its first run that has finished.
func treeRows(o *opened) (rows [][]any, err error) {
	add := func(path, kind string, value any, unit string, shape []int, comment string) {
		rows = append(rows, []any{o.path, o.traj.Name(), path, kind, value, listing.OrNothing(unit), shapeOf(shape), listing.OrNothing(comment)})
	}
	for n := range o.traj.Nodes(trajectory.DepthFirst) {
		switch {
		case n.Link != "":
			add(n.Path, "link", n.Link, "", nil, "")
		case n.Parameter != nil:
			value, unit := apart(n.Parameter.Value)
			kind := "parameter"
			if o.traj.Explored(n.Parameter.Path) && strings.HasPrefix(n.Path, "parameters.") {
				kind = "explored"
			}
			add(n.Path, kind, value, unit, nil, n.Comment)
		case n.Result != nil:
			add(n.Path, "result", nil, "", nil, n.Comment)
			for _, item := range n.Result.Items {
				i := trajectory.OutlineOf(n.Path, item)
				add(i.Path, i.Kind, basic(i.Value), i.Unit, i.Shape, i.Comment)
			}
		default:
			add(n.Path, "group", nil, "", nil, n.Comment)
		}
	}
	records, err := o.store.LoadRecords(o.traj)
	if err != nil {
		return rows, err
	}
	first := slices.IndexFunc(records, func(r trajectory.Record) bool { return r.Status == trajectory.Finished })
	if first < 0 {
		return rows, nil
	}
	outlines, err := trajectory.Outlines(o.store, o.traj, first)
	if err != nil {
		return rows, err
	}
	const top = "results.runs." // where files have those of runs
	seen := map[string]bool{"results": len(o.traj.Results()) > 0}
	for _, item := range outlines {
		names := strings.Split(top+trajectory.RunName(first)+"."+item.Path, ".")
		for k := 1; k < len(names); k++ {
			path, kind := strings.Join(names[:k], "."), "group"
			if k == len(names)-1 {
				kind = "result"
			}
			if !seen[path] {
				seen[path] = true
				add(path, kind, nil, "", nil, "")
			}
		}
		add(strings.Join(names, "."), item.Kind, basic(item.Value), item.Unit, item.Shape, item.Comment)
	}
	return rows, nil
}

// shapeOf writes a shape as 3 x 4; that of a single value is nothing.
func shapeOf(shape []int) any {
	if len(shape) == 0 {
		return nil
	}
	var lengths []string
	for _, n := range shape {
		lengths = append(lengths, fmt.Sprint(n))
	}
	return strings.Join(lengths, " x ")
}
