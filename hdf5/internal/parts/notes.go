package parts

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golgi/internal/files"
)

// Who works in a folder notes in its lock file which runs it has begun and not ended, so that after its death somebody
// knows. Below its signature the file has
//
//	died 1795253459123456 17 clustered alone: process 4711 on host since 2026-11-21T09:30:59Z
//	asked to stop
//	begun 1795253470000000 3 clustered
//	begun 1795253470000312 4 clustered
//
// First comes what those had begun who had this lock before and died: when, in microseconds since 1970, which run, whether
// it was the only one, and who. Then come slots, which are of one length, filled up with spaces: one is for having been
// asked to stop, after which a death is no run's fault, and then there is one for each run that is under way; an empty
// one is free. A slot is written in its place. Nothing is synced: what is written is there when the process dies, and when
// the machine dies, that was no run's fault either. A line that says nothing of this is passed over.

// A Note says that a process has begun a run and not ended it.
type Note struct {
	Trajectory string
	Run        int
	Begun      time.Time // to the microsecond
	By         string    // the process, such as "process 4711 on host since 2026-11-21T09:30:59Z"
	Alone      bool      // it had begun no other
	Alive      bool      // the process is at work
	Asked      bool      // the process has been asked to stop
	file       string    // the name of the lock file
}

const (
	slotWidth = 192 // bytes, more than the longest slot has
	wordDied  = "died"
	wordBegun = "begun"
	wordAsked = "asked to stop"
	wordAlone = "alone"
	wordAmong = "among others"
)

// same reports whether two notes are of the same attempt at a run.
func (n Note) same(m Note) bool {
	return n.Trajectory == m.Trajectory && n.Run == m.Run && n.Begun.Equal(m.Begun)
}

// appendWhat appends which run it is, and when it was begun.
func (n Note) appendWhat(line []byte) []byte {
	line = append(strconv.AppendInt(line, n.Begun.UnixMicro(), 10), ' ')
	line = append(strconv.AppendInt(line, int64(n.Run), 10), ' ')
	return append(line, n.Trajectory...)
}

// past writes out the note of a process that has died.
func (n Note) past() string {
	how := wordAmong
	if n.Alone {
		how = wordAlone
	}
	return fmt.Sprintf("%s %s %s: %s\n", wordDied, n.appendWhat(nil), how, n.By)
}

// notesIn returns what a lock file says: of those who have died, and of who has it, or had it last.
func notesIn(text string) (past, last []Note) {
	by, rest, _ := strings.Cut(text, "\n")
	by = legible(by)
	asked := false
	for line := range strings.Lines(rest) {
		line = strings.Trim(line, " \x00\n")
		if n, is := pastFrom(line); is {
			past = append(past, n)
		} else if what, is := strings.CutPrefix(line, wordBegun+" "); is {
			if n, rest, is := whatFrom(what); is && rest == "" {
				n.By = by
				last = append(last, n)
			}
		}
		asked = asked || line == wordAsked
	}
	for i := range last {
		last[i].Alone, last[i].Asked = len(last) == 1, asked
	}
	return past, last
}

func pastFrom(line string) (n Note, is bool) {
	what, is := strings.CutPrefix(line, wordDied+" ")
	n, rest, ok := whatFrom(what)
	how, by, said := strings.Cut(rest, ": ")
	n.By, n.Alone = legible(by), how == wordAlone
	return n, is && ok && said && n.By != somebody && (n.Alone || how == wordAmong)
}

// whatFrom is the inverse of appendWhat, for the beginning of a text.
func whatFrom(text string) (n Note, rest string, is bool) {
	begun, text, _ := strings.Cut(text, " ")
	run, text, _ := strings.Cut(text, " ")
	n.Trajectory, rest, _ = strings.Cut(text, " ")
	micros, err := strconv.ParseInt(begun, 10, 64)
	n.Begun = time.UnixMicro(micros).UTC()
	number, err2 := strconv.ParseInt(run, 10, 32)
	n.Run = int(number)
	return n, rest, err == nil && err2 == nil && micros > 0 && n.Trajectory != ""
}

// maxNotes is how much of a lock file is read: it is smaller unless somebody else has written it.
const maxNotes = 8 << 20

// readNotes returns the text of a lock file.
func readNotes(file io.ReaderAt) (string, error) {
	text, err := io.ReadAll(io.NewSectionReader(file, 0, maxNotes))
	return string(text), err
}

// Notes returns what all processes have noted that are at work in the folder, or have died there.
func (f Folder) Notes() (all []Note, err error) {
	entries, err := os.ReadDir(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, entry := range entries {
		if _, _, share := shareOf(entry.Name()); !share && entry.Name() != lockName {
			continue
		}
		notes, failed := f.notesOf(entry.Name())
		if err = cmp.Or(err, failed); err == nil {
			all = append(all, notes...)
		}
	}
	return all, err
}

// notesOf returns what a lock file says, which may have gone with its folder, or be one that others may not read.
func (f Folder) notesOf(name string) ([]Note, error) {
	if usual(f.In(name)) != nil {
		return nil, nil // somebody else has put it there
	}
	file, err := os.Open(f.In(name))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := readNotes(file)
	past, last := notesIn(text)
	if len(last) > 0 && isTaken(f.In(name)) {
		for i := range last {
			last[i].Alive = true
		}
	}
	all := append(past, last...)
	for i := range all {
		all[i].file = name
	}
	return all, err
}

// A notebook is what a process notes in the lock file that it has alone. Runs may be so short that it counts how often
// something is written for each: a slot that is free again is overwritten by the next run, or emptied by Flush.
type notebook struct {
	file *os.File
	disk files.Disk

	mu    sync.Mutex // guards all below
	past  []place    // notes of those who had it before
	first int64      // where the slots begin
	slots int64      // that are in use, or have been
	empty []int64    // slots that are free
	stale []int64    // slots that are free, and still say what they said
	line  []byte     // that was written last
}

// A place is where a line with a note is.
type place struct {
	note       Note
	at, length int64
}

// sign writes into a lock file who has it, with what those have noted who had it before and died.
func (f Folder) sign(file *os.File) (*notebook, error) {
	host, err := os.Hostname()
	if err != nil {
		host = "a host without a name"
	}
	was, err := readNotes(file)
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	fmt.Fprintf(&text, "process %d on %s since %s\n", os.Getpid(), host, time.Now().UTC().Format(time.RFC3339))
	b := &notebook{file: file, disk: f.disk}
	past, last := notesIn(was)
	for _, n := range last {
		if !n.Asked && !slices.ContainsFunc(past, n.same) {
			past = append(past, n)
		}
	}
	for _, n := range past {
		line := n.past()
		b.past = append(b.past, place{n, int64(text.Len()), int64(len(line))})
		text.WriteString(line)
	}
	b.first = int64(text.Len())
	text.WriteString(padded("", slotWidth))
	b.slots = 1 // for being asked to stop
	return b, f.disk.Rewrite(file, text.String())
}

// padded returns a line of so many bytes.
func padded(text string, width int64) string {
	return text + strings.Repeat(" ", max(0, int(width)-len(text)-1)) + "\n"
}

// Begin notes that a run is under way, until the end of the slot that it returns.
func (b *notebook) Begin(trajectory string, run int) (slot int64, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case len(b.stale) > 0:
		slot, b.stale = last(b.stale)
	case len(b.empty) > 0:
		slot, b.empty = last(b.empty)
	default:
		slot = b.slots
		b.slots++
	}
	b.line = append(append(b.line[:0], wordBegun...), ' ')
	b.line = Note{Trajectory: trajectory, Run: run, Begun: time.Now()}.appendWhat(b.line)
	return slot, b.put(slot)
}

// last returns the last element of a list, and those before it.
func last(list []int64) (int64, []int64) { return list[len(list)-1], list[:len(list)-1] }

// End makes a slot free.
func (b *notebook) End(slot int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.stale = append(b.stale, slot)
}

// Flush empties the slots that are free.
func (b *notebook) Flush() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.stale) > 0 {
		slot, rest := last(b.stale)
		b.line = b.line[:0]
		if err := b.put(slot); err != nil {
			return err
		}
		b.stale, b.empty = rest, append(b.empty, slot)
	}
	return nil
}

// Asked notes whether the process has been asked to stop.
func (b *notebook) Asked(asked bool) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.line = b.line[:0]
	if asked {
		b.line = append(b.line, wordAsked...)
	}
	return b.put(0)
}

// Forget takes back what is known of a run from those who had the lock before.
func (b *notebook) Forget(trajectory string, run int) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, p := range b.past {
		if p.note.Trajectory != trajectory || p.note.Run != run {
			continue
		}
		if err := b.disk.WriteAt(b.file, []byte(padded("", p.length)), p.at); err != nil {
			return err
		}
		b.past[i].note = Note{}
	}
	return nil
}

// put writes the line into a slot.
func (b *notebook) put(slot int64) error {
	for len(b.line) < slotWidth-1 {
		b.line = append(b.line, ' ')
	}
	b.line = append(b.line, '\n')
	return b.disk.WriteAt(b.file, b.line, b.first+slot*slotWidth)
}
