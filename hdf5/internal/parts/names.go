package parts

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

const (
	folderSuffix = ".parts"
	fileSuffix   = ".hdf5"
	planPrefix   = "plan-"
	baseName     = "base"
	lockName     = "lock"
	sharePrefix  = "share-"
	lockSuffix   = ".lock"
	temporary    = ".tmp"
)

// maxNumber keeps numbers of files away from overflow, whatever somebody calls a file.
const maxNumber = 1 << 40

// Token returns what tells one writer from all others, here and on other machines.
func Token() string {
	var token [4]byte
	_, _ = rand.Read(token[:]) // which never fails
	return hex.EncodeToString(token[:])
}

// SegmentName returns the name of a segment.
func SegmentName(number int, writer string) string {
	return fmt.Sprintf("%06d-%s%s", number, writer, fileSuffix)
}

// PlanName returns the name of a plan.
func PlanName(trajectory string, number int) string {
	return fmt.Sprintf("%s%s-%06d%s", planPrefix, trajectory, number, fileSuffix)
}

// segmentNumber returns the number in the name of a segment, and whether it is one.
func segmentNumber(name string) (int, bool) {
	stem, is := strings.CutSuffix(name, fileSuffix)
	number, writer, two := strings.Cut(stem, "-")
	if !is || !two || writer == "" {
		return 0, false
	}
	return numberOf(number)
}

// planOf returns the trajectory and number in the name of a plan, and whether it is one.
func planOf(name string) (Plan, bool) {
	stem, is := strings.CutSuffix(name, fileSuffix)
	stem, of := strings.CutPrefix(stem, planPrefix)
	dash := strings.LastIndexByte(stem, '-')
	if !is || !of || dash <= 0 {
		return Plan{}, false
	}
	number, ok := numberOf(stem[dash+1:])
	return Plan{Trajectory: stem[:dash], Number: number, Name: name}, ok
}

func numberOf(digits string) (int, bool) {
	n, err := strconv.ParseUint(digits, 10, 64)
	return int(min(n, maxNumber)), err == nil && n < maxNumber
}

func shareName(i, n int) string { return fmt.Sprintf("%s%d-of-%d%s", sharePrefix, i, n, lockSuffix) }

// shareOf returns the share in the name of a lock file, and whether it is one.
func shareOf(name string) (i, n int, is bool) {
	stem, lock := strings.CutSuffix(name, lockSuffix)
	stem, share := strings.CutPrefix(stem, sharePrefix)
	first, second, two := strings.Cut(stem, "-of-")
	i, oneOk := numberOf(first)
	n, twoOk := numberOf(second)
	return i, n, lock && share && two && oneOk && twoOk
}

// isTemporary reports whether readers pass over a file of that name.
func isTemporary(name string) bool { return strings.HasSuffix(name, temporary) }

// isOurs reports whether a file of that name is one of a folder.
func isOurs(name string) bool {
	_, segment := segmentNumber(name)
	_, plan := planOf(name)
	_, _, share := shareOf(name)
	return segment || plan || share || name == baseName || name == lockName || isTemporary(name)
}
