package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	dotsPerInch           = 300
	dot         vg.Length = 72. / dotsPerInch // nothing finer is drawn
	fine        vg.Length = 2 * dot           // width of axes and ticks
)

// A canvas is what figures are drawn on.
type canvas struct{ vg.Canvas }

// snapped is the next corner between dots: what begins there is sharp.
func snapped(x vg.Length) vg.Length { return vg.Length(math.Round(float64(x/dot))) * dot }

func snappedPoint(p vg.Point) vg.Point { return vg.Point{X: snapped(p.X), Y: snapped(p.Y)} }

// stroke draws lines of a style, as far as they are in an area.
func (c *canvas) stroke(area vg.Rectangle, s style, all ...[]vg.Point) {
	d := draw.Canvas{Canvas: c.Canvas, Rectangle: area}
	var path vg.Path
	for _, line := range d.ClipLinesXY(all...) {
		if len(line) == 0 {
			continue
		}
		path.Move(line[0])
		for k, p := range line[1:] {
			if k > 0 && s.dashes == nil && sharp(line[k-1], line[k], p) {
				path.Move(line[k])
			}
			path.Line(p)
		}
	}
	c.strokePath(s, path)
}

// sharp reports whether a line turns back. SVG and PDF would draw a point there that is longer than the line, and so than what it shows.
func sharp(a, b, c vg.Point) bool {
	return (b.X-a.X)*(c.X-b.X)+(b.Y-a.Y)*(c.Y-b.Y) < 0
}

func (c *canvas) strokePath(s style, path vg.Path) {
	if len(path) > 0 {
		c.SetLineWidth(s.width)
		c.SetLineDash(s.dashes, 0)
		c.SetColor(s.color)
		c.Stroke(path)
	}
}

// rule draws a straight line that is sharp.
func (c *canvas) rule(width vg.Length, of color.NRGBA, from, to vg.Point) {
	from, to = snappedPoint(from), snappedPoint(to)
	var path vg.Path
	path.Move(from)
	path.Line(to)
	c.strokePath(style{color: of, width: width}, path)
}

// fill fills a polygon.
func (c *canvas) fill(of color.NRGBA, corners []vg.Point) {
	if len(corners) < 3 {
		return
	}
	var path vg.Path
	path.Move(corners[0])
	for _, p := range corners[1:] {
		path.Line(p)
	}
	path.Close()
	c.SetColor(of)
	c.Fill(path)
}

// sprinkle draws a marker at each point that is in an area.
func (c *canvas) sprinkle(area vg.Rectangle, s style, points []vg.Point) {
	const slack = vg.Length(0.01)
	for _, p := range points {
		if p.X >= area.Min.X-slack && p.X <= area.Max.X+slack && p.Y >= area.Min.Y-slack && p.Y <= area.Max.Y+slack {
			s.marker.draw(c, s, p)
		}
	}
}
