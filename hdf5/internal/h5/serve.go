package h5

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io"
)

// Serve answers the questions of a process that has opened the file at path by [OpenThrough], until there are no more.
func Serve(path string, with io.ReadWriter) error {
	s := server{gob.NewDecoder(with), gob.NewEncoder(with)}
	q, err := s.next()
	if err != nil {
		return ended(err)
	}
	file, err := Open(path)
	if failed := s.out.Encode(answer{Fault: faultOf(err)}); err != nil || failed != nil {
		return failed
	}
	for {
		if q, err = s.next(); err != nil {
			return errors.Join(ended(err), file.Close())
		}
		if q.Method != "begin" {
			return fmt.Errorf("h5: %q outside of a job", q.Method)
		}
		if err := file.Do(s.serve); err != nil {
			return ended(err)
		}
	}
}

// ended leaves out the error of a process that asks no more.
func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

type server struct {
	in  *gob.Decoder
	out *gob.Encoder
}

func (s server) next() (q question, err error) {
	err = s.in.Decode(&q)
	return q, err
}

// serve is a job.
func (s server) serve(root Group) error {
	if err := s.out.Encode(answer{Object: int64(root.id)}); err != nil {
		return err
	}
	for {
		q, err := s.next()
		if err != nil {
			return err
		}
		a := answer{}
		if q.Method != "end" {
			a, err = q.answer(root.job)
			a.Fault = faultOf(err)
		}
		if err := s.out.Encode(a); err != nil || q.Method == "end" {
			return err
		}
	}
}

// answer calls the method.
func (q question) answer(job *running) (a answer, err error) {
	o := Object{job, hid(q.Object), q.Path}
	if q.Dataset != nil && q.Method != "copy" {
		d, err := q.Dataset.dataset(o)
		if err != nil {
			return a, err
		}
		return q.ofDataset(d)
	}
	g := Group{o}
	switch q.Method {
	case "close":
		o.Close()
	case "has":
		a.Is, err = g.Has(q.Name)
	case "group":
		var child Group
		child, err = g.Open(q.Name)
		a.Object = int64(child.id)
	case "dataset":
		var d Dataset
		d, err = g.Dataset(q.Name)
		a.Object, a.Dataset = int64(d.id), d.wire()
	case "members":
		a.Members, err = g.Members()
	case "target":
		var file, path string
		file, path, err = g.Target(q.Name)
		a.Texts = []string{file, path}
	case "has attribute":
		a.Is, err = o.HasAttribute(q.Name)
	case "attributes":
		a.Texts, err = o.Attributes()
	case "attribute":
		a.Value, err = o.Attribute(q.Name)
	case "copy":
		err = copyToFile(g, q.Name, q.Dataset.Class)
	default:
		err = fmt.Errorf("h5: there is no %q", q.Method)
	}
	return a, err
}

func (q question) ofDataset(d Dataset) (a answer, err error) {
	var array Array
	switch q.Method {
	case "read":
		array, err = d.Read()
	case "rows":
		array, err = d.ReadRows(q.From, q.N)
	case "column":
		array, err = d.ReadColumn(q.Name, q.From, q.N)
	case "columns":
		a.Columns, err = d.Columns()
	case "scales":
		a.N, err = d.Scales()
	default:
		err = fmt.Errorf("h5: a dataset has no %q", q.Method)
	}
	a.Array = wireOf(array)
	return a, err
}

// copyToFile makes a sealed file with a copy of a member.
func copyToFile(from Group, name, path string) error {
	f := &File{path: path}
	if err := f.take(func() (disk, error) { return create(path, nil) }); err != nil {
		return err
	}
	err := f.run(func(root Group) error { return Copy(from, name, root, copied) })
	return errors.Join(err, f.let())
}
