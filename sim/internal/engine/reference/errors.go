package reference

import "fmt"

// outside says which index of which array a kernel missed.
func (fr *frame) outside(param int, index int64) error {
	a := fr.arrays[param]
	return fmt.Errorf("kernel %s: index %d is outside array %s (parameter %s), which has %d elements",
		fr.kernel.Role, index, a.name, fr.kernel.Arrays[param].Name, a.len())
}
