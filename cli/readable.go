package cli

import (
	"fmt"
	"regexp"
	"strings"

	"golgi/internal/plain"
)

// mostWord is how long a word of an error may be, such as a path: names that are typed or pasted by mistake fill no screens.
const mostWord = 500

var longWords = regexp.MustCompile(fmt.Sprintf(`\S{%d,}`, mostWord+1))

// readable returns what a person can read of an error's text: nothing steers the terminal, and words that are very long are cut.
func readable(text string) string {
	return longWords.ReplaceAllStringFunc(plain.Text(text), func(word string) string {
		const kept = 60
		return fmt.Sprintf("%s… (%d bytes)", strings.ToValidUTF8(word[:kept], ""), len(word))
	})
}
