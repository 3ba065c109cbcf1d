package engine

import (
	"fmt"

	"golgi/sim/internal/ir"
)

// Call computes a function for each of several elements: args has a slice for each operand, as long as out at least. It returns an
// error where the function panics. All engines call functions by it.
func Call(kernel *ir.Kernel, f ir.Function, args [][]float64, out []float64) (err error) {
	x := make([]float64, len(args))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("kernel %s: function %s panics at %v: %v", kernel.Role, f.Name, x, p)
		}
	}()
	for k := range out {
		for n, arg := range args {
			x[n] = arg[k]
		}
		out[k] = f.Value(x...)
	}
	return nil
}
