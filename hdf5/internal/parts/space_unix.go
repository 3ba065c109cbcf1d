//go:build linux || darwin || freebsd

package parts

import (
	"fmt"
	"syscall"
)

// freeBytes returns how many bytes this user can write below a folder.
func freeBytes(folder string) (uint64, error) {
	var stat syscall.Statfs_t
	if err := syscall.Statfs(folder, &stat); err != nil {
		return 0, fmt.Errorf("statfs %s: %w", folder, err)
	}
	return uint64(max(0, stat.Bavail)) * uint64(stat.Bsize), nil
}
