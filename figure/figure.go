package figure

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"golgi/internal/files"
	"golgi/internal/given"
	"golgi/internal/suggest"
)

// A Width is that of a figure, in centimetres.
type Width float64

// The usual widths of journals.
const (
	Column Width = 8.5
	Page   Width = 17.5
)

// A Figure is panels in rows, with a title above them. Panels above each other that have the same x axis share it.
type Figure struct {
	Title string
	Width Width // 0: Column

	rows [][]Panel
}

// New returns a figure with panels below each other.
func New(title string, panels ...Panel) *Figure { return (&Figure{Title: title}).Add(panels...) }

// Add puts panels below those that are there, each in a row of its own. It returns the figure.
func (f *Figure) Add(panels ...Panel) *Figure {
	for _, p := range panels {
		f.Row(p)
	}
	return f
}

// Row puts panels beside each other, below those that are there. It returns the figure.
func (f *Figure) Row(panels ...Panel) *Figure {
	if f != nil && len(panels) > 0 {
		f.rows = append(f.rows, slices.Clone(panels))
	}
	return f
}

// formats are what writes a figure, by the ends of names.
var formats = map[string]func(d *drawing) ([]byte, error){".pdf": pdf, ".png": png, ".svg": svg}

// Formats returns the ends of the names of files into which figures can be drawn: ".pdf", ".png", ".svg".
func Formats() []string { return []string{".pdf", ".png", ".svg"} }

// FormatOf returns the format that the name of a file says, in small letters: ".png" for "fig/Rates.PNG". It is empty where a name has no end, or nothing else.
func FormatOf(path string) string {
	name := filepath.Base(path)
	if format := filepath.Ext(path); format != name {
		return strings.ToLower(format)
	}
	return ""
}

// Save draws the figure into a file, in the format of its name: .png (300 dots per inch), .svg or .pdf. A file that is there is replaced when the new one is
// whole; if the figure cannot be drawn or written, there is no new file.
func (f *Figure) Save(path string) error {
	format := FormatOf(path)
	if err := known(format, fmt.Sprintf("%q", path)); err != nil {
		return err
	}
	data, err := f.Bytes(format)
	if err != nil {
		return err
	}
	if err := files.Write(path, data); err != nil {
		return fmt.Errorf("figure: %w", err)
	}
	return nil
}

// Write writes the figure in a format: ".png", ".svg" or ".pdf".
func (f *Figure) Write(w io.Writer, format string) error {
	if err := given.All("figure: Write", given.Arg{Name: "writer", Value: w}); err != nil {
		return err
	}
	data, err := f.Bytes(format)
	if err == nil {
		_, err = w.Write(data)
	}
	return err
}

// Bytes returns the figure in a format: ".png", ".svg" or ".pdf". The same figure gives the same bytes.
func (f *Figure) Bytes(format string) ([]byte, error) {
	if err := known(format, "a figure"); err != nil {
		return nil, err
	}
	d, err := f.drawing()
	if err != nil {
		return nil, err
	}
	return formats[format](d)
}

// known says that there is no such format.
func known(format, what string) error {
	if formats[format] != nil {
		return nil
	}
	why := fmt.Sprintf("%q is no format of figures", format)
	if format == "" {
		why = "the format of a figure is the end of its name, and this has none"
	}
	return fmt.Errorf("figure: cannot draw %s: %s; there are %s%s", what, why, strings.Join(Formats(), ", "), suggest.Meant(format, Formats()))
}

// axes returns those of all panels, or all that is wrong with them.
func (f *Figure) axes() (rows [][]*axes, err error) {
	if f == nil || len(f.rows) == 0 {
		return nil, errors.New("figure: it has no panels; add some, such as figure.Raster{Trains: trains}")
	}
	var faults []error
	for i, row := range f.rows {
		var all []*axes
		for j, p := range row {
			a, err := axesOf(p)
			if err != nil {
				where := fmt.Sprintf("row %d", i+1)
				if len(row) > 1 {
					where += fmt.Sprintf(", panel %d", j+1)
				}
				faults = append(faults, fmt.Errorf("figure: %s: %w", where, err))
				continue
			}
			all = append(all, a)
		}
		rows = append(rows, all)
	}
	return rows, errors.Join(faults...)
}

// axesOf names the kind of a panel that is wrong.
func axesOf(p Panel) (*axes, error) {
	if p == nil {
		return nil, errors.New("there is no panel")
	}
	a, err := p.axes()
	if err == nil {
		err = errors.Join(a.x.moderate(), a.y.moderate())
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", strings.TrimPrefix(strings.TrimPrefix(fmt.Sprintf("%T", p), "*"), "figure."), err)
	}
	return a, nil
}
