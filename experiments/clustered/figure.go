package clustered

import (
	"fmt"

	"golgi/figure"
	"golgi/trajectory"
	"golgi/units"
)

// drawFigure writes the mean Fano factors against R_ee to a PNG, SVG or PDF file.
func drawFigure(path, title string, m *trajectory.Means) error {
	f := figure.New(title, figure.Metric{
		X: "R_ee, probability within / between clusters", Y: "mean Fano factor",
		Curves: []figure.Curve{curve("silent neurons counted 0 (pypet)", m, fanoPypet), curve("unbiased, silent neurons excluded", m, fano)},
		Levels: []figure.Level{{Name: "Poisson process", At: units.Scalar(1)}},
	})
	if err := f.Save(path); err != nil {
		return fmt.Errorf("clustered: cannot write the figure %s: %w", path, err)
	}
	return nil
}

// curve returns a number against R_ee, with its standard errors where there are several runs for a value.
func curve(name string, m *trajectory.Means, of int) figure.Curve {
	var xs, ys, errors []float64
	for _, g := range m.Groups {
		xs, ys, errors = append(xs, rEE(g)), append(ys, g.Mean[of]), append(errors, g.SEM[of])
	}
	return figure.Curve{Name: name, X: figure.Numbers(xs...), Y: figure.Numbers(ys...), Errors: figure.Numbers(errors...)}
}
