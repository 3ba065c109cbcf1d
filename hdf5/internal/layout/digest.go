package layout

import (
	"encoding/binary"
	"fmt"
	"hash"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
)

// A Digest takes in texts with their lengths before them, and values, so that no two sequences of them are alike.
type Digest struct {
	hash.Hash
	former bool // of files up to version 3: SI values have all their bits
}

// Text takes in a text.
func (d Digest) Text(text string) {
	_, _ = d.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(text)))) // a hash never fails
	_, _ = d.Write([]byte(text))
}

// Value takes in a value of a trajectory, with its type, shape and dimension. Of quantities it takes the SI values, with 15 digits:
// 0.1 mV is 100 uV.
func (d Digest) Value(v any) error {
	if large, is := v.(Large); is {
		d.Text(fmt.Sprint(large.kind, large.shape, ""))
		return large.each(func(rows h5.Array) error { return binary.Write(d, binary.LittleEndian, rows.Data) })
	}
	if c, is := v.(largeCompound); is {
		return d.parts(c.form, c.parts)
	}
	if c, is := v.(trajectory.Compound); is {
		return d.compound(c)
	}
	a, unit, err := d.measured(v)
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

// measured is Stored with quantities in SI units.
func (d Digest) measured(v any) (a h5.Array, unit string, err error) {
	if q, is := v.(units.Quantity); is {
		return h5.Scalar(d.rounded([]float64{q.SI()})[0]), q.Dimension().String(), nil
	}
	quantities, of, has := trajectory.Measured(v)
	if !has {
		return Stored(v)
	}
	a, _, err = Stored(of(d.rounded(append([]float64{}, quantities.SI()...))))
	return a, quantities.Dimension().String(), err
}

// compound takes in the parts of a compound.
func (d Digest) compound(c trajectory.Compound) error {
	quantities, of, has := trajectory.Measured(c)
	if !has {
		return d.parts(c.Form(), c.Parts())
	}
	c = of(d.rounded(append([]float64{}, quantities.SI()...))).(trajectory.Compound)
	return d.parts(c.Form(), c.Parts(), quantities.Dimension().String())
}

// parts takes in the form of a compound, what is said of all of it, and its parts.
func (d Digest) parts(form string, parts []trajectory.Item, said ...string) error {
	for _, text := range append([]string{form}, said...) {
		d.Text(text)
	}
	for _, part := range parts {
		d.Text(part.Name)
		d.Text(part.Unit)
		if err := d.Value(part.Value); err != nil {
			return err
		}
	}
	return nil
}

func (d Digest) rounded(si []float64) []float64 {
	for i := range si {
		if !d.former {
			si[i] = units.Rounded(si[i])
		}
	}
	return si
}
