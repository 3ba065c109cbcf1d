//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package files

import (
	"io/fs"
	"os"
	"syscall"
)

// keepOwner gives the file at path the owner and group of another, and reports whether it has that group now.
func keepOwner(path string, of fs.FileInfo) bool {
	wanted, known := of.Sys().(*syscall.Stat_t)
	if !known {
		return true
	}
	info, err := os.Stat(path)
	if err != nil {
		return false
	}
	now, known := info.Sys().(*syscall.Stat_t)
	if known && now.Uid == wanted.Uid && now.Gid == wanted.Gid {
		return true
	}
	if os.Chown(path, int(wanted.Uid), int(wanted.Gid)) == nil {
		return true
	}
	return known && now.Gid == wanted.Gid || os.Chown(path, -1, int(wanted.Gid)) == nil
}
