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

// progress shows how far an exploration has come: a line that changes on a terminal, else one line for each run that ends.
type progress struct {
	out      io.Writer
	terminal bool
	quiet    bool

	mu   sync.Mutex // guards out and what follows
	last manager.Progress
	line bool // whether an unfinished line stands on the terminal
}

func newProgress(out io.Writer, quiet bool) *progress {
	return &progress{out: out, quiet: quiet, terminal: isTerminal(out)}
}

func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// update shows a new state.
func (p *progress) update(now manager.Progress) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = now
	switch {
	case p.quiet:
	case p.terminal:
		fmt.Fprintf(p.out, "\r\x1b[K%s", bar(now))
		p.line = true
	case now.Run >= 0:
		fmt.Fprintf(p.out, "%s %s in %s (%d of %d)\n", trajectory.RunName(now.Run), now.Status,
			round(now.Took), now.Done(), now.Total)
	}
}

// barWidth is the length of the bar in characters.
const barWidth = 24

// bar is one line about the state.
func bar(now manager.Progress) string {
	filled := 0
	if now.Total > 0 {
		filled = barWidth * now.Done() / now.Total
	}
	text := fmt.Sprintf("[%s%s] %d of %d runs", strings.Repeat("=", filled), strings.Repeat(" ", barWidth-filled), now.Done(), now.Total)
	if now.Failed > 0 {
		text += fmt.Sprintf(", %d failed", now.Failed)
	}
	text += ", " + round(now.Elapsed).String()
	if now.Left > 0 {
		text += ", about " + round(now.Left).String() + " left"
	}
	return text
}

func round(d time.Duration) time.Duration {
	if d < 10*time.Second {
		return d.Round(10 * time.Millisecond)
	}
	return d.Round(time.Second)
}

// end finishes the line on the terminal.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
}

// began reports whether there was anything to run.
func (p *progress) began() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.last.Total > 0
}

func (p *progress) clear() {
	if p.line {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.line = false
	}
}

// summary says how it ended and where the results are.
func (p *progress) summary(out io.Writer, path string, took time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprintf(out, "%d of %d runs finished in %s", p.last.Finished+p.last.Present, p.last.Total, round(took))
	if p.last.Failed > 0 {
		fmt.Fprintf(out, ", %d failed", p.last.Failed)
	}
	if p.last.Stopped > 0 {
		fmt.Fprintf(out, ", %d stopped", p.last.Stopped)
	}
	fmt.Fprintf(out, "; results in %s\n", path)
}

// logWriter returns a writer for log lines, which do not collide with the progress line.
func (p *progress) logWriter() io.Writer {
	return zerolog.ConsoleWriter{Out: lockedWriter{p}, NoColor: !p.terminal, TimeFormat: time.TimeOnly}
}

type lockedWriter struct{ p *progress }

// Write writes log lines above the progress line.
func (w lockedWriter) Write(line []byte) (int, error) {
	w.p.mu.Lock()
	defer w.p.mu.Unlock()
	w.p.clear()
	return w.p.out.Write(line)
}
