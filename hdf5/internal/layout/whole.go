package layout

import (
	"errors"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// The results of a trajectory as a whole are in groupResults, beside the groups in which those of runs are.

// writeOfWhole stores the results of t as a whole, if there are any.
func writeOfWhole(group h5.Group, t *trajectory.Trajectory, l h5.Layout) error {
	all := t.Results()
	if len(all) == 0 {
		return nil
	}
	return WithinNew(group, groupResults, func(top h5.Group) error {
		for _, res := range all {
			r := Result{Path: res.Path, Comment: res.Comment, Annotations: res.Annotations, Compression: res.Compression}
			for _, item := range res.Items {
				r.Items = append(r.Items, Item{Item: item})
			}
			if err := writeResult(top, r, l); err != nil {
				return err
			}
		}
		return writeLinks(top, t.ResultLinks())
	})
}

// readOfWhole is the inverse of writeOfWhole.
func readOfWhole(group h5.Group, t *trajectory.Trajectory) error {
	return ifThere(group, groupResults, func(top h5.Group) error {
		w := walker{seen: map[[16]byte]bool{}, into: besideRuns}
		w.visit = func(l leaf) error { return readResultFrom(l, Whole, false, t.AddResult) }
		return w.withLinks(top, t.AddResultLink)
	})
}

// besideRuns keeps a walk in groupResults out of the results of runs.
func besideRuns(names []string, name string) bool {
	return len(names) > 0 || name != groupRuns && name != groupPartial
}

// checkOfWhole checks that all axes of the results of a trajectory as a whole have scales.
func checkOfWhole(group h5.Group) error {
	return ifThere(group, groupResults, func(top h5.Group) error { return checkScales(top, besideRuns) })
}

// withLinks goes through the tree below top, and hands the links in it to add in the end.
func (w walker) withLinks(top h5.Group, add func(...trajectory.Link) error) error {
	links := []trajectory.Link{}
	w.link = func(path string, parent h5.Group) error {
		l, err := readLink(top, path, parent)
		links = append(links, l)
		return err
	}
	err := w.descend(top, nil)
	return errors.Join(err, add(links...))
}
