//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package parts

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// flock locks an open file, alone or with others, or returns errTaken.
func flock(file *os.File, alone bool) error {
	if os.Getenv("HDF5_USE_FILE_LOCKING") == "FALSE" {
		return nil
	}
	how := syscall.LOCK_SH
	if alone {
		how = syscall.LOCK_EX
	}
	err := syscall.Flock(int(file.Fd()), how|syscall.LOCK_NB)
	switch {
	case errors.Is(err, syscall.EWOULDBLOCK):
		return errTaken
	case err != nil:
		return fmt.Errorf("cannot lock %s: %w; where the file system has no locks, "+
			"set HDF5_USE_FILE_LOCKING=FALSE, and keep others away yourself", file.Name(), err)
	}
	return nil
}
