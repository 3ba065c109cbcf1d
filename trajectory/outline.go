package trajectory

import (
	"slices"

	"golgi/internal/given"
)

// An Outline is an item of a result without its values.
type Outline struct {
	Path          string // result.item
	Comment, Unit string
	Dims          []string
	Post          int // number of the post-processing that gave it; 0: the run itself
	Extent
	Value any // of a single number, truth value or text, and else nil
}

// An Extent is what a value is, and how large.
type Extent struct {
	Kind  string // of its elements, such as "float64"; "frame" or "csr"
	Shape []int  // lengths of its axes; rows and columns of a frame; none of a single value
	Bytes int64  // of its elements; of texts, what refers to them
}

// Outlines returns what run i gave without the values of lists, arrays, frames and sparse matrices, sorted by path.
func Outlines(from Loader, t *Trajectory, i int) ([]Outline, error) {
	if err := given.All("trajectory: Outlines", given.Arg{Name: "store", Value: from}, given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	if can, is := from.(PartLoader); is {
		return can.LoadOutline(t, i)
	}
	run, err := from.LoadRun(t, i)
	if err != nil {
		return nil, err
	}
	var all []Outline
	for path, res := range run.results.all {
		for _, item := range res.Items {
			all = append(all, OutlineOf(path, item))
		}
	}
	return all, nil
}

// OutlineOf returns that of an item of a result, of which the value may be an [Extent].
func OutlineOf(result string, item Item) Outline {
	o := Outline{Path: result + "." + item.Name, Comment: item.Comment, Unit: item.Unit, Dims: slices.Clone(item.Dims), Post: item.Post}
	extent, is := item.Value.(Extent)
	if !is {
		extent = ExtentOf(item.Value)
	}
	if o.Extent = extent; !is && extent.single() {
		o.Value = item.Value
	}
	return o
}

func (e Extent) single() bool { return len(e.Shape) == 0 }

// ExtentOf returns that of a stored value.
func ExtentOf(value any) Extent {
	if c, is := value.(Compound); is {
		e, _ := ComposeExtent(c.Form(), c.Parts()) // which knows the form
		return e
	}
	of := elementOf(value)
	if of == nil {
		return Extent{Kind: "nothing"}
	}
	shape := formOf(value).shape()
	n, _ := product(shape)
	return Extent{of.String(), shape, int64(n) * int64(of.Size())}
}

// ComposeExtent returns the extent of a compound of its parts, of which some may be an [Extent] themselves; it is for stores.
func ComposeExtent(form string, parts []Item) (Extent, error) {
	c, known := compounds[form]
	if !known {
		return Extent{}, unknownCompound(form)
	}
	e := Extent{Kind: form}
	for _, part := range parts {
		of, is := part.Value.(Extent)
		if !is {
			of = ExtentOf(part.Value)
		}
		e.Bytes += of.Bytes
	}
	e.Shape = c.shape(parts)
	return e, nil
}

// bytesOf is how many bytes a stored value takes.
func bytesOf(value any) int64 { return ExtentOf(value).Bytes }
