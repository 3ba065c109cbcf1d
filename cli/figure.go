package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golgi/figure"
	"golgi/internal/suggest"
)

// checkFigure finds out, before anything runs, whether a figure can be drawn there.
func (p *program) checkFigure(path, results string) error {
	if err := p.checkFigureName(path, results); path == "" || err != nil {
		return err
	}
	if err := tryToWrite(path, exists(path)); err != nil {
		return fmt.Errorf("cli: cannot draw a figure there: %w", err)
	}
	return nil
}

// checkFigureName finds out the same without writing anything: a figure is drawn beside the file of results, in a format that there is, into a plain file.
func (p *program) checkFigureName(path, results string) error {
	if path == "" {
		return nil
	}
	formats := p.FigureFormats
	if formats == nil {
		formats = figure.Formats()
	}
	if end := strings.ToLower(filepath.Ext(path)); !slices.Contains(formats, end) {
		what := fmt.Sprintf("%q is no format of figures", end)
		if end == "" {
			what = "the format of a figure is the end of its name, and this has none"
		}
		return fmt.Errorf("cli: cannot draw %s: %s; there are %s%s", path, what, strings.Join(formats, ", "), suggest.Meant(end, formats))
	}
	if samePlace(path, results) {
		return fmt.Errorf("cli: cannot draw %s: the results are there; give the figure another name", path)
	}
	if samePlace(filepath.Dir(path), results+".parts") {
		return fmt.Errorf("cli: cannot draw %s: that folder is for the parts of the results, and goes with them; name another", path)
	}
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("cli: cannot draw %s: it is %s; name a plain file", path, sort(info.Mode()))
	}
	return nil
}

// samePlace reports whether two paths lead to one file, or would.
func samePlace(a, b string) bool {
	first, err := os.Stat(a)
	second, err2 := os.Stat(b)
	if err == nil && err2 == nil {
		return os.SameFile(first, second)
	}
	fullA, err := filepath.Abs(a)
	fullB, err2 := filepath.Abs(b)
	return err == nil && err2 == nil && fullA == fullB
}

// sort says what is at a path that is no plain file.
func sort(mode os.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode&os.ModeNamedPipe != 0:
		return "a FIFO"
	case mode&os.ModeSocket != 0:
		return "a socket"
	}
	return "a device"
}

// tryToWrite makes the folder, and opens the file. What was not there it removes again.
func tryToWrite(path string, there bool) error {
	defer removeEmpty(missingAbove(path))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o666)
	if err == nil {
		err = file.Close()
	}
	if err == nil && !there {
		err = os.Remove(path)
	}
	return err
}
