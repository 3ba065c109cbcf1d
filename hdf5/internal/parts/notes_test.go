package parts

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"golgi/internal/files"
)

// said writes out notes, without processes and times.
func said(t *testing.T, f Folder) string {
	t.Helper()
	all, err := f.Notes()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, n := range all {
		line := fmt.Sprintf("%d of %s", n.Run, n.Trajectory)
		for _, word := range []struct {
			is   bool
			what string
		}{{n.Alive, "alive"}, {n.Alone, "alone"}, {n.Asked, "asked"}} {
			if word.is {
				line += " " + word.what
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, ", ")
}

func wantSaid(t *testing.T, f Folder, want string) {
	t.Helper()
	if got := said(t, f); got != want {
		t.Errorf("the notes are %q, wanted %q", got, want)
	}
}

// notesFolder returns a folder, and what takes its lock.
func notesFolder(t *testing.T) (f Folder, lock func() *Lock) {
	t.Helper()
	f = Beside(t.TempDir()+"/x.hdf5", files.Disk{})
	must(t, f.Make())
	return f, func() *Lock {
		l, err := f.Lock()
		must(t, err)
		return l
	}
}

func begin(t *testing.T, l *Lock, run int) (slot int64) {
	t.Helper()
	slot, err := l.Begin("clustered", run)
	must(t, err)
	return slot
}

// TestNotes has processes come, begin runs and die: a lock that is released ends as a process does, whatever is noted.
func TestNotes(t *testing.T) {
	f, lock := notesFolder(t)
	wantSaid(t, f, "")
	l := lock()
	wantSaid(t, f, "")
	slot := begin(t, l, 3)
	wantSaid(t, f, "3 of clustered alive alone")
	slotOf4 := begin(t, l, 4)
	wantSaid(t, f, "3 of clustered alive, 4 of clustered alive")
	l.End(slot)
	wantSaid(t, f, "3 of clustered alive, 4 of clustered alive")
	begin(t, l, 5) // where 3 was
	wantSaid(t, f, "5 of clustered alive, 4 of clustered alive")
	l.End(slotOf4)
	must(t, l.Flush())
	wantSaid(t, f, "5 of clustered alive alone")
	begin(t, l, -1)
	must(t, l.Release())
	wantSaid(t, f, "5 of clustered, -1 of clustered")

	l = lock() // and knows of them, as all do that come later
	wantSaid(t, f, "5 of clustered, -1 of clustered")
	begin(t, l, 5)
	must(t, l.Release())
	for range 3 {
		l = lock()
		wantSaid(t, f, "5 of clustered, -1 of clustered, 5 of clustered alone")
		must(t, l.Release())
	}
	l = lock()
	must(t, l.Forget("clustered", -1))
	must(t, l.Forget("another", 5))
	wantSaid(t, f, "5 of clustered, 5 of clustered alone")
	begin(t, l, 6)
	must(t, l.Asked(true))
	wantSaid(t, f, "5 of clustered, 5 of clustered alone, 6 of clustered alive alone asked")
	must(t, l.Release())
	wantSaid(t, f, "5 of clustered, 5 of clustered alone, 6 of clustered alone asked")
	l = lock()
	wantSaid(t, f, "5 of clustered, 5 of clustered alone")
	must(t, l.Asked(true))
	must(t, l.Asked(false))
	begin(t, l, 6)
	must(t, l.Release())
	wantSaid(t, f, "5 of clustered, 5 of clustered alone, 6 of clustered alone")
}

// TestNotesOfShares has two shares at work, of which one dies: nobody takes the runs of the other for dead.
func TestNotesOfShares(t *testing.T) {
	f, _ := notesFolder(t)
	one, err := f.Share(1, 2)
	must(t, err)
	two, err := f.Share(2, 2)
	must(t, err)
	begin(t, one, 0)
	begin(t, two, 1)
	must(t, one.Release())
	wantSaid(t, f, "0 of clustered alone, 1 of clustered alive alone")
	again, err := f.Share(1, 2)
	must(t, err)
	wantSaid(t, f, "0 of clustered alone, 1 of clustered alive alone")
	all, err := f.Notes()
	must(t, err)
	if !again.Noted(all[0]) || again.Noted(all[1]) || two.Noted(all[0]) || !two.Noted(all[1]) {
		t.Error("who has noted what is not told apart")
	}
	must(t, again.Release())
	must(t, two.Release())
	whole, err := f.Lock() // which leaves the notes of the shares where they are
	must(t, err)
	wantSaid(t, f, "0 of clustered alone, 1 of clustered alone")
	must(t, whole.Release())
}

// TestNotesTorn reads lock files that were cut anywhere, or have anything in them: what is whole is read.
func TestNotesTorn(t *testing.T) {
	f, lock := notesFolder(t)
	l := lock()
	begin(t, l, 3)
	must(t, l.Release())
	l = lock()
	begin(t, l, 4)
	must(t, l.Release())
	whole, err := os.ReadFile(f.In(lockName))
	must(t, err)
	full := strings.TrimRight(string(whole), " \n")
	for n := range len(whole) {
		must(t, os.WriteFile(f.In(lockName), whole[:n], 0o666))
		past, last := notesIn(string(whole[:n]))
		if n >= len(full) != (len(past)+len(last) == 2) && !strings.HasPrefix(full[min(n, len(full)):], "d") && len(past) == 1 && last != nil && n < len(full)-len("clustered")+1 {
			t.Errorf("of %d bytes there are %v and %v", n, past, last)
		}
		for _, note := range append(past, last...) {
			if note.Run != 3 && note.Run != 4 {
				t.Errorf("of %d bytes there is run %d", n, note.Run)
			}
		}
		l := lock() // nobody is kept from working
		must(t, l.Release())
	}
	for _, text := range []string{"", "\n\n\n", "begun", "x\nbegun 1", "x\nbegun 1 2", "x\nbegun -1 2 t", "x\nbegun 1 99999999999 t",
		"x\nbegun 1 2 t more", "x\ndied 1 2 t", "x\ndied 1 2 t alone", "x\ndied 1 2 t sometimes: y", "x\ndied 1 2 t alone: ",
		"x\ndied 1 2 t alone: a \x1b[31mred\x1b[m host", "x\ndied 1 2 t alone: " + strings.Repeat("y", maxSignature+1), "x\n\x00\xff" + strings.Repeat("y", 1<<16)} {
		if past, last := notesIn(text); past != nil || last != nil {
			t.Errorf("%.40q has the notes %v and %v", text, past, last)
		}
	}
	_, last := notesIn("P\xff\n\x00\x00\x00begun 1 2 t\n\nbegun 99 3 t    \nasked to stop\n")
	if len(last) != 2 || last[0].By != "P?" || last[1].Run != 3 || !last[0].Asked || last[0].Alone || !last[1].Begun.Equal(time.UnixMicro(99)) {
		t.Errorf("the notes are %+v", last)
	}
}

// TestSignatures are printed, so that nothing else than a line comes of them.
func TestSignatures(t *testing.T) {
	f, lock := notesFolder(t)
	l := lock()
	for text, want := range map[string]string{"process 1 on é": "process 1 on é", "P\xff": "P?", "": somebody, "\x1b[31m": somebody, "a\tb": somebody,
		strings.Repeat("y", maxSignature): strings.Repeat("y", maxSignature), strings.Repeat("y", maxSignature+1): somebody} {
		must(t, os.WriteFile(f.In(lockName), []byte(text+"\nbegun 1 2 t\n"), 0o666))
		if got := f.AtWork(); got != want {
			t.Errorf("%.40q is the signature of %.40q, wanted %.40q", text, got, want)
		}
		if _, last := notesIn(text + "\nbegun 1 2 t\n"); len(last) != 1 || last[0].By != want {
			t.Errorf("%.40q has the notes %.99v", text, last)
		}
	}
	must(t, l.Release())
}

// BenchmarkNote is what it costs to note that a run is under way, and that it is no more.
func BenchmarkNote(b *testing.B) {
	f := Beside(b.TempDir()+"/x.hdf5", files.Disk{})
	l, err := f.Lock()
	if err != nil {
		if err = f.Make(); err == nil {
			l, err = f.Lock()
		}
	}
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		slot, err := l.Begin("clustered", 17)
		if err != nil {
			b.Fatal(err)
		}
		l.End(slot)
	}
	_ = l.Release()
}
