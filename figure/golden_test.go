package figure

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/draw"
	imagepng "image/png"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

var update = flag.Bool("update", false, "draw the golden figures anew")

// screen is a resolution at which figures are small files.
const screen = 72

const (
	meanOff = 1.0 // of 255: how much golden figures may differ in the mean,
	mostOff = 40  // and at most, where both are blurred
)

// Figures look as they did. They are compared blurred, since letters and the edges of lines may be drawn otherwise by other versions of what draws them.
func TestGoldenFigures(t *testing.T) {
	for name, f := range gallery() {
		d, err := f.drawing()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		data, err := d.png(screen)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		path := filepath.Join("testdata", name+".png")
		if *update {
			if err := os.WriteFile(path, data, 0o666); err != nil {
				t.Error(err)
			}
			continue
		}
		golden, err := os.ReadFile(path)
		if err != nil {
			t.Error(err)
			continue
		}
		got, want := blurred(t, data), blurred(t, golden)
		if got.Bounds() != want.Bounds() {
			t.Errorf("%s has %v dots, the golden one %v", name, got.Bounds().Size(), want.Bounds().Size())
			continue
		}
		if mean, most := difference(got, want); mean > meanOff || most > mostOff {
			t.Errorf("%s: it differs by %.2f of 255 in the mean and %.0f at most; if it should, look at it, and run go test -run Golden -update", name, mean, most)
		}
	}
}

// blurred decodes a picture, and averages each dot with those around it.
func blurred(t *testing.T, data []byte) *image.RGBA {
	t.Helper()
	sharp, err := imagepng.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	box := sharp.Bounds()
	all := image.NewRGBA(box)
	draw.Draw(all, box, sharp, box.Min, draw.Src)
	soft := image.NewRGBA(box)
	const reach = 2
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			var sum [3]uint32
			n := uint32(0)
			for v := max(y-reach, box.Min.Y); v <= min(y+reach, box.Max.Y-1); v++ {
				for u := max(x-reach, box.Min.X); u <= min(x+reach, box.Max.X-1); u++ {
					dot := all.RGBAAt(u, v)
					sum[0], sum[1], sum[2], n = sum[0]+uint32(dot.R), sum[1]+uint32(dot.G), sum[2]+uint32(dot.B), n+1
				}
			}
			soft.SetRGBA(x, y, color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 255})
		}
	}
	return soft
}

// difference returns the mean and the largest difference of two pictures.
func difference(a, b *image.RGBA) (mean, most float64) {
	for k := range a.Pix {
		d := math.Abs(float64(a.Pix[k]) - float64(b.Pix[k]))
		mean += d / float64(len(a.Pix))
		most = max(most, d)
	}
	return mean, most
}

// The golden files are compared so that they tell figures apart: one curve more is found.
func TestGoldenFiguresDiffer(t *testing.T) {
	without := func(n int) *image.RGBA {
		d, err := New("", Metric{X: "x", Y: "y", Curves: many(n)}).drawing()
		if err != nil {
			t.Fatal(err)
		}
		for k := range d.panels[0].marks[n-1:] { // the same axes, without the last one
			d.panels[0].marks = d.panels[0].marks[:n-1-k]
		}
		data, err := d.png(screen)
		if err != nil {
			t.Fatal(err)
		}
		return blurred(t, data)
	}
	full, err := New("", Metric{X: "x", Y: "y", Curves: many(3)}).drawing()
	if err != nil {
		t.Fatal(err)
	}
	data, err := full.png(screen)
	if err != nil {
		t.Fatal(err)
	}
	if mean, most := difference(without(3), blurred(t, data)); mean <= meanOff && most <= mostOff {
		t.Errorf("a curve less is a difference of %.2f in the mean and %.0f at most, which is allowed", mean, most)
	}
}

// The same figure gives the same bytes, in all formats.
func TestBytesAreTheSame(t *testing.T) {
	first, second := gallery()["weights"], gallery()["weights"]
	for _, format := range Formats() {
		a, err := first.Bytes(format)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := second.Bytes(format); err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs from one time to the next: %v", format, err)
		}
	}
}

// PDF and SVG show what PNG does, as far as this machine has programs that draw them. They have other edges, and other letters where the fonts are not installed.
func TestFormatsLookAlike(t *testing.T) {
	const meanOff = 5
	folder := t.TempDir()
	for format, program := range map[string][]string{
		".pdf": {"pdftoppm", "-r", strconv.Itoa(screen), "-png", "-singlefile", "x.pdf", "x.pdf"},
		".svg": {"rsvg-convert", "-d", strconv.Itoa(screen), "-p", strconv.Itoa(screen), "-o", "x.svg.png", "x.svg"},
	} {
		if _, err := exec.LookPath(program[0]); err != nil {
			t.Logf("%s is not compared: %s is not installed", format, program[0])
			continue
		}
		for _, name := range []string{"heatmap", "weights", "crowd"} {
			f := gallery()[name]
			if name == "crowd" { // an image with colours that do not cover
				f = New("", Raster{Trains: poisson(rand.New(rand.NewPCG(1, 2)), 600, 40, 0.8, 1), Groups: []Group{{"exc", 300}, {"inh", 300}}})
			}
			if err := f.Save(filepath.Join(folder, "x"+format)); err != nil {
				t.Fatal(err)
			}
			command := exec.Command(program[0], program[1:]...)
			command.Dir = folder
			if out, err := command.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			drawn, err := os.ReadFile(filepath.Join(folder, "x"+format+".png"))
			if err != nil {
				t.Fatal(err)
			}
			d, err := f.drawing()
			if err != nil {
				t.Fatal(err)
			}
			data, err := d.png(screen)
			if err != nil {
				t.Fatal(err)
			}
			got, want := blurred(t, drawn), blurred(t, data)
			both := got.Bounds().Intersect(want.Bounds())
			if off := got.Bounds().Size().Sub(want.Bounds().Size()); max(off.X, -off.X, off.Y, -off.Y) > 1 {
				t.Errorf("%s%s has %v dots, as PNG %v", name, format, got.Bounds(), want.Bounds())
				continue
			}
			if mean, _ := difference(cut(got, both), cut(want, both)); mean > meanOff {
				t.Errorf("%s%s differs from PNG by %.2f of 255 in the mean", name, format, mean)
			} else {
				t.Logf("%s%s: %.2f", name, format, mean)
			}
		}
	}
}

// cut returns a part of a picture.
func cut(of *image.RGBA, box image.Rectangle) *image.RGBA {
	part := image.NewRGBA(box)
	draw.Draw(part, box, of, box.Min, draw.Src)
	return part
}
