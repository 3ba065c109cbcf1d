package figure

import (
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot/vg"
)

// A Ridgeline compares curves, such as the rates of runs: each has a base of its own, the first at the top, and may reach over the one above. A bar at the right says how
// high they are.
//
// X names the x axis, "time" if it is empty; Names names what tells the curves apart, and the Name of each stands beside it. The X of a curve rises.
type Ridgeline struct {
	Title    string
	X, Names string
	Curves   []Curve
}

const overlap = 1.6 // of the highest, in distances of curves

func (r Ridgeline) axes() (*axes, error) {
	if err := checkCurves(r.Curves); err != nil {
		return nil, err
	}
	all := &axes{}
	if err := all.curves(r.Curves, false, "no numbers"); err != nil {
		return nil, err
	}
	n := len(r.Curves)
	a := &axes{title: r.Title, x: all.x, y: axis{name: r.Names, headroom: overlap - 0.5}, note: all.note, height: vg.Length(min(max(22*n, 60), 400))}
	if a.x.name, a.x.exact = r.X, true; r.X == "" {
		a.x.name = "time"
	}
	for k := range r.Curves {
		a.y.categories = append(a.y.categories, r.Curves[n-1-k].Name)
	}
	if all.note != "" {
		return a, nil
	}
	if err := all.y.moderate(); err != nil {
		return nil, err
	}
	base := min(all.y.low, 0)
	top := max(all.y.high, base)
	if top == base {
		top = base + 1
	}
	for k, c := range r.Curves {
		if c.X.Len() > 0 {
			part := float64(k) / math.Max(float64(n-1), 1)
			a.marks = append(a.marks, ridgeMark{xs: c.X.SI(), ys: c.Y.SI(), floor: float64(n - 1 - k), base: base, scale: overlap / (top - base), part: part})
		}
	}
	all.y.cover(base)
	a.aside = yardstick{&all.y, overlap, top/2 - base/2}
	return a, nil
}

// A ridgeMark is a curve on a base.
type ridgeMark struct {
	xs, ys             []float64
	floor, base, scale float64
	part               float64 // of the map of colours
}

func (m ridgeMark) draw(c *canvas, in plane) {
	heights := make([]float64, len(m.ys))
	for k, y := range m.ys {
		heights[k] = m.floor + (y/2-m.base/2)*2*m.scale
	}
	floor := in.atY(m.floor)
	of := mapped(0.05 + 0.85*m.part)
	of.A = 215
	for _, line := range thinned(m.xs, heights, in) {
		c.fill(of, slices.Concat([]vg.Point{{X: line[0].X, Y: floor}}, line, []vg.Point{{X: line[len(line)-1].X, Y: floor}}))
		c.stroke(in.area, style{color: black, width: fine}, line)
	}
}

// A yardstick says how high a round number is.
type yardstick struct {
	of   *axis
	high float64 // of the whole range, in distances of categories
	half float64 // of the range
}

func (y yardstick) size() (rows float64, text string) {
	unit := y.of.unit()
	size := roundStep(y.half * 2 / y.high / unit.Scale)
	if math.IsInf(size, 0) || math.IsNaN(size) || size <= 0 {
		return 0, ""
	}
	name := strconv.FormatFloat(size, 'g', 4, 64)
	if u := unitText(unit); u != "" {
		name += " " + u
	}
	return size * unit.Scale / (y.half * 2) * y.high, name
}

func (y yardstick) width(vg.Length) vg.Length {
	_, text := y.size()
	return 4 + widthOf(text, tickSize, false)
}

func (y yardstick) draw(c *canvas, in plane) {
	rows, text := y.size()
	if text == "" {
		return
	}
	x := in.area.Max.X + asideGap
	low, high := in.atY(0), in.atY(rows)
	c.rule(4*dot, black, vg.Point{X: x, Y: low}, vg.Point{X: x, Y: high})
	c.write(pen{size: tickSize, color: black, up: 0.5}, vg.Point{X: x + 4, Y: (low + high) / 2}, text)
}
