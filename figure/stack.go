package figure

import (
	"fmt"
	"slices"

	"gonum.org/v1/plot/vg"
)

// stack finds how high everything is, and where it stands.
func (d *drawing) stack(title string, table [][]*placed) error {
	y := outer // from above
	for _, line := range lines(printable(title), titleSize, true, d.width-2*outer) {
		d.title = append(d.title, line)
		y += titleSize * leap
	}
	if len(d.title) > 0 {
		y += 3
	}
	for i, row := range table {
		above, below, high := vg.Length(0), vg.Length(0), vg.Length(0)
		for _, p := range row {
			above, below, high = max(above, p.over()), max(below, p.under()), max(high, p.height)
		}
		if i > 0 {
			y += rowGap
			if table[i-1][0].shared {
				y += shareGap - rowGap
			}
		}
		for _, p := range row {
			p.area.Max.Y = -(y + above)
			p.area.Min.Y = p.area.Max.Y - p.height
		}
		y += above + high + below
	}
	if d.height = snapped(y + outer); d.height > tallest {
		return fmt.Errorf("figure: it would be %.0f cm high, and can be %.0f; draw fewer panels, or several figures", d.height/vg.Centimeter, tallest/vg.Centimeter)
	}
	for _, row := range table {
		for _, p := range row {
			p.area.Min.Y, p.area.Max.Y = snapped(p.area.Min.Y+d.height), snapped(p.area.Max.Y+d.height)
			d.panels = append(d.panels, p)
		}
	}
	return nil
}

// over is the height of title and legend. Half a label of a tick may be higher than the area.
func (p *placed) over() vg.Length {
	wide := p.area.Max.X - p.area.Min.X + p.left - tickLong
	p.titles = lines(p.title, labelSize, true, wide)
	p.keys = flow(p.legend, p.area.Max.X-p.area.Min.X+p.right)
	h := vg.Length(len(p.titles))*labelSize*leap + vg.Length(len(p.keys))*tickSize*leap
	if len(p.keys) > 0 {
		h += 3
	} else if len(p.titles) > 0 {
		h += 2
	}
	return max(h, tickSize*rise/2)
}

// under is the height of what stands below the area.
func (p *placed) under() vg.Length {
	if p.shared {
		return tickLong
	}
	h := tickLong
	if len(p.x.ticks) > 0 {
		h += tickGap + tickSize*rise
	}
	if p.x.label != "" {
		h += labelGap + labelSize*rise + labelSize*0.22
	}
	return h
}

const mostKeys = 12

// flow puts the keys of a legend into lines. Keys of several lines stand below each other, where that takes hardly more lines.
func flow(keys []key, room vg.Length) (all [][]key) {
	if more := len(keys) - mostKeys; more > 1 {
		keys = append(keys[:mostKeys:mostKeys], key{name: fmt.Sprintf("… and %d more", more)})
	}
	keys = slices.Clone(keys)
	x := vg.Length(0)
	for i := range keys {
		k := &keys[i]
		k.name = fitting(k.name, tickSize, false, room-keyLong)
		k.room = k.width()
		if len(all) == 0 || x+k.room > room {
			all, x = append(all, nil), 0
		}
		all[len(all)-1] = append(all[len(all)-1], *k)
		x += k.room + keyGap
	}
	if len(all) < 2 {
		return all
	}
	few := len(all)
	if few > 2 {
		few++ // of many lines, one more is worth it
	}
	for n := (len(keys) + len(all) - 1) / len(all); n > 0; n-- {
		if table := slices.Collect(slices.Chunk(keys, n)); len(table) > few {
			break
		} else if aligned(table, room) {
			return table
		}
	}
	return all
}

// aligned gives the keys of each column the room of the widest, and reports whether there is so much.
func aligned(table [][]key, room vg.Length) bool {
	wide := make([]vg.Length, len(table[0]))
	for _, row := range table {
		for j, k := range row {
			wide[j] = max(wide[j], k.room)
		}
	}
	all := vg.Length(len(wide)-1) * keyGap
	for _, w := range wide {
		all += w
	}
	if all > room {
		return false
	}
	for _, row := range table {
		for j := range row {
			row[j].room = wide[j]
		}
	}
	return true
}

func (k key) width() vg.Length {
	w := widthOf(k.name, tickSize, false)
	if k.style.color.A > 0 {
		w += keyLong + 3
	}
	return w
}
