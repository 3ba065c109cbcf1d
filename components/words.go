package components

import "regexp"

// word matches a name in a text; of dx/dt the name is x.
var word = regexp.MustCompile(`(\bd[A-Za-z_]\w*/dt\b)|([A-Za-z_]\w*)`)

// rename returns a text in which other names stand for names.
func rename(text string, by map[string]string) string {
	return word.ReplaceAllStringFunc(text, func(name string) string {
		if n := len(name) - len("/dt"); n > 1 && name[n:] == "/dt" {
			if other, is := by[name[1:n]]; is {
				return "d" + other + "/dt"
			}
			return name
		}
		if other, is := by[name]; is {
			return other
		}
		return name
	})
}

// mentions reports whether a name stands in a text.
func mentions(text, name string) bool {
	for _, parts := range word.FindAllString(text, -1) {
		if parts == name {
			return true
		}
	}
	return false
}
