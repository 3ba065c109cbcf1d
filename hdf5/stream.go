package hdf5

import (
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// A stream is an item of a result as it grows: what it was declared with, and further blocks of rows.
type stream struct {
	item   trajectory.Item
	blocks []block
}

// A block is rows of an item, in memory or spilled.
type block struct {
	rows   h5.Array // without Data if spilled
	kind   h5.Kind
	spill  *spill
	offset int64
}

// maxHeld is how many bytes of blocks a run holds in memory before it spills.
const maxHeld = 8 << 20

// hold returns what kept makes of rows as a block, which is spilled if with it more than maxHeld bytes would
// be held. Texts are never spilled: who streams numbers of them?
func (w *writer) hold(value any, kept func(value any) any) (block, error) {
	rows, _, err := stored(value)
	if err != nil {
		return block{}, err
	}
	b := block{rows: rows, kind: rows.Kind()}
	if size := rows.Bytes(); w.held+size <= maxHeld || b.kind == h5.String {
		w.held += size
		b.rows, _, err = stored(kept(value))
		return b, err
	}
	if w.spill == nil {
		if w.spill, err = newSpill(w.store.folder.Path(), w.store.options.disk); err != nil {
			return b, err
		}
	}
	offset, err := w.spill.put(rows)
	return block{h5.Array{Shape: rows.Shape}, b.kind, w.spill, offset}, err
}

// load returns the rows of a block.
func (b block) load() (h5.Array, error) {
	if b.spill == nil {
		return b.rows, nil
	}
	a, err := h5.Zeros(b.kind, b.rows.Shape)
	if err != nil {
		return a, err
	}
	return a, b.spill.get(b.offset, a.Data)
}

// write creates the dataset of a stream, with all its rows.
func (s stream) write(group h5.Group, l h5.Layout) (h5.Dataset, error) {
	head, unit, err := stored(s.item.Value)
	if err != nil {
		return h5.Dataset{}, fmt.Errorf("hdf5: %s/%s: %w", group.Path(), s.item.Name, err)
	}
	if unit == "" {
		unit = s.item.Unit
	}
	var d h5.Dataset
	if len(s.blocks) == 0 {
		d, err = group.Write(s.item.Name, head, l)
	} else {
		d, err = s.writeBlocks(group, head, l)
	}
	if err != nil {
		return h5.Dataset{}, err
	}
	return d, describe(d, unit, s.item.Comment)
}

func (s stream) writeBlocks(group h5.Group, head h5.Array, l h5.Layout) (h5.Dataset, error) {
	shape := append([]int{}, head.Shape...)
	for _, b := range s.blocks {
		shape[0] += b.rows.Shape[0]
	}
	d, err := group.Allocate(s.item.Name, head.Kind(), shape, l)
	if err != nil {
		return d, err
	}
	if err := d.WriteRows(0, head); err != nil {
		return d, err
	}
	at := head.Shape[0]
	for _, b := range s.blocks {
		rows, err := b.load()
		if err != nil {
			return d, err
		}
		if err := d.WriteRows(at, rows); err != nil {
			return d, err
		}
		at += rows.Shape[0]
	}
	return d, nil
}
