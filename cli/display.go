package cli

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/rs/zerolog"

	"golgi/internal/plain"
	"golgi/manager"
	"golgi/trajectory"
)

// A display shows progress: on a terminal as one line that changes, elsewhere as lines. Log lines may come
// in between.
type display struct {
	title    string
	quiet    bool
	terminal bool

	columns   func() int    // how wide the terminal is now
	quickFile time.Duration // how long finishing a file may take before, elsewhere than on a terminal, a line says so

	mu    sync.Mutex // guards all below
	log   io.Writer
	to    io.Writer // for progress
	last  manager.Progress
	when  time.Time // of last
	shown int       // how many characters of the line are on the screen, before the cursor
	begun bool
	said  manager.Progress // what the last line was of, where lines stay
	told  bool             // how many runs were there before
	late  *time.Timer      // writes a line where finishing the file takes long; nil: there is none
	since time.Time        // when the runs had ended, and the file began to be finished; zero: that is to come
	stop  chan struct{}    // ends the ticking, on a terminal
	quit  sync.WaitGroup
}

func newDisplay(to io.Writer, title string, quiet, plain bool) *display {
	return &display{log: to, to: progressTo(to), title: title, quiet: quiet, terminal: isTerminal(to) && !plain,
		columns: func() int { return columnsOf(to) }, quickFile: 3 * time.Second}
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
	default:
		d.report(before, p)
	}
}

// report writes lines that stay. Of all runs that were there before there is one, when the first one ends here, or none is missing.
func (d *display) report(before, p manager.Progress) {
	there, here := ended(p)
	if _, was := ended(before); there > 0 && !d.told && (here > 0 || p.Done() == p.Total) {
		d.told = true
		fmt.Fprintf(d.to, "of %s, %s\n", plain.Count(p.Total, "run"), strings.Join(tallied(p, true), ", "))
	} else if here == was {
		return
	}
	if failed := p.Failed+p.Lost > before.Failed+before.Lost; here > 0 && (failed || d.isFurther(p)) {
		fmt.Fprintln(d.to, d.line(0))
		d.said = p
	}
}

// lines is how many lines of progress a log gets at most, if nothing fails.
const lines = 20

// often is how much time passes at least between lines of progress in a log, if nothing fails: what is quick has none.
const often = time.Second

// isFurther reports whether p deserves a line of its own, where each line stays: after each further part of the work, or each generation of a search.
func (d *display) isFurther(p manager.Progress) bool {
	part := func(p manager.Progress) int { return int(lines * p.Share()) }
	further := part(p) > part(d.said)
	if p.Generation > 0 { // nobody knows how many there will be
		further = p.Done() == p.Total
	}
	return further && p.Elapsed-d.said.Elapsed >= often
}

// counts reports whether there were runs to be counted.
func (d *display) counts() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.last.Total > 0
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

// erase takes the changing line away, also the rows that it has taken where the terminal has become narrower.
func (d *display) erase() {
	if d.shown > 0 {
		fmt.Fprint(d.to, wiped(d.shown, d.columns()))
		d.shown = 0
	}
}

func (d *display) draw() {
	if !d.begun || !d.terminal || d.last.Total == 0 {
		return
	}
	columns := d.columns()
	text := fitted(d.pieces(time.Since(d.when)), columns)
	fmt.Fprint(d.to, wiped(d.shown, columns)+text)
	d.shown = utf8.RuneCountInString(text)
}

// line says how far the exploration was some time after the last report, where lines stay.
func (d *display) line(after time.Duration) string {
	var text strings.Builder
	for _, piece := range d.pieces(after) {
		if !piece.bar {
			text.WriteString(piece.text)
		}
	}
	return text.String()
}

// pieces says how far the exploration was some time after the last report.
func (d *display) pieces(after time.Duration) []piece {
	p := d.last
	pieces := []piece{{text: bar(p.Share()), spare: 5, bar: true}, {text: fmt.Sprintf("%d of %s", p.Done(), plain.Count(p.Total, "run"))}}
	add := func(spare int, when bool, format string, args ...any) {
		if when {
			pieces = append(pieces, piece{text: fmt.Sprintf(format, args...), spare: spare})
		}
	}
	if p.Generation > 0 {
		pieces[1].text = fmt.Sprintf("generation %d: %s", p.Generation, pieces[1].text)
	}
	under := d.since.IsZero()
	add(7, under && p.Running > 0, ", %d running", p.Running)
	share := p.Share() // runs are under way, or differ in length
	add(4, int(100*share) != 100*p.Done()/p.Total, ", %d %%", int(100*share))
	add(1, p.Failed > 0, ", %d failed", p.Failed)
	add(1, p.Lost > 0, ", %d lost", p.Lost)
	add(1, p.Run >= 0 && !d.terminal && p.Took > 0, "; %s %s in %s", trajectory.RunName(p.Run), p.Status, plain.Took(p.Took))
	slow := under && p.Elapsed >= enough
	add(6, slow && p.Planned.SI() > 0, "; %.3g s of %.3g s simulated", p.Simulated.SI(), p.Planned.SI())
	add(8, slow && p.Left > 0, " at %s", rate(p))
	add(3, true, "; %s", plain.Clock(p.Elapsed+after))
	left := p.Left - after
	add(2, under && left > 0, ", about %s left", plain.Clock(left))
	add(2, !under, ", finishing the file for %s", plain.Clock(time.Since(d.since)))
	return pieces
}

// enough is how long an exploration takes before it is said how much it simulates, and how fast.
const enough = 10 * time.Second

// rate says how much is done in a time.
func rate(p manager.Progress) string {
	if rest := p.Planned.SI() - p.Simulated.SI(); p.Planned.SI() > 0 {
		return fmt.Sprintf("%.2g s/s", rest/p.Left.Seconds())
	}
	if runs := float64(p.Total-p.Done()) / p.Left.Seconds(); runs < 0.1 {
		return fmt.Sprintf("%.3g runs/h", 3600*runs)
	} else {
		return fmt.Sprintf("%.3g runs/s", runs)
	}
}

// width of the bar, in characters.
const width = 24

func bar(share float64) string {
	full := int(width * share)
	return "[" + strings.Repeat("=", full) + strings.Repeat(" ", width-full) + "] "
}
