package memory

import (
	"fmt"
	"strings"
)

// enoughToAsk is how many bytes are taken without a question.
const enoughToAsk = 16 << 20

// Ask returns an error where there is no memory for what takes so many bytes: "what" begins its text.
func Ask(what string, bytes int64) error {
	if bytes < enoughToAsk {
		return nil
	}
	if there := Available(); bytes > there {
		return fmt.Errorf("%s takes %s, and %s of memory are available", what, Text(float64(bytes)), Text(float64(there)))
	}
	return nil
}

// Lacked reports whether the text of an error says that there was no memory. Errors have one of these words for that, here and in all other rooms.
func Lacked(text string) bool {
	for _, words := range []string{" of memory are available", "there is no memory ", "the HDF5 library got no memory"} {
		if strings.Contains(text, words) {
			return true
		}
	}
	return false
}
