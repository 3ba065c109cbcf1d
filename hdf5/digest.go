package hdf5

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"strings"

	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/view"
	"golgi/trajectory"
)

// ResultDigest returns the SHA-256 of all that the runs of a file gave, in hexadecimal: of the path, type,
// shape, numbers, unit, dims, comment and annotations of every result and derived parameter. It leaves out
// the table of runs, with the times in it, and knows nothing of the place of a run, nor of how its numbers are
// laid out and compressed. So two executions of one experiment have the same digest, whatever the number of
// workers, the order in which runs end, and the interruptions.
func ResultDigest(path string) (string, error) {
	v, err := view.Open(path)
	if err != nil {
		return "", err
	}
	sum := digest{sha256.New()}
	err = sum.all(v)
	if err := errors.Join(err, v.Close()); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// A digest takes in texts with their lengths before them, so that no two sequences of texts are alike.
type digest struct{ hash.Hash }

func (d digest) text(s string) {
	_, _ = d.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(s)))) // a hash never fails
	_, _ = d.Write([]byte(s))
}

func (d digest) all(v *view.View) error {
	names, err := v.Names()
	if err != nil {
		return err
	}
	for _, name := range names {
		d.text(name)
		runs, err := v.Finished(name)
		if err != nil {
			return err
		}
		for _, i := range runs {
			d.text(layout.GroupOf(i))
			if err := v.VisitRun(name, i, d.parameter, d.result); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d digest) parameter(p trajectory.Parameter) error {
	d.text("parameter " + p.Path)
	d.text(p.Comment)
	return errors.Join(d.value(p.Value), d.annotations(p.Annotations))
}

func (d digest) result(r trajectory.Result) error {
	d.text("result " + r.Path)
	d.text(r.Comment)
	faults := []error{d.annotations(r.Annotations)}
	for _, item := range r.Items {
		d.text(item.Name)
		d.text(item.Unit)
		d.text(strings.Join(item.Dims, " "))
		d.text(item.Comment)
		faults = append(faults, d.value(item.Value))
	}
	return errors.Join(faults...)
}

func (d digest) annotations(all trajectory.Annotations) error {
	var faults []error
	for _, name := range all.Names() {
		d.text("annotation " + name)
		faults = append(faults, d.value(all[name]))
	}
	return errors.Join(faults...)
}

// value takes in a value of a trajectory, with its type, shape and unit.
func (d digest) value(v any) error {
	a, unit, err := layout.Stored(v)
	if err != nil {
		return err
	}
	d.text(fmt.Sprint(a.Kind(), a.Shape, unit))
	if texts, ok := a.Data.([]string); ok {
		for _, text := range texts {
			d.text(text)
		}
		return nil
	}
	return binary.Write(d, binary.LittleEndian, a.Data)
}
