package layout

import (
	"encoding/binary"
	"fmt"
	"hash"
)

// A Digest takes in texts with their lengths before them, and values, so that no two sequences of them are alike.
type Digest struct{ hash.Hash }

// Text takes in a text.
func (d Digest) Text(text string) {
	_, _ = d.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(text)))) // a hash never fails
	_, _ = d.Write([]byte(text))
}

// Value takes in a value of a trajectory, with its type, shape and unit.
func (d Digest) Value(v any) error {
	a, unit, err := Stored(v)
	if err != nil {
		return err
	}
	d.Text(fmt.Sprint(a.Kind(), a.Shape, unit))
	if texts, ok := a.Data.([]string); ok {
		for _, text := range texts {
			d.Text(text)
		}
		return nil
	}
	return binary.Write(d, binary.LittleEndian, a.Data)
}
