package input

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golgi/units"
)

// The image of all files. Source: testdata/files.py.
var shades = []float64{0, 0.2, 0.4, 0.6, 0.8, 1}

func TestPNG(t *testing.T) {
	for name, want := range map[string][]float64{
		"grey.png": shades, "colour.png": shades, "deep.png": shades, "black_and_white.png": {0, 0, 0, 1, 1, 1},
	} {
		m, err := PNG(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		rows, columns := m.Size()
		if m.Len() != 1 || rows != 2 || columns != 3 || m.Pixels() != 6 || !slices.EqualFunc(m.Shades(), want, close) {
			t.Errorf("%s: %d images of %d x %d: %v, want %v", name, m.Len(), rows, columns, m.Shades(), want)
		}
	}
}

func close(x, y float64) bool { return math.Abs(x-y) < 1e-12 }

func TestIDX(t *testing.T) {
	m, err := IDX("testdata/images.idx.gz")
	if err != nil {
		t.Fatal(err)
	}
	if rows, columns := m.Size(); m.Len() != 2 || rows != 2 || columns != 3 {
		t.Errorf("%d images of %d x %d", m.Len(), rows, columns)
	}
	if first, second := m.Image(0).Shades(), m.Image(1).Shades(); !slices.EqualFunc(first, shades, close) ||
		!slices.EqualFunc(second, append(slices.Clone(shades[3:]), shades[:3]...), close) {
		t.Errorf("images %v and %v", first, second)
	}
	path := filepath.Join(t.TempDir(), "labels")
	if err := os.WriteFile(path, []byte("\x00\x00\x08\x01\x00\x00\x00\x02\x07\x09"), 0o666); err != nil {
		t.Fatal(err)
	}
	if labels, err := IDXLabels(path); err != nil || !slices.Equal(labels, []int{7, 9}) {
		t.Errorf("labels %v (%v)", labels, err)
	}
}

// Pixels are currents or rates between those of black and white.
func TestBetween(t *testing.T) {
	m, err := PNG("testdata/grey.png")
	if err != nil {
		t.Fatal(err)
	}
	rates, err := m.Between(units.Hertz.Of(10), units.Hertz.Of(60))
	if err != nil || rates.Dimension() != units.Hertz.Dim || !slices.EqualFunc(rates.SI(), []float64{10, 20, 30, 40, 50, 60}, close) {
		t.Errorf("rates %v (%v)", rates, err)
	}
	_, err = m.Between(units.Hertz.Of(0), units.Scalar(1))
	if want := "input: black is 0 Hz and white 1; they must have one unit"; err == nil || err.Error() != want {
		t.Errorf("two units: %v, want %s", err, want)
	}
	defer func() {
		if got, want := recover(), "input: there is no image 1; there are 1"; got != want {
			t.Errorf("image 1 of 1: %v, want %s", got, want)
		}
	}()
	m.Image(1)
}
