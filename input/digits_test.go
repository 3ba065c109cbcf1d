package input

import (
	"errors"
	"hash/fnv"
	"math"
	"slices"
	"testing"
)

// Digits are the same for each seed, however many there are, and other ones for another seed; the tenth is that of the first again, but not the same picture.
func TestDigits(t *testing.T) {
	many, err := Digits(40, 28, 1)
	few, err2 := Digits(3, 28, 1)
	others, err3 := Digits(3, 28, 2)
	if err := errors.Join(err, err2, err3); err != nil {
		t.Fatal(err)
	}
	if rows, columns := many.Size(); many.Len() != 40 || rows != 28 || columns != 28 {
		t.Errorf("%d images of %d x %d", many.Len(), rows, columns)
	}
	if !slices.Equal(many.Image(2).Shades(), few.Image(2).Shades()) || slices.Equal(many.Image(2).Shades(), others.Image(2).Shades()) {
		t.Error("the third digit hangs on the others, or not on the seed")
	}
	for k := range 40 {
		shades := many.Image(k).Shades()
		ink, edge := 0.0, 0.0
		for p, shade := range shades {
			if ink += shade; p%28 == 0 || p%28 == 27 || p < 28 || p >= 27*28 {
				edge += shade
			}
			if level := shade * 255; math.Abs(level-math.Round(level)) > 1e-9 || shade < 0 || shade > 1 {
				t.Fatalf("digit %d has the shade %g", k, shade)
			}
		}
		if ink < 30 || ink > 250 || edge > 3 {
			t.Errorf("digit %d has %g pixels of ink, and %g at its edge", k, ink, edge)
		}
		if k >= 10 && slices.Equal(shades, many.Image(k-10).Shades()) {
			t.Errorf("digits %d and %d are one picture", k, k-10)
		}
	}
	sum := fnv.New64a() // of the shades, so that no machine has others
	for _, shade := range many.Shades() {
		sum.Write([]byte{byte(math.Round(shade * 255))})
	}
	if sum.Sum64() != 0x5e4b468409bd5e78 {
		t.Errorf("the digits are others: %#x", sum.Sum64())
	}
}

func TestDigitsThatCannotBe(t *testing.T) {
	for _, c := range [][2]int{{0, 28}, {-1, 28}, {1, 7}, {1, -5}, {1 << 30, 28}, {1, 1 << 40}, {math.MaxInt, 8}} {
		if _, err := Digits(c[0], c[1], 1); err == nil {
			t.Errorf("%d digits of %d pixels", c[0], c[1])
		}
	}
}
