// Package memory says how much memory a program can still get, so that it can refuse in time what would end it.
package memory

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// Available returns how many bytes the process can still get: the least of what the machine has, what its control group
// may have, and what its own limits of addresses and data leave. Where none of these can be told, it is math.MaxInt64.
// It is an estimate: others take memory as well.
func Available() int64 {
	return min(ofMachine("/proc/meminfo"), ofGroup("/sys/fs/cgroup"), ofProcess("/proc/self/status"))
}

// Used returns how many bytes of the machine's memory the process has in use; 0 where that cannot be told.
func Used() int64 {
	kib, _ := field("/proc/self/status", "VmRSS:")
	return kib << 10
}

// MostUsed returns how many bytes of the machine's memory the process has had in use at most; 0 where that cannot be told.
func MostUsed() int64 {
	kib, _ := field("/proc/self/status", "VmHWM:")
	return kib << 10
}

// unknown is more than there ever is.
const unknown = math.MaxInt64

// ofMachine returns what the kernel says is available.
func ofMachine(meminfo string) int64 {
	if kib, ok := field(meminfo, "MemAvailable:"); ok {
		return kib << 10
	}
	return unknown
}

// ofGroup returns what the limit of the process's control group (version 2, as it is mounted in a container) leaves.
func ofGroup(folder string) int64 {
	limit, ok := number(filepath.Join(folder, "memory.max"))
	used, ok2 := number(filepath.Join(folder, "memory.current"))
	if !ok || !ok2 {
		return unknown
	}
	cache, _ := field(filepath.Join(folder, "memory.stat"), "inactive_file") // which goes when it is needed
	return max(0, limit-used+cache)
}

// ofProcess returns what the limits of the process leave.
func ofProcess(status string) int64 {
	left := int64(unknown)
	for _, l := range []struct {
		resource int
		used     string
	}{{syscall.RLIMIT_AS, "VmSize:"}, {syscall.RLIMIT_DATA, "VmData:"}} {
		var limit syscall.Rlimit
		if err := syscall.Getrlimit(l.resource, &limit); err != nil || limit.Cur > math.MaxInt64 {
			continue
		}
		if kib, ok := field(status, l.used); ok {
			left = min(left, max(0, int64(limit.Cur)-kib<<10))
		}
	}
	return left
}

// field returns the number behind a word at the beginning of a line.
func field(path, word string) (int64, bool) {
	file, err := os.Open(path)
	if err != nil {
		return 0, false
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		words := strings.Fields(lines.Text())
		if len(words) < 2 || words[0] != word {
			continue
		}
		n, err := strconv.ParseInt(words[1], 10, 64)
		return n, err == nil
	}
	return 0, false
}

// number returns the number in a file; "max" is none.
func number(path string) (int64, bool) {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, false
	}
	n, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
	return n, err == nil
}

// Text writes a number of bytes as people read it: 1.5 GiB.
func Text(bytes float64) string {
	units := []string{"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"}
	k := 0
	for ; bytes >= 1024 && k < len(units)-1; k++ {
		bytes /= 1024
	}
	if bytes >= 1000 && bytes < 1024 { // which three digits do not have
		return fmt.Sprintf("%.0f %s", bytes, units[k])
	}
	return fmt.Sprintf("%.3g %s", bytes, units[k])
}
