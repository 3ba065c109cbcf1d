package input

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// mostShades is how many pixels Digits may draw.
const mostShades = 1 << 27

// Digits draws n images of size x size pixels: image k shows the digit k % 10 in white on black, each time moved, turned, stretched and of
// another thickness, by chance. They are strokes of a pen, made up for this: nobody's handwriting, and no data set, for experiments that need
// pictures and should need no file. Image k of a seed is the same on every machine, whatever n is.
func Digits(n, size int, seed int64) (Images, error) {
	if n < 1 || size < 8 {
		return Images{}, fmt.Errorf("input: %d digits of %d x %d pixels; there must be at least one, of 8 x 8 pixels or more", n, size, size)
	}
	if size > math.MaxInt16 || n > mostShades/size/size {
		return Images{}, fmt.Errorf("input: %d digits of %d x %d pixels are more than %d pixels: %w", n, size, size, mostShades, ErrTooLarge)
	}
	m := Images{count: n, rows: size, columns: size, shades: make([]float64, 0, n*size*size)}
	for k := range n {
		m.shades = append(m.shades, draw(strokes[k%len(strokes)], size, rand.New(rand.NewPCG(uint64(seed), uint64(k))))...)
	}
	return m, nil
}

// strokes are the lines of each digit: x and y of their corners, from the left and the top, in hundredths.
var strokes = [10][]float64{
	{50, 15, 61, 19, 69, 32, 72, 50, 69, 68, 61, 81, 50, 85, 39, 81, 31, 68, 28, 50, 31, 32, 39, 19, 50, 15},
	{37, 29, 53, 15, 53, 85},
	{29, 32, 34, 20, 49, 15, 65, 20, 70, 33, 64, 47, 29, 85, 73, 85},
	{30, 20, 49, 15, 66, 21, 69, 33, 61, 45, 46, 48, 63, 52, 71, 64, 68, 78, 52, 85, 29, 80},
	{63, 85, 63, 15, 27, 62, 77, 62},
	{69, 15, 36, 15, 33, 46, 50, 42, 66, 49, 72, 64, 66, 78, 50, 85, 30, 79},
	{65, 17, 46, 26, 34, 45, 30, 64, 36, 79, 50, 85, 64, 79, 70, 66, 64, 53, 50, 48, 37, 54, 31, 66},
	{28, 15, 73, 15, 44, 85},
	{50, 48, 37, 41, 33, 29, 39, 18, 50, 15, 61, 18, 67, 29, 63, 41, 50, 48, 35, 57, 29, 69, 36, 81, 50, 85, 64, 81, 71, 69, 65, 57, 50, 48},
	{35, 83, 54, 74, 66, 55, 70, 36, 64, 21, 50, 15, 36, 21, 30, 34, 36, 47, 50, 52, 63, 46, 69, 34},
}

// draw returns the shades of a stroke that is distorted by chance: in 256 levels, as cameras give them.
func draw(corners []float64, size int, random *rand.Rand) []float64 {
	between := func(low, high float64) float64 { return low + float64((high-low)*random.Float64()) }
	wide, high, right, down, half, pen := between(0.85, 1.1), between(0.9, 1.1), between(-0.05, 0.05), between(-0.05, 0.05), between(-0.1, 0.1), between(0.03, 0.055)
	square := float64(half * half)
	cos, sin := (1-square)/(1+square), 2*half/(1+square) // of the angle whose half has the tangent half
	at := make([]float64, len(corners))
	for k := 0; k < len(corners); k += 2 {
		x, y := wide*(corners[k]/100-0.5), high*(corners[k+1]/100-0.5)
		at[k], at[k+1] = 0.5+right+float64(cos*x)-float64(sin*y), 0.5+down+float64(sin*x)+float64(cos*y)
	}
	shades := make([]float64, size*size)
	for p := range shades {
		x, y := (float64(p%size)+0.5)/float64(size), (float64(p/size)+0.5)/float64(size)
		depth := float64((pen-distance(x, y, at))*float64(size)) + 0.5 // of the pixel's middle within the stroke, in pixels
		shades[p] = math.Round(255*math.Max(0, math.Min(1, depth))) / 255
	}
	return shades
}

// distance is that of a point from a stroke.
func distance(x, y float64, corners []float64) float64 {
	least := math.Inf(1)
	for k := 0; k+3 < len(corners); k += 2 {
		dx, dy := corners[k+2]-corners[k], corners[k+3]-corners[k+1]
		px, py := x-corners[k], y-corners[k+1]
		along := math.Max(0, math.Min(1, (float64(px*dx)+float64(py*dy))/(float64(dx*dx)+float64(dy*dy))))
		ox, oy := px-float64(along*dx), py-float64(along*dy)
		least = math.Min(least, float64(ox*ox)+float64(oy*oy))
	}
	return math.Sqrt(least)
}
