package figure

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"html"
	"image"
	"image/color"
	imagepng "image/png"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"codeberg.org/go-pdf/fpdf"
	stdfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgpdf"
	"gonum.org/v1/plot/vg/vgsvg"
)

// png draws dots, and says how many of them make an inch, so that it is printed in the size of the figure.
func png(d *drawing) ([]byte, error) { return d.png(dotsPerInch) }

func (d *drawing) png(resolution int) ([]byte, error) {
	c := vgimg.NewWith(vgimg.UseWH(d.width, d.height), vgimg.UseDPI(resolution))
	d.draw(&canvas{c})
	var out bytes.Buffer
	if err := imagepng.Encode(&out, c.Image()); err != nil {
		return nil, err
	}
	return slices.Insert(out.Bytes(), pngHead, density(resolution)...), nil
}

// pngHead is the length of the signature and the first chunk of a PNG file, behind which others stand.
const pngHead = 8 + 4 + 4 + 13 + 4

// density is the chunk of dots per metre.
func density(perInch int) []byte {
	perMetre := uint32(float64(perInch)/0.0254 + 0.5)
	chunk := binary.BigEndian.AppendUint32(nil, 9)
	chunk = append(chunk, "pHYs"...)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = append(chunk, 1)
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
}

// svg names other fonts of the same measures, says how long each text is, where there is none of them, and calls images what they are.
func svg(d *drawing) ([]byte, error) {
	c := vgsvg.New(d.width, d.height)
	d.draw(&canvas{c})
	var out bytes.Buffer
	if _, err := c.WriteTo(&out); err != nil {
		return nil, err
	}
	text := bytes.ReplaceAll(out.Bytes(), []byte("font-family:Liberation Sans;"), []byte("font-family:'Liberation Sans',Arial,Helvetica,sans-serif;"))
	text = written.ReplaceAllFunc(text, func(element []byte) []byte {
		m := written.FindSubmatch(element)
		size, err := strconv.ParseFloat(string(m[3]), 64)
		if err != nil {
			return element
		}
		f := face(vg.Length(size), string(m[2]) == "bold")
		long := f.Width(html.UnescapeString(string(m[4])))
		return fmt.Appendf(nil, `%s textLength="%.4g" lengthAdjust="spacingAndGlyphs">%s</text>`, m[1], long.Points(), m[4])
	})
	return bytes.ReplaceAll(text, []byte("data:image/jpg;base64,"), []byte("data:image/png;base64,")), nil
}

// written is an element of text: what is before its end, the weight and the size of its letters, and the text.
var written = regexp.MustCompile(`(<text [^>]*font-weight:(\w+);[^>]*font-size:([0-9.]+)px")>([^<]*)</text>`)

// pdf sorts what is in the file, and leaves out the time at which it was made, so that the same figure is the same file.
func pdf(d *drawing) ([]byte, error) {
	fpdf.SetDefaultCatalogSort(true)
	c := vgpdf.New(d.width, d.height)
	d.draw(&canvas{latin{c}})
	var out bytes.Buffer
	if _, err := c.WriteTo(&out); err != nil {
		return nil, err
	}
	return made.ReplaceAll(out.Bytes(), []byte("Date (D:20000101000000")), nil
}

var made = regexp.MustCompile(`Date \(D:\d{14}`)

// A latin is a PDF, of which the fonts have the letters of ASCII. All others are drawn, and so are bold ones, which vgpdf does not find.
type latin struct{ *vgpdf.Canvas }

func (l latin) FillString(f font.Face, at vg.Point, text string) {
	written := func(r rune) bool { return r < 0x80 && f.Font.Weight == stdfont.WeightNormal }
	for len(text) > 0 {
		n := strings.IndexFunc(text, func(r rune) bool { return !written(r) })
		switch {
		case n < 0:
			n = len(text)
			fallthrough
		case n > 0:
			l.Canvas.FillString(f, at, text[:n])
		default:
			var r rune
			r, n = utf8.DecodeRuneInString(text)
			if path := outline(f, at, r); len(path) > 0 {
				l.Fill(path)
			}
		}
		at.X += f.Width(text[:n])
		text = text[n:]
	}
}

// DrawImage turns an image over, which vgpdf draws from below. All images of figures are of this kind.
func (l latin) DrawImage(in vg.Rectangle, img image.Image) {
	if upright, is := img.(*image.NRGBA); is {
		turned := image.NewNRGBA(upright.Rect)
		for y := range upright.Rect.Dy() {
			copy(turned.Pix[y*turned.Stride:(y+1)*turned.Stride], upright.Pix[(upright.Rect.Dy()-1-y)*upright.Stride:])
		}
		img = turned
	}
	l.Canvas.DrawImage(in, img)
}

// SetColor has vgpdf take the colour itself, and how much it covers. (What it asks for is the product of both.)
func (l latin) SetColor(c color.Color) {
	l.Canvas.SetColor(apart{color.NRGBAModel.Convert(c).(color.NRGBA)})
}

// An apart is a colour that is not multiplied by how much it covers.
type apart struct{ of color.NRGBA }

func (a apart) RGBA() (r, g, b, covers uint32) {
	const full = 0x101
	return uint32(a.of.R) * full, uint32(a.of.G) * full, uint32(a.of.B) * full, uint32(a.of.A) * full
}

// outline returns the shape of a letter.
func outline(f font.Face, at vg.Point, r rune) (path vg.Path) {
	var buffer sfnt.Buffer
	const precise = 64 // pixels of an em, which are fixed numbers with 6 bits behind the point
	scale := f.Font.Size / precise
	index, err := f.Face.GlyphIndex(&buffer, r)
	if err != nil {
		return nil
	}
	segments, err := f.Face.LoadGlyph(&buffer, index, fixed.I(precise), nil)
	if err != nil {
		return nil
	}
	point := func(p fixed.Point26_6) vg.Point {
		return vg.Point{X: at.X + vg.Length(p.X)/64*scale, Y: at.Y - vg.Length(p.Y)/64*scale}
	}
	for k, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if k > 0 {
				path.Close()
			}
			path.Move(point(s.Args[0]))
		case sfnt.SegmentOpLineTo:
			path.Line(point(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			path.QuadTo(point(s.Args[0]), point(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			path.CubeTo(point(s.Args[0]), point(s.Args[1]), point(s.Args[2]))
		}
	}
	if len(path) > 0 {
		path.Close()
	}
	return path
}
