package memory

import "fmt"

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
