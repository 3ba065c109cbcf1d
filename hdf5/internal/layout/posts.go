package layout

import (
	"errors"
	"fmt"
	"slices"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// Here is what post-processing leaves in a file: what it was, in the overview; in the table how often a run was post-processed; and at what it gave
// its number.

// writePosts stores what has post-processed runs, a group each.
func writePosts(overview h5.Group, t *trajectory.Trajectory) error {
	for k, p := range t.Provenance.Posts {
		err := WithinNew(overview, groupPosts+"/"+postName(k+1), func(group h5.Group) error {
			err := setAttributes(group.Object, attr{attrGolgi, p.Golgi}, attr{attrRevision, p.Revision}, attr{attrGo, p.Go},
				attr{attrStart, textFromTime(p.Start)})
			if err == nil && p.Program != "" {
				err = group.SetAttribute(attrProgram, p.Program)
			}
			if err == nil && p.Command != nil {
				err = writeTexts(group, nameCommand, p.Command)
			}
			if err == nil {
				err = writeEnvironment(group, p.Environment)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func postName(number int) string { return fmt.Sprintf("post_%05d", number) }

func writeTexts(group h5.Group, name string, texts []string) error {
	d, err := group.Write(name, h5.Vector(texts), h5.Layout{})
	if err != nil {
		return err
	}
	d.Close()
	return nil
}

// readPosts is the inverse of writePosts.
func readPosts(group h5.Group, t *trajectory.Trajectory) error {
	return ifThere(group, groupOverview+"/"+groupPosts, func(all h5.Group) error {
		members, err := all.Members()
		for k := range members {
			if err == nil {
				err = Within(all, postName(k+1), func(group h5.Group) error {
					p, err := readPost(group)
					t.Provenance.Posts = append(t.Provenance.Posts, p)
					return err
				})
			}
		}
		return err
	})
}

func readPost(group h5.Group) (p trajectory.Post, err error) {
	var faults [7]error
	p.Golgi, faults[0] = text(group.Object, attrGolgi)
	p.Revision, faults[1] = text(group.Object, attrRevision)
	p.Go, faults[2] = text(group.Object, attrGo)
	p.Start, faults[3] = readStart(group.Object)
	there, err := group.Has(nameCommand)
	if err == nil && there {
		p.Command, err = readList[string](group, nameCommand)
	}
	faults[4], faults[5] = err, readEnvironment(group, &p.Environment)
	if there, err = group.HasAttribute(attrProgram); err == nil && there {
		p.Program, err = text(group.Object, attrProgram)
	}
	faults[6] = err
	return p, errors.Join(faults[:]...)
}

// mostPosts is how often runs can be post-processed.
const mostPosts = 99999

// postOf returns the number of the post-processing that an object names, 0 if it names none.
func postOf(o h5.Object, name string) (int, error) {
	there, err := o.HasAttribute(name)
	if err != nil || !there {
		return 0, err
	}
	n, err := attribute[int64](o, name)
	if err == nil && (n < 1 || n > mostPosts) {
		err = fmt.Errorf("hdf5: attribute %q of %q is %d, which is no number of a post-processing", name, o.Path(), n)
	}
	return int(n), err
}

// setPosts marks the group of a run with the last post-processing that has given something to it, so that nobody has to look for more in others.
func setPosts(group h5.Group, results []Result) error {
	last := 0
	for _, r := range results {
		for _, item := range r.Items {
			last = max(last, item.Post)
		}
	}
	if last == 0 {
		return nil
	}
	return group.SetAttribute(attrPosts, int64(last))
}

// renumberPosts gives post-processings other numbers in what a run has of them.
func renumberPosts(run h5.Group, numbers []int) error {
	again := func(o h5.Object, name string) error {
		n, err := postOf(o, name)
		switch {
		case err != nil || n == 0:
			return err
		case n > len(numbers):
			return fmt.Errorf("hdf5: %s: there is no post-processing %d", o.Path(), n)
		}
		return o.SetAttribute(name, int64(numbers[n-1]))
	}
	posted, err := run.HasAttribute(attrPosts)
	if err != nil || !posted {
		return err
	}
	w := walker{seen: map[[16]byte]bool{}, into: anywhere, link: func(string, h5.Group) error { return nil }}
	w.visit = func(l leaf) error {
		var faults []error
		for _, m := range l.members {
			switch m.Type {
			case h5.GroupType:
				faults = append(faults, Within(l.Group, m.Name, func(item h5.Group) error { return again(item.Object, attrPost) }))
			case h5.DatasetType:
				faults = append(faults, inDataset(l.Group, m.Name, func(item h5.Dataset) error { return again(item.Object, attrPost) }))
			}
		}
		return errors.Join(faults...)
	}
	return errors.Join(again(run.Object, attrPosts), w.descend(run, nil))
}

// markPost marks the dataset or group of an item with what has given it.
func markPost(o h5.Object, s Item) error {
	if s.Post == 0 {
		return nil
	}
	return o.SetAttribute(attrPost, int64(s.Post))
}

// readPostsOf gives items of a result that was read what post-processing has given them.
func readPostsOf(l leaf, items []trajectory.Item) error {
	var faults []error
	for k := range items {
		name, err := items[k].Name, error(nil)
		if l.typeOf(name) == h5.GroupType {
			err = Within(l.Group, name, func(group h5.Group) (err error) { items[k].Post, err = postOf(group.Object, attrPost); return err })
		} else {
			err = inDataset(l.Group, name, func(d h5.Dataset) (err error) { items[k].Post, err = postOf(d.Object, attrPost); return err })
		}
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}

// postColumn returns the column that says up to which post-processing runs have come, unless none was post-processed.
func postColumn(rows []Row) []tableColumn {
	if !slices.ContainsFunc(rows, func(r Row) bool { return r.Record.Posts > 0 }) {
		return nil
	}
	posts := make([]int64, len(rows))
	for i, r := range rows {
		posts[i] = int64(r.Record.Posts)
	}
	return []tableColumn{{columnPosts, h5.Vector(posts), "", []attr{{attrComment, "number of the last post-processing, 0 without any"}}}}
}

// readPostColumn is the inverse for n rows.
func readPostColumn(table h5.Group, n int, part *span) ([]int64, error) {
	there, err := table.Has(columnPosts)
	if err != nil || !there {
		return make([]int64, n), err
	}
	return readPart[int64](table, columnPosts, part)
}

// checkPosts returns an error unless post-processing can have such a number, 0 for none.
func checkPosts(n int64) error {
	if n < 0 || n > mostPosts {
		return fmt.Errorf("there is no post-processing %d", n)
	}
	return nil
}
