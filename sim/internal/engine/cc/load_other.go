//go:build !linux

package cc

import "errors"

// loadFromMemory is for systems that can load code from memory.
func loadFromMemory(string) (library, error) {
	return library{}, errors.New("cc: this system loads no code from memory")
}
