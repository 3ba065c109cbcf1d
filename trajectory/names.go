package trajectory

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Limits of names. HDF5 would take more; a path that no screen holds is a mistake.
const (
	maxName = 127
	maxPath = 1000
)

// checkName returns why name cannot name a group, a parameter, a result or an item.
func checkName(name string) error {
	switch {
	case name == "":
		return fmt.Errorf("a name is empty")
	case name[0] == '_':
		return fmt.Errorf("the name %s begins with an underscore", quoted(name))
	case len(name) > maxName:
		return fmt.Errorf("the name %.20q… has %d characters; %d are allowed", name, len(name), maxName)
	}
	if i := strings.IndexFunc(name, outsideName); i >= 0 {
		r, _ := utf8.DecodeRuneInString(name[i:])
		return fmt.Errorf("the name %q contains %q; letters, digits, '_' and '-' are allowed", name, r)
	}
	return nil
}

func outsideName(r rune) bool {
	letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	return !letter && !('0' <= r && r <= '9') && r != '_' && r != '-'
}

// checkPath returns why path cannot be the full path of a leaf.
func checkPath(path string) error {
	if len(path) > maxPath {
		return fmt.Errorf("the path has %d characters; %d are allowed", len(path), maxPath)
	}
	for name := range strings.SplitSeq(path, ".") {
		if err := checkName(name); err != nil {
			return err
		}
	}
	return nil
}

// checkText returns why text cannot be stored: strings are UTF-8, and no store has to keep a NUL in one.
func checkText(text string) error {
	if !utf8.ValidString(text) {
		return fmt.Errorf("the string %s is not valid UTF-8", quoted(text))
	}
	if strings.Contains(text, "\x00") {
		return fmt.Errorf("the string %s contains a NUL character", quoted(text))
	}
	return nil
}

// lastName returns what comes after the last dot of path.
func lastName(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

// endsIn reports whether path is end, or ends in "."+end.
func endsIn(path, end string) bool {
	front, found := strings.CutSuffix(path, end)
	return found && (front == "" || front[len(front)-1] == '.')
}
