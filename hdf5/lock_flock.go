//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package hdf5

import (
	"errors"
	"os"
	"syscall"
)

// isLocked reports whether somebody, in this process or another, has the file at path open for writing: the
// library locks it then.
func isLocked(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	return errors.Is(syscall.Flock(int(file.Fd()), syscall.LOCK_SH|syscall.LOCK_NB), syscall.EWOULDBLOCK)
}
