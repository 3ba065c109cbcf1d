package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

var (
	black = color.NRGBA{0, 0, 0, 255}
	grey  = color.NRGBA{110, 110, 110, 255}
	pale  = color.NRGBA{200, 200, 200, 255}
	white = color.NRGBA{255, 255, 255, 255}
)

// colours are those of Okabe & Ito (2008), "Color universal design", which all eyes tell apart, without the yellow, which paper hides. In grey, the first four
// differ as well.
var colours = []color.NRGBA{{0, 114, 178, 255}, {230, 159, 0, 255}, {0, 0, 0, 255}, {213, 94, 0, 255}, {86, 180, 233, 255}, {0, 158, 115, 255}, {204, 121, 167, 255}}

var dashes = [][]vg.Length{nil, {5, 1.3}, {1.2, 1.2}, {5, 1.5, 1.2, 1.5}, {10, 2}}

// A style is how a curve is drawn.
type style struct {
	color  color.NRGBA
	width  vg.Length
	dashes []vg.Length
	marker marker
}

// styleOf is that of curve k: all differ in colour, and also in grey, in the line or the marker.
func styleOf(k int) style {
	return style{color: colours[k%len(colours)], width: 4 * dot, dashes: dashes[k%len(dashes)], marker: markers[k%len(markers)]}
}

// A marker is a polygon around a point.
type marker struct {
	corners int
	turn    float64 // of the first corner, in units of π
	size    vg.Length
	open    bool
}

const round = 24

var markers = []marker{{round, 0, 1.9, false}, {4, 0.25, 2.3, false}, {3, 0.5, 2.5, true}, {4, 0, 2.6, false}, {round, 0, 1.9, true}, {3, -0.5, 2.5, false}}

func (m marker) draw(c *canvas, s style, at vg.Point) {
	if m.corners == 0 {
		return
	}
	corners := make([]vg.Point, m.corners)
	for k := range corners {
		sin, cos := math.Sincos(math.Pi * (m.turn + 2*float64(k)/float64(m.corners)))
		corners[k] = vg.Point{X: at.X + m.size*vg.Length(cos), Y: at.Y + m.size*vg.Length(sin)}
	}
	if !m.open {
		c.fill(s.color, corners)
		return
	}
	c.fill(white, corners)
	var path vg.Path
	path.Move(corners[0])
	for _, p := range corners[1:] {
		path.Line(p)
	}
	path.Close()
	c.strokePath(style{color: s.color, width: 3 * dot}, path)
}

// viridis are the colours of Smith & van der Walt's map at 33 places: even for the eye, for all eyes, and in grey.
var viridis = [...]uint32{0x440154, 0x470d60, 0x48186a, 0x482374, 0x472d7b, 0x453781, 0x424086, 0x3e4989, 0x3b528b, 0x375b8d, 0x33638d, 0x2f6b8e, 0x2c728e,
	0x297a8e, 0x26828e, 0x23898e, 0x21918c, 0x1f988b, 0x1fa088, 0x22a785, 0x28ae80, 0x32b67a, 0x3fbc73, 0x4ec36b, 0x5ec962, 0x70cf57, 0x84d44b, 0x98d83e,
	0xaddc30, 0xc2df23, 0xd8e219, 0xece51b, 0xfde725}

// mapped returns the colour of a place between 0 and 1.
func mapped(x float64) color.NRGBA {
	if math.IsNaN(x) {
		return white
	}
	x = min(max(x, 0), 1) * float64(len(viridis)-1)
	k := min(int(x), len(viridis)-2)
	part := x - float64(k)
	mix := func(shift int) uint8 {
		low, high := float64(viridis[k]>>shift&255), float64(viridis[k+1]>>shift&255)
		return uint8(low + part*(high-low) + 0.5)
	}
	return color.NRGBA{mix(16), mix(8), mix(0), 255}
}
