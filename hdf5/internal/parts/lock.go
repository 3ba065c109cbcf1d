package parts

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode"
)

// A Lock keeps others from working in a folder, or from a share of the work. It ends with the process.
type Lock struct {
	*notebook
	folder Folder
	whole  *os.File
	share  *os.File // nil if the lock is had alone
}

// Noted reports whether a note is in the file of this lock: of who has it, or of one who had it before.
func (l *Lock) Noted(n Note) bool { return l.folder.In(n.file) == l.file.Name() }

// A HeldError says that somebody else has the lock that was wanted.
type HeldError struct {
	Path string // of the lock file
	By   string // "process 4711 on host since 2026-11-21T09:30:59Z", or several of these
	What string // "the exploration", or "share 2/8"

	// Shares is how many shares those who have it have agreed upon, 0 for one who works alone.
	Shares int
}

func (e *HeldError) Error() string { return fmt.Sprintf("%s is in the hands of %s", e.What, e.By) }

// errTaken is that a lock is taken.
var errTaken = errors.New("the lock is taken")

const theExploration = "the exploration"

// Lock takes the folder alone, which must be there. If somebody else has it, the error is a [*HeldError].
func (f Folder) Lock() (*Lock, error) {
	whole, err := f.acquire(lockName, true)
	if errors.Is(err, errTaken) {
		return nil, f.held(theExploration)
	}
	if err != nil {
		return nil, err
	}
	l := &Lock{folder: f, whole: whole}
	if l.notebook, err = f.sign(whole); err != nil {
		return nil, errors.Join(err, l.Release())
	}
	return l, nil
}

// Share takes share i of n, from 1, of the folder, which must be there. If somebody else has this share, or
// the folder alone, or the shares of the others are of another size, the error is a [*HeldError].
func (f Folder) Share(i, n int) (*Lock, error) {
	whole, err := f.insist(lockName, false)
	if errors.Is(err, errTaken) {
		return nil, f.held(theExploration)
	}
	if err != nil {
		return nil, err
	}
	l := &Lock{folder: f, whole: whole}
	l.share, err = f.insist(shareName(i, n), true)
	if errors.Is(err, errTaken) {
		by := signature(f.In(shareName(i, n)))
		err = &HeldError{f.In(shareName(i, n)), by, fmt.Sprintf("share %d/%d", i, n), n}
	}
	if err == nil {
		l.notebook, err = f.sign(l.share)
	}
	if err == nil {
		err = f.agreed(n)
	}
	if err != nil {
		return nil, errors.Join(err, l.Release())
	}
	return l, nil
}

// Alone makes of a share the lock of the whole folder, and reports whether that was possible. If it was not,
// the share goes on by itself, but may not be alone in its work any more; so it should end.
func (l *Lock) Alone() (bool, error) {
	if l.share == nil {
		return true, nil
	}
	err := flock(l.whole, true)
	if errors.Is(err, errTaken) {
		return false, nil
	}
	return err == nil, err
}

// Valid returns an error if the folder is no longer the one that was locked: somebody has removed it.
func (l *Lock) Valid() error {
	same, err := isAt(l.whole, l.folder.In(lockName))
	if err == nil && !same {
		err = fmt.Errorf("%s was removed, and there is another in its place", l.folder.path)
	}
	return err
}

// Release gives the lock back. Its files stay for others.
func (l *Lock) Release() error {
	var err error
	if l.notebook != nil {
		err = l.Flush()
	}
	err = errors.Join(err, l.whole.Close())
	if l.share != nil {
		err = errors.Join(err, l.share.Close())
	}
	return err
}

// acquire opens and locks a file of the folder. A file that was removed before it was locked keeps nobody
// out, so that it is tried again.
func (f Folder) acquire(name string, alone bool) (*os.File, error) {
	if err := usual(f.In(name)); err != nil {
		return nil, err
	}
	for {
		file, err := os.OpenFile(f.In(name), os.O_CREATE|os.O_RDWR, 0o666)
		if err != nil {
			return nil, err
		}
		err = flock(file, alone)
		same := false
		if err == nil {
			same, err = isAt(file, f.In(name))
		}
		if same {
			return file, nil
		}
		_ = file.Close() // of a file that was not changed
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
	}
}

// A look at who has a share takes its lock for a moment, and so does whoever looks what a folder is worth; whoever wants it then
// must not give up at once.
const (
	insistTimes = 10
	insistPause = 20 * time.Millisecond
)

// insist acquires a file, after a moment if need be.
func (f Folder) insist(name string, alone bool) (file *os.File, err error) {
	for range insistTimes {
		if file, err = f.acquire(name, alone); !errors.Is(err, errTaken) {
			return file, err
		}
		time.Sleep(insistPause)
	}
	return nil, err
}

// isAt reports whether an open file is the one at path.
func isAt(file *os.File, path string) (bool, error) {
	at, err := os.Stat(path)
	if err != nil {
		return false, err
	}
	ours, err := file.Stat()
	return err == nil && os.SameFile(at, ours), err
}

// maxSignature is how long a signature is at most, in bytes: a host has a name of 255.
const maxSignature = 400

// somebody is who has not signed.
const somebody = "another program"

// signature returns who has a lock.
func signature(path string) string {
	if usual(path) != nil {
		return somebody
	}
	file, err := os.Open(path)
	if err != nil {
		return somebody
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxSignature+1))
	line, _, _ := strings.Cut(string(text), "\n")
	if err != nil {
		return somebody
	}
	return legible(line)
}

// legible returns the signature of a process, or somebody if that is none: it is printed, and anybody may have written it.
func legible(by string) string {
	by = strings.ToValidUTF8(by, "?")
	if by == "" || len(by) > maxSignature || strings.ContainsFunc(by, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return somebody
	}
	return by
}

// held says who works in the folder: all who have a share, or who has it alone.
func (f Folder) held(what string) *HeldError {
	var by []string
	shares := 0
	for _, share := range f.takenShares() {
		by = append(by, fmt.Sprintf("%s (share %d/%d)", signature(share.path), share.i, share.n))
		shares = share.n
	}
	if by == nil {
		by = []string{signature(f.In(lockName))}
	}
	return &HeldError{f.In(lockName), strings.Join(by, ", "), what, shares}
}

// agreed returns an error if somebody has a share of another number than n.
func (f Folder) agreed(n int) error {
	for _, share := range f.takenShares() {
		if share.n != n {
			by := signature(share.path)
			return &HeldError{share.path, by, fmt.Sprintf("share %d/%d", share.i, share.n), share.n}
		}
	}
	return nil
}

// AtWork returns who works in the folder, "" if nobody does.
func (f Folder) AtWork() string {
	if len(f.takenShares()) == 0 && !isTaken(f.In(lockName)) {
		return ""
	}
	return f.held(theExploration).By
}

type share struct {
	path string
	i, n int
}

// takenShares returns the shares that somebody has.
func (f Folder) takenShares() []share {
	entries, err := os.ReadDir(f.path)
	if err != nil {
		return nil // then there is nobody to name
	}
	var taken []share
	for _, entry := range entries {
		path := f.In(entry.Name())
		if i, n, is := shareOf(entry.Name()); is && isTaken(path) {
			taken = append(taken, share{path, i, n})
		}
	}
	return taken
}

// isTaken reports whether somebody, this process included, has the lock of a file alone.
func isTaken(path string) bool {
	if usual(path) != nil {
		return false
	}
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	return errors.Is(flock(file, false), errTaken)
}
