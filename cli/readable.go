package cli

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// mostWord is how long a word of an error may be, such as a path: names that are typed or pasted by mistake fill no screens.
const mostWord = 500

var longWords = regexp.MustCompile(fmt.Sprintf(`\S{%d,}`, mostWord+1))

// readable returns what a person can read of an error's text: what does not show, or would move the cursor, is written as Go does, and words that are
// very long are cut.
func readable(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r == '\n' || r == '\t' || unicode.IsPrint(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
	}
	return longWords.ReplaceAllStringFunc(b.String(), func(word string) string {
		const kept = 60
		return fmt.Sprintf("%s… (%d bytes)", strings.ToValidUTF8(word[:kept], ""), len(word))
	})
}
