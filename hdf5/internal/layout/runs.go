package layout

import (
	"errors"
	"slices"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// A Run is what one gave, on its way to the file.
type Run struct {
	Index   int
	Partial bool // it has not finished
	Amends  bool // what it gave before is there; the results are new, or take the places of others
	Derived []*trajectory.Parameter
	Results []Result
	Groups  []trajectory.Description // of results
	Links   []trajectory.Link        // likewise
	Log     string
}

// A Receiver takes what a run gave.
type Receiver interface {
	AddDerived(trajectory.Parameter) error
	AddResult(trajectory.Result) error
	Describe(groups ...trajectory.Description) error
	AddLink(links ...trajectory.Link) error
}

// Empty reports whether nothing is written of the run. One that has finished has a group of results even if it gave
// nothing.
func (r Run) Empty() bool { return r.Log == "" && r.gaveNothing() }

func (r Run) gaveNothing() bool { return r.Partial && len(r.Derived)+len(r.Results)+len(r.Groups) == 0 }

// WriteRuns stores what runs gave in the group of their trajectory.
func WriteRuns(group h5.Group, runs []Run, l h5.Layout) error {
	finished := slices.DeleteFunc(slices.Clone(runs), func(r Run) bool { return r.Partial })
	partial := slices.DeleteFunc(slices.Clone(runs), func(r Run) bool { return !r.Partial || r.gaveNothing() })
	return errors.Join(writeRuns(group, finished, false, l), writeRuns(group, partial, true, l), writeLogs(group, runs))
}

func writeRuns(group h5.Group, runs []Run, partial bool, l h5.Layout) error {
	if len(runs) == 0 {
		return nil
	}
	err := WithinNew(group, runsIn(groupResults, partial), func(all h5.Group) error {
		return eachRun(all, runs, func(group h5.Group, r Run) error {
			return errors.Join(r.clear(group), writeResults(group, r.Results, l), writeGroups(group, r.Groups), writeLinks(group, r.Links), setPosts(group, r.Results))
		})
	})
	runs = slices.DeleteFunc(runs, func(r Run) bool { return len(r.Derived) == 0 })
	if err != nil || len(runs) == 0 {
		return err
	}
	return WithinNew(group, runsIn(groupDerived, partial), func(all h5.Group) error {
		return eachRun(all, runs, func(group h5.Group, r Run) error { return writeDerived(group, r.Derived) })
	})
}

// eachRun makes a group for each run.
func eachRun(all h5.Group, runs []Run, fill func(h5.Group, Run) error) error {
	for _, r := range runs {
		create := all.Create
		if r.Amends {
			create = all.Open
		}
		group, err := create(GroupOf(r.Index))
		if err != nil {
			return err
		}
		err = fill(group, r)
		group.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// clear removes the results from the group of a run that are to come anew.
func (r Run) clear(group h5.Group) error {
	if !r.Amends {
		return nil
	}
	for _, res := range r.Results {
		path, name := splitPath(res.Path)
		there, err := group.Has(strings.TrimPrefix(path+"/"+name, "/"))
		if err == nil && there {
			if path == "" {
				err = group.Delete(name)
			} else {
				err = Within(group, path, func(parent h5.Group) error { return parent.Delete(name) })
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func writeResults(group h5.Group, results []Result, l h5.Layout) error {
	for _, r := range results {
		if err := writeResult(group, r, l); err != nil {
			return err
		}
	}
	return nil
}

func writeDerived(group h5.Group, derived []*trajectory.Parameter) error {
	for _, p := range derived {
		if err := writeParameter(group, p, nil); err != nil {
			return err
		}
	}
	return nil
}

// ReadRun hands what a run gave to a receiver. One that has not finished is partial, and
// may have none. Of a foreign run all values are whole, but those that are in no part. It returns all that is wrong. The homes are those of the file.
func ReadRun(group h5.Group, i int, partial bool, homes Homes, values Values, to Receiver) error {
	foreign, err := isForeign(group)
	switch {
	case err != nil:
		return err
	case foreign:
		if !values.all() {
			to = excerpt{to, values.of}
		}
		return readForeignRun(group, i, homes, to.AddDerived, to.AddResult)
	}
	within := Within
	if partial {
		within = ifThere
	}
	return errors.Join(
		ifThere(group, derivedOf(i, partial), func(top h5.Group) error {
			return walkInto(top, false, func(l leaf) error { return readDerivedFrom(l, to.AddDerived) }, values.into(groupDerived))
		}),
		within(group, resultsOf(i, partial), func(top h5.Group) error {
			posted, err := top.HasAttribute(attrPosts)
			if err != nil {
				return err
			}
			w := walker{seen: map[[16]byte]bool{}, into: values.into(groupResults), group: func(l leaf) error { return readGroup(l, to) }}
			w.visit = func(l leaf) error { return readResultFrom(l, values, posted, to.AddResult) }
			return w.withLinks(top, values.links(to))
		}))
}

// Gave reports whether there is something in the group of a trajectory that a run gave which has not finished.
func Gave(group h5.Group, i int) (bool, error) { return group.Has(resultsOf(i, true)) }
