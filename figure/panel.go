package figure

import (
	"gonum.org/v1/plot/vg"

	"golgi/units"
)

// A Panel is one system of axes with data in it: a [Raster], a [Rate], a [Trace], …
type Panel interface {
	axes() (*axes, error)
}

// axes are what a panel consists of: two axes, marks between them, and what stands around them. Coordinates are in SI.
type axes struct {
	title  string
	x, y   axis
	height vg.Length // of the data area
	ratio  float64   // of height to width, where the area has one; else 0
	marks  []mark    // the first is drawn first
	legend []key     // above the data
	aside  aside     // to their right; nil: nothing
	note   string    // in the middle of what is empty
}

// A mark is drawn in the data area.
type mark interface {
	draw(c *canvas, in plane)
}

// An aside stands to the right of the data area, as high as that.
type aside interface {
	width(height vg.Length) vg.Length
	draw(c *canvas, in plane)
}

// A key is a line of a legend.
type key struct {
	name  string
	style style
	line  bool      // or else only the marker
	room  vg.Length // that it has in its line
}

// A plane is a data area: where its corners are, and which coordinates.
type plane struct {
	area vg.Rectangle
	x, y *axis
}

func (p plane) at(x, y float64) vg.Point { return vg.Point{X: p.atX(x), Y: p.atY(y)} }

func (p plane) atX(x float64) vg.Length {
	return p.area.Min.X + vg.Length(p.x.place(x))*(p.area.Max.X-p.area.Min.X)
}

func (p plane) atY(y float64) vg.Length {
	return p.area.Min.Y + vg.Length(p.y.place(y))*(p.area.Max.Y-p.area.Min.Y)
}

// timeAxis is that of all panels over time, which share it.
func timeAxis(start, stop float64) axis {
	a := axis{name: "time", dim: units.Second.Dim, exact: true}
	if start != 0 || stop != 0 {
		a.cover(start, stop)
	}
	return a
}
