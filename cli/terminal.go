package cli

import (
	"fmt"
	"io"
	"os"
	"slices"
	"unicode/utf8"

	"golang.org/x/sys/unix"
)

// isTerminal reports whether w is a screen on which a line can be written again.
func isTerminal(w io.Writer) bool { return IsScreen(w) && os.Getenv("TERM") != "dumb" }

// IsScreen reports whether somebody looks at what is written, such as to the out of a Word's Run: it is a terminal.
func IsScreen(w io.Writer) bool {
	if s, ok := w.(*stream); ok {
		w = s.Writer
	}
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}

// usualColumns is how wide a terminal is taken to be that does not say it.
const usualColumns = 80

// columnsOf returns how many characters fit into a row of a terminal now.
func columnsOf(w io.Writer) int {
	if s, is := w.(*stream); is {
		w = s.Writer
	}
	file, is := w.(*os.File)
	if !is {
		return usualColumns
	}
	size, err := unix.IoctlGetWinsize(int(file.Fd()), unix.TIOCGWINSZ)
	if err != nil || size.Col == 0 {
		return usualColumns
	}
	return int(size.Col)
}

// wiped returns what takes a line of so many characters away, at whose end the cursor is, from a terminal on which it may take several rows, and goes back to
// where it began.
func wiped(shown, columns int) string {
	if rows := (shown - 1) / max(1, columns); shown > 0 && rows > 0 {
		return fmt.Sprintf("\x1b[%dA\r\x1b[J", rows)
	}
	return "\r\x1b[K"
}

// A piece is a part of a line, which is left out, those with the largest numbers first, where the line is too long for a terminal; with 0 it is not.
type piece struct {
	text  string
	spare int
	bar   bool // it is a picture, and not for lines that stay
}

// fitted returns as much of a line as fits into so many columns, the last of which stays free: there a terminal would begin another row.
func fitted(pieces []piece, columns int) string {
	pieces = slices.Clone(pieces)
	for {
		text, most := "", 0
		for _, p := range pieces {
			text, most = text+p.text, max(most, p.spare)
		}
		if utf8.RuneCountInString(text) < columns {
			return text
		}
		if most == 0 {
			return string([]rune(text)[:max(0, columns-1)])
		}
		pieces = slices.DeleteFunc(pieces, func(p piece) bool { return p.spare == most })
	}
}
