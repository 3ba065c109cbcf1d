package trajectory

import "golgi/units"

// Values reads parameters one after another, and keeps the first error: ask Err in the end.
//
//	p := trajectory.ValuesOf(b.Params)
//	n, tau := p.Int("neurons.N"), p.Quantity("neurons.tau")
//	if err := p.Err(); err != nil {
//		return err
//	}
//
// A component whose parameters are a struct needs none: see [Fill].
type Values struct {
	from Reader
	err  error
}

// ValuesOf returns what reads from a reader.
func ValuesOf(r Reader) *Values { return &Values{from: r} }

func valueOf[T Readable](v *Values, path string) T {
	if v == nil {
		var none T
		return none
	}
	x, err := Value[T](v.from, path)
	if v.err == nil {
		v.err = err
	}
	return x
}

// Int is [Value] as an int.
func (v *Values) Int(path string) int { return valueOf[int](v, path) }

// Float is [Value] as a float64.
func (v *Values) Float(path string) float64 { return valueOf[float64](v, path) }

// Bool is [Value] as a bool.
func (v *Values) Bool(path string) bool { return valueOf[bool](v, path) }

// Text is [Value] as a string.
func (v *Values) Text(path string) string { return valueOf[string](v, path) }

// Quantity is [Value] as a quantity.
func (v *Values) Quantity(path string) units.Quantity { return valueOf[units.Quantity](v, path) }

// Err returns the first error.
func (v *Values) Err() error {
	if v == nil {
		return errNoReader
	}
	return v.err
}
