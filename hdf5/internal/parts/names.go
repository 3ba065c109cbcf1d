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
	wholeName    = "whole"
	spillPrefix  = "spill-"
	reachedName  = "reached-"
	reachedEnd   = ".checkpoint"

	// SpillPattern is how a file is called in which a run keeps what it streams; see os.CreateTemp.
	SpillPattern = spillPrefix + "*" + temporary
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

// CheckpointName returns the name of the file that says how far a run has come.
func CheckpointName(trajectory string, run int) string {
	return fmt.Sprintf("%s%s-%08d%s", reachedName, trajectory, run, reachedEnd)
}

// isCheckpoint reports whether a file of that name says how far a run has come.
func isCheckpoint(name string) bool {
	stem, is := strings.CutSuffix(name, reachedEnd)
	stem, of := strings.CutPrefix(stem, reachedName)
	dash := strings.LastIndexByte(stem, '-')
	if !is || !of || dash <= 0 {
		return false
	}
	_, ok := numberOf(stem[dash+1:])
	return ok
}

// segmentNumber returns the number in the name of a segment, and whether it is one.
func segmentNumber(name string) (int, bool) {
	stem, is := strings.CutSuffix(name, fileSuffix)
	number, writer, two := strings.Cut(stem, "-")
	if !is || !two || !isToken(writer) || len(number) < digits {
		return 0, false
	}
	return numberOf(number)
}

// digits is how many a number has at least.
const digits = 6

// isToken reports whether a text can be the token of a writer.
func isToken(text string) bool { return text != "" && strings.Trim(text, "0123456789abcdef") == "" }

// planOf returns the trajectory and number in the name of a plan, and whether it is one.
func planOf(name string) (Plan, bool) {
	stem, is := strings.CutSuffix(name, fileSuffix)
	stem, of := strings.CutPrefix(stem, planPrefix)
	dash := strings.LastIndexByte(stem, '-')
	if !is || !of || dash <= 0 {
		return Plan{}, false
	}
	number, ok := numberOf(stem[dash+1:])
	return Plan{Trajectory: stem[:dash], Number: number, Name: name}, ok && len(stem[dash+1:]) >= digits
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

// isDraft reports whether a file of that name is one on its way, over which readers pass: a part or the finished
// file before it has its name, or a spill.
func isDraft(name string) bool {
	stem, is := strings.CutSuffix(name, temporary)
	if number, spill := strings.CutPrefix(stem, spillPrefix); is && spill {
		_, ok := numberOf(number)
		return ok
	}
	dot := strings.LastIndexByte(stem, '.')
	return is && dot > 0 && isToken(stem[dot+1:]) && (isPart(stem[:dot]) || isCheckpoint(stem[:dot]) || stem[:dot] == wholeName)
}

// isPart reports whether a file of that name is a plan or a segment.
func isPart(name string) bool {
	_, segment := segmentNumber(name)
	_, plan := planOf(name)
	return segment || plan
}

// isOurs reports whether a file of that name is one of a folder.
func isOurs(name string) bool {
	_, _, share := shareOf(name)
	return isPart(name) || isCheckpoint(name) || share || name == baseName || name == lockName || isDraft(name)
}
