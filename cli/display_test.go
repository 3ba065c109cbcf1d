package cli

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golgi/manager"
	"golgi/trajectory"
	"golgi/units"
)

// at is how far an exploration of four runs is, after so many of them and seconds.
func at(done, failed int, seconds float64) manager.Progress {
	p := manager.Progress{Total: 4, Finished: done - failed, Failed: failed, Run: done - 1, Status: trajectory.Finished,
		Took: time.Second, Elapsed: time.Duration(seconds * 1e9)}
	if done > 0 {
		p.Left = p.Elapsed / time.Duration(done) * time.Duration(4-done)
	}
	return p
}

func TestLineOnATerminal(t *testing.T) {
	var out bytes.Buffer
	d := newDisplay(&out, "lif", false, false)
	d.terminal, d.columns = true, func() int { return 120 }
	d.begin("4 runs")
	d.progress(at(0, 0, 0))
	d.progress(at(1, 0, 100))
	if _, err := d.Write([]byte("a line of the log\n")); err != nil {
		t.Fatal(err)
	}
	d.progress(at(3, 1, 300))
	d.end()
	if _, err := d.Write([]byte("another\n")); err != nil {
		t.Fatal(err)
	}
	const clear = "\r\x1b[K"
	first := clear + "[======                  ] 1 of 4 runs at 36 runs/h; 1:40 min, about 5:00 min left"
	want := "lif: 4 runs\n" +
		clear + "[                        ] 0 of 4 runs; 0.0 s" +
		first + clear + "a line of the log\n" + first +
		clear + "[==================      ] 3 of 4 runs, 1 failed at 36 runs/h; 5:00 min, about 1:40 min " +
		"left" + clear + "another\n"
	if got := out.String(); got != want {
		t.Errorf("the terminal got\n%q\nwanted\n%q", got, want)
	}
}

// While runs are under way, and where they differ in length, the bar shows simulated time; when they have ended, it says that the file is
// being finished.
func TestLineCountsSimulatedTime(t *testing.T) {
	var out bytes.Buffer
	d := newDisplay(&out, "lif", false, false)
	d.terminal, d.columns = true, func() int { return 120 }
	d.begin("4 runs")
	p := at(0, 0, 10)
	p.Run, p.Running, p.Planned, p.Simulated, p.Left = -1, 2, units.Second.Of(40), units.Second.Of(7.5), 40*time.Second
	d.progress(p)
	p = at(1, 0, 20)
	p.Planned, p.Simulated, p.Left = units.Second.Of(40), units.Second.Of(30), 5*time.Second
	d.progress(p)
	p = at(4, 0, 30)
	p.Planned, p.Simulated = units.Second.Of(40), units.Second.Of(40)
	d.progress(p)
	d.finishing()
	d.end()
	const clear = "\r\x1b[K"
	want := "lif: 4 runs\n" +
		clear + "[====                    ] 0 of 4 runs, 2 running, 18 %; 7.5 s of 40 s simulated at 0.81 s/s; 10 s, about 40 s left" +
		clear + "[==================      ] 1 of 4 runs, 75 %; 30 s of 40 s simulated at 2 s/s; 20 s, about 5.0 s left" +
		clear + "[========================] 4 of 4 runs; 40 s of 40 s simulated; 30 s" +
		clear + "[========================] 4 of 4 runs; 30 s, finishing the file for 0.0 s" + clear
	if got := out.String(); got != want {
		t.Errorf("the terminal got\n%q\nwanted\n%q", got, want)
	}
}

// In a narrow terminal the line has what matters most, and it never begins another row.
func TestLineOnANarrowTerminal(t *testing.T) {
	d := newDisplay(&bytes.Buffer{}, "lif", false, false)
	d.terminal = true
	d.last = at(1, 1, 20)
	d.last.Running, d.last.Planned, d.last.Simulated, d.last.Left = 2, units.Second.Of(40), units.Second.Of(30), 5*time.Second
	for columns, want := range map[int]string{
		200: "[==================      ] 1 of 4 runs, 2 running, 75 %, 1 failed; 30 s of 40 s simulated at 2 s/s; 20 s, about 5.0 s left",
		110: "[==================      ] 1 of 4 runs, 75 %, 1 failed; 30 s of 40 s simulated; 20 s, about 5.0 s left",
		80:  "[==================      ] 1 of 4 runs, 75 %, 1 failed; 20 s, about 5.0 s left",
		60:  "1 of 4 runs, 75 %, 1 failed; 20 s, about 5.0 s left",
		44:  "1 of 4 runs, 1 failed, about 5.0 s left",
		30:  "1 of 4 runs, 1 failed",
		8:   "1 of 4 ",
		1:   "",
		0:   "",
	} {
		if got := fitted(d.pieces(0), columns); got != want {
			t.Errorf("in %d columns it is\n%q\nwanted\n%q", columns, got, want)
		}
	}
}

// Where the terminal has become narrower, the line takes several rows, and all of them are taken away.
func TestLineOnATerminalThatIsResized(t *testing.T) {
	for _, c := range []struct {
		shown, columns int
		want           string
	}{{0, 80, "\r\x1b[K"}, {79, 80, "\r\x1b[K"}, {80, 80, "\r\x1b[K"}, {79, 40, "\x1b[1A\r\x1b[J"}, {79, 20, "\x1b[3A\r\x1b[J"}, {5, 0, "\x1b[4A\r\x1b[J"}} {
		if got := wiped(c.shown, c.columns); got != c.want {
			t.Errorf("%d characters in %d columns: %q, wanted %q", c.shown, c.columns, got, c.want)
		}
	}
}

// Elsewhere a line says that the file takes long to be finished, and none does where it does not.
func TestLineOfALongFinish(t *testing.T) {
	for _, c := range []struct {
		after time.Duration
		lines int
	}{{time.Millisecond, 3}, {time.Hour, 2}} {
		var out bytes.Buffer
		synctest.Test(t, func(*testing.T) {
			d := newDisplay(&out, "lif", false, false)
			d.quickFile = c.after
			d.begin("4 runs")
			d.progress(at(4, 0, 30))
			d.finishing()
			time.Sleep(50 * time.Millisecond)
			d.end()
		})
		if got := strings.Count(out.String(), "\n"); got != c.lines || (c.lines == 3) != strings.Contains(out.String(), ", finishing the file for 0.0 s\n") {
			t.Errorf("after %v: %d lines, want %d:\n%s", c.after, got, c.lines, out.String())
		}
	}
}

// Elsewhere there are as many lines as people read, and one for each failure.
func TestLinesElsewhere(t *testing.T) {
	var out bytes.Buffer
	d := newDisplay(&out, "lif", false, false)
	d.begin("1000 runs")
	for done := range 1001 {
		p := at(done, min(done, 2), float64(done))
		p.Total = 1000
		d.progress(p)
	}
	d.end()
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 1+2+20 {
		t.Errorf("there are %d lines:\n%s", len(lines), out.String())
	}
	if last := lines[len(lines)-1]; !strings.HasPrefix(last, "1000 of 1000 runs, 2 failed; "+
		"run_00000999 finished in 1.0 s; ") {
		t.Errorf("the last line is %s", last)
	}
}

// Of a search there is one for each generation.
func TestLinesOfASearch(t *testing.T) {
	var out bytes.Buffer
	d := newDisplay(&out, "hill", false, false)
	d.begin("a search")
	for done := range 13 {
		p := at(done, 0, float64(done))
		p.Total, p.Generation = 4*((done+3)/4), 1+max(0, done-1)/4
		d.progress(p)
	}
	d.end()
	if got := out.String(); strings.Count(got, "\n") != 4 || !strings.Contains(got, "\ngeneration 2: 8 of 8 runs; ") || !strings.Contains(got, "\ngeneration 3: 12 of 12 runs; ") {
		t.Errorf("it says\n%s", got)
	}
}

// What is over in a second needs no lines, but for a failure.
func TestNoLinesOfWhatIsQuick(t *testing.T) {
	var out bytes.Buffer
	d := newDisplay(&out, "lif", false, false)
	d.begin("4 runs")
	for done, failed := range []int{0, 0, 1, 1, 1} {
		d.progress(at(done, failed, float64(done)/10))
	}
	d.end()
	if got := out.String(); !strings.HasPrefix(got, "lif: 4 runs\n2 of 4 runs, 1 failed; ") || strings.Count(got, "\n") != 2 {
		t.Errorf("it says\n%s", got)
	}
}

// Of the runs that were there before one line is said, with the first that ends here, or when none is missing.
func TestLineOfRunsBefore(t *testing.T) {
	for _, c := range []struct {
		before, own int
		want        string
	}{
		{12, 28, "of 40 runs, 12 were there before, 1 failed before\n14 of 40 runs; run_00000013 finished in 1.0 s; 1.0 s\n"},
		{39, 0, "of 40 runs, 39 were there before, 1 failed before\n"},
	} {
		var out bytes.Buffer
		d := newDisplay(&out, "lif", false, false)
		d.begin("40 runs")
		p := manager.Progress{Total: 40, FailedBefore: 1, Run: 0, Status: trajectory.Failed}
		d.progress(p)
		for p.Present < c.before {
			p.Present++
			d.progress(p)
		}
		for p.Finished < c.own && p.Done() < p.Total {
			p.Finished, p.Run, p.Status, p.Took, p.Elapsed = p.Finished+1, p.Done(), trajectory.Finished, time.Second, time.Second
			d.progress(p)
		}
		d.end()
		_, got, _ := strings.Cut(out.String(), "\n")
		if !strings.HasPrefix(got, c.want) || c.own == 0 && got != c.want || strings.Count(got, "before") != 2 {
			t.Errorf("it says\n%s\nwanted\n%s", got, c.want)
		}
	}
}

func TestQuietShowsNothing(t *testing.T) {
	var out bytes.Buffer
	d := newDisplay(&out, "lif", true, false)
	d.begin("4 runs")
	d.progress(at(4, 1, 4))
	if last := d.end(); last.Failed != 1 || out.Len() > 0 {
		t.Errorf("the last report is %+v, and printed was %q", last, out.String())
	}
}

func TestIsTerminal(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	file, err := os.Create(t.TempDir() + "/file")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, w := range []interface{ Write([]byte) (int, error) }{null, file, &bytes.Buffer{}} {
		if isTerminal(w) {
			t.Errorf("%T is taken for a terminal", w)
		}
	}
}

// FuzzParse sees to it that no command panics, and that what is no option comes back.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"--n 3 a=b", "--switch --n=4", "-- " +
		"--n", "-", "--=", "--n", "-switch=x", "---n 1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, command string) {
		var n int64
		var on bool
		options := []option{numberOption("n", "", 0, &n), switchOption("switch", "", &on)}
		rest, err := parse(strings.Split(command, " "), options)
		if err == nil && len(rest) > strings.Count(command, " ")+1 {
			t.Errorf("%q gives back %q", command, rest)
		}
		if n < 0 {
			t.Errorf("%q sets n = %d", command, n)
		}
		_ = fmt.Sprint(err)
	})
}

// A stream is a terminal if what it writes to is one.
func TestTerminalBehindAStream(t *testing.T) {
	terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip(err)
	}
	defer terminal.Close()
	for _, term := range []string{"xterm", "dumb"} {
		t.Setenv("TERM", term)
		if got := isTerminal(&stream{Writer: terminal}); got != (term == "xterm") {
			t.Errorf("TERM=%s: it is a terminal: %v", term, got)
		}
	}
}
