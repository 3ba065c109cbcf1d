package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"golgi/manager"
	"golgi/trajectory"
)

// A display shows progress: on a terminal as one line that changes, elsewhere as lines. Log lines may come
// in between.
type display struct {
	title    string
	quiet    bool
	terminal bool

	quickFile time.Duration // how long finishing a file may take before, elsewhere than on a terminal, a line says so

	mu    sync.Mutex // guards all below
	log   io.Writer
	to    io.Writer // for progress
	last  manager.Progress
	when  time.Time // of last
	shown bool      // the line is on the screen, and the cursor behind it
	begun bool
	late  *time.Timer   // writes a line where finishing the file takes long; nil: there is none
	since time.Time     // when the runs had ended, and the file began to be finished; zero: that is to come
	stop  chan struct{} // ends the ticking, on a terminal
	quit  sync.WaitGroup
}

func newDisplay(to io.Writer, title string, quiet, plain bool) *display {
	return &display{log: to, to: progressTo(to), title: title, quiet: quiet, terminal: isTerminal(to) && !plain, quickFile: 3 * time.Second}
}

// isTerminal reports whether w is a screen on which a line can be written again.
func isTerminal(w io.Writer) bool {
	if s, ok := w.(*stream); ok {
		w = s.Writer
	}
	file, ok := w.(*os.File)
	if !ok || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := file.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}

// logWriter returns where a log for people goes.
func (d *display) logWriter() io.Writer {
	return zerolog.ConsoleWriter{Out: d, NoColor: !d.terminal, TimeFormat: time.TimeOnly}
}

// Write writes a line of the log.
func (d *display) Write(line []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.erase()
	n, err := d.log.Write(line)
	d.draw()
	return n, err
}

// begin writes a header, and shows progress from now on.
func (d *display) begin(header string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.quiet {
		return
	}
	fmt.Fprintf(d.to, "%s: %s\n", d.title, header)
	d.begun = true
	if d.terminal {
		d.stop = make(chan struct{})
		d.quit.Go(d.tick)
	}
}

// tick draws the line again each second, since time passes while no run ends.
func (d *display) tick() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-d.stop:
			return
		case <-ticker.C:
			d.mu.Lock()
			d.draw()
			d.mu.Unlock()
		}
	}
}

// progress takes in what manager reports.
func (d *display) progress(p manager.Progress) {
	d.mu.Lock()
	defer d.mu.Unlock()
	before := d.last
	d.last, d.when = p, time.Now()
	switch {
	case !d.begun:
	case d.terminal:
		d.draw()
	case worthALine(before, p):
		fmt.Fprintln(d.to, d.line(0))
	}
}

// lines is how many lines of progress a log gets at most, if nothing fails.
const lines = 20

// worthALine reports whether p deserves a line of its own, where each line stays: after a failure, and after
// each further part of the work, or each generation of a search.
func worthALine(before, p manager.Progress) bool {
	part := func(p manager.Progress) int { return int(lines * p.Share()) }
	if p.Generation > 0 { // nobody knows how many there will be
		part = func(p manager.Progress) int { return p.Done() / p.Total }
	}
	return p.Failed+p.Lost > before.Failed+before.Lost || part(p) > part(before)
}

// finishing says that no run is under way any more: the store brings its file to an end.
func (d *display) finishing() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.since = time.Now()
	if d.begun && !d.terminal && d.last.Total > 0 {
		d.late = time.AfterFunc(d.quickFile, func() {
			d.mu.Lock()
			defer d.mu.Unlock()
			if d.begun {
				fmt.Fprintln(d.to, d.line(time.Since(d.when)))
			}
		})
	}
	d.draw()
}

// end takes the changing line away, and returns the last report.
func (d *display) end() manager.Progress {
	if d.stop != nil {
		close(d.stop)
		d.quit.Wait()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.erase()
	d.begun = false
	if d.late != nil {
		d.late.Stop()
	}
	return d.last
}

func (d *display) erase() {
	if d.shown {
		fmt.Fprint(d.to, "\r\x1b[K")
		d.shown = false
	}
}

func (d *display) draw() {
	if d.begun && d.terminal && d.last.Total > 0 {
		fmt.Fprint(d.to, "\r\x1b[K"+d.bar()+" "+d.line(time.Since(d.when)))
		d.shown = true
	}
}

// width of the bar, in characters.
const width = 24

func (d *display) bar() string {
	full := int(width * d.last.Share())
	return "[" + strings.Repeat("=", full) + strings.Repeat(" ", width-full) + "]"
}

// line says how far the exploration was some time after the last report.
func (d *display) line(after time.Duration) string {
	p := d.last
	text := fmt.Sprintf("%d of %s", p.Done(), count(p.Total, "run"))
	if p.Generation > 0 {
		text = fmt.Sprintf("generation %d: %s", p.Generation, text)
	}
	if share := p.Share(); int(100*share) != 100*p.Done()/p.Total { // runs are under way, or differ in length
		text += fmt.Sprintf(", %d %%", int(100*share))
	}
	if p.Failed > 0 {
		text += fmt.Sprintf(", %d failed", p.Failed)
	}
	if p.Lost > 0 {
		text += fmt.Sprintf(", %d lost", p.Lost)
	}
	if p.Run >= 0 && !d.terminal && p.Took > 0 {
		text += fmt.Sprintf("; %s %s in %s", trajectory.RunName(p.Run), p.Status, clock(p.Took))
	}
	text += "; " + clock(p.Elapsed+after)
	if !d.since.IsZero() {
		return text + ", finishing the file for " + clock(time.Since(d.since))
	}
	if left := p.Left - after; left > 0 {
		text += ", about " + clock(left) + " left"
	}
	return text
}
