package figure

import "gonum.org/v1/plot/vg"

// draw draws all panels.
func (d *drawing) draw(c *canvas) {
	c.fill(white, []vg.Point{{}, {X: d.width}, {X: d.width, Y: d.height}, {Y: d.height}})
	for k, line := range d.title {
		c.write(pen{size: titleSize, bold: true, color: black}, vg.Point{X: outer, Y: d.height - outer - titleSize*rise - vg.Length(k)*titleSize*leap}, line)
	}
	for _, p := range d.panels {
		p.draw(c)
	}
}

func (p *placed) draw(c *canvas) {
	in := plane{p.area, &p.x, &p.y}
	for _, m := range p.marks {
		m.draw(c, in)
	}
	if p.note != "" {
		middle := vg.Point{X: (p.area.Min.X + p.area.Max.X) / 2, Y: (p.area.Min.Y + p.area.Max.Y) / 2}
		c.write(pen{size: labelSize, color: grey, right: 0.5, up: 0.5}, middle, fitting(p.note, labelSize, false, p.area.Max.X-p.area.Min.X))
	}
	p.drawX(c, in)
	p.drawY(c, in)
	p.drawHead(c)
	if p.aside != nil {
		p.aside.draw(c, in)
	}
}

// drawX draws the x axis; one that is shared has ticks alone.
func (p *placed) drawX(c *canvas, in plane) {
	low := p.area.Min
	c.rule(fine, black, low, vg.Point{X: p.area.Max.X, Y: low.Y})
	for _, t := range p.x.ticks {
		x, long := in.atX(t.value*p.x.scale), tickLong
		if t.minor {
			long = tickShort
		}
		if p.x.categories == nil || t.label != "" {
			c.rule(fine, black, vg.Point{X: x, Y: low.Y}, vg.Point{X: x, Y: low.Y - long})
		}
		if !p.shared && t.label != "" {
			c.write(pen{size: tickSize, color: black, right: 0.5, up: 1}, vg.Point{X: p.kept(x, t.label), Y: low.Y - tickLong - tickGap}, t.label)
		}
	}
	if p.shared {
		return
	}
	y := low.Y - tickLong - labelGap
	if len(p.x.ticks) > 0 {
		y -= tickGap + tickSize*rise
	}
	wide := p.area.Max.X - p.area.Min.X
	c.write(pen{size: labelSize, color: black, right: 0.5, up: 1}, vg.Point{X: low.X + wide/2, Y: y}, fitting(p.x.label, labelSize, false, wide+p.right))
}

// kept moves a label that would leave the figure.
func (p *placed) kept(x vg.Length, label string) vg.Length {
	if end := p.area.Max.X + p.right + outer - 1; x <= p.area.Max.X {
		return min(x, max(end-widthOf(label, tickSize, false)/2, p.area.Max.X-widthOf(label, tickSize, false)/2))
	}
	return x
}

func (p *placed) drawY(c *canvas, in plane) {
	low := p.area.Min
	c.rule(fine, black, low, vg.Point{X: low.X, Y: p.area.Max.Y})
	last := vg.Length(-1e9)
	for _, t := range p.y.ticks {
		y, long := in.atY(t.value*p.y.scale), tickLong
		if t.minor {
			long = tickShort
		}
		if p.y.categories == nil || y-last >= tickSize {
			c.rule(fine, black, vg.Point{X: low.X, Y: y}, vg.Point{X: low.X - long, Y: y})
		}
		if t.label != "" && y-last >= tickSize {
			c.write(pen{size: tickSize, color: black, right: 1, up: 0.5}, vg.Point{X: low.X - tickLong - tickGap, Y: y}, t.label)
			last = y
		}
	}
	x := low.X - p.left + labelSize*rise
	for k, line := range p.ylabel {
		c.write(pen{size: labelSize, color: black, right: 0.5, turns: true}, vg.Point{X: x + vg.Length(k)*labelSize*leap, Y: (low.Y + p.area.Max.Y) / 2}, line)
	}
}

// drawHead writes the title and the legend above the area.
func (p *placed) drawHead(c *canvas) {
	y := p.area.Max.Y + p.over()
	for _, line := range p.titles {
		c.write(pen{size: labelSize, bold: true, color: black}, vg.Point{X: p.area.Min.X - p.left + tickLong, Y: y - labelSize*rise}, line)
		y -= labelSize * leap
	}
	for _, row := range p.keys {
		x := p.area.Min.X
		for _, k := range row {
			k.draw(c, vg.Point{X: x, Y: y - tickSize*rise/2})
			x += k.room + keyGap
		}
		y -= tickSize * leap
	}
}

func (k key) draw(c *canvas, at vg.Point) {
	if k.style.color.A > 0 {
		end := vg.Point{X: at.X + keyLong, Y: at.Y}
		if k.line {
			var path vg.Path
			path.Move(at)
			path.Line(end)
			c.strokePath(k.style, path)
		}
		k.style.marker.draw(c, k.style, vg.Point{X: (at.X + end.X) / 2, Y: at.Y})
		at.X = end.X + 3
	}
	c.write(pen{size: tickSize, color: black, up: 0.5}, at, k.name)
}
