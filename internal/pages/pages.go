// Package pages reads pages of Markdown: their blocks of code, and what is noted above these.
//
// A note is an HTML comment in the lines above a block, which readers of the page do not see:
//
//	<!-- from neuron.go -->
//	```go
//	…
//	```
package pages

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A Block is a fenced block of code.
type Block struct {
	Lang string // the word behind the fence; "" if there is none
	Note string // the comment above it, without its marks
	Text string // its lines, without the indentation of the fence
	Line int    // of the opening fence, from 1

	from, to int // lines of the text, from 0
	indent   string
}

// fence matches the opening of a block.
var fence = regexp.MustCompile("^( *)(```+|~~~+) *([^`]*)$")

// Blocks returns the blocks of a page. It is an error if the last one does not end.
func Blocks(page string) (blocks []Block, err error) {
	lines := strings.Split(page, "\n")
	for k := 0; k < len(lines); k++ {
		open := fence.FindStringSubmatch(lines[k])
		if open == nil {
			continue
		}
		end := slices.IndexFunc(lines[k+1:], func(line string) bool { return strings.TrimSpace(line) == open[2] })
		if end < 0 {
			return nil, fmt.Errorf("pages: line %d: the block does not end", k+1)
		}
		b := Block{Lang: strings.TrimSpace(open[3]), Note: noteAbove(lines[:k]), Line: k + 1, from: k + 1, to: k + 1 + end, indent: open[1]}
		var text strings.Builder
		for _, line := range lines[b.from:b.to] {
			text.WriteString(strings.TrimPrefix(line, b.indent) + "\n")
		}
		b.Text = text.String()
		blocks, k = append(blocks, b), b.to
	}
	return blocks, nil
}

// noteAbove returns the comment with which lines end, but for empty ones.
func noteAbove(lines []string) string {
	for k := len(lines) - 1; k >= 0; k-- {
		line := strings.TrimSpace(lines[k])
		if line == "" {
			continue
		}
		note, begins := strings.CutPrefix(line, "<!--")
		note, ends := strings.CutSuffix(note, "-->")
		if begins && ends {
			return strings.TrimSpace(note)
		}
		break
	}
	return ""
}

// Replace returns the page with other texts in some of its blocks, by their lines.
func Replace(page string, blocks []Block, texts map[int]string) string {
	lines := strings.Split(page, "\n")
	for _, b := range slices.Backward(blocks) {
		text, there := texts[b.Line]
		if !there {
			continue
		}
		var fresh []string
		for line := range strings.Lines(text) {
			if line = strings.TrimRight(line, "\n"); line != "" {
				line = b.indent + line
			}
			fresh = append(fresh, line)
		}
		lines = slices.Replace(lines, b.from, b.to, fresh...)
	}
	return strings.Join(lines, "\n")
}
