package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// A curveMark is a line through points, with markers and bars for errors. It has gaps where a number is none.
type curveMark struct {
	xs, ys, errors []float64
	style          style
	line, points   bool
}

func (m curveMark) draw(c *canvas, in plane) {
	if m.line {
		c.stroke(in.area, m.style, thinned(m.xs, m.ys, in)...)
	}
	m.bars(c, in)
	if !m.points {
		dotsMark{color: m.style.color, square: true, size: 8, each: m.alone(in)}.draw(c, in)
		return
	}
	var at []vg.Point
	for k := range m.xs {
		if shown(m.xs[k], in.x) && shown(m.ys[k], in.y) {
			at = append(at, in.at(m.xs[k], m.ys[k]))
		}
	}
	c.sprinkle(in.area, m.style, at)
}

// alone yields the points without a neighbour to draw a line to.
func (m curveMark) alone(in plane) func(do func(x, y float64)) {
	has := func(k int) bool {
		return k >= 0 && k < len(m.xs) && shown(m.xs[k], in.x) && shown(m.ys[k], in.y)
	}
	return func(do func(x, y float64)) {
		for k := range m.xs {
			if has(k) && !has(k-1) && !has(k+1) {
				do(m.xs[k], m.ys[k])
			}
		}
	}
}

// bars draws errors, with a short line at both ends.
func (m curveMark) bars(c *canvas, in plane) {
	const half vg.Length = 1.6
	thin := style{color: m.style.color, width: 3 * dot}
	for k, e := range m.errors {
		if !(e > 0) || math.IsInf(e, 0) || !shown(m.xs[k], in.x) || !shown(m.ys[k], in.y) {
			continue
		}
		low, high := m.ys[k]-e, m.ys[k]+e
		x, y := in.atX(m.xs[k]), in.area.Min.Y
		var all [][]vg.Point
		if shown(low, in.y) {
			y = in.atY(low)
			all = append(all, []vg.Point{{X: x - half, Y: y}, {X: x + half, Y: y}})
		}
		top := in.atY(high)
		all = append(all, []vg.Point{{X: x, Y: y}, {X: x, Y: top}}, []vg.Point{{X: x - half, Y: top}, {X: x + half, Y: top}})
		c.stroke(in.area, thin, all...)
	}
}

// shown reports whether a number has a place on an axis.
func shown(x float64, on *axis) bool {
	return !math.IsNaN(x) && !math.IsInf(x, 0) && !(on.log && x <= 0)
}

// thinned returns the lines through points. Where many have the same column of dots, the first, the last, the lowest and the highest stand for all, so that
// nothing changes that could be seen.
func thinned(xs, ys []float64, in plane) (all [][]vg.Point) {
	var line []vg.Point
	var col column
	end := func() {
		line = col.flush(line)
		if len(line) > 0 {
			all = append(all, line)
		}
		line = nil
	}
	for k := range xs {
		if !shown(xs[k], in.x) || !shown(ys[k], in.y) {
			end()
			continue
		}
		p := in.at(xs[k], ys[k])
		if at := math.Floor(float64(p.X / dot)); col.n > 0 && at != col.at {
			line = col.flush(line)
			col.at = at
		} else {
			col.at = at
		}
		col.add(p)
	}
	end()
	return all
}

// A column is the points of a line that are in one column of dots.
type column struct {
	at                     float64
	n                      int
	first, last, low, high vg.Point
	lowAt, highAt          int
}

func (c *column) add(p vg.Point) {
	if c.n == 0 {
		c.first, c.low, c.high, c.lowAt, c.highAt = p, p, p, 0, 0
	}
	if p.Y < c.low.Y {
		c.low, c.lowAt = p, c.n
	}
	if p.Y > c.high.Y {
		c.high, c.highAt = p, c.n
	}
	c.last = p
	c.n++
}

// flush adds the points to a line, in their order.
func (c *column) flush(line []vg.Point) []vg.Point {
	if c.n == 0 {
		return line
	}
	line = append(line, c.first)
	if c.n > 1 {
		a, b := c.low, c.high
		if c.highAt < c.lowAt {
			a, b = b, a
		}
		for _, p := range []vg.Point{a, b, c.last} {
			if p != line[len(line)-1] {
				line = append(line, p)
			}
		}
	}
	c.n = 0
	return line
}

// A ruleMark is a straight line through all of the area, at a place of one axis.
type ruleMark struct {
	at    float64
	along bool // the x axis
	style style
}

func (m ruleMark) draw(c *canvas, in plane) {
	if m.along {
		if y := in.atY(m.at); y >= in.area.Min.Y && y <= in.area.Max.Y {
			c.stroke(in.area, m.style, []vg.Point{{X: in.area.Min.X, Y: y}, {X: in.area.Max.X, Y: y}})
		}
	} else if x := in.atX(m.at); x >= in.area.Min.X && x <= in.area.Max.X {
		c.stroke(in.area, m.style, []vg.Point{{X: x, Y: in.area.Min.Y}, {X: x, Y: in.area.Max.Y}})
	}
}
