package clustered

import (
	"errors"
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golgi/trajectory"
)

var (
	blue = color.RGBA{R: 0x1f, G: 0x5a, B: 0xa6, A: 0xff}
	red  = color.RGBA{R: 0xc2, G: 0x3b, B: 0x22, A: 0xff}
	grey = color.RGBA{R: 0x99, G: 0x99, B: 0x99, A: 0xff}
)

// drawFigure writes the mean Fano factors against R_ee to a PNG, SVG or PDF file.
func drawFigure(path, title string, m *trajectory.Means) error {
	p := plot.New()
	for _, style := range []*text.Style{&p.Title.TextStyle, &p.X.Label.TextStyle, &p.Y.Label.TextStyle, &p.X.Tick.Label,
		&p.Y.Tick.Label, &p.Legend.TextStyle} {
		style.Font.Variant = "Sans"
	}
	p.Title.Text = title
	p.Title.Padding = vg.Points(10)
	p.X.Label.Text = "R_ee, probability within / between clusters"
	p.Y.Label.Text = "mean Fano factor of spike counts"
	p.Legend.Top, p.Legend.Left = true, true
	p.Legend.XOffs, p.Legend.YOffs, p.Legend.Padding = vg.Points(8), -vg.Points(6), vg.Points(2)
	p.Add(plotter.NewGrid())
	err := errors.Join(addCurve(p, "silent neurons counted 0 (pypet)", blue, m, fanoPypet),
		addCurve(p, "unbiased, silent neurons excluded", red, m, fano), addPoissonLine(p))
	if err != nil {
		return err
	}
	p.Y.Min, p.Y.Max = 0, 1.35*math.Max(1, p.Y.Max) // room for the legend
	margin := 0.03 * (p.X.Max - p.X.Min)
	p.X.Min, p.X.Max = p.X.Min-margin, p.X.Max+margin
	if err := p.Save(16*vg.Centimeter, 11*vg.Centimeter, path); err != nil {
		return fmt.Errorf("clustered: cannot write the figure %s: %w", path, err)
	}
	return nil
}

// addCurve adds a number against R_ee, with its standard errors where there are several runs for a value.
func addCurve(p *plot.Plot, name string, c color.Color, m *trajectory.Means, of int) error {
	var points struct {
		plotter.XYs
		plotter.YErrors
	}
	for _, g := range m.Groups {
		if y, sem := g.Mean[of], g.SEM[of]; !math.IsNaN(y) {
			if math.IsNaN(sem) {
				sem = 0
			}
			points.XYs = append(points.XYs, plotter.XY{X: rEE(g), Y: y})
			points.YErrors = append(points.YErrors, struct{ Low, High float64 }{sem, sem})
		}
	}
	line, marks, err := plotter.NewLinePoints(points.XYs)
	if err != nil {
		return err
	}
	bars, err := plotter.NewYErrorBars(points)
	if err != nil {
		return err
	}
	line.Color, marks.Color, bars.Color = c, c, c
	line.Width = vg.Points(1.5)
	marks.Shape, marks.Radius = draw.CircleGlyph{}, vg.Points(3)
	p.Add(line, marks, bars)
	p.Legend.Add(name, line, marks)
	return nil
}

// addPoissonLine marks the Fano factor of a Poisson process.
func addPoissonLine(p *plot.Plot) error {
	line, err := plotter.NewLine(plotter.XYs{{X: p.X.Min, Y: 1}, {X: p.X.Max, Y: 1}})
	if err != nil {
		return err
	}
	line.Color, line.Dashes = grey, []vg.Length{vg.Points(4), vg.Points(4)}
	p.Add(line)
	p.Legend.Add("Poisson process", line)
	return nil
}
