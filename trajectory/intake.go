package trajectory

import (
	"errors"
	"fmt"
	"slices"
)

// An Intake checks what a run appends, for the RunWriters of stores: names and values as AddResult and
// AddDerived check them, and that each block of a streaming item fits the ones before. It keeps the layout
// of the items and none of their data.
type Intake struct {
	run     string
	derived *tree[struct{}]
	results *tree[declared]
}

// A declared is what is known of a result.
type declared struct {
	items       map[string]layout
	annotations map[string]bool
}

// add takes in items and annotations.
func (d declared) add(items []Item, annotations Annotations) {
	for _, item := range items {
		of := layout{first: item, kind: kindOf(item.Value), shape: item.Shape()}
		of.first.Value = nil
		d.items[item.Name] = of
	}
	for name := range annotations {
		d.annotations[name] = true
	}
}

// A layout is what all blocks of an item have in common.
type layout struct {
	first Item // without its value
	kind  string
	shape []int // of the declaration
}

// NewIntake returns an intake for a run that has appended nothing. That of no run takes nothing.
func NewIntake(r *Run) *Intake {
	if r == nil {
		return nil
	}
	return &Intake{
		run:     r.Name(),
		derived: newTree[struct{}]("derived parameter"),
		results: newTree[declared]("result"),
	}
}

// Check returns block as it is to be stored at path: as a Parameter, a Result, an Item, a Rest, a Description or a Link, with values of the
// stored types. A further block of an item gets the unit and dims of its declaration. The lists of results
// and items may be those of block: a store keeps copies, unless it was asked to [Keeper.Keep] them.
func (in *Intake) Check(path string, block any) (any, error) {
	if in == nil {
		return nil, errNoRun
	}
	var stored any
	var err error
	switch block := block.(type) {
	case Parameter:
		stored, err = in.parameter(path, block)
	case Result:
		stored, err = in.result(path, block)
	case Item:
		stored, err = in.item(path, block)
	case Rest:
		stored, err = in.rest(path, block)
	case Description:
		stored, err = in.description(path, block)
	case Link:
		stored, err = in.link(path, block)
	default:
		err = fmt.Errorf("a block is a trajectory.Result, Item, Rest, Parameter, Description or Link, and this is of type %T", block)
	}
	if err != nil {
		return nil, prefixed(fmt.Sprintf("trajectory: %s: cannot append to %q", in.run, path), err)
	}
	return stored, nil
}

func (in *Intake) parameter(path string, p Parameter) (Parameter, error) {
	err := checkOwnPath(path, &p.Path)
	if err == nil {
		p, err = p.canonical(ours)
	}
	if err == nil {
		err = in.derived.admit(path)
	}
	if err == nil {
		in.derived.put(path, struct{}{})
	}
	return p, err
}

func (in *Intake) result(path string, r Result) (Result, error) {
	err := checkOwnPath(path, &r.Path)
	if err == nil {
		r, err = r.canonical(ours)
	}
	if err == nil {
		err = in.results.admit(path)
	}
	if err == nil {
		d := declared{map[string]layout{}, map[string]bool{}}
		d.add(r.Items, r.Annotations)
		in.results.put(path, d)
	}
	return r, err
}

func (in *Intake) description(path string, d Description) (Description, error) {
	err := checkOwnPath(path, &d.Path)
	if err == nil {
		d, err = d.canonical(ours)
	}
	if err == nil {
		err = in.results.admitGroup(path)
	}
	if err == nil {
		in.results.describe(d)
	}
	return d, err
}

func (in *Intake) link(path string, l Link) (Link, error) {
	err := checkOwnPath(path, &l.Path)
	if err == nil {
		err = in.results.addLink(l, func(l Link) error { return ours.path(l.Path) })
	}
	return Link{path, in.results.links[path]}, err
}

// checkOwnPath lets a block leave out its path, which is said beside it.
func checkOwnPath(path string, own *string) error {
	if *own != "" && *own != path {
		return fmt.Errorf("the block is for %q", *own)
	}
	*own = path
	return nil
}

const declareFirst = "append a Result with all its items first"

func (in *Intake) item(path string, block Item) (Item, error) {
	declared, ok := in.results.leaves[path]
	if !ok {
		return block, faultf(ErrNotFound, "there is no such result yet; "+declareFirst)
	}
	as, ok := declared.items[block.Name]
	if !ok {
		return block, faultf(ErrNotFound, "item %q was not declared; "+declareFirst, block.Name)
	}
	stored, err := block.canonical(ours)
	if err == nil {
		err = as.fits(stored)
	}
	stored.Unit, stored.Dims, stored.Comment = as.first.Unit, slices.Clone(as.first.Dims), as.first.Comment
	return stored, prefixed(fmt.Sprintf("item %q", block.Name), err)
}

// rest takes what a declared result gets besides.
func (in *Intake) rest(path string, block Rest) (Rest, error) {
	declared, ok := in.results.leaves[path]
	if !ok {
		return block, faultf(ErrNotFound, "there is no such result yet; "+declareFirst)
	}
	stored, err := block.canonical(ours)
	faults := []error{err}
	for _, item := range stored.Items {
		if _, again := declared.items[item.Name]; again {
			faults = append(faults, fmt.Errorf("item %q: there is an item of that name already", item.Name))
		}
	}
	for name := range stored.Annotations {
		if declared.annotations[name] {
			faults = append(faults, fmt.Errorf("annotation %q: there is an annotation of that name already", name))
		}
	}
	if err := errors.Join(faults...); err != nil {
		return stored, err
	}
	declared.add(stored.Items, stored.Annotations)
	return stored, nil
}

// fits returns how block differs from the declaration.
func (l layout) fits(block Item) error {
	shape := block.Shape()
	switch found := kindOf(block.Value); {
	case len(l.shape) == 0:
		return fmt.Errorf("it was declared as %s, and that has no further rows", l.kind)
	case found != l.kind && (len(shape) == 0 || len(shape) == len(l.shape)):
		return fmt.Errorf("it was declared as %s, and this block is %s", l.kind, found)
	case len(shape) != len(l.shape) || !slices.Equal(shape[1:], l.shape[1:]):
		return fmt.Errorf("it was declared with shape %v, and a block of shape %v does not continue that",
			l.shape, shape)
	case block.Unit != "" && block.Unit != l.first.Unit:
		return fmt.Errorf("it was declared with unit %q, and this block has %q", l.first.Unit, block.Unit)
	case block.Dims != nil && !slices.Equal(block.Dims, l.first.Dims):
		return fmt.Errorf("it was declared with dims %q, and this block has %q", l.first.Dims, block.Dims)
	case block.Comment != "" && block.Comment != l.first.Comment:
		return errors.New("it was declared with another comment")
	}
	return nil
}
