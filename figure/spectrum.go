package figure

import (
	"fmt"

	"golgi/units"
)

// A Spectrum is power, or what else a signal has, at frequencies: a line for each curve. X of the curves is in Hz and rises. Y names what it is, "power" if it is empty. Both
// axes have logarithms, but the frequencies with LinearX, and the power with LinearY; what is not above 0 has no place there.
type Spectrum struct {
	Title            string
	Y                string
	Curves           []Curve
	LinearX, LinearY bool
}

func (s Spectrum) axes() (*axes, error) {
	a := &axes{title: s.Title, x: axis{name: "frequency", dim: units.Hertz.Dim, log: !s.LinearX, exact: true}, y: axis{name: s.Y, log: !s.LinearY}, height: 90}
	if s.Y == "" {
		a.y.name = "power"
	}
	if err := checkCurves(s.Curves); err != nil {
		return nil, err
	}
	for _, c := range s.Curves {
		if c.X.Len() > 0 && c.X.Dimension() != units.Hertz.Dim {
			return nil, fmt.Errorf("X of %q is in %s, and no frequency", c.Name, dimText(c.X.Dimension()))
		}
	}
	return a, a.curves(s.Curves, false, "no spectrum")
}
