//go:build unix

package parts

import (
	"io/fs"
	"syscall"
)

// sameDevice reports whether two files are on one file system, between whose folders files can be moved.
func sameDevice(a, b fs.FileInfo) bool {
	first, ok := a.Sys().(*syscall.Stat_t)
	second, ok2 := b.Sys().(*syscall.Stat_t)
	return !ok || !ok2 || first.Dev == second.Dev
}
