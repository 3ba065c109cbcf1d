package figure

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"
)

// Distances, in points.
const (
	outer     vg.Length = 4
	tickLong  vg.Length = 3
	tickShort vg.Length = 1.7
	tickGap   vg.Length = 2  // between a tick and its label
	labelGap  vg.Length = 4  // between the labels of ticks and that of the axis
	rowGap    vg.Length = 9  // between panels
	shareGap  vg.Length = 6  // between those that share an axis
	columnGap vg.Length = 10 // between those beside each other
	asideGap  vg.Length = 6
	endGap    vg.Length = 6  // right of areas: there may stand half a label
	keyLong   vg.Length = 16 // of the line in a legend
	keyGap    vg.Length = 9  // between the keys of a legend
	usual     vg.Length = 100
	narrowest vg.Length = 36 // of data areas
	tallest             = 120 * vg.Centimeter
)

// A drawing is a figure in which all has its place.
type drawing struct {
	width, height vg.Length
	title         []string
	panels        []*placed
}

// A placed is a panel with its place: the area of its data, and what stands above that.
type placed struct {
	*axes
	area        vg.Rectangle
	shared      bool // the x axis is that of the panel below
	left, right vg.Length
	titles      []string
	keys        [][]key
	ylabel      []string
}

// drawing finds the place of everything.
func (f *Figure) drawing() (*drawing, error) {
	rows, err := f.axes()
	if err != nil {
		return nil, err
	}
	width := f.Width
	if width == 0 {
		width = Column
	}
	if !(width >= 4 && width <= 100) {
		return nil, fmt.Errorf("figure: it cannot be %v cm wide; it can be 4 to 100, and figure.Column is %v, figure.Page %v", width, Column, Page)
	}
	d := &drawing{width: snapped(vg.Length(width) * vg.Centimeter)}
	table := shareAxes(rows)
	if err := d.columns(table); err != nil {
		return nil, err
	}
	return d, d.stack(f.Title, table)
}

// shareAxes has panels below each other share the x axes that are alike.
func shareAxes(rows [][]*axes) (table [][]*placed) {
	for _, row := range rows {
		var places []*placed
		for _, a := range row {
			a.title, a.note = printable(a.title), printable(a.note)
			for k := range a.legend {
				a.legend[k].name = printable(a.legend[k].name)
			}
			for _, axis := range []*axis{&a.x, &a.y} {
				axis.name = printable(axis.name)
				for k := range axis.categories {
					axis.categories[k] = printable(axis.categories[k])
				}
			}
			places = append(places, &placed{axes: a})
		}
		table = append(table, places)
	}
	each := func(i int) {
		if len(table[i]) != len(table[i-1]) {
			return
		}
		for j, p := range table[i] {
			if above := table[i-1][j]; above.x.shares(&p.x) {
				above.shared = true
				above.x.unite(&p.x)
			}
		}
	}
	for i := 1; i < len(table); i++ {
		each(i)
	}
	for i := len(table) - 1; i > 0; i-- {
		each(i)
	}
	return table
}

// columns settles the axes, and finds how wide the areas are: those below each other are so alike.
func (d *drawing) columns(table [][]*placed) error {
	left, right := map[[2]int]vg.Length{}, map[[2]int]vg.Length{}
	for _, row := range table {
		for j, p := range row {
			if p.height == 0 {
				p.height = usual
			}
			if p.ratio > 0 { // about that
				p.height = max((d.width/vg.Length(len(row))-80)*vg.Length(p.ratio), 20)
			}
			p.y.settle(int(p.height / 24))
			p.left, p.right = p.leftWidth(), endGap
			if p.aside != nil {
				p.right = asideGap + p.aside.width(p.height)
			}
			at := [2]int{len(row), j}
			left[at], right[at] = max(left[at], p.left), max(right[at], p.right)
		}
	}
	for _, row := range table {
		n := len(row)
		room := d.width - 2*outer - vg.Length(n-1)*columnGap
		for j := range row {
			room -= left[[2]int{n, j}] + right[[2]int{n, j}]
		}
		wide := room / vg.Length(n)
		if wide < narrowest {
			return fmt.Errorf("figure: %d panels beside each other have no room in %.3g cm; draw fewer in a row, or set Width to figure.Page", n, d.width/vg.Centimeter)
		}
		x := outer
		for j, p := range row {
			at := [2]int{n, j}
			p.left, p.right = left[at], right[at]
			p.area.Min.X = snapped(x + left[at])
			p.area.Max.X = snapped(p.area.Min.X + wide)
			x = p.area.Max.X + right[at] + columnGap
			if p.ratio > 0 {
				p.height = (p.area.Max.X - p.area.Min.X) * vg.Length(p.ratio)
			}
			p.settleX()
		}
	}
	return nil
}

// leftWidth is that of what stands left of the area.
func (p *placed) leftWidth() vg.Length {
	w := tickLong
	if len(p.y.ticks) > 0 {
		w += tickGap
	}
	for k, t := range p.y.ticks {
		if p.y.categories != nil {
			p.y.ticks[k].label = fitting(t.label, tickSize, false, 70)
		}
		w = max(w, tickLong+tickGap+widthOf(p.y.ticks[k].label, tickSize, false))
	}
	if p.ylabel = lines(p.y.label, labelSize, false, max(p.height*1.1, 60)); len(p.ylabel) > 0 {
		w += labelGap + labelSize*rise + vg.Length(len(p.ylabel)-1)*labelSize*leap
	}
	return w
}

// settleX has as many ticks as their labels have room.
func (p *placed) settleX() {
	wide := p.area.Max.X - p.area.Min.X
	for want := max(int(wide/34), fewestTicks); ; want-- {
		if p.x.settle(want); want <= fewestTicks || !p.crowded(1) {
			break
		}
	}
	every := 1
	for every < len(p.x.ticks) && p.crowded(every) {
		every++
	}
	n := 0
	for k, t := range p.x.ticks {
		if t.minor {
			continue
		}
		if n++; (n-1)%every != 0 {
			p.x.ticks[k].label = ""
		}
	}
}

// crowded reports whether the labels of every so many ticks of the x axis touch.
func (p *placed) crowded(every int) bool {
	before, n := vg.Length(math.Inf(-1)), 0
	in := plane{p.area, &p.x, &p.y}
	for _, t := range p.x.ticks {
		if t.minor {
			continue
		}
		if n++; (n-1)%every != 0 {
			continue
		}
		half := widthOf(t.label, tickSize, false) / 2
		at := in.atX(t.value * p.x.scale)
		if at-half < before+4 {
			return true
		}
		before = at + half
	}
	return false
}
