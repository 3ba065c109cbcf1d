package ir

import (
	"errors"
	"fmt"
	"math"
)

// MaxLen is the largest number of elements of an array, of entries of a list and of elements of a domain:
// lists and index arrays hold Int32 numbers.
const MaxLen = math.MaxInt32

// Validate reports everything that is wrong with the memory's declarations.
func (m *Memory) Validate() error {
	if m == nil {
		return errors.New("ir: there is no memory")
	}
	var faults []error
	for id := range m.Arrays {
		if err := m.Arrays[id].Validate(); err != nil {
			faults = append(faults, fmt.Errorf("ir: array %d %w", id, err))
		}
	}
	for id, list := range m.Lists {
		if list.Cap < 0 || list.Cap > MaxLen {
			faults = append(faults, fmt.Errorf("ir: list %d (%s): capacity %d is not in 0 to %d",
				id, list.Name, list.Cap, MaxLen))
		}
	}
	if m.Queues < 0 || m.Queues > MaxLen {
		faults = append(faults, fmt.Errorf("ir: there cannot be %d queues", m.Queues))
	}
	for id, rec := range m.Recorders {
		if err := rec.validate(); err != nil {
			faults = append(faults, fmt.Errorf("ir: recorder %d %w", id, err))
		}
	}
	return errors.Join(faults...)
}

// Validate reports what is wrong with the declaration: an unknown type, a length out of range, or shared
// content of another type or length.
func (d *ArrayDecl) Validate() error {
	if !d.Elem.valid() {
		return fmt.Errorf("(%s): unknown element type %v", d.Name, d.Elem)
	}
	if d.Len < 0 || d.Len > MaxLen {
		return fmt.Errorf("(%s): length %d is not in 0 to %d", d.Name, d.Len, MaxLen)
	}
	if d.Shared == nil {
		return nil
	}
	elem, length := ContentOf(d.Shared)
	if elem != d.Elem || length != d.Len {
		return fmt.Errorf("(%s): shared content is %T of length %d; the declaration says %v of length %d",
			d.Name, d.Shared, length, d.Elem, d.Len)
	}
	return nil
}

// ContentOf returns the element type and length of array content: a []float64, []int32, []int64 or []uint8.
// Of anything else it returns 0 and 0.
func ContentOf(content any) (Elem, int) {
	switch s := content.(type) {
	case []float64:
		return Float64, len(s)
	case []int32:
		return Int32, len(s)
	case []int64:
		return Int64, len(s)
	case []uint8:
		return Bool8, len(s)
	}
	return 0, 0
}

// validate checks the declaration of a recorder.
func (d *RecorderDecl) validate() error {
	switch {
	case d.Kind != SpikeEntries && d.Kind != RowEntries:
		return fmt.Errorf("(%s): unknown kind %d", d.Name, d.Kind)
	case d.Width < 0 || d.Width > MaxLen:
		return fmt.Errorf("(%s): a row of %d values is not in 0 to %d", d.Name, d.Width, MaxLen)
	}
	return nil
}
