package input

import (
	"fmt"
	"image/color"
	"image/png"
	"io"
	"math"
)

// mostPixels is how many pixels a PNG may have.
const mostPixels = 1 << 24

// PNG reads an image. Colours count by how bright they are to the eye (Rec. 601), and what is transparent as if it stood on black.
// Shades are those of the file: no gamma is taken out.
func PNG(path string) (Images, error) {
	file, err := open(path)
	if err != nil {
		return Images{}, err
	}
	defer file.Close()
	return readPNG(path, file)
}

func readPNG(name string, r io.ReadSeeker) (Images, error) {
	config, err := png.DecodeConfig(r)
	if err != nil {
		return Images{}, faultf(name, "it is no PNG: %v", err)
	}
	pixels := int64(config.Width) * int64(config.Height)
	if pixels > mostPixels {
		return Images{}, faultf(name, "it has %d x %d pixels; at most %d are read", config.Width, config.Height, mostPixels)
	}
	if err := afford(name, pixels, 16); err != nil {
		return Images{}, err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return Images{}, fmt.Errorf("input: %s: %w", name, err)
	}
	picture, err := png.Decode(r)
	if err != nil {
		return Images{}, faultf(name, "it is no PNG: %v", err)
	}
	m := Images{count: 1, rows: config.Height, columns: config.Width, shades: make([]float64, 0, pixels)}
	bounds := picture.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			m.shades = append(m.shades, float64(color.Gray16Model.Convert(picture.At(x, y)).(color.Gray16).Y)/math.MaxUint16)
		}
	}
	return m, nil
}
