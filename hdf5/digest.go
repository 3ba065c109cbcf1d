package hdf5

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"

	"golgi/hdf5/internal/h5"
)

// ResultDigest returns the SHA-256 of all that the runs of a file gave, in hexadecimal: of the path, type,
// shape, numbers and attributes of every result and derived parameter. It leaves out the run table, with the
// times in it, and how the numbers are laid out and compressed. So two executions of one experiment have the
// same digest, whatever the number of workers and the order in which runs end.
func ResultDigest(path string) (string, error) {
	s, err := Open(path)
	if err != nil {
		return "", err
	}
	sum := digest{sha256.New()}
	err = s.file.Do(func(root h5.Group) error { return sum.root(root) })
	if err := errors.Join(err, s.Close()); err != nil {
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

func (d digest) root(root h5.Group) error {
	names, err := trajectoriesIn(root)
	if err != nil {
		return err
	}
	for _, name := range names {
		d.text(name)
		err := within(root, name, func(group h5.Group) error { return ifThere(group, groupRuns, d.runs) })
		if err != nil {
			return err
		}
	}
	return nil
}

func (d digest) runs(runs h5.Group) error {
	members, err := runs.Members()
	if err != nil {
		return err
	}
	for _, m := range members {
		d.text(m.Name)
		err := within(runs, m.Name, func(run h5.Group) error { return walk(run, d.branch) })
		if err != nil {
			return err
		}
	}
	return nil
}

func (d digest) branch(b branch) error {
	d.text(b.path)
	if err := d.attributes(b.group.Object); err != nil {
		return err
	}
	for _, name := range b.datasets {
		d.text(name)
		if err := d.dataset(b.group, name); err != nil {
			return err
		}
	}
	return nil
}

func (d digest) dataset(group h5.Group, name string) error {
	set, err := group.Dataset(name)
	if err != nil {
		return err
	}
	defer set.Close()
	d.text(fmt.Sprint(set.Kind(), set.Shape()))
	if err := d.attributes(set.Object); err != nil {
		return err
	}
	if bare, err := isBare(set); err != nil || bare {
		return err
	}
	a, err := set.Read()
	if err != nil {
		return err
	}
	if texts, ok := a.Data.([]string); ok {
		for _, text := range texts {
			d.text(text)
		}
		return nil
	}
	return binary.Write(d, binary.LittleEndian, a.Data)
}

// attributes takes in all attributes but the references to dimension scales, which say where in the file
// these are.
func (d digest) attributes(o h5.Object) error {
	names, err := o.Attributes()
	if err != nil {
		return err
	}
	for _, name := range names {
		if name == h5.DimensionList {
			continue
		}
		value, err := o.Attribute(name)
		if err != nil {
			return err
		}
		d.text(name)
		d.text(fmt.Sprintf("%T %v", value, value))
	}
	return nil
}
