package hdf5

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"

	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/view"
	"golgi/trajectory"
)

// ResultDigest returns the SHA-256 of all that the finished runs of a file gave, in hexadecimal: of the path, type,
// shape, numbers, unit, dims, comment and annotations of every result and derived parameter, where it takes the SI
// values of a parameter that is a quantity, to 15 digits, and the numbers and unit of a result. It leaves out the table of runs, with the times in it, and knows nothing
// of the place of a run, nor of how its numbers are laid out and compressed. So two executions of one experiment have the same digest, whatever the number of
// workers, the order in which runs end, and the interruptions.
func ResultDigest(path string) (string, error) {
	v, err := view.Open(path)
	if err != nil {
		return "", err
	}
	sum := digest{layout.Digest{Hash: sha256.New()}}
	err = sum.all(v)
	if err := errors.Join(err, v.Close()); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// A digest takes in what runs gave.
type digest struct{ layout.Digest }

func (d digest) all(v *view.View) error {
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
func (d digest) AddDerived(p trajectory.Parameter) error {
	d.Text("parameter " + p.Path)
	d.Text(p.Comment)
	return errors.Join(d.Value(p.Value), d.annotations(p.Annotations))
}

// AddResult takes in a result.
func (d digest) AddResult(r trajectory.Result) error {
	d.Text("result " + r.Path)
	d.Text(r.Comment)
	faults := []error{d.annotations(r.Annotations)}
	for _, item := range r.Items {
		d.Text(item.Name)
		d.Text(item.Unit)
		d.Text(strings.Join(item.Dims, " "))
		d.Text(item.Comment)
		faults = append(faults, d.Value(item.Value))
	}
	return errors.Join(faults...)
}

// Describe takes in what is said of groups of results.
func (d digest) Describe(groups ...trajectory.Description) error {
	var faults []error
	for _, g := range groups {
		d.Text("group " + g.Path)
		d.Text(g.Comment)
		faults = append(faults, d.annotations(g.Annotations))
	}
	return errors.Join(faults...)
}

// AddLink takes in links among results.
func (d digest) AddLink(links ...trajectory.Link) error {
	for _, l := range links {
		d.Text("link " + l.Path)
		d.Text(l.Target)
	}
	return nil
}

func (d digest) annotations(all trajectory.Annotations) error {
	var faults []error
	for _, name := range all.Names() {
		d.Text("annotation " + name)
		faults = append(faults, d.Value(all[name]))
	}
	return errors.Join(faults...)
}
