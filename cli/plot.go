package cli

import (
	"errors"
	"fmt"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golgi/trajectory"
	"golgi/units"
)

// mostPanels is how many numbers a figure shows, a panel each.
const mostPanels = 6

// drawMeans draws each number against the first explored parameter that is a number, with bars for the standard errors, and a line
// for each value of the other parameters.
func drawMeans(path, title string, m *trajectory.Means) error {
	x := abscissa(m)
	if x < 0 || len(m.Of) == 0 {
		return fmt.Errorf("cli: cannot draw %s: a figure needs an explored parameter that is a number, and a number that runs gave", path)
	}
	n := min(len(m.Of), mostPanels)
	panels := make([][]*plot.Plot, n)
	for k := range panels {
		p, err := panel(m, x, k)
		if err != nil {
			return err
		}
		if k == 0 {
			p.Title.Text = title
		}
		panels[k] = []*plot.Plot{p}
	}
	return save(path, panels)
}

// save writes panels below each other into a file, in the format of its name.
func save(path string, panels [][]*plot.Plot) (err error) {
	format := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	canvas, err := draw.NewFormattedCanvas(16*vg.Centimeter, vg.Length(2+8*len(panels))*vg.Centimeter, format)
	if err != nil {
		return fmt.Errorf("cli: cannot draw %s: %w", path, err)
	}
	tiles := draw.Tiles{Rows: len(panels), Cols: 1, PadX: vg.Millimeter, PadY: 4 * vg.Millimeter, PadRight: 2 * vg.Millimeter, PadTop: 2 * vg.Millimeter}
	for k, row := range plot.Align(panels, tiles, draw.New(canvas)) {
		panels[k][0].Draw(row[0])
	}
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("cli: cannot draw a figure there: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	_, err = canvas.WriteTo(file)
	return err
}

// abscissa returns which of the explored parameters is on the x axis; -1 if none is a number.
func abscissa(m *trajectory.Means) int {
	if len(m.Groups) > 0 {
		for k, v := range m.Groups[0].Values {
			if _, is := place(v, v); is {
				return k
			}
		}
	}
	return -1
}

// place returns where a value is on an axis, in the unit of the first.
func place(v, first any) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, true
	case int64:
		return float64(v), true
	case units.Quantity:
		if first, is := first.(units.Quantity); is {
			x, err := v.In(first.Unit())
			return x, err == nil
		}
	}
	return 0, false
}

// ticks are gonum's where they come to an end: they do not for numbers that are very large, or nearly the same. Their
// labels have as many digits as it takes to tell them apart, which gonum's have not.
type ticks struct{}

func (ticks) Ticks(low, high float64) []plot.Tick {
	span, largest := high-low, max(math.Abs(low), math.Abs(high))
	if span > 1e-9*largest && span > 1e-100 && span < 1e100 {
		marks, digits := plot.DefaultTicks{}.Ticks(low, high), 4+int(math.Log10(largest/span))
		for k := range marks {
			if !marks[k].IsMinor() {
				marks[k].Label = fmt.Sprintf("%.*g", digits, marks[k].Value)
			}
		}
		return marks
	}
	return []plot.Tick{{Value: low, Label: fmt.Sprintf("%.4g", low)}, {Value: high, Label: fmt.Sprintf("%.4g", high)}}
}

// A curve has a point for each group that is alike but for x.
type curve struct {
	name string
	plotter.XYs
	plotter.YErrors
}

// curves returns those of one number. What is no number is left out.
func curves(m *trajectory.Means, x, of int) (all []*curve) {
	at := map[string]*curve{}
	for _, g := range m.Groups {
		var names []string
		for k, v := range g.Values {
			if k != x {
				names = append(names, fmt.Sprintf("%s = %s", m.By[k], shown(v)))
			}
		}
		name := strings.Join(names, ", ")
		if at[name] == nil {
			at[name] = &curve{name: name}
			all = append(all, at[name])
		}
		px, _ := place(g.Values[x], m.Groups[0].Values[x])
		if c := at[name]; !math.IsNaN(g.Mean[of]) && !math.IsInf(g.Mean[of], 0) && !math.IsNaN(px) && !math.IsInf(px, 0) {
			sem := g.SEM[of]
			if math.IsNaN(sem) || math.IsInf(sem, 0) {
				sem = 0
			}
			c.XYs = append(c.XYs, plotter.XY{X: px, Y: g.Mean[of]})
			c.YErrors = append(c.YErrors, struct{ Low, High float64 }{sem, sem})
		}
	}
	return all
}

// colours are those of Okabe & Ito, which all eyes tell apart.
var colours = []color.Color{color.RGBA{0, 114, 178, 255}, color.RGBA{213, 94, 0, 255}, color.RGBA{0, 158, 115, 255}, color.RGBA{204, 121, 167, 255},
	color.RGBA{230, 159, 0, 255}, color.RGBA{86, 180, 233, 255}, color.RGBA{0, 0, 0, 255}}

// mostNamed is how many curves a legend names.
const mostNamed = 10

// panel draws one number.
func panel(m *trajectory.Means, x, of int) (*plot.Plot, error) {
	p := plot.New()
	for _, style := range []*text.Style{&p.Title.TextStyle, &p.X.Label.TextStyle, &p.Y.Label.TextStyle, &p.X.Tick.Label,
		&p.Y.Tick.Label, &p.Legend.TextStyle} {
		style.Font.Variant = "Sans"
	}
	p.X.Label.Text, p.Y.Label.Text = m.By[x].String(), m.Of[of].String()
	if q, is := m.Groups[0].Values[x].(units.Quantity); is {
		p.X.Label.Text += "/" + q.Unit().String()
	}
	p.X.Tick.Marker, p.Y.Tick.Marker = ticks{}, ticks{}
	p.Add(plotter.NewGrid())
	named := 0
	for k, c := range curves(m, x, of) {
		if len(c.XYs) == 0 {
			continue
		}
		line, marks, err := plotter.NewLinePoints(c.XYs)
		if err != nil {
			return nil, err
		}
		bars, err := plotter.NewYErrorBars(c)
		if err != nil {
			return nil, err
		}
		of := colours[k%len(colours)]
		line.Color, marks.Color, bars.Color = of, of, of
		line.Width, marks.Shape = vg.Points(1.5), draw.CircleGlyph{}
		p.Add(line, marks, bars)
		if c.name != "" && named < mostNamed {
			named++
			p.Legend.Add(c.name, line, marks)
		}
	}
	leaveRoom(p, named)
	return p, nil
}

// leaveRoom has the legend stand above the curves: a line of it is some 6 % of a panel.
func leaveRoom(p *plot.Plot, lines int) {
	p.Legend.Top = true
	const line = 0.06
	room := line * float64(lines) / (1 - line*float64(lines)) * (p.Y.Max - p.Y.Min)
	if top := p.Y.Max + room; !math.IsNaN(top) && !math.IsInf(top, 0) {
		p.Y.Max = top
	}
}
