package sandbox

import (
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// Limits of a child. They grow with the file, and memory up to what most machines have.
const (
	leastMemory   = 1 << 30
	memoryPerByte = 8
	mostMemory    = 4 << 30

	leastTime      = 30 * time.Second
	bytesPerSecond = 50_000_000
	mostTime       = 24 * time.Hour // and leastTime
)

func memoryFor(size int64) uint64 {
	return leastMemory + uint64(min(size, (mostMemory-leastMemory)/memoryPerByte))*memoryPerByte
}

func timeFor(size int64) time.Duration {
	seconds := min(size/bytesPerSecond, int64(mostTime/time.Second))
	return leastTime + time.Duration(seconds)*time.Second
}

// confine sets the limits of this process. There is no core file: it would be large, and of use to nobody.
func confine(memory uint64) error {
	for _, limit := range []struct {
		resource int
		value    uint64
	}{
		{syscall.RLIMIT_CORE, 0},
		{syscall.RLIMIT_DATA, dataBytes() + memory},
	} {
		if err := lower(limit.resource, limit.value); err != nil {
			return fmt.Errorf("hdf5: cannot limit the process that reads a file: %w", err)
		}
	}
	return nil
}

// limitTime lets this process use twice that time of a processor from now on: that is for a child whose parent is gone.
func limitTime(d time.Duration) error {
	var used syscall.Rusage
	var limit syscall.Rlimit
	if err := errors.Join(syscall.Getrusage(syscall.RUSAGE_SELF, &used), syscall.Getrlimit(syscall.RLIMIT_CPU, &limit)); err != nil {
		return err
	}
	until := uint64(used.Utime.Sec) + uint64(used.Stime.Sec) + 2*uint64(max(d, time.Second)/time.Second)
	limit.Cur = min(limit.Max, until)
	return syscall.Setrlimit(syscall.RLIMIT_CPU, &limit)
}

// lower sets a limit, or leaves one that is lower.
func lower(resource int, value uint64) error {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(resource, &limit); err != nil {
		return err
	}
	limit.Max = min(limit.Max, value)
	limit.Cur = min(limit.Cur, value)
	return syscall.Setrlimit(resource, &limit)
}

// dataBytes returns what counts against the limit on memory already, which is much where the race detector
// keeps its own. It is known on Linux, and the limit means little elsewhere.
func dataBytes() uint64 {
	raw, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	var total, resident, shared, code, library, data uint64 // in pages
	if _, err := fmt.Sscan(string(raw), &total, &resident, &shared, &code, &library, &data); err != nil {
		return 0
	}
	return data * uint64(os.Getpagesize())
}
