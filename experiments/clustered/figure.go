package main

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

var (
	blue = color.RGBA{R: 0x1f, G: 0x5a, B: 0xa6, A: 0xff}
	red  = color.RGBA{R: 0xc2, G: 0x3b, B: 0x22, A: 0xff}
	grey = color.RGBA{R: 0x99, G: 0x99, B: 0x99, A: 0xff}
)

// drawFigure writes the mean Fano factor and the mean rates against R_ee to a PNG, SVG or PDF file.
func drawFigure(path, title string, rows []row) error {
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
	for _, curve := range []struct {
		name  string
		color color.Color
		value func(row) float64
	}{
		{"silent neurons counted 0 (pypet)", blue, func(r row) float64 { return r.fanoPypet }},
		{"unbiased, silent neurons excluded", red, func(r row) float64 { return r.fano }},
	} {
		if err := addCurve(p, curve.name, curve.color, rows, curve.value); err != nil {
			return err
		}
	}
	if err := addErrors(p, rows); err != nil {
		return err
	}
	addPoissonLine(p, rows)
	p.Y.Min, p.Y.Max = 0, 1.35*math.Max(1, p.Y.Max) // room for the legend
	margin := 0.03 * (p.X.Max - p.X.Min)
	p.X.Min, p.X.Max = p.X.Min-margin, p.X.Max+margin
	if err := p.Save(16*vg.Centimeter, 11*vg.Centimeter, path); err != nil {
		return fmt.Errorf("clustered: cannot write the figure %s: %w", path, err)
	}
	return nil
}

func addCurve(p *plot.Plot, name string, c color.Color, rows []row, value func(row) float64) error {
	points := make(plotter.XYs, 0, len(rows))
	for _, r := range rows {
		if y := value(r); !math.IsNaN(y) {
			points = append(points, plotter.XY{X: r.rEE, Y: y})
		}
	}
	line, marks, err := plotter.NewLinePoints(points)
	if err != nil {
		return err
	}
	line.Color, marks.Color = c, c
	line.Width = vg.Points(1.5)
	marks.Shape, marks.Radius = draw.CircleGlyph{}, vg.Points(3)
	p.Add(line, marks)
	p.Legend.Add(name, line, marks)
	return nil
}

// addErrors adds standard errors over runs where there are several for a value of R_ee.
func addErrors(p *plot.Plot, rows []row) error {
	var bars struct {
		plotter.XYs
		plotter.YErrors
	}
	for _, r := range rows {
		if !math.IsNaN(r.fanoError) {
			bars.XYs = append(bars.XYs, plotter.XY{X: r.rEE, Y: r.fanoPypet})
			bars.YErrors = append(bars.YErrors, struct{ Low, High float64 }{r.fanoError, r.fanoError})
		}
	}
	if len(bars.XYs) == 0 {
		return nil
	}
	drawn, err := plotter.NewYErrorBars(bars)
	if err != nil {
		return err
	}
	drawn.Color = blue
	p.Add(drawn)
	return nil
}

// addPoissonLine marks the Fano factor of a Poisson process.
func addPoissonLine(p *plot.Plot, rows []row) {
	if len(rows) == 0 {
		return
	}
	line, err := plotter.NewLine(plotter.XYs{{X: rows[0].rEE, Y: 1}, {X: rows[len(rows)-1].rEE, Y: 1}})
	if err != nil {
		return
	}
	line.Color, line.Dashes = grey, []vg.Length{vg.Points(4), vg.Points(4)}
	p.Add(line)
	p.Legend.Add("Poisson process", line)
}
