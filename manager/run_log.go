package manager

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"golgi/internal/memory"
	"golgi/trajectory"
)

// A run's log is stored with it if it fails, so that nobody has to run it again to see what its hooks said. It has all from level debug on, whatever the log of the manager has; of much,
// its beginning and its end.

// WithLogsKept has the logs of all runs stored, and not only those of runs that do not finish.
func WithLogsKept() Option { return func(m *NetworkManager) { m.logsKept = true } }

// mostHead and mostTail are how many bytes of a log are kept of its beginning, and of its end; mostLine of one line.
const mostHead, mostTail, mostLine = 16 << 10, 48 << 10, 4 << 10

// A runLog is where the hooks of one run log to. It hands on to the log of the manager what that wants to have, with all its fields.
type runLog struct {
	m     *NetworkManager
	run   *trajectory.Run
	heard zerolog.Level // what is lower is not handed on
	began time.Time

	mu    sync.Mutex // guards all below
	head  []string
	tail  []string
	sizes struct{ head, tail int }
	cut   struct{ lines, bytes int } // between head and tail
}

// logs returns the log of a run, and what takes it down.
func (m *NetworkManager) logs(run *trajectory.Run) (zerolog.Logger, *runLog) {
	l := &runLog{m: m, run: run, heard: m.log.GetLevel(), began: time.Now()}
	return of(zerolog.New(l).Level(min(l.heard, zerolog.DebugLevel)), run), l
}

// hookLog returns the log that hooks of a run are given. What they log from level warn on is noted in the record of the
// run, whatever the level of the log. Of several runs that warn alike, only the first is heard.
func (m *NetworkManager) hookLog(run *trajectory.Run) zerolog.Logger {
	log, _ := m.logs(run)
	return log
}

// Write takes a line that has no level.
func (l *runLog) Write(line []byte) (int, error) { return l.WriteLevel(zerolog.NoLevel, line) }

// WriteLevel implements [zerolog.LevelWriter].
func (l *runLog) WriteLevel(level zerolog.Level, line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.take(fmt.Sprintf("%.3f s ", time.Since(l.began).Seconds()), string(bytes.TrimSpace(line)))
	repeated := false
	if level >= zerolog.WarnLevel && level < zerolog.NoLevel {
		_, text := fieldsOf(line)
		l.run.Warn(text)
		repeated = l.m.warnings.add(text)
	}
	if !repeated && level >= l.heard {
		l.handOn(level, line)
	}
	return len(line), nil
}

// handOn logs a line again, in the log of the manager.
func (l *runLog) handOn(level zerolog.Level, line []byte) {
	fields, text := fieldsOf(line)
	event := l.m.log.WithLevel(level)
	for _, f := range fields {
		if f.name != zerolog.LevelFieldName || level == zerolog.NoLevel {
			event = event.RawJSON(f.name, f.raw)
		}
	}
	event.Msg(text)
}

// take keeps a line: at the beginning, or at the end, from which what is too much goes.
func (l *runLog) take(when, line string) {
	if len(line) > mostLine {
		line = fmt.Sprintf("%s… (%d bytes in all)", strings.ToValidUTF8(line[:mostLine], ""), len(line))
	}
	line = when + line
	if l.cut.lines == 0 && len(l.tail) == 0 && l.sizes.head+len(line) <= mostHead {
		l.head = append(l.head, line)
		l.sizes.head += len(line) + 1
		return
	}
	l.tail = append(l.tail, line)
	for l.sizes.tail += len(line) + 1; l.sizes.tail > mostTail; l.tail = l.tail[1:] {
		l.sizes.tail -= len(l.tail[0]) + 1
		l.cut.lines++
		l.cut.bytes += len(l.tail[0]) + 1
	}
}

// text returns the log as people read it, a line each, and says what was cut.
func (l *runLog) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var lines []string
	for _, line := range l.head {
		lines = append(lines, readable(line))
	}
	if l.cut.lines > 0 {
		lines = append(lines, fmt.Sprintf("… %d lines of %s are left out here …", l.cut.lines, memory.Text(float64(l.cut.bytes))))
	}
	for _, line := range l.tail {
		lines = append(lines, readable(line))
	}
	return strings.Join(lines, "\n")
}

// keep notes the log in the record of a run that has ended, if it is to be stored.
func (l *runLog) keep() {
	if l.m.logsKept || l.run.Record().Status != trajectory.Finished {
		l.run.KeepLog(l.text())
	}
}

// readable makes a line of words of one in JSON with its time before it: time, level, message, and name=value for all else but the run and its point.
func readable(line string) string {
	at := strings.IndexByte(line, '{')
	if at < 0 {
		return line
	}
	fields, text := fieldsOf([]byte(line[at:]))
	if fields == nil && text == "" { // it was cut
		return line
	}
	var level string
	var words []string
	for _, f := range fields {
		switch f.name {
		case zerolog.LevelFieldName:
			level = strings.Trim(string(f.raw), `"`) + " "
		case "run", "point":
		default:
			words = append(words, f.name+"="+string(f.raw))
		}
	}
	return strings.TrimSpace(line[:at] + level + strings.Join(append([]string{text}, words...), " "))
}

// A logField is one of a line of a log.
type logField struct {
	name string
	raw  json.RawMessage
}

// fieldsOf returns the fields of a line in their order, and its message.
func fieldsOf(line []byte) (fields []logField, text string) {
	d := json.NewDecoder(bytes.NewReader(line))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, string(line)
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, ""
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return nil, ""
		}
		if name == zerolog.MessageFieldName && json.Unmarshal(raw, &text) == nil {
			continue
		}
		fields = append(fields, logField{fmt.Sprint(name), raw})
	}
	return fields, text
}
