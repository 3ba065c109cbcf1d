package layout

import "golgi/hdf5/internal/h5"

// groupCopies is a group in that of a result, with copies for pypet of what it cannot read: arrays of texts.
// It reads them as items of the result, called _pypet.name.
const groupCopies = "_pypet"

// maxCopy is the largest size of such a copy in bytes. One long text among many short ones has none.
const maxCopy = 1 << 20

func writeCopies(group h5.Group, items []Item) error {
	for _, s := range items {
		a, width := s.allTexts()
		if a.Data == nil || width*len(a.Data.([]string)) > maxCopy {
			continue
		}
		err := WithinNew(group, groupCopies, func(copies h5.Group) error {
			if err := setAttributes(copies.Object, attr{pypetStore, storeGroup}); err != nil {
				return err
			}
			return writeCopy(copies, s.Name, a)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func writeCopy(copies h5.Group, name string, a h5.Array) error {
	d, err := copies.Write(name, a, h5.Layout{Width: h5.Longest})
	if err != nil {
		return err
	}
	defer d.Close()
	return markArray(d, collArray)
}

// allTexts returns all of an item that is an array of texts, and the length of the longest.
func (s Item) allTexts() (all h5.Array, width int) {
	head, _, err := Stored(s.Value)
	texts, ok := head.Data.([]string)
	if err != nil || !ok || len(head.Shape) == 0 {
		return h5.Array{}, 0
	}
	shape := append([]int{}, head.Shape...)
	for _, b := range s.Blocks {
		texts = append(texts, b.Rows.Data.([]string)...)
		shape[0] += b.Rows.Shape[0]
	}
	for _, text := range texts {
		width = max(width, len(text))
	}
	return h5.Array{Shape: shape, Data: texts}, width
}
