package figure

import (
	"cmp"
	"image"
	"image/color"
	"maps"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// A dotsMark is a dot for each event: short lines where there are few, else an image of which each dot is the darker, the more events are there. Every event
// is in it.
type dotsMark struct {
	each   func(do func(x, y float64)) // rows are whole numbers
	color  color.NRGBA
	square bool // dots, and not short lines
	size   int  // of a dot, in dots of the picture; 0: as long as its row is high
}

// mostLinesDrawn is from when on events are an image: that is about what a file of lines may have.
const mostLinesDrawn = 6000

// crowded is from when on dots are smaller.
const crowded = 5 * mostLinesDrawn

// A spot is a dot of the picture.
type spot struct{ x, y int }

func (m dotsMark) draw(c *canvas, in plane) {
	wide, high := int(math.Round(float64((in.area.Max.X-in.area.Min.X)/dot))), int(math.Round(float64((in.area.Max.Y-in.area.Min.Y)/dot)))
	row := math.Abs(in.y.place(1)-in.y.place(0)) * float64(high)
	size := 3 // dots
	long := max(size, int(math.Round(0.8*row)))
	if m.square {
		long = max(size, min(int(math.Round(0.8*row)), 12))
		size = max(size, min(int(0.8*math.Abs(in.x.place(1)-in.x.place(0))*float64(wide)), long))
		long = size
	}
	if m.size > 0 {
		size, long = m.size, m.size
	}
	count := map[spot]int{}
	m.each(func(x, y float64) {
		px, py := in.x.place(x)*float64(wide), in.y.place(y)*float64(high)
		if px >= 0 && px <= float64(wide) && py >= 0 && py <= float64(high) {
			if m.square { // in the middle of its place, where short lines begin
				px = max(px-float64(size)/2, 0)
			}
			count[spot{min(int(px), wide-1), min(int(py), high-1)}]++
		}
	})
	if !m.square && len(count) > crowded {
		size, long = size-1, max(size-1, long-1)
	}
	if len(count) <= mostLinesDrawn {
		m.lines(c, in, count, vg.Length(size), vg.Length(long))
		return
	}
	c.DrawImage(in.area, m.image(count, wide, high, size, long))
}

// lines draws one for each spot, all in one path.
func (m dotsMark) lines(c *canvas, in plane, count map[spot]int, size, long vg.Length) {
	var path vg.Path
	for _, s := range sorted(count) {
		x := min(in.area.Min.X+(vg.Length(s.x)+size/2)*dot, in.area.Max.X-size*dot/2)
		y := in.area.Min.Y + (vg.Length(s.y)+0.5)*dot
		path.Move(vg.Point{X: x, Y: max(y-long*dot/2, in.area.Min.Y)})
		path.Line(vg.Point{X: x, Y: min(y+long*dot/2, in.area.Max.Y)})
	}
	c.strokePath(style{color: m.color, width: size * dot}, path)
}

// image has every spot, with a size of some dots.
func (m dotsMark) image(count map[spot]int, wide, high, size, long int) image.Image {
	weight := make([]float32, wide*high)
	for s, n := range count {
		bottom := s.y - long/2
		for y := max(bottom, 0); y < min(bottom+long, high); y++ {
			for x := s.x; x < min(s.x+size, wide); x++ {
				weight[(high-1-y)*wide+x] += float32(n)
			}
		}
	}
	// One event is seen on the paper, and where there are many, more of them are seen as more.
	usual := usualWeight(weight)
	one := 0.35 + 0.65*min(max((6-usual)/5, 0), 1)
	most := math.Log1p(max(usual, 2)) - math.Ln2
	img := image.NewNRGBA(image.Rect(0, 0, wide, high))
	for k, w := range weight {
		of := m.color
		if of.A = 0; w > 0 { // what is clear has the colour, too: who draws an image larger or smaller mixes dots
			of.A = uint8(255*min(one+(1-one)*(math.Log1p(float64(w))-math.Ln2)/most, 1) + 0.5)
		}
		img.SetNRGBA(k%wide, k/wide, of)
	}
	return img
}

// usualWeight is one that 19 of 20 of those that are not 0 do not exceed.
func usualWeight(weight []float32) float64 {
	var histogram [1024]int
	total := 0
	for _, w := range weight {
		if w > 0 {
			histogram[min(int(w), len(histogram)-1)]++
			total++
		}
	}
	sum := 0
	for w, n := range histogram {
		if sum += n; sum*20 >= total*19 {
			return float64(max(w, 1))
		}
	}
	return 1
}

// sorted returns spots in a fixed order, so that a figure is the same each time.
func sorted(count map[spot]int) []spot {
	return slices.SortedFunc(maps.Keys(count), func(a, b spot) int { return cmp.Or(cmp.Compare(a.y, b.y), cmp.Compare(a.x, b.x)) })
}
