package units

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golgi/internal/plain"
)

// DimensionError says that two quantities do not go together because they measure different things.
type DimensionError struct {
	Op          string // "add", "subtract", "compare" or "convert"
	Left, Right Dimension
	LeftText    string // the operands as printed: "20 mV"
	RightText   string
}

// Error gives, for instance, "units: cannot add 5 ms to 20 mV: s and V differ".
func (e *DimensionError) Error() string {
	left, right, l, r := e.LeftText, e.RightText, e.Left, e.Right
	var what string
	switch e.Op {
	case "add":
		what = fmt.Sprintf("add %s to %s: %s and %s", right, left, r, l)
	case "subtract":
		what = fmt.Sprintf("subtract %s from %s: %s and %s", right, left, r, l)
	case "convert":
		what = fmt.Sprintf("express %s in %s: %s and %s", left, strings.TrimPrefix(right, "1 "), l, r)
	default:
		what = fmt.Sprintf("%s %s with %s: %s and %s", e.Op, left, right, l, r)
	}
	return "units: cannot " + what + " differ"
}

// measured is a Quantity or an Array.
type measured interface {
	Dimension() Dimension
	String() string
}

func mismatch(op string, left, right measured) error {
	const most = 60
	return &DimensionError{
		Op: op, Left: left.Dimension(), Right: right.Dimension(),
		LeftText: shorten(left.String(), most), RightText: shorten(right.String(), most),
	}
}

func shorten(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-3]) + "..."
	}
	return text
}

// SyntaxError says what is wrong with a text and where.
type SyntaxError struct {
	Text   string
	Pos    int // offset in Text, in bytes
	Reason string
}

// Error gives the reason and, below it, the text with a caret under the place.
func (e *SyntaxError) Error() string {
	line, column := excerpt(e.Text, e.Pos)
	return fmt.Sprintf("units: %s\n  | %s\n  | %s^", e.Reason, line, strings.Repeat(" ", column))
}

// excerpt returns the part of the text around a position as one printable line, and the column of the
// position in it.
func excerpt(text string, pos int) (line string, column int) {
	const before, after = 50, 30
	start, end := max(0, pos-before), min(len(text), pos+after)
	left, right := plain.Aligned(text[start:pos]), plain.Aligned(text[pos:end])
	if start > 0 {
		left = "..." + left
	}
	if end < len(text) {
		right += "..."
	}
	return left + right, utf8.RuneCountInString(left)
}
