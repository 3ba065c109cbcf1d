package figure

import (
	"image/color"
	"math"
	"regexp"
	"sort"
	"strings"
	"unicode"

	stdfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"

	"golgi/units"
)

// Sizes of letters, in points: those that journals ask for, at the size at which a figure is printed.
const (
	tickSize  vg.Length = 7
	labelSize vg.Length = 7.5
	titleSize vg.Length = 8.5
)

var fonts = font.NewCache(liberation.Collection())

// A pen is how text is written.
type pen struct {
	size  vg.Length
	bold  bool
	color color.Color
	right float64 // how much of the text is left of its place: 0, 0.5 or 1
	up    float64 // and how much of it below: 0 (it stands on its place), 0.5 or 1
	turns bool    // it reads from below
}

// face returns letters of a size.
func face(size vg.Length, bold bool) font.Face {
	f := font.Font{Typeface: "Liberation", Variant: "Sans"}
	if bold {
		f.Weight = stdfont.WeightBold
	}
	return fonts.Lookup(f, size)
}

const (
	small  = 0.7  // of exponents to letters
	lifted = 0.36 // by how much of a letter they are higher
	rise   = 0.72 // height of digits, of their size
	leap   = 1.25 // from line to line
)

// spans cuts a text where exponents begin and end. The font has few of these, so they are written as small digits.
func spans(text string, do func(part string, exponent bool)) {
	var part strings.Builder
	was := false
	flush := func() {
		if part.Len() > 0 {
			do(part.String(), was)
		}
		part.Reset()
	}
	for _, r := range text {
		plain, is := exponents[r]
		if is != was {
			flush()
			was = is
		}
		if is {
			r = plain
		}
		part.WriteRune(r)
	}
	flush()
}

var exponents = map[rune]rune{'⁰': '0', '¹': '1', '²': '2', '³': '3', '⁴': '4', '⁵': '5', '⁶': '6', '⁷': '7', '⁸': '8', '⁹': '9', '⁻': '−', '⁄': '/'}

// widthOf returns how wide a text is.
func widthOf(text string, size vg.Length, bold bool) (w vg.Length) {
	spans(text, func(part string, exponent bool) {
		s := size
		if exponent {
			s *= small
		}
		f := face(s, bold)
		w += f.Width(part)
	})
	return w
}

// write writes a line.
func (c *canvas) write(p pen, at vg.Point, text string) {
	w := widthOf(text, p.size, p.bold)
	c.Push()
	c.SetColor(p.color)
	c.Translate(at)
	if p.turns {
		c.Rotate(math.Pi / 2)
	}
	x, y := -w*vg.Length(p.right), -p.size*rise*vg.Length(p.up)
	spans(text, func(part string, exponent bool) {
		f, lift := face(p.size, p.bold), vg.Length(0)
		if exponent {
			f, lift = face(p.size*small, p.bold), p.size*lifted
		}
		c.FillString(f, vg.Point{X: x, Y: y + lift}, part)
		x += f.Width(part)
	})
	c.Pop()
}

// fitting cuts a text that is wider than there is room for.
func fitting(text string, size vg.Length, bold bool, room vg.Length) string {
	if widthOf(text, size, bold) <= room {
		return text
	}
	runes := []rune(text)
	n := sort.Search(len(runes), func(n int) bool { return widthOf(string(runes[:n])+"…", size, bold) > room })
	return string(runes[:max(n-1, 0)]) + "…"
}

const mostLines = 3

// lines breaks a text between words.
func lines(text string, size vg.Length, bold bool, room vg.Length) (all []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && widthOf(longer, size, bold) > room && len(all) < mostLines-1 {
			all, longer = append(all, line), word
		}
		line = longer
	}
	if line != "" {
		all = append(all, line)
	}
	for k := range all {
		all[k] = fitting(all[k], size, bold, room)
	}
	return all
}

const longest = 400 // runes of a text

// printable replaces what a line of text has no place for, and letters that the font has not, and cuts what is longer than any line.
func printable(text string) string {
	if runes := []rune(text); len(runes) > longest {
		text = string(runes[:longest]) + "…"
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == unicode.ReplacementChar {
			return ' '
		}
		if _, is := exponents[r]; !is && !drawable(r) {
			return '□'
		}
		return r
	}, text)
}

// drawable reports whether the font has a letter.
func drawable(r rune) bool {
	var buffer sfnt.Buffer
	index, err := face(tickSize, false).Face.GlyphIndex(&buffer, r)
	return err == nil && index != 0
}

var (
	micro = regexp.MustCompile(`\bu([A-Za-z])`)
	ohm   = regexp.MustCompile(`ohm\b`)
	power = regexp.MustCompile(`(?:\^|\*\*)(-?[0-9]+(?:/[0-9]+)?)`)
)

// unitText writes a unit as it is printed: "um" as µm, "1/m^2" with a raised 2.
func unitText(u units.Unit) string {
	if u.Dim.IsDimensionless() && (u.Name == "1" || u.Name == "") {
		return ""
	}
	text := micro.ReplaceAllString(u.Name, "µ$1")
	text = ohm.ReplaceAllString(text, "Ω")
	return power.ReplaceAllStringFunc(text, func(p string) string { return raised(strings.TrimLeft(p, "^*")) })
}
