package cli

import (
	"os"
	"path/filepath"
)

// missingAbove returns the folders in which a file would be, and which are not there, the innermost first.
func missingAbove(path string) (folders []string) {
	for at := filepath.Dir(path); ; at = filepath.Dir(at) {
		if _, err := os.Lstat(at); err == nil || at == filepath.Dir(at) {
			return folders
		}
		folders = append(folders, at)
	}
}

// removeEmpty takes folders away, the innermost first, as far as nothing is in them.
func removeEmpty(folders []string) {
	for _, folder := range folders {
		if os.Remove(folder) != nil {
			return // somebody uses it, or has taken it away
		}
	}
}
