package figure

import (
	"image"
	"math"

	"gonum.org/v1/plot/vg"
)

// A fieldMark is cells in the colours of their values, row by row from below. What is no number is white.
type fieldMark struct {
	wide, high int
	values     []float64
	colours    *axis
	crossed    bool // cells without a number are
}

func (m fieldMark) draw(c *canvas, in plane) {
	dx, dy := int(math.Round(float64((in.area.Max.X-in.area.Min.X)/dot))), int(math.Round(float64((in.area.Max.Y-in.area.Min.Y)/dot)))
	img := image.NewNRGBA(image.Rect(0, 0, dx, dy))
	for y := range dy {
		for x := range dx {
			v := m.values[y*m.high/dy*m.wide+x*m.wide/dx]
			if math.IsNaN(v) || math.IsInf(v, 0) {
				img.SetNRGBA(x, dy-1-y, white)
			} else {
				img.SetNRGBA(x, dy-1-y, mapped(m.colours.place(v)))
			}
		}
	}
	c.DrawImage(in.area, img)
	if m.crossed {
		m.cross(c, in)
	}
}

// cross strikes cells out that have no number.
func (m fieldMark) cross(c *canvas, in plane) {
	size := in.area.Size()
	w, h := size.X/vg.Length(m.wide), size.Y/vg.Length(m.high)
	var strokes [][]vg.Point
	for k, v := range m.values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			x, y := in.area.Min.X+vg.Length(k%m.wide)*w, in.area.Min.Y+vg.Length(k/m.wide)*h
			strokes = append(strokes, []vg.Point{{X: x, Y: y}, {X: x + w, Y: y + h}}, []vg.Point{{X: x, Y: y + h}, {X: x + w, Y: y}})
		}
	}
	c.stroke(in.area, style{color: pale, width: fine}, strokes...)
}

// frameMark is lines around the area.
type frameMark struct{}

func (frameMark) draw(c *canvas, in plane) {
	low, high := in.area.Min, in.area.Max
	c.rule(fine, black, vg.Point{X: low.X, Y: high.Y}, high)
	c.rule(fine, black, vg.Point{X: high.X, Y: low.Y}, high)
}

// A bar shows which colours are which values.
type bar struct{ *axis }

const (
	barWide   vg.Length = 7
	barHigher vg.Length = 130
)

func (b bar) height(of vg.Length) vg.Length { return min(of, barHigher) }

func (b bar) width(height vg.Length) vg.Length {
	b.settle(int(b.height(height) / 24))
	w := barWide + tickLong
	for _, t := range b.ticks {
		w = max(w, barWide+tickLong+tickGap+widthOf(t.label, tickSize, false))
	}
	return w + labelGap + labelSize*rise + labelSize*0.3
}

func (b bar) draw(c *canvas, in plane) {
	left := in.area.Max.X + asideGap
	middle := (in.area.Min.Y + in.area.Max.Y) / 2
	half := b.height(in.area.Size().Y) / 2
	area := vg.Rectangle{Min: snappedPoint(vg.Point{X: left, Y: middle - half}), Max: snappedPoint(vg.Point{X: left + barWide, Y: middle + half})}
	steps := max(int(area.Size().Y/dot+0.5), 1)
	img := image.NewNRGBA(image.Rect(0, 0, int(area.Size().X/dot+0.5), steps))
	for y := range steps {
		for x := range img.Rect.Dx() {
			img.SetNRGBA(x, steps-1-y, mapped((float64(y)+0.5)/float64(steps)))
		}
	}
	c.DrawImage(area, img)
	edge := plane{area, &axis{scale: 1, to: 1}, b.axis}
	wide := vg.Length(0)
	for _, t := range b.ticks {
		long := tickLong
		if t.minor {
			long = tickShort
		}
		y := edge.atY(t.value * b.scale)
		c.rule(fine, black, vg.Point{X: area.Max.X, Y: y}, vg.Point{X: area.Max.X + long, Y: y})
		if t.label != "" {
			c.write(pen{size: tickSize, color: black, up: 0.5}, vg.Point{X: area.Max.X + tickLong + tickGap, Y: y}, t.label)
			wide = max(wide, widthOf(t.label, tickSize, false))
		}
	}
	for _, corner := range [][2]vg.Point{{area.Min, {X: area.Max.X, Y: area.Min.Y}}, {area.Max, {X: area.Max.X, Y: area.Min.Y}}, {area.Max, {X: area.Min.X, Y: area.Max.Y}}, {area.Min, {X: area.Min.X, Y: area.Max.Y}}} {
		c.rule(fine, black, corner[0], corner[1])
	}
	x := area.Max.X + tickLong + tickGap + wide + labelGap + labelSize*rise
	c.write(pen{size: labelSize, color: black, right: 0.5, turns: true}, vg.Point{X: x, Y: middle}, fitting(b.label, labelSize, false, in.area.Size().Y*1.2))
}
