package figure

import (
	"fmt"
	"image/color"

	"gonum.org/v1/plot/vg"
)

// A Group is neurons that follow each other. Without a name it is only told apart by a line.
type Group struct {
	Name string
	N    int
}

// split checks groups, and returns where each begins, and the end. Without groups there is one.
func split(groups []Group, n int) ([]Group, []int, error) {
	if len(groups) == 0 {
		return []Group{{N: n}}, []int{0, n}, nil
	}
	if err := countable(len(groups), "groups"); err != nil {
		return nil, nil, err
	}
	starts := []int{0}
	for _, g := range groups {
		if g.N < 0 || g.N > n-starts[len(starts)-1] {
			return nil, nil, fmt.Errorf("group %q has %d neurons, and there are %d for all groups; let the groups' N sum to that", g.Name, g.N, n)
		}
		starts = append(starts, starts[len(starts)-1]+g.N)
	}
	if end := starts[len(starts)-1]; end != n {
		return nil, nil, fmt.Errorf("the groups have %d neurons, and there are %d; let the groups' N sum to that", end, n)
	}
	return groups, starts, nil
}

// mostColours is from how many named groups on all are black.
const mostColours = 6

// colourOf is that of a group; all are black where there are no names, or many.
func colourOf(groups []Group, k int) color.NRGBA {
	named := 0
	for _, g := range groups {
		if g.Name != "" {
			named++
		}
	}
	if named < 2 || named > mostColours {
		return black
	}
	return colours[k%len(colours)]
}

// names are those of groups, each beside its neurons.
type names struct {
	groups []Group
	starts []int
}

const widestName vg.Length = 60

func (n names) width(vg.Length) (w vg.Length) {
	for _, g := range n.groups {
		w = max(w, min(widthOf(printable(g.Name), tickSize, false), widestName))
	}
	return w
}

func (n names) draw(c *canvas, in plane) {
	free := in.area.Min.Y - tickSize
	for k, g := range n.groups {
		y := in.atY((float64(n.starts[k]+n.starts[k+1]) - 1) / 2)
		if g.Name == "" || g.N == 0 || y-free < tickSize {
			continue
		}
		free = y
		of := colourOf(n.groups, k)
		c.write(pen{size: tickSize, color: readable(of), up: 0.5}, vg.Point{X: in.area.Max.X + asideGap, Y: y}, fitting(printable(g.Name), tickSize, false, widestName))
	}
}

// readable darkens colours that are too light for letters.
func readable(of color.NRGBA) color.NRGBA {
	if luminance(of) < 0.45 {
		return of
	}
	const part = 0.72
	return color.NRGBA{uint8(float64(of.R) * part), uint8(float64(of.G) * part), uint8(float64(of.B) * part), of.A}
}

// luminance is how light a colour is in grey, from 0 to 1.
func luminance(of color.NRGBA) float64 {
	return (0.299*float64(of.R) + 0.587*float64(of.G) + 0.114*float64(of.B)) / 255
}
