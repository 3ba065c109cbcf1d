package hdf5

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"regexp"
	"slices"
	"strings"

	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/view"
	"golgi/trajectory"
)

// ResultDigest returns the SHA-256 of all that the finished runs of a file gave, in hexadecimal: of the path, type,
// shape, numbers, unit, dims, comment and annotations of every result and derived parameter, where it takes the SI
// values of a parameter that is a quantity, to 15 digits, and the numbers and unit of a result. It leaves out the table of runs, with the times in it, and knows nothing
// of the place of a run, nor of how its numbers are laid out and compressed. So two executions of one experiment have the same digest, whatever the number of
// workers, the order in which runs end, and the interruptions. What post-processing has given is left out: see [PostDigest].
func ResultDigest(path string) (string, error) { return digestOf(path, false) }

// PostDigest is ResultDigest of what post-processing has given, and of that alone; of what it has replaced, nobody knows any more. Where there is
// none, it is "".
func PostDigest(path string) (string, error) { return digestOf(path, true) }

func digestOf(path string, posts bool) (string, error) {
	v, err := view.Open(path)
	if err != nil {
		return "", err
	}
	sum := newDigest(posts)
	err = sum.all(v)
	if err := errors.Join(err, v.Close()); err != nil {
		return "", err
	}
	if posts && !sum.found {
		return "", nil
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// A digest takes in what runs gave: what they gave themselves, or what post-processing did.
type digest struct {
	layout.Digest
	posts, found bool
	placeless    bool // names of runs in paths are of no account: a run that is elsewhere in another file has others there
}

// namesOfRuns are what "$" and "$set" were in paths.
var namesOfRuns = regexp.MustCompile(`run_set_\d{5,}|run_\d{8,}`)

// path takes in a path, behind what it is of.
func (d *digest) path(of, path string) {
	if d.placeless {
		path = namesOfRuns.ReplaceAllLiteralString(path, "$")
	}
	d.Text(of + path)
}

func newDigest(posts bool) *digest {
	return &digest{Digest: layout.Digest{Hash: sha256.New()}, posts: posts}
}

func (d *digest) all(v *view.View) error {
	names, err := v.Names()
	if err != nil {
		return err
	}
	for _, name := range names {
		d.Text(name)
		runs, err := v.Ended(name, false)
		if err != nil {
			return err
		}
		for _, i := range runs {
			d.Text(layout.GroupOf(i))
			if err := v.VisitRun(name, i, d); err != nil {
				return err
			}
		}
	}
	return nil
}

// AddDerived takes in a derived parameter.
func (d *digest) AddDerived(p trajectory.Parameter) error {
	if d.posts {
		return nil
	}
	d.path("parameter ", p.Path)
	d.Text(p.Comment)
	return errors.Join(d.Value(p.Value), d.annotations(p.Annotations))
}

// AddResult takes in a result.
func (d *digest) AddResult(r trajectory.Result) error {
	none := len(r.Items) == 0 // as in files of pypet's
	items := slices.DeleteFunc(r.Items, func(it trajectory.Item) bool { return it.Post > 0 != d.posts })
	if len(items) == 0 && (d.posts || !none) {
		return nil
	}
	d.found = true
	d.path("result ", r.Path)
	d.Text(r.Comment)
	faults := []error{d.annotations(r.Annotations)}
	for _, item := range items {
		d.Text(item.Name)
		d.Text(item.Unit)
		d.Text(strings.Join(item.Dims, " "))
		d.Text(item.Comment)
		faults = append(faults, d.Value(item.Value))
	}
	return errors.Join(faults...)
}

// Describe takes in what is said of groups of results.
func (d *digest) Describe(groups ...trajectory.Description) error {
	if d.posts {
		return nil
	}
	var faults []error
	for _, g := range groups {
		d.path("group ", g.Path)
		d.Text(g.Comment)
		faults = append(faults, d.annotations(g.Annotations))
	}
	return errors.Join(faults...)
}

// AddLink takes in links among results.
func (d *digest) AddLink(links ...trajectory.Link) error {
	for _, l := range links {
		d.path("link ", l.Path)
		d.path("", l.Target)
	}
	return nil
}

func (d *digest) annotations(all trajectory.Annotations) error {
	var faults []error
	for _, name := range all.Names() {
		d.Text("annotation " + name)
		faults = append(faults, d.Value(all[name]))
	}
	return errors.Join(faults...)
}
