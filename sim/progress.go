package sim

import (
	"context"
	"fmt"
	"math"
	"time"

	"golgi/units"
)

// Progress says how far a Run has come.
type Progress struct {
	Start, Now, End units.Quantity // simulated time: where the Run began, is, and will end
	Elapsed         time.Duration  // since it began
	Left            time.Duration  // what the rest will take if it goes on like this; 0 if that cannot be told
}

// Report has Runs call report from time to time: at every interval, however long the steps take, or after the step that is longer. The
// first call comes one interval after a Run has begun; where Runs are shorter, intervals go on from one to the next. Run waits for it. A nil
// report ends that; clones do not report. It costs about a microsecond for each call, and for each Run. An interval below a millisecond
// counts as one: the run must come forward in between.
func (n *Network) Report(every time.Duration, report func(Progress)) error {
	if err := n.usable(); err != nil {
		return err
	}
	if report != nil && every <= 0 {
		return fmt.Errorf("sim: network: cannot report every %v; give an interval above 0", every)
	}
	every = max(every, time.Millisecond)
	n.reports = reports{every: every, to: report, next: time.Now().Add(every)}
	return nil
}

// reports are made at intervals.
type reports struct {
	every time.Duration
	to    func(Progress) // nil: there are none
	next  time.Time
	stop  bool // the run is to end
}

// A pacer makes the reports of a Run. It pauses the run by a context that is done when the next one is due.
type pacer struct {
	net        *Network
	ctx        context.Context // of the Run
	paused     context.Context // is done when ctx is, or when it is time to report
	cancel     context.CancelFunc
	start, end float64 // s, simulated
	began      time.Time
}

func (n *Network) newPacer(ctx context.Context, start, end float64) *pacer {
	p := &pacer{net: n, ctx: ctx, paused: ctx, cancel: func() {}, start: start, end: end, began: time.Now()}
	p.arm()
	return p
}

// arm sets the time of the next report.
func (p *pacer) arm() {
	p.cancel()
	p.paused = p.ctx
	if p.net.reports.to != nil {
		p.paused, p.cancel = context.WithDeadline(p.ctx, p.net.reports.next)
	}
}

// goOn returns the error of a context that is done, or, where the run has only paused, reports.
func (p *pacer) goOn() error {
	if err := p.ctx.Err(); err != nil {
		return err
	}
	now, err := p.net.memory.TimeOf(0)
	if err != nil {
		return err
	}
	p.net.reports.stop = false
	if report := p.net.reports.to; report != nil {
		report(p.progress(now))
	}
	p.net.reports.next = time.Now().Add(p.net.reports.every)
	p.arm()
	return nil
}

// progress is that at a simulated time in seconds.
func (p *pacer) progress(now float64) Progress {
	now = min(max(now, p.start), p.end)
	progress := Progress{Start: seconds(p.start), Now: seconds(now), End: seconds(p.end), Elapsed: time.Since(p.began)}
	const least = 1e-6 // of the run, from which on the rest can be told
	if done, rest := now-p.start, p.end-now; done > float64(least*rest) {
		progress.Left = time.Duration(min(float64(float64(progress.Elapsed)*(rest/done)), math.MaxInt64/2))
	}
	return progress
}
